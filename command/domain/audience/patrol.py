"""Who sees facts of a grid worker's day: rounds, visits, special care; none is for passers-by."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person, person_and_told, told
from command.domain.picture import Picture


def _visited(fact: f.VisitRecorded, picture: Picture) -> list[str]:
    """Whoever had them on a list need not go there any more."""
    day, care = picture.days.get(fact.day or ""), picture.cares.get(fact.care or "")
    owners = [who for who, residents in care.visits.items() if fact.resident in residents] if care is not None else []
    return [fact.person, *([day.person] if day is not None else []), *owners]


def _visitors(fact: f.CareOrdered, _: Picture) -> list[str]:
    return list(fact.visits)


def _cared_for(fact: f.CareClosed, picture: Picture) -> list[str]:
    care = picture.cares.get(fact.care)
    return [*fact.told, *(care.visits if care is not None else ())]


AUDIENCES: Audiences = {
    f.DayOpened: Audience(person, kiosk=False),
    f.RoundStarted: Audience(kiosk=False),
    f.RoundFinished: Audience(kiosk=False),
    f.VisitRecorded: Audience(_visited, kiosk=False),
    f.CareOrdered: Audience(_visitors, kiosk=False),
    f.CareClosed: Audience(_cared_for, kiosk=False),
    f.DayEnded: Audience(person_and_told, kiosk=False),
    f.EveningTold: Audience(told, kiosk=False),
    f.EveningLooked: Audience(kiosk=False),
}
