"""Work as the phone of the one it goes to shows it: offers, assignments, what is finished, orders to reply to."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from command.domain.facts import Asked, Feedback, Part, Supervising
from command.domain.kept.loop import Supervision
from command.domain.picture import Assignment, Incident, Offer
from command.domain.place import Spot


class Matter(Struct, kw_only=True):
    """An incident as a phone that is asked or sent needs it."""

    incident: str
    number: int
    category: str
    priority: int
    place: Spot
    grid: str
    text: str
    photos: list[str]


class OfferView(Matter, kw_only=True):
    """An open offer to the reader."""

    offer: str
    person: str
    made_at: datetime
    answer_by: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None


class AssignmentView(Matter, kw_only=True):
    """A running assignment of the reader. `asked_by`: whether they come is to be answered until then (UTC)."""

    assignment: str
    person: str
    status: str
    made_at: datetime
    changed_at: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None
    asked_by: datetime | None = None
    handle_by: datetime | None = None
    rework: int = 0
    reason: str = ""
    asked: Asked | None = None
    extensions: int = 0
    returns: int = 0
    ruled: bool = False


class FinishedView(Matter, kw_only=True):
    """What the reader finished and nobody has verified yet: feedback may still be added. `since` (UTC): finished."""

    since: datetime
    rework: int = 0
    feedback: Feedback | None = None


class OrderView(Struct, kw_only=True):
    """督办 that the reader must reply to by `due`."""

    supervision: str
    incident: str
    incident_number: int
    category: str
    kind: Supervising
    reason: str
    by_name: str
    due: datetime


def offer_view(o: Offer, incident: Incident) -> OfferView:
    """An open offer of this incident."""
    return OfferView(
        **_matter(incident),
        offer=o.id,
        person=o.person,
        made_at=o.made_at,
        answer_by=o.answer_by,
        part=o.part,
        slot=o.slot,
        unit=o.unit,
    )


def assignment_view(a: Assignment, incident: Incident) -> AssignmentView:
    """A running assignment to this incident."""
    return AssignmentView(
        **_matter(incident),
        assignment=a.id,
        person=a.person,
        status=a.status,
        made_at=a.made_at,
        changed_at=a.changed_at,
        part=a.part,
        slot=a.slot,
        unit=a.unit,
        asked_by=a.asked_by,
        **_turns(incident),
    )


def finished_view(incident: Incident) -> FinishedView:
    """An incident that its handler has finished."""
    way = incident.way
    return FinishedView(
        **_matter(incident),
        since=incident.changed_at,
        rework=way.rework.count if way.rework is not None else 0,
        feedback=way.feedback,
    )


def order_view(one: Supervision) -> OrderView:
    """督办 as one who must reply is shown it."""
    return OrderView(
        supervision=one.id,
        incident=one.incident,
        incident_number=one.incident_number,
        category=one.category,
        kind=one.kind,
        reason=one.reason,
        by_name=one.by_name,
        due=one.reply_by,
    )


def _turns(i: Incident) -> dict[str, Any]:
    """What the closed loop did to somebody's work."""
    way = i.way
    return {
        "handle_by": i.handle_by,
        "rework": way.rework.count if way.rework is not None else 0,
        "reason": way.rework.reason if way.rework is not None else "",
        "asked": way.asked.kind if way.asked is not None else None,
        "extensions": way.extensions,
        "returns": way.returns,
        "ruled": way.ruled,
    }


def _matter(i: Incident) -> dict[str, Any]:
    return {
        "incident": i.id,
        "number": i.number,
        "category": i.category,
        "priority": i.priority,
        "place": i.place,
        "grid": i.place.grid,
        "text": i.text,
        "photos": i.photos,
    }
