"""需要: who repairs, how many people an incident needs, with which skills, and whether it is sent by one key.

All of it is our own default [D]: changed for a category by `need.change`, and never called statutory.
"""

from datetime import timedelta

from msgspec.structs import replace

from command.domain.facts import CategoryNeed, Need, Priority, PriorityNeed
from command.domain.kept.dispatch import ChangedNeed
from command.domain.picture import Incident
from command.domain.policy import Policy
from command.domain.repair import REPAIRS

_PLAIN = PriorityNeed()
NEEDS: dict[tuple[str, Priority], PriorityNeed] = {
    ("event.0602", 1): PriorityNeed(people=4, leader=True),
    ("event.0401", 1): PriorityNeed(people=2),
    ("event.0403", 1): PriorityNeed(people=2),
    ("grid.gas", 1): PriorityNeed(people=2),
    ("grid.fire", 1): PriorityNeed(people=3, leader=True),
    ("grid.lost_person", 1): PriorityNeed(people=3),
    ("grid.dispute", 1): PriorityNeed(people=2, skills=["mediation"]),
    ("grid.hidden_danger", 3): PriorityNeed(one_click=True),
    ("grid.hidden_danger", 4): PriorityNeed(one_click=True),
    ("event.0301", 3): PriorityNeed(one_click=True),
}
ONE_CLICK_WAITS = (timedelta(0), timedelta(minutes=2), timedelta(minutes=15), timedelta(minutes=15))
"""By priority 1-4: so long an operator has for the one key. §2: dispatch 15 min; the most urgent never waits."""
_PRIORITIES: tuple[Priority, ...] = (1, 2, 3, 4)


def built_in_need(category: str) -> CategoryNeed:
    """What a category needs where the district has not said otherwise."""
    return CategoryNeed(
        repairs=REPAIRS.get(category),
        by_priority=[NEEDS.get((category, priority), _PLAIN) for priority in _PRIORITIES],
    )


def need_in_force(category: str, kept: dict[str, ChangedNeed]) -> CategoryNeed:
    """What a category that is filed now needs."""
    changed = kept.get(category)
    return changed.need if changed is not None and changed.need is not None else built_in_need(category)


def need_now(category: str, priority: Priority, kept: dict[str, ChangedNeed]) -> Need:
    """What an incident filed now needs, and keeps."""
    changed = kept.get(category)
    found = need_in_force(category, kept)
    here = found.by_priority[priority - 1]
    return Need(
        repairs=found.repairs,
        look=found.look,
        people=here.people,
        skills=list(here.skills),
        leader=here.leader,
        one_click=here.one_click,
        version=changed.version if changed is not None else 0,
    )


def need_of(incident: Incident) -> Need:
    """What an incident needs: its own since it was filed; of one filed before needs were kept, the built-in one."""
    return incident.need if incident.need is not None else need_now(incident.category, incident.priority, {})


def at_level(need: Need, category: str, policy: Policy) -> Need:
    """The same under the response level in force: two people at least where nobody may go alone, and no key to wait for
    where the level says so."""
    if policy.level == 0:
        return need
    if need.people < 2 and category.startswith(policy.two_person):
        need = replace(need, people=2)
    return replace(need, one_click=False) if need.one_click and "one_click" in policy.not_done else need
