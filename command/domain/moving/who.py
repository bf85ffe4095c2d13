"""Who answers for an entry now, and who may say what became of it."""

from typing import Literal

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.kept.moving import MoveList, Moving, Shelter
from command.domain.patrol.day import leaders_of
from command.domain.permission import answers_for, covers
from command.domain.picture import Person
from command.domain.situation import Situation

Standing = Literal["named", "colleague", "leader", "absent"]


class Responsible(Struct, frozen=True):
    """Who answers for somebody at this moment. `standing`: the one named for them; a colleague of the same grid, while
    that one is off duty; the leader above, while nobody of the grid is there; or the one named, although absent."""

    person: str
    name: str
    standing: Standing


def responsible(draft: Draft, grid: str, named: str) -> Responsible | None:
    """Found anew each time: who is named for somebody may be on leave when the wind comes."""
    situation = draft.situation
    if named in situation.on_duty:
        return _of(situation, named, "named")
    here = sorted(situation.workers_of_grid.get(grid, set()) & situation.on_duty)
    if here:
        return _of(situation, here[0], "colleague")
    leaders = [one for one in leaders_of(draft, grid) if situation.leaders[one].on_duty]
    if leaders:
        return _of(situation, leaders[0], "leader")
    return _of(situation, named, "absent") if named in draft.picture.people else None


def _of(situation: Situation, person: str, standing: Standing) -> Responsible:
    return Responsible(person, situation.picture.people[person].name, standing)


def find(draft: Draft, evacuee: str) -> tuple[MoveList, Moving] | None:
    """The open list an entry is on: it is on one at most."""
    for one in draft.picture.movelists.values():
        if evacuee in one.people:
            return one, one.people[evacuee]
    return None


def may_mark(person: Person, known: MoveList, entry: Moving) -> bool:
    """Grid workers of the grid, whoever is named for them, and those above."""
    if covers(person, known.area) or entry.worker == person.id:
        return True
    return "worker" in person.roles and answers_for(person, known.area)


def may_keep(person: Person, shelter: Shelter) -> bool:
    """The shelter's keepers, the grid workers of its grid, and those above."""
    if person.id in shelter.keepers or covers(person, shelter.area):
        return True
    return "worker" in person.roles and answers_for(person, shelter.area)


def concerned(draft: Draft, known: MoveList, entry: Moving) -> list[str]:
    """Whose phones show this entry: everybody of the grid, whoever is named, and the keepers of their shelter."""
    shelter = draft.picture.shelters.get(entry.shelter or "")
    here = draft.situation.workers_of_grid.get(known.area, set())
    return [*sorted(here | ({entry.worker} if entry.worker else set())), *(shelter.keepers if shelter else ())]
