"""先试算: what a switch would do, found out by doing it: the very code of the switch runs on a copy of the picture.

So it cannot promise anything else than what then happens, as long as nothing else happens in between: the state it was
reckoned on is in its answer.
"""

from collections.abc import Callable
from datetime import datetime
from itertools import count

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.response import ModeLevel, ResponsePlan, Words
from command.domain.kept.mode import MODE
from command.domain.mode.effective import Value, values
from command.domain.mode.overlay import overlay_of
from command.domain.mode.switch import Wanted, carry_on, everybody, level_of, switch, version_of
from command.domain.picture import Picture
from command.domain.policy import Policy
from command.domain.situation import Situation

MOST = 200
"""So many of those called in, and of deadlines, are listed; the figures count everything."""


class Moved(Struct, frozen=True, kw_only=True):
    """A running deadline that moves (UTC). `kind` as of a deadline, `handle_by` for the whole, `slot` beside the
    lead."""

    incident: str
    number: int
    category: str
    grid: str
    kind: str
    was: datetime
    will_be: datetime


class Raised(Struct, frozen=True, kw_only=True):
    """An incident that becomes more urgent."""

    incident: str
    number: int
    category: str
    was: int
    will_be: int


class TaskCount(Struct, frozen=True, kw_only=True):
    """One task of the level: in how many grids it appears, and when it is due first and last."""

    id: str
    title: Words
    level: int
    grids: int
    first_due: datetime
    last_due: datetime
    timed: bool


class Load(Struct, frozen=True, kw_only=True):
    """How much there is to do, and how many there are for it: grid workers on duty, and free of them for the most
    urgent."""

    open: int
    by_priority: list[int]
    unattended: int
    on_duty: int
    free: int
    offers: int
    places_unfilled: int


class DryRun(Struct, frozen=True, kw_only=True):
    """What a switch to `level` would do at `at`. `mode_version`: the switch after which it was reckoned; lists are cut
    at `MOST`, the counts are not."""

    at: datetime
    level: ModeLevel
    was: ModeLevel
    mode_version: int
    plan: str
    plan_version: int
    recalled: dict[str, str]
    recalled_count: int
    recall_by: datetime | None
    told: int
    moved: list[Moved]
    moved_count: int
    raised: list[Raised]
    raised_count: int
    started: int
    offers: int
    places: int
    unfilled: int
    tasks: list[TaskCount]
    tasks_count: int
    task_grids: int
    tasks_ended: int
    tasks_undone: int
    lapsed: int
    before: Load
    after: Load
    rules: list[Value]
    messages: dict[str, Words]
    not_done: list[f.NotDone]


def dry_run(draft: Draft, plan: ResponsePlan, level: ModeLevel) -> DryRun:
    """What the switch would do to the district as `draft` knows it. Nothing of `draft` is changed."""
    shadow = copy_of(draft)
    before = load_of(shadow)
    known = {one.id: one.number for one in draft.picture.incidents.values()}
    wanted = Wanted(plan=plan, level=level, order=None, reason="", review_at=None, by="", by_name="")
    switch(shadow, wanted, None, "")
    while (under_way := shadow.picture.switchings.get(MODE)) is not None:
        carry_on(shadow, under_way)
    return _told(draft, shadow, plan, level, before, known)


def copy_of(draft: Draft) -> Draft:
    """A draft over a copy of the situation, with everything a decision looks at."""
    encoder = msgspec.msgpack.Encoder()
    picture = msgspec.msgpack.decode(encoder.encode(draft.picture), type=Picture)
    old = draft.situation
    situation = Situation(old.district, picture, old.homes, old.universe)
    for person, (lat, lon) in old.where.items():
        situation.moved(person, lat, lon, old.heard_at.get(person))
    situation.freed_at = dict(old.freed_at)
    situation.arrivals = dict(old.arrivals)
    return Draft(situation, draft.now, counted(), draft.reachable, draft.normal)


def counted() -> Callable[[], str]:
    """Ids for what never becomes real."""
    serial = count(1)
    return lambda: f"00000000-0000-7000-8000-{next(serial):012d}"


def load_of(draft: Draft) -> Load:
    """The present load."""
    picture = draft.picture
    priorities = [incident.priority for incident in picture.incidents.values()]
    return Load(
        open=len(priorities),
        by_priority=[priorities.count(n) for n in (1, 2, 3, 4)],
        unattended=sum(one.status == "unattended" for one in picture.incidents.values()),
        on_duty=len(draft.situation.on_duty),
        free=len(draft.situation.burdens.free_for(4)),
        offers=len(picture.offers),
        places_unfilled=sum(slot.status == "unattended" for slot in picture.slots.values()),
    )


