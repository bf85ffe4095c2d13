"""Folding storms, and what their peak holds back."""

from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.facts.storm import Tracked
from command.domain.fold.step import Steps, Touches
from command.domain.kept.storm import ProposedTrack, Storm
from command.domain.picture import Held, Picture
from command.domain.storm.track import Track


def _track(fact: Tracked) -> Track:
    return Track(
        agency=fact.agency,
        averaging=fact.averaging,
        issued_at=fact.issued_at,
        points=list(fact.points),
        pace=fact.pace,
    )


def _storm(p: Picture, number: int, fact: Tracked) -> Storm:
    return p.storms.setdefault(
        fact.storm, Storm(id=fact.storm, number=number, code=fact.code, name=fact.name, name_en=fact.name_en)
    )


def _proposed(p: Picture, number: int, at: datetime, fact: f.StormProposed) -> None:
    storm = _storm(p, number, fact)
    storm.due = fact.due
    storm.proposed = ProposedTrack(
        version=fact.version,
        track=_track(fact),
        name=fact.name,
        name_en=fact.name_en,
        source=fact.source,
        by=fact.by,
        by_name=fact.by_name,
        at=at,
        answer_by=fact.answer_by,
    )


def _tracked(p: Picture, number: int, at: datetime, fact: f.StormTracked) -> None:
    storm = _storm(p, number, fact)
    storm.version, storm.track, storm.due = fact.version, _track(fact), fact.due
    storm.name, storm.name_en = fact.name, fact.name_en
    storm.source, storm.by_name, storm.set_at = fact.source, fact.by_name, at
    if storm.proposed is not None and storm.proposed.version <= fact.version:
        storm.proposed = None


def _rejected(p: Picture, number: int, at: datetime, fact: f.StormRejected) -> None:
    storm = p.storms.get(fact.storm)
    if storm is None:
        return
    storm.proposed = None
    if storm.track is None:
        del p.storms[fact.storm]


def _ended(p: Picture, number: int, at: datetime, fact: f.StormEnded) -> None:
    p.storms.pop(fact.storm, None)


def _watched(p: Picture, number: int, at: datetime, fact: f.StormWatched) -> None:
    storm = p.storms.get(fact.storm)
    if storm is None:
        return
    storm.due = fact.due
    if fact.answer_by is not None and storm.proposed is not None:
        storm.proposed.answer_by = fact.answer_by


def _peak_began(p: Picture, number: int, at: datetime, fact: f.OutdoorPeakBegan) -> None:
    storm = p.storms.get(fact.storm)
    if storm is not None:
        storm.peak |= fact.grids
        storm.due = fact.due


def _peak_over(p: Picture, number: int, at: datetime, fact: f.OutdoorPeakOver) -> None:
    storm = p.storms.get(fact.storm)
    if storm is None:
        return
    for grid in fact.grids:
        storm.peak.pop(grid, None)
    if fact.area and fact.area not in storm.lifted:
        storm.lifted.append(fact.area)
    storm.due = fact.due


def _held(p: Picture, number: int, at: datetime, fact: f.DispatchHeld) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    since = incident.held.since if incident.held is not None and incident.status == "held" else at
    incident.held = Held(storm=fact.storm, since=since, until=fact.until)
    incident.status, incident.tally, incident.next = "held", None, fact.next
    incident.changed_at = at


def _overridden(p: Picture, number: int, at: datetime, fact: f.OutdoorOverridden) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    if incident.held is None:
        incident.held = Held(storm=fact.storm, since=at)
    incident.held.storm = fact.storm
    incident.held.sent_by, incident.held.sent_by_name, incident.held.reason = fact.by, fact.by_name, fact.reason
    incident.next, incident.changed_at = fact.next, at


STEPS: Steps = {
    f.StormProposed: _proposed,
    f.StormTracked: _tracked,
    f.StormRejected: _rejected,
    f.StormEnded: _ended,
    f.StormWatched: _watched,
    f.OutdoorPeakBegan: _peak_began,
    f.OutdoorPeakOver: _peak_over,
    f.DispatchHeld: _held,
    f.OutdoorOverridden: _overridden,
}


def _one(fact: Any) -> list[tuple[str, str]]:
    return [("storms", fact.storm)]


TOUCHES: Touches = {kind: _one for kind in STEPS if kind not in (f.DispatchHeld, f.OutdoorOverridden)}
