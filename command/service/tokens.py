"""Session tokens: JWT, HS256. Claims: `sub` person, `sid` session, `iat`, `exp` (seconds since 1970, UTC)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jwt
from msgspec import Struct

from command.domain.refusals import Refusal, refuse

LIFETIME = timedelta(hours=12)
_ALGORITHM = "HS256"


class Claims(Struct, frozen=True):
    """Whose token it is, of which session, and until when (UTC) it is good."""

    person: str
    session: str
    expires_at: datetime


class TokenError(Exception):
    """A token that is not good. `refusal` is what to answer."""

    refusal: Refusal


class TokenInvalid(TokenError):
    """Not a token of ours: badly formed, signed by somebody else, or with claims missing."""

    refusal = refuse("unauthorised")


class TokenExpired(TokenError):
    """A token of ours whose time is over."""

    refusal = refuse("token_expired")


class Tokens:
    """Makes and checks tokens. `secret` is `secret.token`; `now` is the clock (aware, UTC)."""

    def __init__(self, secret: bytes, now: Callable[[], datetime]) -> None:
        self._secret = secret
        self._now = now

    def issue(self, person: str, session: str) -> tuple[str, datetime]:
        """A token good for twelve hours, and the moment it ends (whole seconds, UTC)."""
        made = int(self._now().timestamp())
        ends = made + int(LIFETIME.total_seconds())
        claims = {"sub": person, "sid": session, "iat": made, "exp": ends}
        return jwt.encode(claims, self._secret, _ALGORITHM), datetime.fromtimestamp(ends, UTC)

    def verify(self, token: str) -> Claims:
        """The claims of a good token. Says nothing about whether its session was ended: ask `EndedSessions`.

        Raises TokenExpired for one of ours whose time is over, TokenInvalid for anything else.
        """
        # The library would read the machine's clock: the time of expiry is compared here, with ours.
        options: jwt.types.Options = {"require": ["sub", "sid", "exp"], "verify_exp": False, "verify_iat": False}
        try:
            claims = jwt.decode(token, self._secret, [_ALGORITHM], options=options)
            ends = datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.InvalidTokenError, TypeError, ValueError, OverflowError, OSError) as error:
            raise TokenInvalid from error
        if ends <= self._now():
            raise TokenExpired
        return Claims(claims["sub"], str(claims["sid"]), ends)