def _told(
    draft: Draft, shadow: Draft, plan: ResponsePlan, level: ModeLevel, before: Load, known: dict[str, int]
) -> DryRun:
    made = [one.fact for one in shadow.facts]
    switched = next(one for one in made if isinstance(one, f.ModeSwitched))
    retimed = [one for one in made if isinstance(one, f.IncidentRetimed)]
    moved = [one for fact in retimed for one in _moved(draft, fact, known)]
    raised = [one for fact in retimed if fact.raised for one in _raised(draft, fact, known)]
    tasks = _tasks(made)
    ended = [one for one in made if isinstance(one, f.GridTasksEnded)]
    overlay = overlay_of(plan, level)
    return DryRun(
        at=draft.now,
        level=level,
        was=level_of(draft),
        mode_version=version_of(draft),
        plan=plan.id,
        plan_version=plan.version,
        recalled=dict(list(switched.recalled.items())[:MOST]),
        recalled_count=len(switched.recalled),
        recall_by=switched.recall_by,
        told=len(everybody(draft)),
        moved=sorted(moved, key=lambda one: (one.will_be, one.number))[:MOST],
        moved_count=len(moved),
        raised=raised[:MOST],
        raised_count=len(raised),
        started=_started(draft, shadow),
        offers=sum(isinstance(one, f.OfferMade) for one in made),
        places=sum(isinstance(one, f.SlotOpened) for one in made),
        unfilled=sum(isinstance(one, f.SlotUnfilled) for one in made),
        tasks=tasks,
        tasks_count=sum(one.grids for one in tasks),
        task_grids=len({one.area for one in made if isinstance(one, f.GridTasksSet)}),
        tasks_ended=sum(len(draft.picture.gridtasks[one.area].tasks) for one in ended),
        tasks_undone=sum(len(one.undone) for one in ended),
        lapsed=sum(isinstance(one, f.SwitchClosed) for one in made),
        before=before,
        after=load_of(shadow),
        rules=changed_rules(draft, overlay),
        messages=dict(overlay.messages) if overlay is not None else {},
        not_done=list(overlay.not_done) if overlay is not None else [],
    )


def _moved(draft: Draft, fact: f.IncidentRetimed, known: dict[str, int]) -> list[Moved]:
    incident = draft.picture.incidents[fact.incident]
    times: list[tuple[str, datetime | None, datetime | None]] = [
        ("handle_by", incident.handle_by, fact.handle_by),
        *((f"slot:{slot}", draft.picture.slots[slot].due, due) for slot, due in fact.slots.items()),
    ]
    if fact.next is not None and incident.next is not None:
        times.append((fact.next.kind, incident.next.due, fact.next.due))
    return [
        Moved(
            incident=incident.id,
            number=known[incident.id],
            category=incident.category,
            grid=incident.place.grid,
            kind=kind.partition(":")[0],
            was=was,
            will_be=will_be,
        )
        for kind, was, will_be in times
        if was is not None and will_be is not None
    ]


def _raised(draft: Draft, fact: f.IncidentRetimed, known: dict[str, int]) -> list[Raised]:
    was = draft.picture.incidents[fact.incident].priority
    number = known[fact.incident]
    return [Raised(incident=fact.incident, number=number, category=fact.category, was=was, will_be=fact.priority)]


def _started(draft: Draft, shadow: Draft) -> int:
    """How many no longer wait for a key or the watch leader's filing."""
    waits = [one.id for one in draft.picture.incidents.values() if one.next and one.next.kind in ("confirm", "accept")]
    after = shadow.picture.incidents
    return sum(not (n := after[id_].next) or n.kind not in ("confirm", "accept") for id_ in waits if id_ in after)


def _tasks(made: list[f.AnyFact]) -> list[TaskCount]:
    found: dict[str, list[f.GridTask]] = {}
    for fact in made:
        if isinstance(fact, f.GridTasksSet):
            for task in fact.tasks:
                found.setdefault(task.id, []).append(task)
    return [
        TaskCount(
            id=id_,
            title=of[0].title,
            level=of[0].level,
            grids=len(of),
            first_due=min(one.due for one in of),
            last_due=max(one.due for one in of),
            timed=any(one.timed for one in of),
        )
        for id_, of in found.items()
    ]


def changed_rules(draft: Draft, overlay: f.Overlay | None) -> list[Value]:
    """Every value that is another one afterwards; `normal` here is what it is now."""
    mode = draft.picture.modes.get(MODE)
    return differences(draft.normal, mode.overlay if mode is not None else None, overlay)


def differences(normal: Policy, now: f.Overlay | None, then: f.Overlay | None) -> list[Value]:
    """The values of `then` that differ from those of `now`; what there is only now has an empty value."""
    before = {one.name: one for one in values(normal, now)}
    after = {one.name: one for one in values(normal, then)}
    found = [
        msgspec.structs.replace(one, normal=before[name].value if name in before else "")
        for name, one in after.items()
        if name not in before or before[name].value != one.value
    ]
    gone = [
        Value(name=name, value="", normal=one.value, origin=one.origin)
        for name, one in before.items()
        if name not in after
    ]
    return found + gone
