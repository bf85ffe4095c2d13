"""召回: a level calls in everybody who is off duty. Who has come is known; who has not is told upward until they do."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.kept.mode import MODE, Recall
from command.domain.mode.levels import POOLS
from command.domain.policy import Policy
from command.domain.summons import recalled


def calls_in(policy: Policy) -> bool:
    """Whether a policy's pool asks for those who are off duty."""
    return POOLS.index(policy.pool) >= POOLS.index("recalled")


def to_call_in(draft: Draft, policy: Policy) -> dict[str, str]:
    """Who is called in by a policy (id → name): workers and supervisors off duty, volunteers and assistants only by the
    widest pool; nobody who is on leave."""
    if not calls_in(policy):
        return {}
    found: dict[str, str] = {}
    for person in draft.picture.people.values():
        is_staff = person.active and not person.on_duty and {"worker", "supervisor"}.intersection(person.roles)
        is_reserve = person.id in draft.situation.helpers and policy.pool != "volunteers"
        if is_staff and not is_reserve and not _on_leave(draft, person.id):
            found[person.id] = person.name
    return dict(sorted(found.items()))


def _on_leave(draft: Draft, person: str) -> bool:
    return draft.roster.on_leave(person, draft.now, draft.now + timedelta(seconds=1)) is not None


def came(draft: Draft, person: str) -> None:
    """Somebody checked in: if they were called in, they have come; the last of them ends it."""
    recall = draft.picture.recalls.get(MODE)
    if recall is None or person not in recall.people or person in recall.come:
        return
    draft.add(f.RecalledCame(person=person))
    recalled.is_here(draft, person)
    if not recall.missing:
        _complete(draft)


def stand_down(draft: Draft) -> None:
    """Nobody is called in any more."""
    recall = draft.picture.recalls.get(MODE)
    if recall is not None:
        draft.add(f.RecallEnded(why="stood_down", missing=recall.missing))
        recalled.over(draft, complete=False)


def _complete(draft: Draft) -> None:
    draft.add(f.RecallEnded(why="complete"))
    recalled.over(draft, complete=True)


def recall_due(draft: Draft, recall: Recall) -> None:
    """Who has not come is named to the next tier, and again after a while. Who is gone for good is not waited for."""
    missing = [one for one in recall.missing if _is_waited_for(draft, one)]
    if not missing:
        _complete(draft)
        return
    level, told = upward(draft, draft.situation.district, recall.level + 1)
    draft.add(f.RecallMissed(missing=missing, level=level, told=told, due=draft.now + draft.policy.recall_again))
    recalled.not_come(draft, missing)


def _is_waited_for(draft: Draft, person: str) -> bool:
    known = draft.picture.people.get(person)
    return known is not None and known.active and not known.on_duty
