"""What a reader is shown of an incident and of its timeline, once it is known that they may read it."""

from collections.abc import Collection
from typing import Any

import msgspec

from command.domain.audience import (
    View,
    held_for_passers_by,
    loop_for_passers_by,
    press_for_passers_by,
    referrals_for_passers_by,
    shown,
    view_of,
)
from command.domain.permission import may_read_incident, sees_whole_district
from command.domain.picture import Incident, Person

_ANSWERS = {"ReportStored", "RequestRefused"}
"""Facts that only tell a sender what became of their request: no part of an incident's story."""
_OVER = {"closed", "voided"}


def may_list(person: Person) -> bool:
    """Whether the person may ask for incidents at all; which ones, `may_read` says."""
    return (person.active and bool({"worker", "kiosk", "supervisor"}.intersection(person.roles))) or _whole(person)


def may_read(person: Person, incident: Incident, offered_to: Collection[str] = ()) -> bool:
    """`may_read_incident`, and the incident somebody is just now asked to take, and for a kiosk what is open."""
    if not person.active:
        return False
    if may_read_incident(person, incident) or person.id in offered_to or person.unit in offered_to:
        return True
    return "kiosk" in person.roles and incident.status not in _OVER


def incident_for(person: Person, incident: Incident) -> Incident:
    """The incident as the reader is shown it: a kiosk no words or people, a worker the caller only of their own job."""
    if is_kiosk(person):
        return msgspec.structs.replace(
            incident,
            text="",
            photos=[],
            reporters=[],
            caller=None,
            callers=[],
            tried={},
            press=press_for_passers_by(incident.press),
            referrals=referrals_for_passers_by(incident.referrals),
            loop=loop_for_passers_by(incident.loop),
            held=held_for_passers_by(incident.held),
        )
    if _hides_caller(person, incident):
        return msgspec.structs.replace(incident, caller=None, callers=[])
    return incident


def fact_for(person: Person, incident: Incident, type_: str, area: str | None, body: bytes) -> bytes | None:
    """A fact of the incident's timeline as the reader is shown it (JSON), or None for nothing."""
    if type_ in _ANSWERS:
        return None
    view = view_of(person) if is_kiosk(person) else View(whole=True)
    seen = shown(view, type_, area, body)
    if seen is None or not _hides_caller(person, incident):
        return seen
    fact: dict[str, Any] = msgspec.json.decode(seen)
    hidden = [fact.pop(name, None) for name in ("caller", "callers", "asked", "then")]
    return msgspec.json.encode(fact) if any(hidden) else seen


def is_kiosk(person: Person) -> bool:
    """Whether the person sees only what a screen on a wall shows to everybody who passes."""
    return "kiosk" in person.roles and not _whole(person)


def _whole(person: Person) -> bool:
    return person.active and sees_whole_district(person)


def _hides_caller(person: Person, incident: Incident) -> bool:
    """A worker needs the caller's telephone number for their own job, not for their neighbour's."""
    if _whole(person) or "supervisor" in person.roles:
        return False
    own = (incident.handler, *incident.crew, *incident.reporters)
    return person.id not in own and (person.unit is None or person.unit not in own)
