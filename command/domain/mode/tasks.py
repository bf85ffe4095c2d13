"""A level's tasks: once for each grid, timed backwards from the wind, done with a note, and told upward when missed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.facts.response import GridTask, LevelTask, TaskTemplate
from command.domain.kept.mode import MODE, GridTasks
from command.domain.limits.notation import span
from command.domain.moving.marking import said
from command.domain.patrol.day import leaders_of
from command.domain.permission import covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.storm.arrivals import Window
from command.domain.storm.backwards import floor5
from command.domain.storm.track import Force
from command.domain.storm.watching import arrivals_of as known_arrivals
from command.wire.requests import FinishGridTask

Arrivals = Callable[[str, Force], datetime | None]
"""(grid, force) → when winds of at least that force may arrive there at the earliest (UTC); None: not expected."""
LEAST = timedelta(minutes=30)
RARELY = 4
"""[D] So many times the usual pause, once nobody is left above who has not been told."""
"""However soon the wind comes, so much time is left for a task that has only now been set [D]."""


def arrivals_of(draft: Draft) -> Arrivals:
    """What is known of the wind at this moment: the earliest of all storms that are followed."""
    known = [known_arrivals(draft, storm) for storm in draft.picture.storms.values()]

    def earliest(grid: str, force: Force) -> datetime | None:
        windows = [found[grid].of(force) for found in known if grid in found]
        times = [one.earliest for one in windows if one.earliest is not None and not _is_over(one, draft.now)]
        return min(times) if times else None

    return earliest


def _is_over(window: Window, now: datetime) -> bool:
    return window.leaves_latest is not None and window.leaves_latest <= now


def due_at(
    template: TaskTemplate, grid: str, since: datetime, now: datetime, arrivals: Arrivals
) -> tuple[datetime, bool]:
    """When a task set now is due (UTC), and whether that is timed by the wind: `lead_minutes` before it may arrive, but
    not sooner than half an hour from now; else `within` after the switch."""
    comes = arrivals(grid, template.force) if template.force is not None else None
    if comes is None:
        return max(since + span(template.within)[1], now + LEAST), False
    return max(floor5(comes - timedelta(minutes=template.lead_minutes)), now + LEAST), True


def set_tasks(draft: Draft, grid: str, arrivals: Arrivals) -> None:
    """Give a grid those of the level's tasks that it has not had in this response, done or not."""
    mode = draft.picture.modes[MODE]
    known = draft.picture.gridtasks.get(grid)
    wanted = mode.overlay.tasks if mode.overlay is not None else []
    fresh = [one for one in wanted if known is None or one.template.id not in known.tasks]
    if not fresh:
        return
    people = sorted(draft.situation.workers_of_grid.get(grid, ()))
    is_alone = not any(person in draft.situation.on_duty for person in people)
    draft.add(
        f.GridTasksSet(
            area=grid,
            version=mode.version,
            tasks=[_made(one, grid, mode.since, draft.now, arrivals) for one in fresh],
            people=people,
            told=leaders_of(draft, grid) if is_alone else [],
        )
    )


def _made(one: LevelTask, grid: str, since: datetime, now: datetime, arrivals: Arrivals) -> GridTask:
    due, timed = due_at(one.template, grid, since, now, arrivals)
    return GridTask(
        id=one.template.id,
        kind=one.template.kind,
        title=one.template.title,
        level=one.level,
        due=due,
        timed=timed,
        photo=one.template.photo,
    )


