"""Facts about the closed loop's turns: extension, suspension, rework, return, void, verification, reopening."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Absence, Caller, Deadline, Disposition, Fact, Priority
from command.domain.facts.needs import Need
from command.domain.facts.parts import Limits, Loop, Press, Referral
from command.domain.place import Spot

__all__ = [
    "ExtensionAsked",
    "ExtensionGranted",
    "ExtensionRefused",
    "FeedbackGiven",
    "IncidentReopened",
    "IncidentResumed",
    "IncidentReturned",
    "IncidentSampled",
    "IncidentSuspended",
    "IncidentVerified",
    "LoopFact",
    "ReturnRuled",
    "ReworkOrdered",
    "SuspensionAsked",
    "SuspensionRefused",
    "VoidAsked",
    "VoidRefused",
]


class _Said(Fact, frozen=True, kw_only=True):
    """Somebody asked for or ruled on something about an incident, with a reason."""

    request: str | None = None
    incident: str
    by: str
    by_name: str = ""
    reason: str = ""


class ExtensionAsked(_Said, frozen=True, kw_only=True):
    """延期 asked for: one more time the limit. It changes nothing until it is granted."""


class ExtensionGranted(_Said, frozen=True, kw_only=True):
    """延期 granted for the `count`th time: to be handled by `handle_by` now."""

    count: int
    handle_by: datetime
    next: Deadline | None = None


class ExtensionRefused(_Said, frozen=True, kw_only=True):
    """延期 refused: the limit stays, and it does not count."""


class SuspensionAsked(_Said, frozen=True, kw_only=True):
    """挂账 asked for, until a day within a year."""

    until: datetime


class IncidentSuspended(_Said, frozen=True, kw_only=True):
    """挂账: the clock stands still; it resumes by itself at `until`, when `next` is due. `handler` had it."""

    until: datetime
    handler: str | None = None
    handler_name: str = ""
    next: Deadline


class SuspensionRefused(_Said, frozen=True, kw_only=True):
    """挂账 refused: the clock runs on."""


class IncidentResumed(_Said, frozen=True, kw_only=True):
    """The clock runs again (`by` is empty when it did so by itself), with what was left of the limit."""

    handle_by: datetime | None = None
    next: Deadline


class FeedbackGiven(_Said, frozen=True, kw_only=True):
    """反馈: what `person`, who handled it, says and shows of the result, beside what came with the steps."""

    person: str
    note: str = ""
    before: list[str] = []
    after: list[str] = []


class ReworkOrdered(_Said, frozen=True, kw_only=True):
    """返工: the result was not accepted, for the `count`th time; it goes back to `person`, whose history is kept."""

    person: str
    photos: list[str] = []
    count: int
    next: Deadline


class IncidentReturned(_Said, frozen=True, kw_only=True):
    """回退: `person` had it and says that it is not theirs, for the incident's `count`th time. The first goes back to
    dispatch; a later one waits for the duty leader's ruling (`ruling`), who was `told`. `passed_over`: why the duty
    leader of this hour could not be, so that the coordinators were told at once in their place."""

    person: str
    person_name: str = ""
    count: int
    ruling: bool = False
    told: list[str] = []
    passed_over: Absence | None = None
    next: Deadline


class ReturnRuled(_Said, frozen=True, kw_only=True):
    """The duty leader ruled on a return: `upheld`, it was not theirs, or it was. It cannot be returned again.

    `instead_of`: a coordinator decided in the place of this duty leader (id), who had it at this hour.
    """

    person: str
    upheld: bool
    to: str | None = None
    instead_of: str | None = None
    next: Deadline


class VoidAsked(_Said, frozen=True, kw_only=True):
    """作废 asked for by somebody who may not decide it."""


class VoidRefused(_Said, frozen=True, kw_only=True):
    """作废 refused by a watch leader: the work goes on."""


class IncidentSampled(Fact, frozen=True, kw_only=True):
    """Settled on the spot by `person`, and drawn to be verified by somebody else."""

    incident: str
    person: str
    next: Deadline


class IncidentVerified(_Said, frozen=True, kw_only=True):
    """核查: somebody other than the handler (`person`) found the result good. `reason` is what they found."""

    person: str | None = None
    photos: list[str] = []
    sampled: bool = False
    late: bool = False


class IncidentReopened(_Said, frozen=True, kw_only=True):
    """A closed incident is open again under its old id and number (`incident_number`), with all that is known of it:
    whoever did not know it needs nothing else. Dispatch begins at `next`."""

    why: Literal["unsatisfied", "ordered"]
    incident_number: int
    category: str
    disposition: Disposition
    priority: Priority
    reasons: list[str]
    place: Spot
    text: str = ""
    photos: list[str] = []
    reporters: list[str] = []
    caller: Caller | None = None
    reports: int = 1
    filed_at: datetime
    last_report_at: datetime
    limits: Limits | None = None
    press: Press | None = None
    referrals: list[Referral] = []
    loop: Loop | None = None
    need: Need | None = None
    callers: list[Caller] = []
    next: Deadline


LoopFact = (
    ExtensionAsked
    | ExtensionGranted
    | ExtensionRefused
    | SuspensionAsked
    | IncidentSuspended
    | SuspensionRefused
    | IncidentResumed
    | FeedbackGiven
    | ReworkOrdered
    | IncidentReturned
    | ReturnRuled
    | VoidAsked
    | VoidRefused
    | IncidentSampled
    | IncidentVerified
    | IncidentReopened
)
