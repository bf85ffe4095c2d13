"""What a picture keeps about warnings from outside, and the levels that they propose."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.warnings import (
    CapStatus,
    NoticeGrade,
    ProposalReason,
    ResponseLevel,
    SignalColour,
    WarningSource,
    WarningState,
    WarningWords,
)


class Warning(Struct, kw_only=True):  # noqa: A001 - the field's word; Python's own warnings are not spoken of here
    """A warning whose time is not over, whatever became of it: so that a message sent again is known. `due`: when it
    expires. See `WarningReceived`."""

    id: str
    number: int
    area: str
    areas: list[str]
    key: str
    sender: str
    identifier: str
    sent: datetime
    received_at: datetime
    status: CapStatus
    update: bool
    code: str
    hazard: str
    colour: SignalColour | None
    notice: NoticeGrade | None
    urgency: str
    severity: str
    certainty: str
    zh: WarningWords | None
    en: WarningWords | None
    onset: datetime | None
    due: datetime | None
    references: list[str]
    state: WarningState
    ended_by: str
    digest: str
    source: WarningSource
    by_name: str
    counts: bool = False

    @property
    def is_real(self) -> bool:
        """Not an exercise (unless this is that exercise), a test, a draft or a message between systems."""
        return self.status == "Actual" or self.counts

    @property
    def in_force(self) -> bool:
        """Really warned of, now."""
        return self.is_real and self.state == "active"


class Cancel(Struct, kw_only=True):
    """A cancellation, remembered until `due` for what it speaks of and may yet come."""

    id: str
    area: str
    key: str
    status: CapStatus
    references: list[str]
    digest: str
    due: datetime | None


class Proposal(Struct, kw_only=True):
    """A response level that warnings propose and nobody has decided about. `level` None: back to the normal policy.

    `taken_by`: who prepares the switch; `due`: when silence about it goes up; `times`: how often it did.
    """

    id: str
    number: int
    area: str
    hazard: str
    level: ResponseLevel | None
    reasons: list[ProposalReason]
    made_at: datetime
    told: list[str] = field(default_factory=list)
    times: int = 0
    taken_by: str = ""
    taken_by_name: str = ""
    due: datetime | None
