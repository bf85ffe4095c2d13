"""Requests that only read."""

from typing import Annotated

from msgspec import Meta

from command.wire.requests.base import Request, ThingId


class GetStaff(Request, frozen=True, kw_only=True):
    """`staff.get`"""

    exercise: ThingId | None = None


class GetAge(Request, frozen=True, kw_only=True):
    """`picture.age`: how old the picture is that a gateway shows, the district's or an exercise's."""

    exercise: ThingId | None = None


class GetPicture(Request, frozen=True, kw_only=True):
    """`picture.get`"""

    district: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    exercise: ThingId | None = None
