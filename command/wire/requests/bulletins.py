"""Requests about what the public is told."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts.bulletins import BulletinKind, Certainty, PublicWords, Severity, Urgency
from command.wire.requests.base import Durable, Moment, Reason, ThingId
from command.wire.requests.safety import AreaCode


class DraftBulletin(Durable, frozen=True, kw_only=True):
    """`bulletin.draft`: what the public of `areas` is to be told until `expires`; `refers`: the bulletin that an update
    or a cancellation is about."""

    kind: BulletinKind = "alert"
    areas: Annotated[tuple[AreaCode, ...], Meta(min_length=1, max_length=200)]
    hazard: Annotated[str, Meta(pattern="^[a-z_]{1,40}$")]
    urgency: Urgency = "Expected"
    severity: Severity = "Severe"
    certainty: Certainty = "Likely"
    zh: PublicWords
    en: PublicWords | None = None
    refers: ThingId | None = None
    expires: Moment


class ReleaseBulletin(Durable, frozen=True, kw_only=True):
    """`bulletin.release`: the sender agrees; with the second who does, it is public."""

    bulletin: ThingId


class DropBulletin(Durable, frozen=True, kw_only=True):
    """`bulletin.drop`: the draft is not released."""

    bulletin: ThingId
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "bulletin.draft": DraftBulletin,
    "bulletin.release": ReleaseBulletin,
    "bulletin.drop": DropBulletin,
}
