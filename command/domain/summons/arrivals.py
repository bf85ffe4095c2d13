"""已转移未到: who was moved and has not arrived is looked for: whoever answers for them is called, then the shelter's
keepers, then the coordinators; and all of them anew as long as anybody is missing.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from command.domain.draft import Draft
from command.domain.kept.moving import MoveList
from command.domain.kept.summons import Summons
from command.domain.moving.who import responsible
from command.domain.summons.calling import call, end, summoned, summons_of, widen

KEEPERS, COORDINATORS = 1, 2


def look_for(draft: Draft, known: MoveList, late: Iterable[str]) -> None:
    """These are missing now: whoever answers for them is called; anew, if they are missing still. Whoever is called
    already is asked about more, and their ladder goes on: many who come late one by one must not keep it from its top.
    """
    late = sorted(late)
    before, due = summons_of(draft, "arrivals", known.id), draft.now + draft.policy.arrivals_answer
    level = before.level if before is not None else 0
    again = any(known.people[id_].late > 1 for id_ in late)
    asked = _asked(draft, known, _late(known), level)
    people = {who: summoned(draft, who, of, known.area) for who, of in asked.items() if set(of) & set(late)}
    if before is None:
        call(draft, "arrivals", known.id, known.area, people, due)
        return
    if not again:
        people = {who: replace(one, more=True) for who, one in people.items()}
        due = min(due, before.due or due)
    widen(draft, before, people, due=due, level=level)


def unanswered(draft: Draft, summons: Summons) -> None:
    """Nobody says that they are looking: the next are called. Whoever has said so keeps the others asleep."""
    known = draft.picture.movelists.get(summons.ref)
    if known is None:
        end(draft, summons)
        return
    looking = any(one.word is not None for one in summons.people.values())
    level = min(summons.level + 1, COORDINATORS)
    if looking or summons.level >= COORDINATORS:
        widen(draft, summons, {}, due=None, level=summons.level)
        return
    asked = _asked(draft, known, _late(known), level)
    people = {who: summoned(draft, who, of, known.area) for who, of in asked.items() if who not in summons.people}
    widen(draft, summons, people, due=draft.now + draft.policy.arrivals_answer, told=people, level=level)


def settled(draft: Draft, movelist: str) -> None:
    """Something became of somebody on a list: if nobody of it is missing any more, nobody looks for them."""
    summons = summons_of(draft, "arrivals", movelist)
    if summons is None:
        return
    known = draft.picture.movelists.get(movelist)
    if known is None or not _late(known):
        end(draft, summons, "answered" if known is not None else "over")


def _late(known: MoveList) -> list[str]:
    return sorted(id_ for id_, one in known.people.items() if one.late and one.arrive_by is not None)


def _asked(draft: Draft, known: MoveList, late: list[str], level: int) -> dict[str, list[str]]:
    """Who is asked about whom, up to a level. Nobody answers for them: the next ones are asked at once."""
    found: dict[str, list[str]] = {}
    for id_ in late:
        one = known.people[id_]
        who = responsible(draft, known.area, one.worker)
        shelter = draft.picture.shelters.get(one.shelter or "")
        keepers = [k for k in (shelter.keepers if shelter is not None else []) if k in draft.picture.people]
        asked = [who.person] if who is not None else []
        asked += keepers if level >= KEEPERS or not asked else []
        asked += draft.situation.coordinators if level >= COORDINATORS or not asked else []
        for person in dict.fromkeys(asked):
            found.setdefault(person, []).append(id_)
    return found
