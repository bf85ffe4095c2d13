"""Reading what a client sent: into the request's shape, or a refusal that names the field in the reader's words."""

import re
from typing import Any

import msgspec

from command.domain.refusals import Refusal, refuse
from command.wire.requests import DURABLE, Durable

_DECODERS = {method: msgspec.json.Decoder(kind) for method, kind in DURABLE.items()}
_WORDS = {
    "zh": {"unknown": "不认识的字段 {field}", "missing": "缺少 {field}", "wrong": "{field} 不对", "shape": "格式不对"},
    "en": {"unknown": "unknown field {field}", "missing": "{field} is missing", "wrong": "{field} is not right",
           "shape": "the wrong shape"},
}  # fmt: skip
_UNKNOWN = re.compile(r"contains unknown field `([^`]*)`")
_MISSING = re.compile(r"missing required field `([^`]*)`")
_PATH = re.compile(r"- at `\$\.?([^`]*)`")


class Malformed(Exception):
    """Not even an object with an id: a protocol error, not a refusal."""


def read_object(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`. Raises Malformed."""
    try:
        data = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(str(error)) from error
    if not isinstance(data, dict):
        raise Malformed("not an object")
    return data


def read_request(method: str, raw: bytes, data: dict[str, Any], language: str) -> Durable | Refusal:
    """The durable request in `raw` (whose JSON is `data`), or the refusal `invalid`."""
    try:
        request = _DECODERS[method].decode(raw)
    except (msgspec.MsgspecError, RecursionError) as error:
        return invalid(str(error), language)
    if b"\\u0000" in raw and (field := _with_nul(data)):
        return _said("wrong", field, language)
    return request


def read_as(kind: type[Any], raw: bytes, language: str) -> Any:
    """An undurable request's data as `kind`, or the refusal `invalid`. No data is an empty object."""
    try:
        return msgspec.json.decode(raw or b"{}", type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return invalid(str(error), language)


def invalid(message: str, language: str) -> Refusal:
    """msgspec's message as a refusal; `data.field` is the path of the field."""
    at = _PATH.search(message)
    path = at.group(1) if at else ""
    for kind, pattern in (("unknown", _UNKNOWN), ("missing", _MISSING)):
        named = pattern.search(message)
        if named:
            return _said(kind, f"{path}.{named.group(1)}" if path else named.group(1), language)
    return _said("wrong", path, language) if path else _said("shape", "", language)


def _said(kind: str, field: str, language: str) -> Refusal:
    words = _WORDS["en" if language.lower().startswith("en") else "zh"]
    return refuse("invalid", detail=words[kind].format(field=field[:80]), field=field[:80])


def _with_nul(value: Any, path: str = "") -> str:
    """The path of a text with a NUL in it, which no database keeps; empty when there is none."""
    if isinstance(value, str):
        return (path or "$") if "\x00" in value else ""
    if isinstance(value, dict):
        return next((p for k, v in value.items() if (p := _with_nul(v, f"{path}.{k}" if path else k))), "")
    if isinstance(value, list):
        return next((p for v in value if (p := _with_nul(v, path))), "")
    return ""
