"""人员安全第一: at the peak nobody is sent outdoors; what that holds back has a deadline and is never lost."""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.storm import Storm
from command.domain.picture import Incident

_UNKNOWN = timedelta(minutes=30)
"""[D] The end of the peak is not known: what is held is looked at again after so long."""
_APART = timedelta(seconds=10)
"""[D] After the peak what is more urgent is dispatched so much sooner than what is less so."""


def storm_over(draft: Draft, grid: str) -> Storm | None:
    """The storm at whose peak the grid is now, if it is."""
    return next((storm for storm in draft.picture.storms.values() if _is_at(storm, grid, draft.now)), None)


def _is_at(storm: Storm, grid: str, now: datetime) -> bool:
    """Until its end has come: the deadlines of what is held may be looked at before the peak itself is."""
    if grid not in storm.peak:
        return False
    until = storm.peak[grid]
    return until is None or now < until


def is_held_out(draft: Draft, incident: Incident) -> bool:
    """Whether nobody may be sent to the incident now: its grid is at the peak and nobody has overridden that."""
    storm = storm_over(draft, incident.place.grid)
    return storm is not None and not _is_sent_out(incident, storm)


def hold(draft: Draft, incident: Incident) -> bool:
    """Hold the incident back if its grid is at the peak: True, and it has its next deadline after the peak."""
    storm = storm_over(draft, incident.place.grid)
    if storm is None or _is_sent_out(incident, storm):
        return False
    until = storm.peak[incident.place.grid]
    _hold(draft, incident, storm.id, until, until or draft.now + _UNKNOWN)
    return True


def release_held(draft: Draft, incident: Incident) -> None:
    """Its grid is at the peak no longer, sooner than was said: its deadline is now, the more urgent the sooner."""
    if incident.held is not None:
        _hold(draft, incident, incident.held.storm, draft.now, draft.now)


def _hold(draft: Draft, incident: Incident, storm: str, until: datetime | None, due: datetime) -> None:
    draft.add(
        f.DispatchHeld(
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            storm=storm,
            until=until,
            next=draft.deadline(incident, "peak", due + (incident.priority - 1) * _APART),
        )
    )


def _is_sent_out(incident: Incident, storm: Storm) -> bool:
    held = incident.held
    return held is not None and held.sent_by != "" and held.storm == storm.id
