"""What a category needs: who repairs, who looks, how many go. As versioned facts, and frozen with each incident."""

from typing import Annotated

from msgspec import Meta, Struct

from command.domain.facts.base import Fact, UnitKind

__all__ = [
    "CategoryNeed",
    "Need",
    "NeedChanged",
    "NeedFact",
    "PriorityNeed",
]

Skill = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class PriorityNeed(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """At one priority. `people`: the lead and so many less one beside it; `skills`: of one of them; `leader`: one
    of them may lead others. `one_click`: an operator picks who leads; if nobody does in time it goes by itself."""

    people: Annotated[int, Meta(ge=1, le=20)] = 1
    skills: Annotated[list[Skill], Meta(max_length=5)] = []
    leader: bool = False
    one_click: bool = False


class CategoryNeed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it at once, so that a change says what holds afterwards. `repairs`: the trade of the unit that leads,
    None: the grid's own people; `look`: a grid worker looks, guards and guides beside it. `by_priority`: 1 to 4."""

    repairs: UnitKind | None = None
    look: bool = True
    by_priority: Annotated[list[PriorityNeed], Meta(min_length=4, max_length=4)]


class Need(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an incident needs, as it was when it was filed. `version` of the category's need, 0 for the built-in one."""

    repairs: UnitKind | None = None
    look: bool = True
    people: int = 1
    skills: list[str] = []
    leader: bool = False
    one_click: bool = False
    version: int = 0


class NeedChanged(Fact, frozen=True, kw_only=True):
    """A category needs something else from now on (None: the built-in need again). What is filed keeps its own."""

    request: str | None = None
    category: str
    need: CategoryNeed | None = None
    version: int
    reason: str = ""
    by: str
    by_name: str = ""


NeedFact = NeedChanged
