"""A report upward that is late is nobody's silence: whoever must file it is called by name, then the next rung.

Two kinds. `handin`: a street has not handed in by the cut, so its heads are called, then the coordinators, who can hand
in for it by telephone. `sitrep`: the report itself was not sent in time, so the coordinators who can be reached are
called, then all of them and the duty leader. Whoever says that they have it buys one interval; only filing ends it.
"""

from datetime import timedelta

from command.domain.draft import Draft
from command.domain.facts.summons import Summoned
from command.domain.kept.sitreps import Sitrep
from command.domain.kept.summons import Summons
from command.domain.leading import duty_leader
from command.domain.summons.calling import call, end, summoned, summons_of, widen

TURNS = 4
"""So often the same people are called anew [D]; a report that is late is told every ten minutes all the while."""


def unsent(draft: Draft, known: Sitrep) -> None:
    """The report was due and was not sent: called the first time it is told, anew whenever it is told again."""
    summons, district = summons_of(draft, "sitrep", known.id), draft.situation.district
    if summons is None:
        call(draft, "sitrep", known.id, district, _about(draft, _at_desks(draft), known.id, district), None)
    else:
        _again(draft, summons, _all(draft), None)


def not_handed_in(draft: Draft, known: Sitrep, streets: list[str]) -> None:
    """The cut has come without these streets. Nobody is appointed to one: the coordinators are called at once."""
    for street in streets:
        if summons_of(draft, "handin", _ref(known.id, street)) is None:
            heads = [one for one in draft.situation.supervisors_of.get(street, {}) if draft.picture.people[one].active]
            people = _about(draft, heads or _at_desks(draft), street, street)
            call(draft, "handin", _ref(known.id, street), street, people, draft.now + draft.policy.report_again)


def unanswered(draft: Draft, summons: Summons) -> None:
    """A street still has not handed in."""
    again = draft.policy.report_again
    heads = [id_ for id_ in summons.people if id_ in draft.situation.supervisors_of.get(summons.area, {})]
    _again(draft, summons, [*heads, *_at_desks(draft)], again)


def handed_in(draft: Draft, known: Sitrep, street: str) -> None:
    """The street has said what it has, before the cut or after it."""
    end(draft, summons_of(draft, "handin", _ref(known.id, street)), "answered")


def filed(draft: Draft, known: Sitrep) -> None:
    """It was sent, dropped, or is due at another time: nobody is called for it, nor for a street's part of it."""
    end(draft, summons_of(draft, "sitrep", known.id), "answered")
    for street in known.streets:
        end(draft, summons_of(draft, "handin", _ref(known.id, street)), "over")


def _again(draft: Draft, summons: Summons, people: list[str], wait: timedelta | None) -> None:
    """Called anew, and more than before; not by whom somebody said within the last interval that they have it."""
    due = draft.now + wait if wait is not None else None
    since = draft.now - draft.policy.report_again
    has_it = any(one.heard_at is not None and one.heard_at > since for one in summons.people.values())
    if has_it:
        if due is not None:
            widen(draft, summons, {}, due=due, level=summons.level)
        return
    if summons.level + 1 >= TURNS:
        if due is not None:
            widen(draft, summons, {}, due=None, level=summons.level)
        return
    (about,) = {what for one in summons.people.values() for what in one.about}
    called = _about(draft, people, about, summons.area)
    widen(draft, summons, called, due=due, told=called)


def _about(draft: Draft, people: list[str], what: str, area: str) -> dict[str, Summoned]:
    return {id_: summoned(draft, id_, [what], area) for id_ in dict.fromkeys(people)}


def _at_desks(draft: Draft) -> list[str]:
    """Coordinators who can be reached; all of them, if nobody can: at home they have a telephone."""
    return [one for one in draft.situation.coordinators if draft.reachable(one)] or _all(draft)


def _all(draft: Draft) -> list[str]:
    leader = duty_leader(draft)
    return [*draft.situation.coordinators, *([leader] if leader is not None else [])]


def _ref(sitrep: str, street: str) -> str:
    return f"{sitrep}/{street}"
