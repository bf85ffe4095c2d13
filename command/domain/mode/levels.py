"""Levels compared and named. 0 is normal, 4 (Ⅳ) the lightest, 1 (Ⅰ) the gravest."""

from typing import Literal

from command.domain.facts.response import Rank

NAMES: dict[int, tuple[str, str]] = {
    0: ("常态", "normal"),
    4: ("Ⅳ级", "level IV"),
    3: ("Ⅲ级", "level III"),
    2: ("Ⅱ级", "level II"),
    1: ("Ⅰ级", "level I"),
}
"""What a level is called, in Chinese and English."""
TYPED: dict[int, tuple[str, ...]] = {
    1: ("一级响应", "LEVEL 1"),
    2: ("二级响应", "LEVEL 2"),
    3: ("三级响应", "LEVEL 3"),
    4: ("四级响应", "LEVEL 4"),
}
"""What somebody types who switches alone: whole words, in either language, so that no stray key does it."""
POOLS: tuple[Literal["grid", "on_shift", "recalled", "volunteers"], ...] = (
    "grid",
    "on_shift",
    "recalled",
    "volunteers",
)
"""Each contains those before it."""
RANKS: tuple[Rank, ...] = ("commander", "deputy", "secretary")


def weight(level: int) -> int:
    """How grave a level is: 0 for normal, 1 for Ⅳ … 4 for Ⅰ."""
    return 0 if level == 0 else 5 - level


def is_typed(level: int, typed: str) -> bool:
    """Whether this is the level's name as somebody types it who confirms alone."""
    wanted = [name.replace(" ", "").upper() for name in TYPED.get(level, ())]
    return typed.replace(" ", "").upper() in wanted


def graver(one: int, other: int) -> int:
    """The graver of two levels."""
    return one if weight(one) >= weight(other) else other
