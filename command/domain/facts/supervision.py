"""Facts about 督办, call-backs, hand-overs to and from others, and the limits themselves."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Caller, Fact, Level, Origin
from command.domain.facts.rules import CategoryRule

__all__ = [
    "CallBackDue",
    "CallBackMade",
    "CallBackMissed",
    "HandoverAnswered",
    "HandoverLate",
    "LimitsChanged",
    "ReferralMoved",
    "ReportHandedOver",
    "Satisfaction",
    "Supervising",
    "SupervisionEnded",
    "SupervisionEscalated",
    "SupervisionFact",
    "SupervisionOrdered",
    "SupervisionReplied",
]

Supervising = Literal["overdue", "leader", "important"]
"""督办: by the clock (or somebody who saw it) for what is overdue; a leader's; of an important matter."""

Satisfaction = Literal["satisfied", "unsatisfied", "unreached"]


class SupervisionOrdered(Fact, frozen=True, kw_only=True):
    """督办: `to` (ids) must reply by `due`. `by` is empty when the clock ordered it."""

    request: str | None = None
    supervision: str
    incident: str
    incident_number: int
    category: str
    area: str
    kind: Supervising
    to: list[str]
    reason: str = ""
    by: str = ""
    by_name: str = ""
    due: datetime


class SupervisionReplied(Fact, frozen=True, kw_only=True):
    """The reply that a 督办 demands: it is answered. `took_s` seconds after it was ordered."""

    request: str | None = None
    supervision: str
    incident: str
    area: str
    kind: Supervising
    text: str
    by: str
    by_name: str = ""
    took_s: int
    late: bool = False


class SupervisionEscalated(Fact, frozen=True, kw_only=True):
    """Nobody replied in time: `told` know, and it is told again at `due`."""

    supervision: str
    incident: str
    area: str
    kind: Supervising
    level: Level
    told: list[str] = []
    due: datetime


class SupervisionEnded(Fact, frozen=True, kw_only=True):
    """The incident was over before anybody replied."""

    supervision: str
    incident: str
    area: str
    to: list[str]
    why: Literal["incident_closed", "incident_voided"]


class CallBackDue(Fact, frozen=True, kw_only=True):
    """回访: whoever reported it is to be asked by `due` whether they are satisfied; then, one by one, `callers`, who
    telephoned about the same later."""

    incident: str
    incident_number: int
    category: str
    area: str
    handler: str | None = None
    caller: Caller | None = None
    resident: str | None = None
    callers: list[Caller] = []
    due: datetime


class CallBackMade(Fact, frozen=True, kw_only=True):
    """回访 made, for the `tries`th time. *Unreached* is tried again at `due`, or ends it when there is none.

    `asked`: who was; `then`: who is to be asked next, by `due`, when that one is done with.
    """

    request: str | None = None
    incident: str
    area: str
    outcome: Satisfaction
    note: str = ""
    by: str
    by_name: str = ""
    tries: int = 1
    asked: Caller | None = None
    then: Caller | None = None
    due: datetime | None = None


class CallBackMissed(Fact, frozen=True, kw_only=True):
    """Nobody called back in time: `told` know, and it is told again at `due`."""

    incident: str
    area: str
    level: Level
    told: list[str] = []
    due: datetime


class ReportHandedOver(Fact, frozen=True, kw_only=True):
    """A report came from 110, 119, 120 or 12345 (`origin`, with their reference); they expect our answer by `due`."""

    handover: str
    incident: str
    area: str
    origin: Origin
    received_at: datetime
    due: datetime


class HandoverAnswered(Fact, frozen=True, kw_only=True):
    """We answered whoever handed it over, `took_s` seconds after we received it."""

    request: str | None = None
    handover: str
    incident: str
    area: str
    origin: Origin
    note: str = ""
    by: str
    by_name: str = ""
    took_s: int
    late: bool = False


class HandoverLate(Fact, frozen=True, kw_only=True):
    """They were not answered in time: `told` know, and it is told again at `due`."""

    handover: str
    incident: str
    area: str
    origin: Origin
    level: Level
    told: list[str] = []
    due: datetime


class ReferralMoved(Fact, frozen=True, kw_only=True):
    """Whom we referred to took it over (签收), or is done with it: `took_s` seconds after we told them."""

    request: str | None = None
    incident: str
    referral: str
    step: Literal["acknowledged", "closed"]
    reference: str = ""
    note: str = ""
    by: str
    by_name: str = ""
    took_s: int = 0


class LimitsChanged(Fact, frozen=True, kw_only=True):
    """The limits of a category are other ones from now on (None: the built-in ones again). What is filed already keeps
    its own. `version` counts the category's changes."""

    request: str | None = None
    category: str
    rule: CategoryRule | None = None
    version: int
    reason: str = ""
    by: str
    by_name: str = ""


SupervisionFact = (
    SupervisionOrdered
    | SupervisionReplied
    | SupervisionEscalated
    | SupervisionEnded
    | CallBackDue
    | CallBackMade
    | CallBackMissed
    | ReportHandedOver
    | HandoverAnswered
    | HandoverLate
    | ReferralMoved
    | LimitsChanged
)
