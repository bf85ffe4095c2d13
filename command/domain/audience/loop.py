"""Who sees facts of the closed loop: extensions, suspensions, rework, returns, verification, reopening."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import (
    Audience,
    Audiences,
    handler,
    handler_and_reporters,
    person,
    person_and_told,
)
from command.domain.picture import Picture


def _asker_and_handler(fact: Any, picture: Picture) -> list[str]:
    """A ruling goes to whoever asked for it."""
    incident = picture.incidents.get(fact.incident)
    asked = incident.way.asked if incident is not None else None
    return ([asked.by] if asked is not None else []) + handler(fact, picture)


def _suspended(fact: f.IncidentSuspended, picture: Picture) -> list[str]:
    return [one for one in (fact.handler, *_asker_and_handler(fact, picture)) if one]


_RETOLD = ("text", "photos", "reporters", "caller", "callers", "press", "referrals", "loop")

AUDIENCES: Audiences = {
    f.ExtensionAsked: Audience(handler, kiosk=False),
    f.ExtensionGranted: Audience(_asker_and_handler, hides=("reason", "by_name")),
    f.ExtensionRefused: Audience(_asker_and_handler, kiosk=False),
    f.SuspensionAsked: Audience(handler, kiosk=False),
    f.IncidentSuspended: Audience(_suspended, hides=("reason", "by_name", "handler_name")),
    f.SuspensionRefused: Audience(_asker_and_handler, kiosk=False),
    f.IncidentResumed: Audience(hides=("reason", "by_name")),
    f.FeedbackGiven: Audience(person, kiosk=False),
    f.ReworkOrdered: Audience(person, hides=("reason", "by_name", "photos")),
    f.IncidentReturned: Audience(person_and_told, hides=("reason", "by_name", "person_name")),
    f.ReturnRuled: Audience(person, hides=("reason", "by_name")),
    f.VoidAsked: Audience(kiosk=False),
    f.VoidRefused: Audience(_asker_and_handler, kiosk=False),
    f.IncidentSampled: Audience(person),
    f.IncidentVerified: Audience(handler_and_reporters, kiosk=False),
    f.IncidentReopened: Audience(hides=("reason", "by_name", *_RETOLD)),
}