def time_tasks(draft: Draft, grid: str, arrivals: Arrivals) -> None:
    """The wind comes sooner or later than was thought: what is not done, nor missed, is due accordingly."""
    mode, mine = draft.picture.modes.get(MODE), draft.picture.gridtasks.get(grid)
    if mode is None or mode.overlay is None or mine is None:
        return
    templates = {one.template.id: one.template for one in mode.overlay.tasks}
    times: dict[str, datetime] = {}
    for task in mine.undone:
        template = templates.get(task.id)
        if template is None or task.missed:
            continue
        due, timed = due_at(template, grid, mode.since, draft.now, arrivals)
        soon = due == draft.now + LEAST and task.due <= due  # it was due that soon, or sooner, before
        if timed and not soon and abs(due - task.due) >= timedelta(minutes=1):
            times[task.id] = due
    if times:
        draft.add(f.GridTasksTimed(area=grid, times=times, people=mine.people))


def reconsider_tasks(draft: Draft) -> None:
    """The wind is expected at other times: every grid's tasks are looked at again, piece by piece, by the clock."""
    mode = draft.picture.modes.get(MODE)
    if mode is not None and mode.level > 0:
        draft.add(f.TasksReconsidered(version=mode.version, due=draft.now))


def end_tasks(draft: Draft, grid: str) -> None:
    """The response is over: what was not done is said, and the grid has no tasks of it any more."""
    mine = draft.picture.gridtasks.get(grid)
    if mine is not None:
        undone = [task.id for task in mine.undone]
        draft.add(f.GridTasksEnded(area=grid, undone=undone, people=mine.people))


def finish_task(draft: Draft, asked: Asked, request: FinishGridTask) -> Refusal | None:
    """Done, by one of the grid's workers; or by somebody above, who says how they know."""
    mine = draft.picture.gridtasks.get(request.area)
    task = mine.tasks.get(request.grid_task) if mine is not None else None
    is_own = request.area in asked.sender.areas and "worker" in asked.sender.roles
    if mine is None or task is None or not (is_own or covers(asked.sender, request.area)):
        return refuse("grid_task_unknown")
    if task.done_at is not None:
        return refuse("grid_task_done", by=task.done_by_name or task.done_by, at=said(task.done_at))
    refusal = _paper_wrong(draft, asked, task, request) if request.paper else _unproven(task, request, is_own=is_own)
    if refusal is not None:
        return refusal
    at = min(request.at.astimezone(UTC), draft.now) if request.paper else draft.now
    done = f.GridTaskDone(
        request=asked.request,
        area=request.area,
        grid_task=task.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        note=request.note.strip(),
        photos=request.photos,
        late=at > task.due,
        people=mine.people,
        paper=request.paper,
        happened_at=at if request.paper else None,
        doer=request.doer.strip() if request.paper else "",
    )
    draft.add(done, asked.sender.id)
    return None


def _unproven(task: GridTask, request: FinishGridTask, *, is_own: bool) -> Refusal | None:
    if not is_own and not request.note.strip():
        return refuse("reason_needed")
    return refuse("photo_needed") if is_own and task.photo and not request.photos else None


def _paper_wrong(draft: Draft, asked: Asked, task: GridTask, request: FinishGridTask) -> Refusal | None:
    """Paper is entered by whoever answers for the area; what was written there must have been possible, to the minute
    (paper knows no seconds)."""
    if not covers(asked.sender, request.area):
        return refuse("not_allowed")
    since = (task.set_at or draft.now).replace(second=0, microsecond=0)
    if not since <= request.at.astimezone(UTC) <= draft.now + draft.policy.clock_tolerance:
        return refuse("grid_task_time", since=said(since))
    return None


def tasks_due(draft: Draft, mine: GridTasks) -> None:
    """Not done in time: told to whoever leads there, and to the next tier as long as it is not done. Where everybody
    above has been told it is repeated rarely: a hundred grids behind must not drown what is new."""
    late = [task.id for task in mine.undone if task.due <= draft.now]
    level, told = upward(draft, mine.id, mine.level + 1)
    again = draft.policy.tasks_again * (RARELY if level <= mine.level else 1)
    draft.add(
        f.GridTasksMissed(
            area=mine.id,
            tasks=late,
            level=level,
            told=told,
            people=mine.people,
            due=draft.now + again,
        )
    )
