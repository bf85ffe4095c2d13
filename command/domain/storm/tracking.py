"""What people decide about storms: a track is entered, confirmed, ended; a peak is lifted; somebody is sent out."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.dispatch import begin
from command.domain.draft import Draft
from command.domain.kept.storm import Storm
from command.domain.mode.tasks import reconsider_tasks
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.storm.check import check
from command.domain.storm.peak import is_held_out, storm_over
from command.domain.storm.track import TrackPoint
from command.domain.storm.watching import PROPOSAL_AGAIN, concerned, end, next_look, peak_over
from command.domain.upward import appointed_up_to, standing
from command.wire.requests import ConfirmStorm, EndStorm, LiftPeak, SendOut, TrackStorm

MOST_STORMS = 4
"""[D] So many storms at a time: more have never threatened one district."""


def track_storm(draft: Draft, asked: Asked, request: TrackStorm, pace: float = 1.0) -> Refusal | None:
    """A track, or its next version: by a coordinator it holds at once, by an operator it is proposed.

    `pace`: so many times faster than it was it goes by in a drill.
    """
    storm = next((one for one in draft.picture.storms.values() if one.code == request.code), None)
    refusal = _unfit(draft, storm, request, pace)
    if refusal is not None:
        return refusal
    proposed = storm.proposed.version if storm is not None and storm.proposed is not None else 0
    told: dict[str, Any] = {
        "request": asked.request,
        "storm": storm.id if storm is not None else draft.new_id(),
        "version": max(storm.version if storm is not None else 0, proposed) + 1,
        "code": request.code,
        "name": request.name.strip() or (storm.name if storm is not None else ""),
        "name_en": request.name_en.strip() or (storm.name_en if storm is not None else ""),
        "agency": request.agency,
        "averaging": request.averaging,
        "issued_at": request.issued_at,
        "points": list(request.points),
        "source": request.source,
        "pace": pace,
        "by": asked.sender.id,
        "by_name": asked.sender.name,
    }
    if "coordinator" in asked.sender.roles:
        draft.add(f.StormTracked(**told, due=draft.now), asked.sender.id, *concerned(draft))
        reconsider_tasks(draft)
        return None
    above, again = standing(draft.situation, "", 4), draft.now + PROPOSAL_AGAIN
    due = min(again, storm.due) if storm is not None and storm.due is not None else again
    draft.add(f.StormProposed(**told, told=above, answer_by=again, due=due), asked.sender.id)
    return None


def _unfit(draft: Draft, storm: Storm | None, request: TrackStorm, pace: float) -> Refusal | None:
    wrong = check(slowed(request.points, request.issued_at, pace), request.issued_at)
    if wrong:
        return wrong[0].refusal
    if storm is None:
        full = len(draft.picture.storms) >= MOST_STORMS
        return refuse("storm_too_many", limit=MOST_STORMS) if full else None
    track = storm.track or (storm.proposed.track if storm.proposed is not None else None)
    if track is not None and track.agency != request.agency:
        return refuse("storm_agency", storm=storm.code, agency=track.agency)
    if storm.track is not None and request.issued_at < storm.track.issued_at:
        return refuse("storm_older", version=storm.version)
    return None


def slowed(points: list[TrackPoint], around: datetime, pace: float) -> list[TrackPoint]:
    """The points as far apart in time as they really were."""
    if pace == 1:
        return points
    return [replace(point, at=around + (point.at - around) * pace) for point in points]


def confirm_storm(draft: Draft, asked: Asked, request: ConfirmStorm) -> Refusal | None:
    """A coordinator's word on what an operator entered."""
    storm = draft.picture.storms.get(request.storm)
    if storm is None:
        return refuse("storm_unknown")
    proposed = storm.proposed
    if proposed is None or proposed.version != request.version:
        return refuse("storm_version", version=request.version)
    if not request.accept:
        return _reject(draft, asked, request, proposed.by)
    if storm.track is not None and proposed.track.issued_at < storm.track.issued_at:
        return refuse("storm_older", version=storm.version)
    tracked = f.StormTracked(
        request=asked.request,
        storm=storm.id,
        version=proposed.version,
        code=storm.code,
        name=proposed.name,
        name_en=proposed.name_en,
        agency=proposed.track.agency,
        averaging=proposed.track.averaging,
        issued_at=proposed.track.issued_at,
        points=proposed.track.points,
        source=proposed.source,  # type: ignore[arg-type]
        by=asked.sender.id,
        by_name=asked.sender.name,
        proposed_by=proposed.by_name,
        due=draft.now,
    )
    draft.add(tracked, asked.sender.id, *concerned(draft))
    reconsider_tasks(draft)
    return None


def _reject(draft: Draft, asked: Asked, request: ConfirmStorm, proposer: str) -> Refusal | None:
    if not request.reason.strip():
        return refuse("reason_needed")
    rejected = f.StormRejected(
        request=asked.request,
        storm=request.storm,
        version=request.version,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(rejected, asked.sender.id, proposer)
    return None


def end_storm(draft: Draft, asked: Asked, request: EndStorm) -> Refusal | None:
    """It has gone by, or turned away."""
    storm = draft.picture.storms.get(request.storm)
    if storm is None:
        return refuse("storm_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    reason, sender = request.reason.strip(), asked.sender
    ended = f.StormEnded(request=asked.request, storm=storm.id, reason=reason, by=sender.id, by_name=sender.name)
    end(draft, storm, ended, sender.id)
    return None


def lift_peak(draft: Draft, asked: Asked, request: LiftPeak) -> Refusal | None:
    """What is seen outdoors counts more than any model: people can be sent out again in an area, for the rest
    of this storm."""
    storm = draft.picture.storms.get(request.storm)
    if storm is None:
        return refuse("storm_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    grids = sorted(grid for grid in storm.peak if grid.startswith(request.area))
    if not grids:
        return refuse("storm_not_held", area=request.area)
    over = f.OutdoorPeakOver(
        request=asked.request,
        storm=storm.id,
        grids=grids,
        area=request.area,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        due=next_look(draft, storm),
    )
    peak_over(draft, storm, over, asked.sender.id)
    return None


def send_out(draft: Draft, asked: Asked, request: SendOut) -> Refusal | None:
    """破例外派: at the peak, for a life, by a coordinator who typed which incident and said why. All above are told."""
    incident = draft.picture.incidents.get(request.incident)
    if incident is None:
        return refuse("incident_unknown")
    storm = storm_over(draft, incident.place.grid)
    if storm is None or not is_held_out(draft, incident):
        return refuse("send_out_not_held")
    if incident.priority != 1:
        return refuse("send_out_not_life")
    if not request.reason.strip():
        return refuse("reason_needed")
    if request.confirm.strip().lstrip("#") != str(incident.number):
        return refuse("send_out_confirm", number=incident.number)
    overridden = f.OutdoorOverridden(
        request=asked.request,
        incident=incident.id,
        storm=storm.id,
        grid=incident.place.grid,
        priority=incident.priority,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        told=appointed_up_to(draft, incident.place.grid, 4),
        next=draft.deadline(incident, "dispatch", draft.now + timedelta(seconds=1)),
    )
    was_held = incident.status == "held"
    draft.add(overridden, asked.sender.id)
    if was_held:
        begin(draft, incident)
    return None
