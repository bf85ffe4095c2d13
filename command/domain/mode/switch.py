"""The switch itself, and what follows from it piece by piece. The dry run runs this very code on a copy."""

from datetime import datetime
from itertools import islice

from msgspec import Struct

from command.domain import facts as f
from command.domain.choosing import choose, for_lead
from command.domain.dispatch import begin, dispatch, meet_need
from command.domain.draft import Draft
from command.domain.facts.response import ModeLevel, Order, ResponsePlan
from command.domain.kept.mode import MODE, Mode, Switching
from command.domain.mode.effective import laid_over
from command.domain.mode.levels import weight
from command.domain.mode.overlay import overlay_of
from command.domain.mode.recall import calls_in, stand_down, to_call_in
from command.domain.mode.retime import retimed
from command.domain.mode.tasks import arrivals_of, end_tasks, set_tasks, time_tasks
from command.domain.need import at_level, need_of
from command.domain.picture import Incident, Person
from command.domain.sitrep.schedule import follow_level
from command.domain.storm.watching import look_again
from command.domain.summons.deciders import decided
from command.domain.summons.recalled import call_in

PIECE = 100
"""So many incidents or grids in one transaction: what a switch means for thousands must not keep a report waiting."""
_STAFF = {"worker", "supervisor", "operator", "coordinator"}
_UNDER_WAY = ("offered", "unattended", "assigned", "en_route", "on_scene")


class Wanted(Struct, frozen=True, kw_only=True):
    """A switch that was decided: to which level of which plan, why, until when, and by whom."""

    plan: ResponsePlan
    level: ModeLevel
    order: Order | None
    reason: str
    review_at: datetime | None
    below_reason: str = ""
    by: str
    by_name: str
    second: Person | None = None
    proposal: str | None = None
    alone: bool = False


def mode_of(draft: Draft) -> Mode | None:
    """The mode as it is, None before the first switch there ever was."""
    return draft.picture.modes.get(MODE)


def level_of(draft: Draft) -> ModeLevel:
    """The level in force, 0 for normal."""
    mode = mode_of(draft)
    return mode.level if mode is not None else 0


def version_of(draft: Draft) -> int:
    """How many switches there were."""
    mode = mode_of(draft)
    return mode.version if mode is not None else 0


def switch(draft: Draft, wanted: Wanted, request: str | None, sender: str) -> None:
    """From now on everything is decided by that level. The first piece of what follows is drawn at once."""
    overlay = overlay_of(wanted.plan, wanted.level)
    policy = laid_over(draft.normal, overlay)
    before = draft.policy.peak_force
    was, under_way = level_of(draft), draft.picture.recalls.get(MODE)
    waited = {one: under_way.people[one] for one in under_way.missing} if under_way is not None else {}
    called = to_call_in(draft, policy)
    fresh = bool(called.keys() - waited.keys()) and (not calls_in(draft.policy) or policy.pool != draft.policy.pool)
    draft.add(
        f.ModeSwitched(
            request=request,
            version=version_of(draft) + 1,
            level=wanted.level,
            was=was,
            threat=wanted.plan.threat,
            response_plan=wanted.plan.id,
            plan_version=wanted.plan.version,
            overlay=overlay,
            order=wanted.order,
            reason=wanted.reason,
            review_at=wanted.review_at,
            below_reason=wanted.below_reason,
            proposal=wanted.proposal,
            by=wanted.by,
            by_name=wanted.by_name,
            second=wanted.second.id if wanted.second is not None else "",
            second_name=wanted.second.name if wanted.second is not None else "",
            alone=wanted.alone,
            countersign_by=draft.now + draft.policy.countersign if wanted.alone else None,
            recalled=called if fresh else {},
            recall_by=draft.now + policy.recall_within if fresh else None,
            told=everybody(draft),
        ),
        sender,
    )
    follow_level(draft, was)
    if policy.peak_force != before:
        look_again(draft)
    _close_proposals(draft, wanted)
    if fresh:
        call_in(draft, draft.picture.recalls[MODE])
    if not calls_in(policy):
        stand_down(draft)
    _follow_warnings(draft, wanted)
    carry_on(draft, draft.picture.switchings[MODE])


def everybody(draft: Draft) -> list[str]:
    """Every account of the staff that is active: each of their screens says which level it is."""
    return sorted(one.id for one in draft.picture.people.values() if one.active and _STAFF.intersection(one.roles))


def _close_proposals(draft: Draft, wanted: Wanted) -> None:
    """Whatever else was proposed was proposed of another state: who still wants it proposes it anew."""
    for proposal in list(draft.picture.switchproposals.values()):
        mine = proposal.id == wanted.proposal
        draft.add(
            f.SwitchClosed(
                proposal=proposal.id,
                threat=proposal.threat,
                level=proposal.level,
                why="approved" if mine else "overtaken",
                by=wanted.second.id if wanted.second is not None else wanted.by,
                by_name=wanted.second.name if wanted.second is not None else wanted.by_name,
                told=[proposal.by] if proposal.by else [],
            )
        )


def _follow_warnings(draft: Draft, wanted: Wanted) -> None:
    """What warnings proposed and is in force by this, is done; anything else they propose goes on waiting."""
    for proposal in list(draft.picture.proposals.values()):
        if proposal.hazard == wanted.plan.threat and (proposal.level or 0) == wanted.level:
            draft.add(f.ProposalClosed(proposal=proposal.id, area=proposal.area, why="done"))
            decided(draft, proposal.id, answered=True)


def carry_on(draft: Draft, under_way: Switching) -> None:
    """The next piece: open incidents in the order of their filing are re-timed and manned by the new level, then each
    grid gets its tasks, or loses them when the response is over."""
    is_graver = under_way.level > 0 and weight(under_way.level) >= weight(under_way.was)
    left = PIECE
    upto, grid = under_way.upto_number, under_way.upto_grid
    if is_graver:
        waiting = sorted(
            (one for one in draft.picture.incidents.values() if upto < one.number <= under_way.until_number),
            key=lambda one: one.number,
        )
        for incident in waiting[:left]:
            _bring_under(draft, incident)
            upto = incident.number
        left -= min(left, len(waiting))
    grids = (code for code in sorted(draft.situation.homes) if code > grid)
    arrivals = arrivals_of(draft)
    for code in islice(grids, left):
        if under_way.level == 0:
            end_tasks(draft, code)
        else:
            set_tasks(draft, code, arrivals)
            time_tasks(draft, code, arrivals)
        grid, left = code, left - 1
    due = draft.now if left == 0 else None
    draft.add(f.SwitchCarriedOn(version=under_way.version, upto_number=upto, upto_grid=grid, due=due))


def _bring_under(draft: Draft, incident: Incident) -> None:
    """One open incident under the graver level: its deadlines, then who is asked besides, or at last."""
    fact = retimed(draft, incident)
    if fact is not None:
        draft.add(fact)
    if incident.next is not None and incident.next.kind in ("confirm", "accept"):
        if not _still_waits(draft, incident):
            begin(draft, incident)
        return
    if incident.status == "unattended" and choose(draft, for_lead(incident)) is not None:
        dispatch(draft, incident)
    if incident.status in _UNDER_WAY:
        meet_need(draft, incident)


def _still_waits(draft: Draft, incident: Incident) -> bool:
    """Whether it still waits for an operator's key, or the watch leader's filing, under the level in force."""
    if incident.priority <= 2:
        return False
    if incident.next is not None and incident.next.kind == "confirm":
        return at_level(need_of(incident), incident.category, draft.policy).one_click
    return "leader_filing" not in draft.policy.not_done
