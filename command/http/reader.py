"""Who is asking: by session token, cookie or key. And whether the page they ask from may write."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import SkipValidation
from msgspec import Struct

from command.domain.permission import may_call
from command.domain.picture import Person
from command.http.context import Context, Ctx
from command.http.language import ACCOUNT_LANGUAGE
from command.http.problems import refused
from command.service.tokens import TokenInvalid

COOKIE = "gridcommand_session"
_SIGNED_IN = "signed_in"
_SAFE = {"GET", "HEAD", "OPTIONS"}


class Reader(Struct, frozen=True):
    """Somebody who proved who they are. `session` and `expires_at` are None for the holder of a key."""

    person: Person
    session: str | None = None
    expires_at: datetime | None = None


Asker = NamedDependency[SkipValidation[Reader]]
"""A handler's parameter named `reader`."""


async def reader(request: Request[Any, Any, Any], context: Ctx) -> Reader:
    """The dependency. Raises Refused or TokenError (401): nobody, a bad token, an ended session, a closed account."""
    known = known_reader(request) if context.exercise is None else None
    found = known or await find_reader(context, credential_of(request))
    request.state[ACCOUNT_LANGUAGE] = found.person.language
    return found


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard: who writes says who they are before anything of the body is read, on every route but those marked
    `opt={"open": True}`. Raises Refused or TokenError (401)."""
    is_write = connection.scope.get("method", "GET") not in _SAFE  # a socket has none: it proves itself by a frame
    if is_write and not handler.opt.get("open"):
        context: Context = connection.app.state["context"]
        connection.state[_SIGNED_IN] = await find_reader(context, credential_of(connection))


def known_reader(connection: ASGIConnection[Any, Any, Any, Any]) -> Reader | None:
    """Whom the guard found: as what they are in the district."""
    found: Reader | None = connection.state.get(_SIGNED_IN)
    return found


async def find_reader(context: Context, credential: str) -> Reader:
    """Whose session token or key it is. Raises Refused or TokenError."""
    if not credential:
        raise refused("unauthorised")
    try:
        claims = context.tokens.verify(credential)
    except TokenInvalid:
        holder = await context.directory.find_by_key(context.engine, credential)
        if holder is None:
            raise
        return Reader(holder)
    person = await context.directory.find(context.engine, claims.person)
    if person is None or not person.active or context.ended.ended(claims.session):
        raise refused("unauthorised")
    return Reader(person, claims.session, claims.expires_at)


def credential_of(request: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The token or key that was sent; empty without one."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    return request.cookies.get(COOKIE, "")


def require(reader: Reader, method: str) -> None:
    """Raises Refused (403) unless one of the person's roles may call the method."""
    if not may_call(list(reader.person.roles), method):
        raise refused("not_allowed")


def same_origin(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """The guard: a page of another site may not write, whatever cookie its visitor has. No Origin is no page."""
    if connection.scope.get("method") in _SAFE:
        return
    context: Context = connection.app.state["context"]
    origin = connection.headers.get("origin")
    if origin is not None and not is_ours(origin, connection.headers.get("host", ""), context.origins):
        raise refused("foreign_origin")


def is_ours(origin: str, host: str, allowed: frozenset[str]) -> bool:
    """Whether an Origin header names the host it was sent to, or a site on the list."""
    if origin.rstrip("/").lower() in allowed:
        return True
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
