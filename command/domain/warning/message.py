"""A CAP message as plain values: what the reader makes of XML, and what rules decide on."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.warnings import CapStatus, NoticeGrade, SignalColour, WarningWords

WRITABLE = r"^[^\x00]*$"
MsgType = Literal["Alert", "Update", "Cancel"]
Short = Annotated[str, Meta(min_length=1, max_length=200, pattern=WRITABLE)]
Moment = Annotated[datetime, Meta(tz=True)]


class CapMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One CAP 1.2 message. Times are aware. `codes`: the division codes of all its areas, as written.

    `zh`, `en`: its words by language; `event_code`: the first of our table, else the first at all, else empty.
    `note`: why, of a cancellation. `digest`: sha256 (hex) of its canonical XML.
    """

    identifier: Short
    sender: Short
    sent: Moment
    status: CapStatus
    msg_type: MsgType
    references: Annotated[list[Annotated[str, Meta(max_length=500, pattern=WRITABLE)]], Meta(max_length=100)] = []
    codes: Annotated[list[Annotated[str, Meta(pattern="^[0-9]{2,15}$")]], Meta(max_length=2000)] = []
    event_code: Annotated[str, Meta(max_length=40, pattern=WRITABLE)] = ""
    colour: SignalColour | None = None
    notice: NoticeGrade | None = None
    urgency: Annotated[str, Meta(max_length=20, pattern=WRITABLE)] = ""
    severity: Annotated[str, Meta(max_length=20, pattern=WRITABLE)] = ""
    certainty: Annotated[str, Meta(max_length=20, pattern=WRITABLE)] = ""
    zh: WarningWords | None = None
    en: WarningWords | None = None
    onset: Moment | None = None
    expires: Moment | None = None
    note: Annotated[str, Meta(max_length=2000, pattern=WRITABLE)] = ""
    digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]

    @property
    def key(self) -> str:
        """Who sent it under which identifier: by what a message is known again."""
        return key_of(self.sender, self.identifier)


def key_of(sender: str, identifier: str) -> str:
    """By what a message is known again. Neither part may contain a comma (CAP 1.2, 3.2.1)."""
    return f"{sender},{identifier}"
