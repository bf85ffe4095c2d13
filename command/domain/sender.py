"""What came in: a request with its sender and the time it was received, as decisions take it."""

from datetime import datetime

from msgspec import Struct

from command.domain.facts import Whence
from command.domain.picture import Person
from command.domain.place import Spot


class Resident(Struct, frozen=True):
    """Whose call button it is, as the registry knows. `address`: building and room as people say them."""

    id: str
    name: str
    phone: str
    kind: str
    address: str
    spot: Spot


class Asked(Struct, frozen=True):
    """Who asks, and when the gateway received it (UTC). `spot`: the resolved place of the request, if it has one;
    `whence`: what kind of place that is, where it need not be the request's own.

    `resident`: whose button was pressed, when one was and the registry knows. `language`: what the page speaks on which
    it was asked, when that is not the sender's own.
    """

    sender: Person
    request: str
    received_at: datetime
    spot: Spot | None = None
    resident: Resident | None = None
    whence: Whence | None = None
    language: str = ""
