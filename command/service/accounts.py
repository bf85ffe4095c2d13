"""Accounts: people, devices and kiosks are registered as facts, and get what they sign in with."""

import secrets
from collections.abc import Sequence
from typing import Protocol, get_args

from msgspec import Struct

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.service.directory import key_hash
from command.service.passwords import LONGEST_PASSWORD, hash_passwords
from command.store.engine import Engine
from command.store.people import Credential, ensure_universe, find_credential, load_people, save_credentials

KEYED: frozenset[str] = frozenset({"kiosk", "device"})
"""Roles that hold a key in place of a user name and a password."""
ROLES: tuple[str, ...] = tuple(role for role in get_args(f.Role) if role not in ("director", "observer"))
"""What an account of the district can be; the other two there are in drills alone."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread from paper
_PIECE = 50  # facts in one transaction, far below its two seconds


class Account(Struct, frozen=True, kw_only=True):
    """One account with its secret in the clear: exists only while it is being made.

    `areas`: division or grid codes. A kiosk or device has `key`, everybody else `username` and `password`.
    """

    id: str
    name: str
    role: f.Role
    areas: list[str]
    username: str
    password: str | None = None
    key: str | None = None
    language: str = "zh-CN"
    watch_leader: bool = False
    skills: list[str] = []
    unit: str | None = None
    rank: f.Rank | None = None
    simulated: bool = False
    by: str = ""
    by_name: str = ""
    reason: str = ""


class Made(Struct, frozen=True):
    """A password in the clear, this once, and the user name it is for."""

    username: str
    password: str


class AccountError(ValueError):
    """An account that cannot be made; the message says what is wrong with it."""


class Recorder(Protocol):
    """Who writes facts: the desk."""

    async def record(self, facts: list[f.AnyFact]) -> object:
        """Append the facts in one transaction."""
        ...


def new_password() -> str:
    """Random and readable: ten letters and digits (49 bits), behind Argon2id and a limit on failures."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def new_key() -> str:
    """A key for a device or kiosk: 192 random bits."""
    return secrets.token_urlsafe(24)


def check(account: Account, areas: AreaIndex, district: str) -> None:
    """Raises AccountError for a role or an area that does not exist, or a secret of the wrong kind.

    The district itself always exists: its first administrator comes before its areas.
    """
    if account.role not in ROLES:
        raise AccountError(f"no such role: {account.role}; there are {', '.join(ROLES)}")
    unknown = [code for code in account.areas if areas.get(code) is None and code != district]
    if unknown or not account.areas:
        raise AccountError(f"no such area: {', '.join(unknown) or 'none given'}")
    if account.role == "worker" and any(len(code) != 15 for code in account.areas):
        raise AccountError("a worker's areas are grids: codes of 15 digits")
    if account.rank is not None and (account.rank not in get_args(f.Rank) or account.role != "coordinator"):
        raise AccountError(f"a rank is a coordinator's, and one of {', '.join(get_args(f.Rank))}")
    if (account.role in KEYED) != (account.key is not None):
        raise AccountError(f"a {account.role} signs in with {'a key' if account.role in KEYED else 'a password'}")
    if account.password is not None and not 8 <= len(account.password) <= LONGEST_PASSWORD:
        raise AccountError(f"a password has 8 to {LONGEST_PASSWORD} characters")


async def add_accounts(engine: Engine, desk: Recorder, district: str, accounts: Sequence[Account]) -> None:
    """Register the accounts. Those whose id exists keep their rights and get the new secret.

    Raises CredentialTaken for a user name of somebody else; then nobody was registered.
    """
    await ensure_universe(engine, district)
    await save_credentials(engine, await _credentials(accounts))
    known = await load_people(engine, district)
    facts: list[f.AnyFact] = [_registered(account) for account in accounts if account.id not in known]
    for start in range(0, len(facts), _PIECE):
        await desk.record(facts[start : start + _PIECE])


def _registered(account: Account) -> f.PersonRegistered:
    return f.PersonRegistered(
        person=account.id,
        name=account.name,
        roles=[account.role],
        areas=account.areas,
        language=account.language,
        watch_leader=account.watch_leader,
        skills=account.skills,
        unit=account.unit,
        rank=account.rank,
        simulated=account.simulated,
        by=account.by,
        by_name=account.by_name,
        reason=account.reason,
    )


async def reset_password(engine: Engine, desk: Recorder, fact: f.PasswordReset) -> Made | None:
    """Another password for somebody who signs in with one; None for who does not. What was signed in with the old one
    is left to the caller to end."""
    known = await find_credential(engine, fact.person)
    if known is None or known.username is None:
        return None
    fresh = new_password()
    (hashed,) = await hash_passwords([fresh])
    await desk.record([fact])  # first: a password that nobody is seen to have changed is worse than one to make again
    await save_credentials(engine, [Credential(person=fact.person, username=known.username, password_hash=hashed)])
    return Made(known.username, fresh)


async def _credentials(accounts: Sequence[Account]) -> list[Credential]:
    hashes = iter(await hash_passwords([account.password for account in accounts if account.password is not None]))
    return [
        Credential(person=account.id, key_hash=key_hash(account.key))
        if account.key is not None
        else Credential(person=account.id, username=account.username, password_hash=next(hashes))
        for account in accounts
    ]
