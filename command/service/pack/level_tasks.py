"""The tasks of the response level on paper: what, where, by when, who, a box to tick and a line for the time.

What is done is printed as done, so that nobody does it again; beside each stands its line's code, by which what was
ticked is entered when the network is back.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from command.domain.draft import Draft
from command.domain.facts.response import GridTask
from command.domain.kept.mode import MODE, GridTasks
from command.domain.kept.moving import Shelter
from command.domain.mode.levels import NAMES
from command.domain.moving.lines import code_of
from command.domain.moving.marking import said
from command.store.packs import Stock

Say = Callable[[str], str]
_MOST = 6
"""So many places are named; how many more there are is said."""


class LevelTasks(Struct, frozen=True):
    """A grid's tasks, and who may do them: names, those on duty first."""

    tasks: list[GridTask]
    people: list[str]


class Response(Struct, frozen=True):
    """The level in force (Ⅳ to Ⅰ as 4 to 1, 0: none) and the tasks it brought, by grid."""

    level: int
    tasks: dict[str, LevelTasks]


def response_of(draft: Draft) -> Response:
    """As this process knows it now."""
    mode = draft.picture.modes.get(MODE)
    found = {code: _of_grid(draft, mine) for code, mine in draft.picture.gridtasks.items()}
    return Response(mode.level if mode is not None else 0, found)


def _of_grid(draft: Draft, mine: GridTasks) -> LevelTasks:
    people, on_duty = draft.picture.people, draft.situation.on_duty
    names = [
        people[one].name for one in sorted(mine.people, key=lambda one: (one not in on_duty, one)) if one in people
    ]
    done = sorted((one for one in mine.tasks.values() if one.done_at is not None), key=lambda one: one.due)
    return LevelTasks([replace(one) for one in (*mine.undone, *done)], names)


def title_of(response: Response, say: Say, *, english: bool) -> str:
    """The heading, with the level."""
    return f"{say('level-tasks')} · {NAMES[response.level][english]}" if response.level else say("level-tasks")


def printed(mine: LevelTasks | None, places: Mapping[str, str], say: Say, *, english: bool) -> list[dict[str, str]]:
    """A row for each task; `places`: where, by a task's kind."""
    if mine is None:
        return []
    return [
        {
            "line": code_of(one.line) if one.line else "",
            "what": one.title.en or one.title.zh if english else one.title.zh,
            "photo": say("photo") if one.photo else "",
            "where": places.get(one.kind) or say("whole-grid"),
            "by": said(one.due),
            "timed": say("timed") if one.timed else "",
            "who": say("between").join(mine.people),
            "done": _done(one, say),
        }
        for one in mine.tasks
    ]


def _done(one: GridTask, say: Say) -> str:
    return f"{say('is-done')} {said(one.done_at)} {one.done_by_name}".strip() if one.done_at is not None else ""


def places_of(stock: Stock, shelters: list[Shelter], grid: str, say: Say) -> dict[str, str]:
    """Where a task of each kind is done in a grid, as far as the registry knows: kind → words."""
    hazards = [one.name for one in stock.buildings if one.grid == grid and one.hazard]
    kinds = Counter(one.kind for one in stock.facilities if one.grid == grid)
    need = sum(one.grid == grid for one in stock.in_need)
    here = [one.name for one in shelters if one.area == grid]
    return {
        "drains": say("where.drains").format(n=kinds["manhole"]) if kinds["manhole"] else "",
        "houses": _listed(hazards, say),
        "people": say("where.people").format(n=need) if need else "",
        "shelter": _listed(here, say),
    }


def _listed(names: list[str], say: Say) -> str:
    shown = say("between").join(names[:_MOST])
    return shown + say("more").format(n=len(names) - _MOST) if len(names) > _MOST else shown
