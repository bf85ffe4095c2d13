"""`POST` twins of the socket's durable requests: one line each. Body, rights and rule are those of the request."""

import inspect
import re
from typing import Any

import msgspec
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from command.http.context import Context, Ctx
from command.http.performing import Done, Key, perform_request
from command.http.reader import Asker, Reader
from command.wire.requests import DURABLE

_PATH = re.compile(r"{(\w+)_id(?::str)?}")
_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def twin(method: str, path: str, words: str, tag: str) -> HTTPRouteHandler:
    """`POST <path>`: the request `method`. A `{thing_id}` in the path is the member `thing` of the request; all other
    members but its id are the body."""
    things = _PATH.findall(path)

    async def handler(
        *, context: Context, reader: Reader, data: Any, idempotency_key: str | None = None, **ids: str
    ) -> Done:
        asked = {**msgspec.to_builtins(data), **{thing: ids[f"{thing}_id"] for thing in things}}
        return await perform_request(context, reader, method, asked, idempotency_key)

    hints: dict[str, Any] = {
        "context": Ctx,
        "reader": Asker,
        **{f"{thing}_id": FromPath[str] for thing in things},
        "data": JSONBody[_body_of(method, things)],  # type: ignore[misc]
        "idempotency_key": Key,
    }
    own: dict[str, Any] = {"idempotency_key": None}
    given = [
        inspect.Parameter(name, _KEYWORD, default=own.get(name, inspect.Parameter.empty), annotation=hint)
        for name, hint in hints.items()
    ]
    handler.__name__ = handler.__qualname__ = method.replace(".", "_")
    handler.__doc__ = words
    handler.__annotations__ = {**hints, "return": Done}
    handler.__signature__ = inspect.Signature(given, return_annotation=Done)  # type: ignore[attr-defined]
    return post(path, status_code=200, tags=[tag])(handler)


def _body_of(method: str, things: list[str]) -> type[Struct]:
    """The request without its id, without what the path says, and without the exercise, which a header says."""
    kind = DURABLE[method]
    rest = [
        one for one in msgspec.structs.fields(kind) if one.name not in ("id", "exercise") and one.name not in things
    ]
    body = msgspec.defstruct(
        f"{kind.__name__}Body", [_member(one) for one in rest], frozen=True, kw_only=True, forbid_unknown_fields=True
    )
    body.__doc__ = kind.__doc__
    return body


def _member(one: msgspec.structs.FieldInfo) -> Any:
    if one.default is not msgspec.NODEFAULT:
        return (one.name, one.type, one.default)
    if one.default_factory is not msgspec.NODEFAULT:
        return (one.name, one.type, msgspec.field(default_factory=one.default_factory))
    return (one.name, one.type)
