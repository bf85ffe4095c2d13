"""The clock's part: grids enter the peak and leave it, a proposal waits, a track is over."""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.dispatch import close_offer, fill
from command.domain.draft import Draft
from command.domain.kept.storm import Storm
from command.domain.loop.common import WORKING
from command.domain.picture import Incident
from command.domain.safety.timers import work_over
from command.domain.storm.arrivals import GridArrival, arrivals
from command.domain.storm.backwards import Peak, outdoor_peak
from command.domain.storm.peak import hold, is_held_out, release_held
from command.domain.summons.outdoors import call_indoors
from command.domain.upward import standing

PROPOSAL_AGAIN = timedelta(minutes=10)
"""[D] A proposal that nobody has answered is told to the coordinators again after so long."""
OVER_AFTER = timedelta(hours=24)
"""[D] So long after its last point a storm that nobody has ended ends by itself."""
WAITING = ("filed", "unattended", "held")
"""Nobody has it, and nobody is asked."""
FOR_A_PERSON = ("confirm", "accept", "resume", "rule", "verify")
"""Deadlines of what waits for somebody's key anyhow: when it is pressed, the peak is looked at."""


def arrivals_of(draft: Draft, storm: Storm) -> dict[str, GridArrival]:
    """When the storm reaches each grid, by its track in use; worked out once a version."""
    if storm.track is None:
        return {}
    known = draft.situation.arrivals.get(storm.id)
    if known is None or known[0] != storm.version:
        found = {one.grid: one for one in arrivals(storm.track, draft.situation.homes)}
        known = draft.situation.arrivals[storm.id] = (storm.version, found)
    return known[1]


def storm_due(draft: Draft, storm: Storm) -> None:
    """Look at the storm: its peak begins or is over in some grids, a proposal is told again, or all of it is over."""
    proposed = storm.proposed
    if storm.track is not None and proposed is None and storm.track.ends + OVER_AFTER <= draft.now:
        end(draft, storm, f.StormEnded(storm=storm.id, reason="track_over"))
        return
    began, over, due = _changes(draft, storm)
    if over:
        peak_over(draft, storm, f.OutdoorPeakOver(storm=storm.id, grids=over, due=due))
    if began:
        _begin(draft, storm, began, due)
    if proposed is not None and proposed.answer_by <= draft.now:
        _ask_again(draft, storm, proposed.version, due)
    elif storm.due is not None and storm.due <= draft.now:
        draft.add(f.StormWatched(storm=storm.id, due=due))


def peak_over(draft: Draft, storm: Storm, fact: f.OutdoorPeakOver, *also: str) -> None:
    """The peak is over in some grids: what is held there is due now, the most urgent first."""
    told = [person for grid in fact.grids for person in sorted(draft.situation.workers_of_grid.get(grid, ()))]
    draft.add(fact, *also, *told)
    _free(draft, set(fact.grids))


def end(draft: Draft, storm: Storm, fact: f.StormEnded, *also: str) -> None:
    """The storm is over, and with it its peak everywhere."""
    if storm.peak:
        peak_over(draft, storm, f.OutdoorPeakOver(storm=storm.id, grids=sorted(storm.peak)))
    draft.add(fact, *also, *concerned(draft))
    draft.situation.arrivals.pop(storm.id, None)


def concerned(draft: Draft) -> list[str]:
    """Whose phone shows when to be indoors: everybody who works in a grid or is above some."""
    shown = {"worker", "supervisor"}
    return sorted(p.id for p in draft.picture.people.values() if p.active and shown.intersection(p.roles))


def look_again(draft: Draft) -> None:
    """At which winds people are kept indoors has changed: the clock looks at every storm at once, not when the old
    winds would have come."""
    for storm in draft.picture.storms.values():
        if storm.track is not None:
            draft.add(f.StormWatched(storm=storm.id, due=draft.now))


def next_look(draft: Draft, storm: Storm) -> datetime | None:
    """When the clock must look again: the next beginning or end of the peak in any grid, the answer to a proposal, the
    end of the track."""
    times = [storm.proposed.answer_by] if storm.proposed is not None else []
    if storm.track is not None:
        times.append(storm.track.ends + OVER_AFTER)
    for grid, arrival in arrivals_of(draft, storm).items():
        peak = _peak_of(draft, storm, grid, arrival)
        if peak is not None:
            times += [time for time in (peak.begins, peak.ends) if time is not None]
    later = [time for time in times if time > draft.now]
    return min(later) if later else None


