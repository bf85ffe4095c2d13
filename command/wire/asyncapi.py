"""The socket described for outsiders (AsyncAPI 3.0), made from the very Structs that travel on it."""

from functools import cache
from types import UnionType
from typing import Any, get_args

import msgspec

from command.domain.facts import AnyFact
from command.wire.requests import DURABLE, GetAge, GetPicture, GetStaff, UpdatePosition

PLAIN: dict[str, type[msgspec.Struct]] = {
    "position.update": UpdatePosition,
    "staff.get": GetStaff,
    "picture.get": GetPicture,
    "picture.age": GetAge,
}
"""Methods that are not durable."""
_REF = "#/components/schemas/{name}"
_CHANNELS = {
    "staff": ("staff:{person}", "Offers, receipts, assignments and messages of one person. Recovers."),
    "picture": ("picture:{district}", "Facts of the operating picture, as far as the subscriber may see. Recovers."),
    "exercise": (
        "exercise:{exercise}",
        (
            "The same facts, of one exercise, with its own numbers and epoch, filtered for each participant: what is "
            "addressed to them, and what their part in it shows them. Recovers. For its members alone."
        ),
    ),
    "positions": ("positions:{district}", "Positions and presence, coalesced; the latest only."),
}
_ENTRY = {
    "type": "object",
    "description": "What every fact carries besides its own fields.",
    "required": ["type", "number", "at", "district"],
    "properties": {
        "type": {"type": "string"},
        "number": {"type": "integer", "minimum": 1, "description": "The ledger's number: rises, with gaps."},
        "at": {"type": "string", "format": "date-time"},
        "district": {"type": "string"},
        "exercise": {"type": "string", "description": "Only in an exercise."},
    },
}


@cache
def document() -> dict[str, Any]:
    """The whole AsyncAPI document, as plain values."""
    facts = _facts()
    requests = {**DURABLE, **PLAIN}
    _, schemas = msgspec.json.schema_components([*facts, *requests.values()], ref_template=_REF)
    messages = {fact.__name__: _fact_message(fact) for fact in facts}
    messages |= {_name(method): _request_message(method, kind) for method, kind in requests.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Gridcommand, live",
            "version": "1",
            "description": "Centrifugo's JSON client protocol at `/connection/websocket`: connect with a token, then "
            "subscribe and call `rpc`. A publication's data is one fact or an array of facts. `connect`'s answer has "
            "`exercises`, those under way that one is in: `{id, name, form, state, part, roles, areas, layout, "
            "paused_why?}`; a change of it comes as a message push `{exercises}`. A request that carries `exercise` "
            "is of that exercise and of nothing else.",
        },
        "servers": {"gateway": {"host": "localhost", "protocol": "ws", "pathname": "/connection/websocket"}},
        "channels": {**_fact_channels(facts), "rpc": _rpc_channel(requests)},
        "operations": _operations(requests),
        "components": {"schemas": {**schemas, "Entry": _ENTRY}, "messages": messages},
    }


def _facts() -> tuple[type[msgspec.Struct], ...]:
    union: UnionType = AnyFact
    return get_args(union)


def _name(method: str) -> str:
    return "".join(part.title() for part in method.replace("_", ".").split("."))


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().partition("\n")[0]


def _fact_message(fact: type[msgspec.Struct]) -> dict[str, Any]:
    payload = {"allOf": [{"$ref": _REF.format(name="Entry")}, {"$ref": _REF.format(name=fact.__name__)}]}
    return {"name": fact.__name__, "summary": _first_line(fact), "payload": payload}


def _request_message(method: str, kind: type[msgspec.Struct]) -> dict[str, Any]:
    payload = {"$ref": _REF.format(name=kind.__name__)}
    return {"name": method, "summary": _first_line(kind), "payload": payload}


def _fact_channels(facts: tuple[type[msgspec.Struct], ...]) -> dict[str, Any]:
    every = {fact.__name__: {"$ref": f"#/components/messages/{fact.__name__}"} for fact in facts}
    return {
        name: {
            "address": address,
            "description": description,
            "parameters": {address[address.index("{") + 1 : -1]: {"description": "The id or code."}},
            "messages": {} if name == "positions" else every,
        }
        for name, (address, description) in _CHANNELS.items()
    }


def _rpc_channel(requests: dict[str, type[msgspec.Struct]]) -> dict[str, Any]:
    return {
        "address": "rpc",
        "description": "Requests. Durable ones carry an id of the client's making and end in exactly one fact.",
        "messages": {_name(method): {"$ref": f"#/components/messages/{_name(method)}"} for method in requests},
    }


def _operations(requests: dict[str, type[msgspec.Struct]]) -> dict[str, Any]:
    """Seen from the gateway, as AsyncAPI wants it: it receives requests and sends facts."""
    received = {
        _name(method): {
            "action": "receive",
            "channel": {"$ref": "#/channels/rpc"},
            "summary": method,
            "messages": [{"$ref": f"#/channels/rpc/messages/{_name(method)}"}],
        }
        for method in requests
    }
    sent = {name: {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in _CHANNELS}
    return {**received, **sent}
