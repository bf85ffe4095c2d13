"""How busy people are, kept so that "who is free for something this urgent" is a set, not a search."""

from command.domain.facts import Priority
from command.domain.picture import Picture

IDLE = 5
"""One more than the least urgent priority: nothing to do."""


class Burdens:
    """For everybody on duty, the most urgent thing they are asked about or at work on."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._free: dict[int, set[str]] = {1: set(), 2: set(), 3: set(), 4: set()}

    def free_for(self, priority: Priority) -> set[str]:
        """Who has nothing as urgent as this (1 is most urgent). Not to be changed."""
        return self._free[priority]

    def note(self, person: str, burden: int) -> None:
        """This person's most urgent matter is now of this priority, or IDLE."""
        if self._of.get(person) == burden:
            return
        self._of[person] = burden
        for priority, free in self._free.items():
            (free.add if burden > priority else free.discard)(person)

    def forget(self, person: str) -> None:
        """No longer on duty."""
        if self._of.pop(person, None) is not None:
            for free in self._free.values():
                free.discard(person)


def burden_of(picture: Picture, offers: set[str], assignments: set[str]) -> int:
    """The most urgent priority among a person's open offers and running assignments, or IDLE."""
    asked = (picture.offers[o].priority for o in offers if o in picture.offers)
    work = (picture.assignments[a].priority for a in assignments if a in picture.assignments)
    return min(*asked, *work, IDLE, IDLE)
