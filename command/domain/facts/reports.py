"""Facts about what came in: reports, presses, and the answers to their senders."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Button, Caller, Deadline, Disposition, Fact, FirstLine, Priority, RefusalInfo
from command.domain.facts.needs import Need
from command.domain.facts.parts import Limits
from command.domain.place import Spot

__all__ = [
    "ButtonPressed",
    "IncidentFiled",
    "IncidentReferred",
    "ReportFact",
    "ReportMerged",
    "ReportStored",
    "RequestRefused",
]


class IncidentFiled(Fact, frozen=True, kw_only=True):
    """立案: a report became an incident of its own. `reasons` say why the priority is what it is; `limits` and `need`
    are its own from now on. `handle_by`: until somebody has it, the last moment of those limits. `without_key`: it
    would have waited for an operator, but there was a flood of reports."""

    incident: str
    report: str
    category: str
    disposition: Disposition
    priority: Priority
    reasons: list[str]
    place: Spot
    text: str = ""
    photos: list[str] = []
    hazard: Literal["life", "property", "none"] = "none"
    reporter: str
    reporter_name: str = ""
    caller: Caller | None = None
    reported_at: datetime
    clock_off_s: float | None = None
    limits: Limits | None = None
    handle_by: datetime | None = None
    need: Need | None = None
    next: Deadline | None = None
    without_key: bool = False


class ReportMerged(Fact, frozen=True, kw_only=True):
    """A report was added to an open incident. `distance_m` from its first report. When it raised the priority, `limits`
    and `need` are those of the higher one."""

    incident: str
    report: str
    category: str
    disposition: Disposition
    priority: Priority
    raised: bool = False
    reasons: list[str]
    place: Spot
    text: str = ""
    photos: list[str] = []
    hazard: Literal["life", "property", "none"] = "none"
    reporter: str
    reporter_name: str = ""
    caller: Caller | None = None
    reported_at: datetime
    clock_off_s: float | None = None
    distance_m: int = 0
    limits: Limits | None = None
    need: Need | None = None
    handle_by: datetime | None = None
    next: Deadline | None = None


class ReportStored(Fact, frozen=True, kw_only=True):
    """The answer to `report.submit`: the report is in the database, as an incident or added to one."""

    request: str
    report: str
    incident: str
    outcome: Literal["filed", "merged"]


class RequestRefused(Fact, frozen=True, kw_only=True):
    """The answer to a durable request that could not be granted."""

    request: str
    method: str
    refusal: RefusalInfo


class ButtonPressed(Fact, frozen=True, kw_only=True):
    """一键通: somebody pressed their call button; the answer to `button.press`. Its incident was filed just before.

    `resident`: whose button it is, if the registry knows; `pressed_at`: when, as the button says it.
    """

    request: str
    press: str
    device: str = ""
    device_name: str = ""
    button: Button
    resident: str | None = None
    resident_name: str = ""
    incident: str
    pressed_at: datetime


class IncidentReferred(Fact, frozen=True, kw_only=True):
    """已转: the first line was called. `reference`: the number or name they gave. Our own work goes on."""

    request: str | None = None
    incident: str
    to: FirstLine
    reference: str = ""
    referral: str = ""
    by: str
    by_name: str = ""


ReportFact = IncidentFiled | ReportMerged | ReportStored | RequestRefused | ButtonPressed | IncidentReferred
