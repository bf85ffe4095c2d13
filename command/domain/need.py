"""需要: how many people an incident needs, with which skills, and whether it is sent by itself or by one key.

All of it is our own default [D]: configurable, and never called statutory.
"""

from datetime import timedelta

from msgspec import Struct

from command.domain.facts import Priority


class Need(Struct, frozen=True):
    """`people`: the lead and so many less one beside it; `skills`: of one of those beside it, `leader` among them.

    `one_click`: an operator picks who leads, from the ranking; if nobody does in time it is dispatched by itself.
    """

    people: int = 1
    skills: tuple[str, ...] = ()
    leader: bool = False
    one_click: bool = False


PLAIN = Need()
NEEDS: dict[tuple[str, Priority], Need] = {
    ("event.0602", 1): Need(people=4, leader=True),
    ("event.0401", 1): Need(people=2),
    ("event.0403", 1): Need(people=2),
    ("grid.gas", 1): Need(people=2),
    ("grid.fire", 1): Need(people=3, leader=True),
    ("grid.lost_person", 1): Need(people=3),
    ("grid.dispute", 1): Need(people=2, skills=("mediation",)),
    ("grid.hidden_danger", 3): Need(one_click=True),
    ("grid.hidden_danger", 4): Need(one_click=True),
    ("event.0301", 3): Need(one_click=True),
}
ONE_CLICK_WAITS = (timedelta(0), timedelta(minutes=2), timedelta(minutes=15), timedelta(minutes=15))
"""By priority 1-4: so long an operator has for the one key. §2: dispatch 15 min; the most urgent never waits."""


def need_of(category: str, priority: Priority) -> Need:
    """What an incident of this kind and priority needs."""
    return NEEDS.get((category, priority), PLAIN)
