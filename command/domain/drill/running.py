"""A drill stands still, goes on, and ends."""

from command.domain import facts as f
from command.domain.dispatch import close_offer, dispatch, fill
from command.domain.draft import Draft
from command.domain.drill.common import running
from command.domain.facts.drill import EndWhy, PauseWhy
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import PauseDrill, ResumeDrill, StopDrill


def pause_drill(draft: Draft, asked: Asked, request: PauseDrill) -> Refusal | None:
    """No inject comes and nobody is asked anything; who was asked need not answer."""
    return pause(draft, "director", by=asked.sender.id, request=asked.request)


def pause(draft: Draft, why: PauseWhy, *, by: str = "", request: str | None = None) -> Refusal | None:
    """The same, whoever or whatever asks for it. `real_event`: a priority 1 of the district needs the wall."""
    drill = running(draft.picture)
    if drill is None or drill.state == "over":
        return refuse("drill_over")
    if drill.state == "paused":
        return refuse("drill_paused")
    for offer in list(draft.picture.offers.values()):
        close_offer(draft, offer, "drill_paused", by)
    draft.add(f.DrillPaused(request=request, why=why, by=by), *([by] if by else []))
    return None


def resume_drill(draft: Draft, asked: Asked, request: ResumeDrill) -> Refusal | None:
    """Everything is due as much later as it stood still; whoever fits best is asked anew what the pause withdrew."""
    drill = running(draft.picture)
    if drill is None or drill.paused_at is None:
        return refuse("drill_not_paused")
    resumed = f.DrillResumed(
        request=asked.request,
        paused_at=drill.paused_at,
        shift_s=(draft.now - drill.paused_at).total_seconds(),
        by=asked.sender.id,
    )
    draft.add(resumed, asked.sender.id)
    for incident in list(draft.picture.incidents.values()):
        if incident.next is not None and incident.next.kind in ("answer", "dispatch") and incident.offer is None:
            dispatch(draft, incident)
    for slot in list(draft.picture.slots.values()):
        if slot.status == "open" and slot.incident in draft.picture.incidents:
            fill(draft, slot)
    return None


def stop_drill(draft: Draft, asked: Asked, request: StopDrill) -> Refusal | None:
    """ENDEX, at one touch."""
    return stop(draft, request.why, by=asked.sender.id, request=asked.request)


def stop(draft: Draft, why: EndWhy, *, by: str = "", request: str | None = None) -> Refusal | None:
    """The same, by somebody of the real district or by itself."""
    drill = running(draft.picture)
    if drill is None or drill.state == "over":
        return refuse("drill_over")
    draft.add(f.DrillEnded(request=request, why=why, by=by), *([by] if by else []))
    return None
