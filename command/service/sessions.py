"""Sessions: signing in, staying signed in, signing out; and knowing at once, everywhere, that a session ended."""

import asyncio
import math
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec import Struct

from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.service.directory import Directory
from command.service.failures import Failures
from command.service.passwords import LONGEST_PASSWORD, password_matches
from command.service.tokens import Claims, Tokens
from command.store import people, sessions
from command.store.engine import Engine
from command.store.listen import listen

FAILURE_WINDOW = timedelta(minutes=5)
FAILURES_PER_USERNAME = 10
FAILURES_PER_ADDRESS = 50  # a whole station may share one address
POLL_S = 60.0


class SignedIn(Struct, frozen=True):
    """A session that runs: its token, until when (UTC) it is good, and whose it is."""

    token: str
    expires_at: datetime
    person: Person
    session: str


class Sessions:
    """Sign-in, renewal and sign-out. Refusals are values; SQLAlchemyError when the database cannot be reached."""

    def __init__(
        self,
        engine: Engine,
        directory: Directory,
        tokens: Tokens,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._directory = directory
        self._tokens = tokens
        self._now = now
        self._new_id = new_id
        self._turn = asyncio.Semaphore(2)
        self._by_username = Failures(FAILURES_PER_USERNAME, FAILURE_WINDOW, now)
        self._by_address = Failures(FAILURES_PER_ADDRESS, FAILURE_WINDOW, now)

    async def sign_in(self, username: str, password: str, address: str) -> SignedIn | Refusal:
        """`wrong_credentials`, or `too_many_failures` with `retry_after_s` by user name and by address.

        A success never counts, and clears the user name's failures.
        """
        async with self._turn:  # looked at in turn, so that tries made side by side cannot overtake the limit
            blocked = self._blocked(username, address)
            if blocked is not None:
                return blocked
            person = await self._proved(username, password)
            if person is None:
                self._by_username.count(username)
                self._by_address.count(address)
                return refuse("wrong_credentials")
            self._by_username.forget(username)
        return await self._start(person)

    async def renew(self, claims: Claims) -> SignedIn | Refusal:
        """A new token for a running session, good for another twelve hours."""
        person = self._directory.person(claims.person)
        if person is None or not person.active:
            return refuse("unauthorised")
        token, expires_at = self._tokens.issue(claims.person, claims.session)
        if not await sessions.extend_session(self._engine, claims.session, expires_at):
            return refuse("unauthorised")
        return SignedIn(token, expires_at, person, claims.session)

    async def end(self, session: str) -> None:
        """Sign out: the session's tokens are worth nothing from now on, and its sockets are closed."""
        await sessions.end_session(self._engine, session, self._now())

    def _blocked(self, username: str, address: str) -> Refusal | None:
        wait_s = max(self._by_username.wait_s(username), self._by_address.wait_s(address))
        if wait_s <= 0:
            return None
        seconds = math.ceil(wait_s)
        return refuse("too_many_failures", retry_after_s=float(seconds), seconds=seconds)

    async def _proved(self, username: str, password: str) -> Person | None:
        if len(password) > LONGEST_PASSWORD or "\x00" in username:
            return None
        credential = await people.find_username(self._engine, username)
        kept = credential.password_hash if credential is not None else None
        if not await password_matches(kept, password) or credential is None:
            return None
        person = await self._directory.find(self._engine, credential.person)
        return person if person is not None and person.active else None

    async def _start(self, person: Person) -> SignedIn:
        session = self._new_id()
        token, expires_at = self._tokens.issue(person.id, session)
        await sessions.add_session(self._engine, session, person.id, self._now(), expires_at)
        return SignedIn(token, expires_at, person, session)


class EndedSessions:
    """Which sessions have ended, known within moments of it, and within a minute even when a notice was lost.

    `run` must be running (a task that never ends by itself). `on_ended` is called once for each session.
    """

    def __init__(
        self,
        engine: Engine,
        database_url: str,
        *,
        now: Callable[[], datetime],
        on_ended: Callable[[str], None] = lambda _: None,
        poll_s: float = POLL_S,
    ) -> None:
        self._engine = engine
        self._database_url = database_url
        self._now = now
        self._on_ended = on_ended
        self._poll_s = poll_s
        self._ended: set[str] = set()

    def ended(self, session: str) -> bool:
        """Whether the session is known to have ended."""
        return session in self._ended

    def take(self, session: str) -> None:
        """Take note of an end that this process brought about itself."""
        if session not in self._ended:
            self._ended.add(session)
            self._on_ended(session)

    async def load(self) -> None:
        """Read all that ended while their tokens would still be good."""
        everything = await sessions.ended_sessions(self._engine, self._now())
        for session in everything - self._ended:
            self.take(session)
        self._ended &= everything  # the rest have expired: their tokens are refused anyway

    async def run(self) -> None:
        """Watch for ever. Outages of the database are outlived."""
        async for session in listen(self._database_url, sessions.ENDED_CHANNEL, poll_s=self._poll_s):
            if session is not None:
                self.take(session)
                continue
            await self._look()

    async def _look(self) -> None:
        try:
            await self.load()
            await sessions.prune_sessions(self._engine, self._now() - timedelta(days=1))
        except (sessions.DatabaseError, OSError, TimeoutError):
            return  # the next poll, or the next connection, looks again
