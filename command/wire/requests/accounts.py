"""Requests of those who keep accounts."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts import Rank, Role
from command.wire.requests.base import Durable, Reason, ThingId

AreaCode = Annotated[str, Meta(pattern="^[0-9]{6,15}$")]


class ChangeRights(Durable, frozen=True, kw_only=True):
    """`rights.change`: what somebody may see and do from now on, all of it. `version`: the rights that were looked at;
    `rank`: which response levels they may order."""

    person: ThingId
    version: Annotated[int, Meta(ge=0)]
    roles: Annotated[list[Role], Meta(min_length=1, max_length=4)]
    areas: Annotated[list[AreaCode], Meta(min_length=1, max_length=200)]
    reason: Reason
    watch_leader: bool = False
    rank: Rank | None = None
    active: bool = True


DURABLE: dict[str, type[Durable]] = {"rights.change": ChangeRights}
