"""Who a token belongs to: a session token of a person, or the key of a device or kiosk."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from command.domain.picture import Person
from command.service.directory import Directory
from command.service.sessions import EndedSessions
from command.service.tokens import TokenInvalid, Tokens
from command.store.engine import Engine
from command.store.errors import DatabaseError
from realtime.patience import within

TIMEOUT_S = 3.0


class Holder(Struct, frozen=True):
    """A person who proved who they are. `session` and `expires_at` (UTC) are None for a key."""

    person: Person
    session: str | None = None
    expires_at: datetime | None = None


class Identity:
    """Looks at tokens with what is in memory; only an account or key nobody heard of yet is worth a query."""

    def __init__(
        self,
        engine: Engine,
        directory: Directory,
        tokens: Tokens,
        ended: EndedSessions,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._directory = directory
        self._tokens = tokens
        self._ended = ended
        self._now = now

    def known(self, token: str) -> Holder | None:
        """The holder, or None when only the database can tell. Raises TokenExpired, TokenInvalid."""
        if token.count(".") != 2:
            person = self._directory.by_key(token)
            return None if person is None else Holder(person)
        claims = self._tokens.verify(token)
        if self._ended.ended(claims.session):
            raise TokenInvalid
        found = self._directory.person(claims.person)
        return None if found is None else _active(Holder(found, claims.session, claims.expires_at))

    async def found(self, token: str) -> Holder:
        """The holder, after a look into the database. Raises TokenExpired, TokenInvalid."""
        known = self.known(token)
        if known is not None:
            return known
        try:
            if token.count(".") != 2:
                person = await within(TIMEOUT_S, self._directory.find_by_key(self._engine, token))
            else:
                person = await within(TIMEOUT_S, self._directory.find(self._engine, self._tokens.verify(token).person))
        except (DatabaseError, OSError, TimeoutError) as error:
            raise Unknowable from error
        holder = None if person is None else self.known(token)
        if holder is None:
            raise TokenInvalid
        return holder

    def is_good(self, holder: Holder, grace_s: float = 0.0) -> bool:
        """Whether the holder's session still runs; a key lasts until its person is deactivated."""
        if holder.session is not None and self._ended.ended(holder.session):
            return False
        return holder.expires_at is None or (self._now() - holder.expires_at).total_seconds() <= grace_s

    def has_ended(self, holder: Holder) -> bool:
        """Whether the holder signed out."""
        return holder.session is not None and self._ended.ended(holder.session)

    def ttl_s(self, holder: Holder) -> int | None:
        """Seconds until the token must be renewed; None: never."""
        if holder.expires_at is None:
            return None
        return max(1, int((holder.expires_at - self._now()).total_seconds()))


class Unknowable(Exception):
    """The database, which alone could tell, cannot be reached."""


def _active(holder: Holder) -> Holder:
    if not holder.person.active:
        raise TokenInvalid
    return holder
