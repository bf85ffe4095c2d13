"""Facts about a storm: its track by version, the peak at which nobody is sent outdoors, and what that holds back."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Deadline, Fact, Priority
from command.domain.place import Spot
from command.domain.storm.track import Averaging, TrackPoint

__all__ = [
    "DispatchHeld",
    "OutdoorOverridden",
    "OutdoorPeakBegan",
    "OutdoorPeakOver",
    "StillOut",
    "StormEnded",
    "StormFact",
    "StormProposed",
    "StormRejected",
    "StormTracked",
    "StormWatched",
]

TrackSource = Literal["csv", "json", "form", "feed", "exercise"]


class Tracked(Fact, frozen=True, kw_only=True):
    """What a version of a track says. `code`: the storm's international number (1409). Times UTC, see `storm.track`."""

    request: str | None = None
    storm: str
    version: int
    code: str
    name: str = ""
    name_en: str = ""
    agency: str
    averaging: Averaging
    issued_at: datetime
    points: list[TrackPoint]
    source: TrackSource = "form"
    pace: float = 1
    by: str = ""
    by_name: str = ""
    due: datetime | None = None


class StormProposed(Tracked, frozen=True, kw_only=True):
    """An operator has entered a track: a coordinator (`told`, ids) is to confirm it. Until then nothing goes by it."""

    told: list[str] = []
    answer_by: datetime


class StormTracked(Tracked, frozen=True, kw_only=True):
    """From now on everything goes by this track. `proposed_by`: the name of the operator who entered it, if one did."""

    proposed_by: str = ""


class StormRejected(Fact, frozen=True, kw_only=True):
    """A proposed version was not confirmed, with the reason."""

    request: str | None = None
    storm: str
    version: int
    reason: str
    by: str
    by_name: str = ""


class StormEnded(Fact, frozen=True, kw_only=True):
    """The storm concerns the district no longer. `by` is empty when its track was over for a day."""

    request: str | None = None
    storm: str
    reason: str = ""
    by: str = ""
    by_name: str = ""


class StormWatched(Fact, frozen=True, kw_only=True):
    """The clock has looked and nothing changed; it looks again at `due`. `told`: who hears again of a proposal
    (`version`) that waits, until `answer_by`."""

    storm: str
    due: datetime | None = None
    version: int = 0
    told: list[str] = []
    answer_by: datetime | None = None


class StillOut(Struct, frozen=True):
    """Somebody who has work outdoors in a grid as its peak begins."""

    person: str
    person_name: str
    incident: str
    grid: str
    status: str


class OutdoorPeakBegan(Fact, frozen=True, kw_only=True):
    """停止室外派遣: modelled winds of the peak's `force` are about to reach these grids (code → until when; None:
    not known). Nobody is sent outdoors there. `out`: who has work there all the same, and should take shelter."""

    storm: str
    force: int
    grids: dict[str, datetime | None]
    out: list[StillOut] = []
    due: datetime | None = None


class OutdoorPeakOver(Fact, frozen=True, kw_only=True):
    """The peak has passed, or somebody lifted it in `area` (`by`, with a `reason`): what was held is worked off."""

    request: str | None = None
    storm: str
    grids: list[str]
    area: str = ""
    by: str = ""
    by_name: str = ""
    reason: str = ""
    due: datetime | None = None


class DispatchHeld(Fact, frozen=True, kw_only=True):
    """暂缓外派: people first. Nobody is sent to the incident before the peak in its grid is over (`until`; None: not
    known); it is looked at again at its `next` deadline, the more urgent the sooner."""

    incident: str
    category: str
    priority: Priority
    place: Spot
    grid: str
    storm: str
    until: datetime | None = None
    next: Deadline


class OutdoorOverridden(Fact, frozen=True, kw_only=True):
    """A coordinator sends people outdoors at the peak, for a life, with a reason: on the record, and told loudly."""

    request: str | None = None
    incident: str
    storm: str
    grid: str
    priority: Priority
    by: str
    by_name: str = ""
    reason: str
    told: list[str] = []
    next: Deadline


StormFact = (
    StormProposed
    | StormTracked
    | StormRejected
    | StormEnded
    | StormWatched
    | OutdoorPeakBegan
    | OutdoorPeakOver
    | DispatchHeld
    | OutdoorOverridden
)
