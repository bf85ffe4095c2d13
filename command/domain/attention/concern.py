"""What needs an operator, and why: from a thing of the picture alone, without a clock, so that all who ask agree.

Calls for help (SOS) are not here: they stand above the queue, on every screen, until somebody has them.
"""

from datetime import datetime

from msgspec import Struct

from command.domain.facts import ConcernKind
from command.domain.kept.dispatch import Slot
from command.domain.kept.loop import Handover
from command.domain.kept.reach import Call, Silence
from command.domain.picture import Incident, Picture, Task

OPERATORS = 3
"""The level at which silence has reached the operators."""
_STUCK = ("assigned", "en_route", "on_scene", "handled")
"""Somebody has it, and does not move. Of what is just being offered the level says only how it was before."""
_KEYS: dict[str, ConcernKind] = {"confirm": "confirm", "accept": "filing"}
LEVELS = (15, 12, 9, 6)
"""Digits of the code of a grid, community, street, district."""


class Concern(Struct, frozen=True):
    """One thing that needs an operator. `area`: the code of its grid, or of what it is about; `since`: UTC."""

    kind: ConcernKind
    life: bool
    area: str
    priority: int
    since: datetime


def needs(incident: Incident) -> ConcernKind | None:
    """What an open incident needs an operator for."""
    status, due = incident.status, incident.next
    if due is not None and due.kind in _KEYS:
        return "press" if due.kind == "confirm" and incident.press is not None else _KEYS[due.kind]
    if status == "held" and incident.priority == 1:
        return None if _is_in_hand(incident) else "peak"
    if status == "returned" or (incident.loop is not None and incident.loop.asked is not None):
        return "ruling"
    if status == "unattended" or (incident.level >= OPERATORS and status in _STUCK):
        return None if _is_in_hand(incident) else "unattended" if status == "unattended" else "escalated"
    is_centres = incident.limits is not None and incident.limits.verifier == "centre"
    return "verify" if status == "handled" and is_centres else None


def _is_in_hand(incident: Incident) -> bool:
    """已阅: somebody said that they have it, and nothing happened after the time they took for it."""
    return incident.seen is not None and incident.changed_at <= incident.seen.until


def of_incident(incident: Incident) -> Concern | None:
    """The concern about an incident."""
    kind = needs(incident)
    if kind is None:
        return None
    since = incident.changed_at if kind in ("ruling", "verify") else incident.filed_at
    return _about(incident, kind, since)


def of_kept(picture: Picture, member: str, thing: object) -> Concern | None:
    """The concern about something that is kept beside the incidents."""
    incident = picture.incidents.get(getattr(thing, "incident", None) or "")
    match thing:
        case Slot():
            is_open = thing.status == "unattended" and incident is not None
            return _about(incident, "helpers", thing.opened_at) if is_open and incident is not None else None
        case Silence():
            return Concern("silence", life=False, area=thing.id, priority=2, since=thing.lost_at)
        case Call():
            life = thing.about in picture.sos
            known = Concern("call", life, thing.area, 1 if life else 2, thing.at)
        case Handover():
            known = Concern("handover", life=False, area=thing.area, priority=2, since=thing.received_at)
        case _:
            raise TypeError(member)
    return known if incident is None else _about(incident, known.kind, known.since)


def _about(incident: Incident, kind: ConcernKind, since: datetime) -> Concern:
    return Concern(kind, incident.priority == 1, incident.place.grid, incident.priority, since)


def of_task(task: Task, district: str) -> Concern:
    """An entry that was set aside: nobody knows yet what it is about."""
    return Concern("task", life=False, area=district, priority=2, since=task.at)


def common(one: str, other: str) -> str:
    """The smallest area (grid, community, street, district) that holds both."""
    for digits in LEVELS:
        if len(one) >= digits <= len(other) and one[:digits] == other[:digits]:
            return one[:digits]
    return one[: LEVELS[-1]]
