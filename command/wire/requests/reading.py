"""Requests that only read."""

from typing import Annotated

from msgspec import Meta

from command.wire.requests.base import Request, ThingId


class GetStaff(Request, frozen=True, kw_only=True):
    """`staff.get`"""


class GetPicture(Request, frozen=True, kw_only=True):
    """`picture.get`"""

    district: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    exercise: ThingId | None = None
