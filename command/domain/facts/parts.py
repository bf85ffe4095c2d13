"""Larger parts that facts and the picture share: what is kept of an incident's way through the closed loop."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Button, FirstLine

__all__ = [
    "Asked",
    "Asking",
    "Feedback",
    "Limits",
    "Loop",
    "Press",
    "Referral",
    "Rework",
    "Span",
    "Suspension",
    "Verifier",
]

Span = Annotated[str, Meta(pattern=r"^[0-9]{1,5}(\.[0-9]{1,3})?(s|m|h|d|wh|wd)$")]
"""So much of a kind of time: `s` `m` `h` urgent seconds, minutes, hours, `d` calendar days, which all run on; `wh` and
`wd` working hours and days, which stand still outside them."""

Verifier = Literal["area", "centre", "none"]
"""Who verifies: those above in the area and the centre; the centre alone; nobody (closed with the feedback)."""

Asked = Literal["extension", "suspension", "void"]


class Limits(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The limits that applied to an incident when it was filed. They stay its own, whatever is changed later.

    `answer` of an offer, `arrive` after the acceptance, `handle` from the dispatch to the feedback, `verify` then.
    `version` of the category's rule, 0 for the built-in one.
    """

    answer: Span
    arrive: Span
    handle: Span
    verify: Span
    accept: Span = "15m"
    dispatch: Span = "15m"
    verifier: Verifier = "area"
    call_back: bool = True
    version: int = 0


class Asking(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something asked for that waits for an approver; one at a time. `until` of a suspension."""

    kind: Asked
    by: str
    by_name: str = ""
    reason: str
    at: datetime
    until: datetime | None = None


class Suspension(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """挂账: the clock stands still from `since` to `until`. `handler` (id) had it, `handle_by` was their limit."""

    since: datetime
    until: datetime
    by: str
    by_name: str = ""
    reason: str
    handler: str | None = None
    handler_name: str = ""
    handle_by: datetime | None = None


class Feedback(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """反馈: what the handler says and shows of the result. Photos are ids of uploads."""

    note: str = ""
    before: list[str] = []
    after: list[str] = []
    by: str = ""
    at: datetime | None = None


class Rework(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """返工: the last time the result was not accepted, and why; `count` times in all."""

    count: int
    reason: str
    by: str
    by_name: str = ""
    at: datetime


class Loop(Struct, kw_only=True, omit_defaults=True):
    """What happened to an incident in the closed loop beside the straight way. Counts never go back.

    `ruled`: the duty leader has ruled on a return, which cannot be returned again. `sampled`: settled on the spot, and
    drawn to be verified. `dispatched_at`: the first time that somebody had it.
    """

    asked: Asking | None = None
    suspension: Suspension | None = None
    feedback: Feedback | None = None
    rework: Rework | None = None
    extensions: int = 0
    suspensions: int = 0
    returns: int = 0
    returned_by: str | None = None
    returned_name: str = ""
    returned_why: str = ""
    ruled: bool = False
    sampled: bool = False
    reopened: int = 0


class Press(Struct, kw_only=True):
    """The press of a call button that an incident came from, and whose button it is."""

    id: str
    device: str
    device_name: str
    button: Button
    resident: str | None
    resident_name: str
    pressed_at: datetime


class Referral(Struct, kw_only=True):
    """已转: the first line was called about an incident, when and by whom, with the reference they gave.

    `acknowledged_at`: they took it over (签收); `closed_at`: they are done with it, with the `outcome` they told.
    """

    to: FirstLine
    reference: str
    by: str
    by_name: str
    at: datetime
    id: str = ""
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
