"""Requests about storms, and about sending people outdoors at their peak."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from command.domain.facts.storm import TrackSource
from command.domain.storm.track import MAX_POINTS, Averaging, TrackPoint
from command.wire.requests.base import WRITABLE, Durable, Reason, ThingId
from command.wire.requests.safety import AreaCode

Name = Annotated[str, Meta(max_length=60, pattern=WRITABLE)]


class TrackStorm(Durable, frozen=True, kw_only=True):
    """`storm.track`: a storm's track by one agency, or the next version of one that is known (by `code`).

    By a coordinator it holds at once, by an operator once a coordinator has confirmed it.
    """

    code: Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{1,12}$")]
    name: Name = ""
    name_en: Name = ""
    agency: Annotated[str, Meta(pattern=r"^[0-9A-Za-z\u4e00-\u9fff ._-]{1,40}$")]
    averaging: Averaging
    issued_at: Annotated[datetime, Meta(tz=True)]
    points: Annotated[list[TrackPoint], Meta(min_length=1, max_length=MAX_POINTS)]
    source: TrackSource = "form"


class ConfirmStorm(Durable, frozen=True, kw_only=True):
    """`storm.confirm`: a proposed version holds from now on, or, with a reason, does not."""

    storm: ThingId
    version: Annotated[int, Meta(ge=1)]
    accept: bool
    reason: Reason = ""


class EndStorm(Durable, frozen=True, kw_only=True):
    """`storm.end`: it concerns the district no longer."""

    storm: ThingId
    reason: Reason


class LiftPeak(Durable, frozen=True, kw_only=True):
    """`storm.lift`: what is seen outdoors says that people can be sent there again, whatever the model says."""

    storm: ThingId
    area: AreaCode
    reason: Reason


class SendOut(Durable, frozen=True, kw_only=True):
    """`incident.send_out`: somebody is sent outdoors at the peak, for a life. `confirm`: the incident number, typed."""

    incident: ThingId
    confirm: Annotated[str, Meta(max_length=20, pattern=WRITABLE)]
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "storm.track": TrackStorm,
    "storm.confirm": ConfirmStorm,
    "storm.end": EndStorm,
    "storm.lift": LiftPeak,
    "incident.send_out": SendOut,
}
