"""What requests are made of."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

RequestId = Annotated[
    str, Meta(pattern="^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$")
]


WRITABLE = r"^[^\x00]*$"
"""A NUL cannot be stored as text in PostgreSQL: it is refused at the door instead."""


ThingId = Annotated[str, Meta(min_length=1, max_length=64, pattern=WRITABLE)]


Text = Annotated[str, Meta(max_length=2000, pattern=WRITABLE)]


Reason = Annotated[str, Meta(max_length=500, pattern=WRITABLE)]


Moment = Annotated[datetime, Meta(tz=True)]


Photos = Annotated[list[RequestId], Meta(max_length=9)]


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The root of all requests."""


class Durable(Request, frozen=True, kw_only=True):
    """A request with a client-made UUIDv7 `id`: fsynced before `accepted`, ends in exactly one fact.

    `exercise`: the id of the drill that it belongs to. It is part of it from the source: no universe takes another's.
    """

    id: RequestId
    exercise: ThingId | None = None
