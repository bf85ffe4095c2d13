"""What `/api/modes` answers: the level in force, the values that hold, the grids' tasks."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.facts.response import ModeLevel, Rank, Threat
from command.domain.kept.mode import MODE, GridTasks, Mode, Recall, Superior, SwitchProposal
from command.domain.mode.deciding import ranks_for
from command.domain.mode.effective import Value, category_values, values
from command.domain.mode.levels import TYPED
from command.domain.mode.plans import plans_of
from command.domain.permission import covers, sees_whole_district
from command.http.reader import Reader


class PlanName(Struct, frozen=True, kw_only=True):
    """A plan that can be switched to, and who may approve each of its levels (0: ending the response)."""

    id: str
    version: int
    threat: Threat
    name: dict[str, str]
    ranks: dict[int, list[Rank]]


class Modes(Struct, frozen=True, kw_only=True):
    """All about the level in force. `mode` is None before the first switch there ever was."""

    at: datetime
    mode: Mode | None
    mode_version: int
    superiors: list[Superior]
    proposals: list[SwitchProposal]
    recall: Recall | None
    tasks_all: int
    tasks_done: int
    tasks_late: int
    plans: list[PlanName]
    rank: Rank | None
    typed: dict[int, list[str]]


class CategoryEffect(Struct, frozen=True, kw_only=True):
    """The values of one category."""

    category: str
    values: list[Value]


class Effective(Struct, frozen=True, kw_only=True):
    """有效策略: every value that holds, and the layer it came from. `categories`: those a level changes, or the one
    that was asked for."""

    at: datetime
    level: ModeLevel
    plan: str
    plan_version: int
    values: list[Value]
    categories: list[CategoryEffect]


class History(Struct, frozen=True, kw_only=True):
    """What happened to the level: facts as the ledger keeps them, the newest first."""

    facts: list[dict[str, Any]]


class TaskList(Struct, frozen=True, kw_only=True):
    """The tasks of the grids that the reader answers for, and who is responsible for each grid now: its worker on duty
    (id), or nobody."""

    at: datetime
    grids: list[GridTasks]
    responsible: dict[str, str]


def modes_now(draft: Draft, reader: Reader) -> Modes:
    """All about the level in force, as far as the reader sees it."""
    picture = draft.picture
    mode = picture.modes.get(MODE)
    mine = [one for one in picture.gridtasks.values() if _sees(reader, one.id)]
    tasks = [task for one in mine for task in one.tasks.values()]
    whole = sees_whole_district(reader.person)
    person = picture.people.get(reader.person.id, reader.person)
    return Modes(
        at=draft.now,
        mode=mode,
        mode_version=mode.version if mode is not None else 0,
        superiors=list(picture.superiors.values()),
        proposals=list(picture.switchproposals.values()) if whole else [],
        recall=picture.recalls.get(MODE) if whole else None,
        tasks_all=len(tasks),
        tasks_done=sum(task.done_at is not None for task in tasks),
        tasks_late=sum(task.done_at is None and task.due <= draft.now for task in tasks),
        plans=[
            PlanName(
                id=plan.id,
                version=plan.version,
                threat=plan.threat,
                name={"zh": plan.name.zh, "en": plan.name.en or plan.name.zh},
                ranks={level: ranks_for(draft, plan, level) for level in (0, 4, 3, 2, 1)},
            )
            for plan in plans_of(picture)
        ],
        rank=person.rank,
        typed={level: list(names) for level, names in TYPED.items()},
    )


def effective_values(draft: Draft, category: str | None) -> Effective:
    """Every value that holds now; of one category, if one is asked for."""
    mode = draft.picture.modes.get(MODE)
    overlay = mode.overlay if mode is not None else None
    found = []
    for code in [category] if category is not None else CATEGORIES:
        kept = draft.picture.limits.get(code)
        rule, version = (kept.rule, kept.version) if kept is not None else (None, 0)
        own = category_values(draft.normal, overlay, code, rule, version)
        if category is not None or any(one.origin.layer == "level" for one in own):
            found.append(CategoryEffect(category=code, values=own))
    return Effective(
        at=draft.now,
        level=mode.level if mode is not None else 0,
        plan=overlay.plan if overlay is not None else "",
        plan_version=overlay.version if overlay is not None else 0,
        values=values(draft.normal, overlay),
        categories=found,
    )


def _sees(reader: Reader, area: str) -> bool:
    return sees_whole_district(reader.person) or covers(reader.person, area) or area in reader.person.areas


def tasks_for(draft: Draft, reader: Reader) -> TaskList:
    """The tasks of the grids that the reader answers for."""
    grids = [one for code, one in sorted(draft.picture.gridtasks.items()) if _sees(reader, code)]
    responsible = {}
    for one in grids:
        here = [p for p in sorted(draft.situation.workers_of_grid.get(one.id, ())) if p in draft.situation.on_duty]
        responsible[one.id] = here[0] if here else ""
    return TaskList(at=draft.now, grids=grids, responsible=responsible)
