"""Close codes, unsubscribe codes and errors of the Centrifugo client protocol, as it documents them.

A client comes back by itself after 3000-3499 and after an error marked temporary; 3500-3999 is final, so a
phone stays away until a person acts. Choose with that in mind.
"""

from typing import NamedTuple


class Closing(NamedTuple):
    """Why a socket is closed: a WebSocket close code and a short reason (≤ 123 bytes)."""

    code: int
    reason: str


class Error(NamedTuple):
    """A protocol error in a reply. The SDKs hand on only these three members."""

    code: int
    message: str
    temporary: bool = False


SHUTDOWN = Closing(3001, "shutdown")
EXPIRED = Closing(3005, "connection expired")
SLOW = Closing(3008, "slow")
INSUFFICIENT_STATE = Closing(3010, "insufficient state")
NO_PONG = Closing(3012, "no pong")
TOO_MANY_REQUESTS = Closing(3013, "too many requests")
STATE_INVALIDATED = Closing(3014, "state invalidated")

INVALID_TOKEN = Closing(3500, "invalid token")
BAD_REQUEST = Closing(3501, "bad request")
STALE = Closing(3502, "stale")
SIGNED_OUT = Closing(3503, "force disconnect")
CONNECTION_LIMIT = Closing(3504, "connection limit")
PERMISSION_DENIED = Closing(3507, "permission denied")

UNSUPPORTED_DATA = Closing(1003, "text only")
INVALID_UTF8 = Closing(1007, "not UTF-8")
TOO_BIG = Closing(1009, "message too big")

UNSUBSCRIBED_STATE_INVALIDATED = 2502
"""Both SDKs drop their position and resubscribe, and are then told `recovered: false`."""

INTERNAL = Error(100, "internal server error", temporary=True)
UNAUTHORIZED = Error(101, "unauthorized")
UNKNOWN_CHANNEL = Error(102, "unknown channel")
FORBIDDEN = Error(103, "permission denied")
METHOD_NOT_FOUND = Error(104, "method not found")
ALREADY_SUBSCRIBED = Error(105, "already subscribed")
LIMIT_EXCEEDED = Error(106, "limit exceeded")
MALFORMED = Error(107, "bad request")
NOT_AVAILABLE = Error(108, "not available")
TOKEN_EXPIRED = Error(109, "token expired")
TOO_MANY = Error(111, "too many requests", temporary=True)
UNRECOVERABLE = Error(112, "unrecoverable position")
