"""Passwords: Argon2id with 19 MiB, t=2, p=1 (OWASP's figures), two at a time, never on the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
LONGEST_PASSWORD = 256

# Of a password nobody has: checked when the user name is unknown, so that both take the same time.
_NOBODY = _HASHER.hash("nobody signs in with this")


def hash_password(password: str) -> str:
    """The hash to keep. Takes some 25 ms of one core: not for the event loop."""
    return _HASHER.hash(password)


async def hash_passwords(passwords: list[str]) -> list[str]:
    """Many hashes, off the loop, in order."""
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(_THREADS, hash_password, one) for one in passwords))


async def password_matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one of the hash; None (no such account) takes as long and is never right."""
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_THREADS, _matches, kept or _NOBODY, password)
    return matches and kept is not None


def _matches(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
