"""Ids of people without one, and the short codes of lines on paper."""

import hashlib
import re

from command.domain.fold.moving import LINES

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which look or sound like others."""
_ALIKE = str.maketrans("ILO", "110")


def hand_id(name: str, phone: str, address: str) -> str:
    """The id of somebody who has none: the same name, telephone and address make the same id."""
    said = "|".join(re.sub(r"\s+", "", one).lower() for one in (name, re.sub(r"[+\- ]", "", phone), address))
    return "hand:" + hashlib.blake2s(said.encode(), digest_size=10).hexdigest()


def list_id(evacuation: str, grid: str) -> str:
    """A grid's list in an evacuation."""
    return f"{evacuation}:{grid}"


def code_of(line: int) -> str:
    """The code printed beside a line: base 32 and a check character, in groups of three or four (`4F7-2MK`).

    A line is unique in the whole ledger, so a sheet of the last storm can't be entered into this one.
    """
    digits, rest = "", line
    while rest or not digits:
        rest, low = divmod(rest, 32)
        digits = _DIGITS[low] + digits
    digits = digits.rjust(5, "0")
    digits += _check(digits)
    middle = len(digits) // 2
    return f"{digits[:middle]}-{digits[middle:]}"


def line_of(code: str) -> int | None:
    """What a code stands for, however it is spelled; None if it is none, or mistyped."""
    digits = re.sub(r"[\s\-]", "", code).upper().translate(_ALIKE)
    if not 6 <= len(digits) <= 13 or any(one not in _DIGITS for one in digits):
        return None
    line = 0
    for one in digits[:-1]:
        line = line * 32 + _DIGITS.index(one)
    return line if digits[-1] == _check(digits[:-1]) else None


def _check(digits: str) -> str:
    """By it one wrong character, or two neighbours swapped, are found; but for a 0 in the place of a Z."""
    weighted = sum(weight * _DIGITS.index(one) for weight, one in enumerate(reversed(digits), 2))
    return _DIGITS[weighted % 31]


def fact_of(line: int) -> tuple[int, int]:
    """The ledger number of the fact that listed it, and its place there."""
    return divmod(line, LINES)
