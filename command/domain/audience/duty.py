"""Who sees facts about shifts and handovers. Who was late is no business of whoever passes a screen."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, people_and_told, told
from command.domain.picture import Picture


def _began(fact: f.ShiftsBegan, _: Picture) -> list[str]:
    return [stint.person for stint in fact.stints]


def _opened(fact: f.ReliefOpened, _: Picture) -> list[str]:
    return [*fact.outgoing, *fact.incoming]


def _both_sides(fact: Any, picture: Picture) -> list[str]:
    handover = picture.reliefs.get(fact.relief)
    parties = [*handover.outgoing, *handover.incoming] if handover is not None else []
    return [*parties, *getattr(fact, "told", [])]


AUDIENCES: Audiences = {
    f.ShiftsBegan: Audience(_began),
    f.ShiftsMissed: Audience(people_and_told),
    f.ShiftsOver: Audience(kiosk=False),
    f.GapsFound: Audience(told),
    f.ReliefOpened: Audience(_opened),
    f.ReliefSigned: Audience(_both_sides, hides=("sheet",)),
    f.ReliefOverdue: Audience(_both_sides),
    f.ReliefClosed: Audience(_both_sides),
}
