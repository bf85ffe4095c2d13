"""Every "no" over HTTP: an RFC 9457 problem with our code and a message in the reader's language."""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap
from msgspec import Struct

from command.domain.refusals import Datum, Refusal, refuse
from command.http.language import language_of
from command.service.tokens import TokenError
from command.store.sessions import DatabaseError, UnfitData

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
_STATUS = {"too_large": 413, "unsupported_media": 415}  # HTTP has words of its own for these two
_CODES = {400: "invalid", 401: "unauthorised", 403: "not_allowed", 413: "too_large", 415: "unsupported_media"}


class Problem(Struct, frozen=True, omit_defaults=True):
    """RFC 9457. `type` ends in the refusal's code; `detail` and `message` are for people, in their language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    reason: str
    message: str
    retry_after_s: float | None = None
    data: dict[str, Datum] = {}


class Refused(Exception):
    """Raised by a handler to answer with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def refused(code: str, *, retry_after_s: float | None = None, **data: Datum) -> Refused:
    """The exception for a refusal code."""
    return Refused(refuse(code, retry_after_s=retry_after_s, **data))


def answer(request: Request[Any, Any, Any], refusal: Refusal, status: int | None = None) -> Response[bytes]:
    """The refusal as a problem, with the headers that belong to its status."""
    told = refusal.told(language_of(request))
    status = status or _STATUS.get(refusal.code, refusal.status)
    problem = Problem(
        type=f"urn:gridcommand:refusal:{told.code}",
        title=told.message,
        status=status,
        detail=told.message,
        code=told.code,
        reason=told.reason,
        message=told.message,
        retry_after_s=told.retry_after_s,
        data=told.data,
    )
    headers = {"Cache-Control": "no-store"}
    if told.retry_after_s is not None:
        headers["Retry-After"] = str(max(1, round(told.retry_after_s)))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(problem), status_code=status, media_type=MEDIA_TYPE, headers=headers)


def exception_handlers() -> ExceptionHandlersMap:
    """For the application that serves our handlers. Nothing about the inside of the program gets out."""
    return {
        Refused: lambda request, error: answer(request, error.refusal),
        TokenError: lambda request, error: answer(request, error.refusal),
        HTTPException: _http,
        UnfitData: lambda request, error: answer(request, refuse("invalid", detail="NUL")),
        DatabaseError: _database,
        TimeoutError: _database,
        Exception: _unexpected,
    }


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    status = error.status_code
    if isinstance(error, ValidationException) or status == 400:
        return answer(request, refuse("invalid", detail=_detail(error)), 400)
    if status >= 500:
        return _unexpected(request, error)
    if status == 405:
        return answer(request, refuse("unknown_method", method=f"{request.method} {request.url.path}"), 405)
    return answer(request, refuse(_CODES.get(status, "unknown_thing")), status)


def _detail(error: HTTPException) -> str:
    """Which member is wrong and why, without a word about our types."""
    extra = error.extra if isinstance(error.extra, list) else []
    parts = [_part(item) for item in extra if isinstance(item, dict)]
    return "; ".join(part for part in parts if part)[:500] or "?"


def _part(item: dict[str, Any]) -> str:
    return ": ".join(str(item[name]) for name in ("key", "message") if item.get(name))


def _database(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    log.warning("database_failed", path=request.url.path, error=str(error)[:300])
    return answer(request, refuse("unavailable", retry_after_s=2.0, part="database"))


def _unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    log.error("request_failed", path=request.url.path, exc_info=error)
    return answer(request, refuse("unavailable", part="server"), 500)
