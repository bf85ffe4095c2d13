"""Who sees facts about calls for help and the clock for who goes into danger."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person_and_told
from command.domain.picture import Picture


def _raised(fact: f.SosRaised, _: Picture) -> list[str]:
    return [fact.person, *fact.told, *(one.person for one in fact.near)]


def _all_told(fact: Any, picture: Picture) -> list[str]:
    """Everybody who was told of a call for help hears how it goes on, and so does whoever called."""
    sos = picture.sos.get(fact.sos)
    return [sos.person, *sos.told, *(one.person for one in sos.near)] if sos is not None else []


def _escalated(fact: f.SosEscalated, picture: Picture) -> list[str]:
    return [*fact.told, *_all_told(fact, picture)]


def _timer_people(fact: Any, picture: Picture) -> list[str]:
    """Who was told of a silence hears of its end too."""
    timer = picture.timers.get(fact.timer)
    return [fact.person, *(timer.told if timer is not None else ())]


AUDIENCES: Audiences = {
    f.SosRaised: Audience(_raised),
    f.SosRepeated: Audience(_all_told),
    f.SosAcknowledged: Audience(_all_told),
    f.SosEscalated: Audience(_escalated),
    f.SosEnded: Audience(_all_told, hides=("reason",)),
    f.TimerStarted: Audience(person_and_told, hides=("note",)),
    f.TimerAsked: Audience(person_and_told),
    f.TimerAnswered: Audience(_timer_people, hides=("reason",)),
    f.TimerMissed: Audience(person_and_told),
    f.TimerEnded: Audience(_timer_people, hides=("reason",)),
}
