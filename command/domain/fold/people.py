"""Folding accounts and duty."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.duty import duty_ended, duty_ending, duty_started
from command.domain.fold.step import Steps
from command.domain.fold.tiers import desk_registered
from command.domain.picture import Person, Picture


def _person_registered(p: Picture, number: int, at: datetime, fact: f.PersonRegistered) -> None:
    desk_registered(p, fact.person, fact.unit)
    p.people[fact.person] = Person(
        id=fact.person,
        name=fact.name,
        roles=list(fact.roles),
        areas=list(fact.areas),
        language=fact.language,
        watch_leader=fact.watch_leader,
        rights_number=number,
        simulated=fact.simulated,
        skills=list(fact.skills),
        unit=fact.unit,
        rank=fact.rank,
    )


def _password_reset(p: Picture, number: int, at: datetime, fact: f.PasswordReset) -> None:
    """Who signs in with what is no part of the picture."""


def _rights_changed(p: Picture, number: int, at: datetime, fact: f.RightsChanged) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.roles, person.areas = list(fact.roles), list(fact.areas)
    person.watch_leader, person.active = fact.watch_leader, fact.active
    if fact.rank:
        person.rank = None if fact.rank == "none" else fact.rank
    person.rights_number = number


def _duty_started(p: Picture, number: int, at: datetime, fact: f.DutyStarted) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.on_duty, person.duty_since, person.leaving = True, at, None
    person.last_place = fact.place
    duty_started(p, at, fact)


def _duty_ended(p: Picture, number: int, at: datetime, fact: f.DutyEnded) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.on_duty, person.duty_since, person.leaving = False, None, None
    duty_ended(p, at, fact)


def _duty_ending(p: Picture, number: int, at: datetime, fact: f.DutyEnding) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.leaving = fact.group
    duty_ending(p, at, fact)


STEPS: Steps = {
    f.PersonRegistered: _person_registered,
    f.PasswordReset: _password_reset,
    f.RightsChanged: _rights_changed,
    f.DutyStarted: _duty_started,
    f.DutyEnding: _duty_ending,
    f.DutyEnded: _duty_ended,
}
