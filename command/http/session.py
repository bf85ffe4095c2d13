"""`/api/session`: sign in, go on, sign out."""

from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody
from msgspec import Meta, Struct

from command.domain.facts import Role
from command.domain.picture import Person
from command.domain.refusals import Refusal
from command.http.context import Ctx
from command.http.problems import Refused
from command.http.reader import COOKIE, Asker
from command.service.sessions import SignedIn
from command.service.tokens import LIFETIME, Claims


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person signs in with."""

    username: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class User(Struct, frozen=True):
    """Who is signed in. `areas`: codes of the areas they answer for."""

    id: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str
    watch_leader: bool


class Session(Struct, frozen=True):
    """A running session. The holder of a key has no token: the key is the token."""

    user: User
    token: str | None = None
    expires_at: datetime | None = None


@post("/api/session", status_code=200, tags=["session"], opt={"open": True})
async def sign_in(request: Request[Any, Any, Any], context: Ctx, data: JSONBody[SignIn]) -> Response[Session]:
    """A token and the browser's cookie, for twelve hours. 401 when wrong, 429 after too many failures."""
    address = request.client.host if request.client else "local"
    outcome = await context.sessions.sign_in(data.username, data.password, address)
    return _started(request, outcome)


@get("/api/session", tags=["session"])
async def go_on(request: Request[Any, Any, Any], context: Ctx, reader: Asker) -> Response[Session]:
    """Who is signed in, with a new token: what a page asks for when it is loaded."""
    if reader.session is None or reader.expires_at is None:
        return Response(Session(_user(reader.person)), headers={"Cache-Control": "no-store"})
    claims = Claims(reader.person.id, reader.session, reader.expires_at)
    return _started(request, await context.sessions.renew(claims))


@delete("/api/session", tags=["session"])
async def sign_out(context: Ctx, reader: Asker) -> Response[None]:
    """End the session everywhere: its tokens, its cookie, its sockets."""
    if reader.session is not None:
        await context.sessions.end(reader.session)
        context.ended.take(reader.session)
    response: Response[None] = Response(None, status_code=204)
    response.delete_cookie(COOKIE)
    return response


def _started(request: Request[Any, Any, Any], outcome: SignedIn | Refusal) -> Response[Session]:
    if isinstance(outcome, Refusal):
        raise Refused(outcome)
    cookie = Cookie(
        COOKIE,
        value=outcome.token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    session = Session(_user(outcome.person), outcome.token, outcome.expires_at)
    return Response(session, cookies=[cookie], headers={"Cache-Control": "no-store"})


def _user(person: Person) -> User:
    return User(person.id, person.name, person.roles, person.areas, person.language, person.watch_leader)
