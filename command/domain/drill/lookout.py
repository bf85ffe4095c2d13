"""What of real work matters to a drill: whom it needs, and whether it needs the wall. Only looked at, never written."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill.common import running
from command.domain.drill.running import pause, stop
from command.domain.drill.taking import take

CONTACT_WAITS = timedelta(minutes=10)
"""[D] How long a contact test waits for answers when its script does not say."""


class Look(Struct, frozen=True):
    """A real fact, as far as a drill goes. `people`: whom it needs (ids); `life`: it is of priority 1."""

    at: datetime
    people: tuple[str, ...] = ()
    life: bool = False


def _asked(fact: Any, channels: tuple[str, ...]) -> list[str]:
    """Who is asked or sent; of a unit, whoever reads its desk."""
    return [fact.person] if fact.unit is None else _addressed(channels)


def _addressed(channels: tuple[str, ...]) -> list[str]:
    return [one.removeprefix("staff:") for one in channels if one.startswith("staff:")]


_PEOPLE: dict[type, Callable[[Any, tuple[str, ...]], list[str]]] = {
    f.OfferMade: _asked,
    f.AssignmentMade: _asked,
    f.SosRaised: lambda fact, channels: _addressed(channels),
    f.SosEscalated: lambda fact, channels: list(fact.told),
    f.RollCallOpened: lambda fact, channels: list(fact.people),
    f.PeopleSummoned: lambda fact, channels: list(fact.people),
    f.TimerMissed: lambda fact, channels: [fact.person, *fact.told],
    f.ModeSwitched: lambda fact, channels: list(fact.recalled),
    f.IncidentEscalated: lambda fact, channels: list(fact.told) if fact.priority == 1 else [],
    f.NobodyAvailable: lambda fact, channels: list(fact.told) if fact.priority == 1 else [],
}
_LIFE: dict[type, Callable[[Any], bool]] = {
    f.IncidentFiled: lambda fact: bool(fact.priority == 1),
    f.ReportMerged: lambda fact: bool(fact.raised and fact.priority == 1),
    f.SosRaised: lambda fact: True,
}
MATTERS = frozenset(kind.__name__ for kind in (*_PEOPLE, *_LIFE))
"""Types of real facts that may matter: no other needs to be read."""


def look_at(fact: f.AnyFact, at: datetime, channels: tuple[str, ...]) -> Look | None:
    """What a real fact means for drills; None for nothing."""
    pick, life = _PEOPLE.get(type(fact)), _LIFE.get(type(fact))
    people = tuple(dict.fromkeys(pick(fact, channels))) if pick is not None else ()
    grave = life is not None and life(fact)
    return Look(at, people, grave) if people or grave else None


def react(draft: Draft, look: Look) -> None:
    """真实事件: players whom it needs are out of the drill, unless they came in since; a wall that shows the drill in a
    region is the district's again, and the drill stands still."""
    drill = running(draft.picture)
    if drill is None or drill.state == "over":
        return
    for person in look.people:
        known = draft.picture.participants.get(person)
        if known is not None and known.is_in and known.participant.part == "player" and known.since <= look.at:
            take(draft, person, "real_event")
    if look.life and drill.state == "running" and look.at >= drill.started_at and _shares_a_wall(draft):
        pause(draft, "real_event")


def _shares_a_wall(draft: Draft) -> bool:
    return any(one.participant.layout == "region" and one.is_in for one in draft.picture.participants.values())


def over_by_itself(draft: Draft, *, end: bool = False) -> bool:
    """Whether a contact test is over: everybody answered, or the time for it is up. `end`: then it ends."""
    drill = running(draft.picture)
    if drill is None or drill.state != "running" or drill.plan.form != "contact":
        return False
    given = [one for one in draft.picture.injects.values() if one.state == "given"]
    if not given or any(one.state in ("planned", "held") for one in draft.picture.injects.values()):
        return False
    waits = max((timedelta(seconds=e.within_s) for one in given for e in one.inject.expected), default=CONTACT_WAITS)
    last = max(one.given_at for one in given if one.given_at is not None)
    if draft.picture.notices and draft.now < last + waits:
        return False
    if end:
        stop(draft, "done")
    return True
