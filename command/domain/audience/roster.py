"""Who sees facts about the roster. Who swaps or is ill is no business of whoever passes a screen."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person, person_and_told
from command.domain.picture import Picture


def _members(fact: f.GroupRostered, _: Picture) -> list[str]:
    return list(fact.patterns[-1].members) if fact.patterns else []


def _planned(fact: f.PlanSet, _: Picture) -> list[str]:
    return list(dict.fromkeys(one for day in fact.days for one in day.people))


def _stand_in(fact: f.OverrideSet, _: Picture) -> list[str]:
    return [one for one in (fact.person, fact.replaces) if one]


def _asked(fact: f.SwapAsked, _: Picture) -> list[str]:
    return [fact.giver, fact.taker]


def _swappers(fact: Any, picture: Picture) -> list[str]:
    swap = picture.swaps.get(fact.swap)
    return [swap.giver, swap.taker, *getattr(fact, "told", [])] if swap is not None else []


def _on_leave(fact: Any, picture: Picture) -> list[str]:
    leave = picture.leaves.get(fact.leave)
    return [leave.person] if leave is not None else []


AUDIENCES: Audiences = {
    f.GroupRostered: Audience(_members),
    f.GroupDissolved: Audience(hides=("reason",)),
    f.PlanSet: Audience(_planned, hides=("reason",)),
    f.OverrideSet: Audience(_stand_in, hides=("reason",)),
    f.RosterItemEnded: Audience(hides=("reason",)),
    f.SwapAsked: Audience(_asked, kiosk=False),
    f.SwapAccepted: Audience(_swappers, kiosk=False),
    f.SwapApproved: Audience(_swappers, kiosk=False),
    f.SwapClosed: Audience(_swappers, kiosk=False),
    f.LeaveAsked: Audience(person_and_told, kiosk=False),
    f.LeaveApproved: Audience(_on_leave, kiosk=False),
    f.LeaveClosed: Audience(_on_leave, kiosk=False),
    f.CalendarOpened: Audience(person, picture=False),
    f.CalendarClosed: Audience(person, picture=False),
}
