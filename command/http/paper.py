"""`/api/paper/{code}`: what the code beside a line of a printed pack stands for, whichever of its tables it is in."""

from datetime import datetime

import msgspec
from litestar import get
from litestar.params import FromPath
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.response import GridTask
from command.domain.moving.lines import code_of, fact_of, line_of
from command.domain.permission import covers
from command.http.context import Context, Ctx
from command.http.moving_shown import EvacueeRow, area_name, rows
from command.http.problems import refused
from command.http.reader import Asker, Reader, require
from command.service import moving
from command.service.moving import may_name
from command.store.ledger import read_after


class TaskLine(Struct, frozen=True, kw_only=True):
    """A task of the response level on a printed line. `people`: the names of the grid's workers, any of whom may have
    done it; times UTC."""

    line: str
    area: str
    area_name: str
    task: GridTask
    people: list[str]


class PaperLine(Struct, frozen=True, kw_only=True):
    """One of the two."""

    at: datetime
    evacuee: EvacueeRow | None = None
    task: TaskLine | None = None


@get("/api/paper/{code:str}", tags=["moving"])
async def get_paper_line(context: Ctx, reader: Asker, code: FromPath[str]) -> PaperLine:
    """Whom, or which of the level's tasks, a printed line stands for. A look at somebody's name is recorded."""
    require(reader, "evacuees.get")
    line = line_of(code)
    if line is None:
        raise refused("line_unreadable")
    task = await context.desk.look(lambda draft: _task(draft, reader, line))
    if task is not None:
        return PaperLine(at=context.now(), task=msgspec.structs.replace(task, area_name=area_name(context, task.area)))
    for order in await moving.live(context.desk):
        for one in order.entries:
            if one.entry.line == line and may_name(reader.person, one):
                found = await rows(context, reader, [one], await moving.shelters(context.desk))
                return PaperLine(at=context.now(), evacuee=found[0])
    is_over = await context.desk.look(lambda draft: not _lives(draft, line)) and await _was_a_task(context, line)
    raise refused("grid_task_over" if is_over else "line_unknown")


def _task(draft: Draft, reader: Reader, line: int) -> TaskLine | None:
    for mine in draft.picture.gridtasks.values():
        for task in mine.tasks.values():
            if task.line == line and covers(reader.person, mine.id):
                names = [draft.picture.people[one].name for one in mine.people if one in draft.picture.people]
                shown = msgspec.structs.replace(task)
                return TaskLine(line=code_of(line), area=mine.id, area_name="", task=shown, people=names)
    return None


def _lives(draft: Draft, line: int) -> bool:
    return any(task.line == line for mine in draft.picture.gridtasks.values() for task in mine.tasks.values())


async def _was_a_task(context: Context, line: int) -> bool:
    number, _ = fact_of(line)
    found = await read_after(context.reading, context.desk.universe, number - 1, 1)
    return bool(found) and found[0].number == number and found[0].type == f.GridTasksSet.__name__


ROUTES = [get_paper_line]
