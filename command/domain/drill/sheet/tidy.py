"""A script whose words are as Excel can hold them: no blanks around them, no control characters but new lines."""

import re
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from command.domain.facts.script import Inject, Script

_S = TypeVar("_S", bound=Struct)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff]")
_LINES = re.compile("\r\n?|[\u2028\u2029\x85]")


def tidied(script: Script) -> Script:
    """The script with tidy words; a caller of whom nothing is known is none."""
    return _tidy(script)


def tidy_inject(inject: Inject) -> Inject:
    """The same for one inject."""
    return _tidy(inject)


def tidy_text(text: str) -> str:
    """One text."""
    return _UNFIT.sub("", _LINES.sub("\n", text)).strip()


def _tidy(thing: _S) -> _S:
    changed: dict[str, Any] = {}
    for field in thing.__struct_fields__:
        value = _value(getattr(thing, field))
        if field == "caller" and value is not None and not value.name and not value.phone:
            value = None
        changed[field] = value
    return msgspec.structs.replace(thing, **changed)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, list):
        return [_value(one) for one in value]
    return _tidy(value) if isinstance(value, Struct) else value
