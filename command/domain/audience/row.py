"""What is said of the audience of one kind of fact, and the ways to name people that many topics share."""

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from command.domain.picture import Picture

Pick = Callable[[Any, Picture], list[str]]
"""Whom a fact concerns in person, by the picture as it stands: ids of people and units."""


class Audience(Struct, frozen=True):
    """Who sees one kind of fact.

    `to`: whom it goes to in person. `hides`: members that a kiosk is not shown; `kiosk` False: it is shown nothing.
    `areas`: to which supervisors it goes: those whose areas hold its own; those whom it touches from above or below;
    every one, for what is of no area and everybody's business; none. `directed`: what a drill's players must not know
    beforehand, or hear of only when it is addressed to them. `picture` False: it goes to `to` and the sender alone.
    """

    to: Pick | None = None
    hides: tuple[str, ...] = ()
    kiosk: bool = True
    areas: Literal["own", "touched", "every", "none"] = "own"
    directed: bool = False
    picture: bool = True


Audiences = dict[type, Audience]


def person(fact: Any, _: Picture) -> list[str]:
    """The one it is about."""
    return [fact.person]


def told(fact: Any, _: Picture) -> list[str]:
    """Whom the decision told."""
    return list(fact.told)


def people(fact: Any, _: Picture) -> list[str]:
    """Everybody it is about."""
    return list(fact.people)


def person_and_told(fact: Any, _: Picture) -> list[str]:
    """The one it is about, and whom the decision told."""
    return [fact.person, *getattr(fact, "told", ())]


def people_and_told(fact: Any, _: Picture) -> list[str]:
    """Everybody it is about, and whom the decision told."""
    return [*fact.people, *fact.told]


def handler(fact: Any, picture: Picture) -> list[str]:
    """Those on the job, who must hear that the incident changed under them."""
    incident = picture.incidents.get(fact.incident)
    if incident is None:
        return []
    offer = picture.offers.get(incident.offer or "")
    return [p for p in (incident.handler, offer.person if offer else None, *incident.crew) if p]


def handler_and_reporters(fact: Any, picture: Picture) -> list[str]:
    """An outcome goes to everybody who reported the incident too."""
    incident = picture.incidents.get(fact.incident)
    return handler(fact, picture) + (incident.reporters if incident else [])
