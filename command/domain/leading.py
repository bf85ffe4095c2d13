"""带班领导: who leads the watch at this moment, as the roster says, and who decides in their place."""

from datetime import timedelta

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.facts import Absence
from command.domain.upward import told_in

_INSTANT = timedelta(microseconds=1)


class Rulers(Struct, frozen=True):
    """Whom a ruling is asked of. `passed_over`: why it could not be the duty leader alone."""

    people: list[str]
    passed_over: Absence | None = None


def duty_leader(draft: Draft) -> str | None:
    """The one whom the roster has in the duty leader's seat now, if their account may still be used."""
    watches = [group.id for group in draft.roster.groups.values() if group.kind == "watch"]
    for turn in draft.roster.turns(draft.now, draft.now + _INSTANT, watches):
        known = draft.picture.people.get(turn.person or "")
        if turn.leads and turn.covers(draft.now) and known is not None and known.active:
            return known.id
    return None


def who_rules(draft: Draft) -> Rulers:
    """The duty leader. With nobody rostered, or one who is not there or cannot be reached, the coordinators too, at
    once: a ruling does not wait out its limit for somebody who cannot give it."""
    leader = duty_leader(draft)
    rest = told_in(draft, draft.situation.coordinators)
    if leader is None:
        return Rulers(rest, "empty")
    why: Absence | None = None
    if not draft.reachable(leader):
        why = "unreachable" if draft.picture.people[leader].on_duty else "off_duty"
    return Rulers([leader] if why is None else list(dict.fromkeys([leader, *rest])), why)
