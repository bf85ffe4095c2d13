"""What the rules of the loop share: whose incident it is, who may rule, how long something takes."""

from datetime import datetime, timedelta

from command.domain.draft import Draft
from command.domain.limits import limits_of, span
from command.domain.permission import may_supervise
from command.domain.picture import Incident, Person
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.worktime import LOCAL, Kind

WORKING = ("assigned", "en_route", "on_scene")
"""Somebody has it."""

Found = tuple[Incident | None, Refusal | None]


def find(draft: Draft, asked: Asked, id_: str) -> Found:
    """The open incident, if the sender has it or is above it; else why not."""
    incident = draft.picture.incidents.get(id_)
    if incident is not None and (has(incident, asked.sender) or may_supervise(asked.sender, incident)):
        return incident, None
    past = draft.past_incident(id_) if incident is None else None
    return None, refuse("incident_over", status=past) if past is not None else refuse("incident_unknown")


def find_below(draft: Draft, asked: Asked, id_: str) -> Found:
    """The open incident, if the sender is above it."""
    incident = draft.picture.incidents.get(id_)
    if incident is not None and not may_supervise(asked.sender, incident):
        return None, refuse("incident_unknown")
    return find(draft, asked, id_)


def leads(person: Person) -> bool:
    """A watch leader or a coordinator: who decides on filing, voiding, suspending, and may rule on the rest."""
    return person.watch_leader or "coordinator" in person.roles


def has(incident: Incident, person: Person) -> bool:
    """Whether it is this person's work or their unit's, or was when it was finished."""
    return incident.handler is not None and incident.handler in (person.id, person.unit)


def took_part(incident: Incident, person: Person) -> bool:
    """Whether the person, or their unit, had it or helped: then somebody else must verify it."""
    return has(incident, person) or person.id in incident.crew or (person.unit or "") in incident.crew


def handling(incident: Incident) -> tuple[Kind, timedelta]:
    """The original limit of handling."""
    return span(limits_of(incident).handle)


def clock_words(moment: datetime) -> str:
    """A moment as people of the district read it."""
    return f"{moment.astimezone(LOCAL):%m-%d %H:%M}"
