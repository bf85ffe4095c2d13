"""The rule of a category: how it is filed, within which limits it is dealt with, who verifies."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.parts import Span, Verifier

__all__ = [
    "CategoryRule",
]

ByPriority = Annotated[list[Span], Meta(min_length=4, max_length=4)]
"""By priority 1 to 4."""


class CategoryRule(Struct, frozen=True, kw_only=True):
    """All of it at once, so that a change says what holds afterwards.

    `filing`: by rule at once, or by the watch leader within `accept` (never of priority 1 or 2). `sample`: the share
    of *settled* reports that is verified, 0 to 1. `call_back`: whether whoever called is asked afterwards.
    """

    filing: Literal["rule", "leader"]
    accept: Span
    dispatch: Span
    arrive: ByPriority
    handle: ByPriority
    verify: Span
    verifier: Verifier
    sample: Annotated[float, Meta(ge=0, le=1)]
    call_back: bool
