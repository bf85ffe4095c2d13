"""A proposed level that nobody decides about wakes named people: the duty leader and whoever may order it, at home too;
then every coordinator.
"""

from command.domain.draft import Draft
from command.domain.kept.warnings import Proposal
from command.domain.leading import duty_leader
from command.domain.mode.levels import RANKS
from command.domain.mode.plans import plans_of
from command.domain.summons.calling import call, end, summoned, summons_of, widen

TURNS = 4
"""So often the same people are called anew [D]; the names stay on every screen until somebody decides."""


def deciders_of(draft: Draft, proposal: Proposal, times: int) -> list[str]:
    """The duty leader of this hour, whoever's rank may order the level, and from the second time on every coordinator;
    all coordinators at once if there is nobody else."""
    ranks = _ranks(draft, proposal)
    named = dict.fromkeys(p.id for p in draft.picture.people.values() if p.active and p.rank in ranks)
    leader = duty_leader(draft)
    found = {leader: None, **named} if leader is not None else named
    if not found or times >= 2:
        found |= dict.fromkeys(draft.situation.coordinators)
    return list(found)


def _ranks(draft: Draft, proposal: Proposal) -> set[str]:
    plan = next((one for one in plans_of(draft.picture) if one.threat == proposal.hazard), None)
    layers = [] if plan is None else [one for one in plan.levels if proposal.level in (None, one.level)]
    return {rank for one in layers for rank in RANKS if rank in one.ordered_by}


def wake(draft: Draft, proposal: Proposal, people: list[str]) -> None:
    """Call them, or call them anew: nobody has decided."""
    called = {id_: summoned(draft, id_, [proposal.id], proposal.area) for id_ in people}
    known = summons_of(draft, "proposal", proposal.id)
    if known is None:
        call(draft, "proposal", proposal.id, proposal.area, called, None)
    elif known.level + 1 < TURNS:
        widen(draft, known, called, due=None, told=people)


def decided(draft: Draft, proposal: str, *, answered: bool) -> None:
    """Somebody has it, or it is over."""
    end(draft, summons_of(draft, "proposal", proposal), "answered" if answered else "over")