def _changes(draft: Draft, storm: Storm) -> tuple[dict[str, datetime | None], list[str], datetime | None]:
    """Grids that enter the peak (with its end), grids that have left it, and when to look again."""
    began: dict[str, datetime | None] = {}
    now_at: set[str] = set()
    for grid, arrival in arrivals_of(draft, storm).items():
        peak = _peak_of(draft, storm, grid, arrival)
        if peak is not None and peak.holds(draft.now):
            now_at.add(grid)
            if grid not in storm.peak or storm.peak[grid] != peak.ends:
                began[grid] = peak.ends
    over = sorted(set(storm.peak) - now_at)
    return began, over, next_look(draft, storm)


def _peak_of(draft: Draft, storm: Storm, grid: str, arrival: GridArrival) -> Peak | None:
    force = draft.policy.peak_force
    if force is None or any(grid.startswith(area) for area in storm.lifted):
        return None
    return outdoor_peak(arrival, force)


def _begin(draft: Draft, storm: Storm, grids: dict[str, datetime | None], due: datetime | None) -> None:
    """Nobody is sent there any more: offers that nobody has answered are taken back, and who is out is named."""
    fresh = {grid for grid in grids if grid not in storm.peak}
    out = _still_out(draft, fresh)
    for part in _apart(grids, {one.grid for one in out}):
        mine = [one for one in out if one.grid in part]
        told = [p for grid in part if grid in fresh for p in sorted(draft.situation.workers_of_grid.get(grid, ()))]
        force = draft.policy.peak_force or 0
        began = f.OutdoorPeakBegan(storm=storm.id, force=force, grids=part, out=mine, due=due)
        draft.add(began, *dict.fromkeys([*told, *(one.person for one in mine)]))
    call_indoors(draft, storm.id, fresh, out)
    for incident in _of_grids(draft, set(grids)):
        _take_back(draft, incident)


def _apart(grids: dict[str, datetime | None], out: set[str]) -> list[dict[str, datetime | None]]:
    """Each grid in which somebody is out by itself, all others together: who is out where, and at what, is for the
    people of that grid to know."""
    quiet = {grid: ends for grid, ends in grids.items() if grid not in out}
    return ([quiet] if quiet else []) + [{grid: grids[grid]} for grid in grids if grid in out]


def _still_out(draft: Draft, grids: set[str]) -> list[f.StillOut]:
    """Whoever has work in these grids: nobody is ordered back by a machine, but everybody is named and told."""
    found = []
    for work in draft.picture.assignments.values():
        incident = draft.picture.incidents.get(work.incident)
        if incident is not None and incident.place.grid in grids and work.status in WORKING:
            found.append(f.StillOut(work.person, work.person_name, incident.id, incident.place.grid, work.status))
    return found


def _of_grids(draft: Draft, grids: set[str]) -> list[Incident]:
    """Open incidents there, the most urgent first, of equals the oldest."""
    found = [one for one in draft.picture.incidents.values() if one.place.grid in grids]
    return sorted(found, key=lambda one: (one.priority, one.number))


def _take_back(draft: Draft, incident: Incident) -> None:
    """What waits for somebody to be sent, or for an answer, or for whoever has it to set out, is held; places beside a
    lead too."""
    if not is_held_out(draft, incident):
        return
    _recall(draft, incident, incident.assignment)
    offer = draft.picture.offers.get(incident.offer or "")
    if offer is not None:
        close_offer(draft, offer, "withdrawn")
    kind = incident.next.kind if incident.next is not None else ""
    if incident.status in WAITING and kind not in FOR_A_PERSON:
        hold(draft, incident)
    for slot in [draft.picture.slots[id_] for id_ in incident.slots]:
        beside = draft.picture.offers.get(slot.offer or "")
        if beside is not None:
            close_offer(draft, beside, "withdrawn")
        if beside is not None or _recall(draft, incident, slot.assignment):
            fill(draft, slot)


def _recall(draft: Draft, incident: Incident, assignment: str | None) -> bool:
    """Who has taken it and not set out does not set out now: it is theirs no longer, and held like anything else."""
    work = draft.picture.assignments.get(assignment or "")
    if work is None or work.status != "assigned":
        return False
    draft.add(
        f.AssignmentEnded(
            assignment=work.id,
            incident=incident.id,
            person=work.person,
            why="outdoor_peak",
            slot=work.slot,
            unit=work.unit,
        )
    )
    work_over(draft, work.id)
    return True


def _free(draft: Draft, grids: set[str]) -> None:
    """What was held in these grids is due now: the more urgent the sooner, so that it is worked off by priority."""
    for incident in _of_grids(draft, grids):
        if incident.status == "held" and incident.held is not None and not is_held_out(draft, incident):
            release_held(draft, incident)


def _ask_again(draft: Draft, storm: Storm, version: int, due: datetime | None) -> None:
    told = standing(draft.situation, "", 4)
    again = draft.now + PROPOSAL_AGAIN
    due = again if due is None else min(due, again)
    asked = f.StormWatched(storm=storm.id, due=due, version=version, told=told, answer_by=again)
    draft.add(asked)
