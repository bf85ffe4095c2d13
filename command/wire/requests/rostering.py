"""Requests about rosters, swaps, leave and reliefs."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from command.domain.facts.duty import Sheet as SignedSheet
from command.domain.roster.model import DayPlan, GroupKind, Pattern, Shift, ShiftKind, TurnRef
from command.wire.requests.base import WRITABLE, Durable, Moment, Reason, Text, ThingId
from command.wire.requests.safety import AreaCode

Title = Annotated[str, Meta(min_length=1, max_length=60, pattern=WRITABLE)]


class GroupData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A group and a pattern, as an editor has them."""

    group: ThingId
    kind: GroupKind
    name: Title
    area: AreaCode
    leader: ThingId | None = None
    overseer: ThingId | None = None
    pattern: Pattern


class SetGroup(Durable, frozen=True, kw_only=True):
    """`roster.set_group`: a group and the pattern it has from `pattern.begins` on. A new id makes a new group."""

    group: ThingId
    kind: GroupKind
    name: Title
    area: AreaCode
    leader: ThingId | None = None
    overseer: ThingId | None = None
    pattern: Pattern


class DissolveGroup(Durable, frozen=True, kw_only=True):
    """`roster.dissolve`"""

    group: ThingId
    reason: Reason


class PlanData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A group's days from `first` to `last`, written out; days without an entry are free."""

    group: ThingId
    first: date
    last: date
    shifts: Annotated[list[Shift], Meta(min_length=1, max_length=100)]
    days: Annotated[list[DayPlan], Meta(max_length=2000)]


class SetPlan(Durable, frozen=True, kw_only=True):
    """`roster.plan`: 排班表, in the place of the pattern; `temporary` (临时排班), over everything, with a reason."""

    plan: PlanData
    temporary: bool = False
    reason: Reason = ""


class PlanEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A plan, as an editor has it."""

    plan: PlanData
    temporary: bool = False
    reason: Reason = ""


class ImportRoster(Durable, frozen=True, kw_only=True):
    """`roster.import`: several plans, all of them or none."""

    plans: Annotated[list[PlanData], Meta(min_length=1, max_length=2000)]


class SetOverride(Durable, frozen=True, kw_only=True):
    """`roster.override`: 临时顶岗. Without `person` the place is empty; without `replaces` one more is on duty."""

    group: ThingId
    starts: Moment
    ends: Moment
    person: ThingId | None = None
    replaces: ThingId | None = None
    kind: ShiftKind = "patrol"
    reason: Reason


class WithdrawItem(Durable, frozen=True, kw_only=True):
    """`roster.withdraw`: a plan or an override counts no longer."""

    kind: Literal["plans", "overrides"]
    item: ThingId
    reason: Reason = ""


class AskSwap(Durable, frozen=True, kw_only=True):
    """`swap.ask`: `person` is to have the sender's `turn`; the sender has `back` in return, if it is given."""

    turn: TurnRef
    person: ThingId
    back: TurnRef | None = None
    reason: Reason = ""


class AnswerSwap(Durable, frozen=True, kw_only=True):
    """`swap.answer`, by whoever was asked."""

    swap: ThingId
    answer: Literal["accept", "decline"]
    reason: Reason = ""


class DecideSwap(Durable, frozen=True, kw_only=True):
    """`swap.decide`, by whoever is above both. A refusal needs a reason."""

    swap: ThingId
    approve: bool
    reason: Reason = ""


class WithdrawSwap(Durable, frozen=True, kw_only=True):
    """`swap.withdraw`, by the asker, or by whoever is above both after it was approved."""

    swap: ThingId
    reason: Reason = ""


class AskLeave(Durable, frozen=True, kw_only=True):
    """`leave.ask`: for the sender; for `person`, if the sender is above them."""

    starts: Moment
    ends: Moment
    kind: Literal["personal", "sick", "annual", "other"] = "personal"
    person: ThingId | None = None
    reason: Reason = ""


class DecideLeave(Durable, frozen=True, kw_only=True):
    """`leave.decide`. A refusal needs a reason."""

    leave: ThingId
    approve: bool
    reason: Reason = ""


class WithdrawLeave(Durable, frozen=True, kw_only=True):
    """`leave.withdraw`: taken back, or ended early."""

    leave: ThingId
    reason: Reason = ""


class SheetData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """交接清单, as the signer saw and filled it."""

    events: Text = ""
    unfinished: Text = ""
    watch: Text = ""
    instructions: Text = ""
    equipment: Text = ""
    documents: Text = ""

    def signed(self) -> SignedSheet:
        """As a fact keeps it."""
        return SignedSheet(self.events, self.unfinished, self.watch, self.instructions, self.equipment, self.documents)


class SignRelief(Durable, frozen=True, kw_only=True):
    """`relief.sign`: the outgoing side first, then the incoming; each by somebody of that side who is there."""

    relief: ThingId
    side: Literal["outgoing", "incoming"]
    sheet: SheetData = field(default_factory=SheetData)


DURABLE: dict[str, type[Durable]] = {
    "roster.set_group": SetGroup,
    "roster.dissolve": DissolveGroup,
    "roster.plan": SetPlan,
    "roster.import": ImportRoster,
    "roster.override": SetOverride,
    "roster.withdraw": WithdrawItem,
    "swap.ask": AskSwap,
    "swap.answer": AnswerSwap,
    "swap.decide": DecideSwap,
    "swap.withdraw": WithdrawSwap,
    "leave.ask": AskLeave,
    "leave.decide": DecideLeave,
    "leave.withdraw": WithdrawLeave,
    "relief.sign": SignRelief,
}
