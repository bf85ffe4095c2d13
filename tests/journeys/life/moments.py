"""What sets the moment that something waits for, by the ledger alone: tables of facts, shared with nothing of the
product. What needs to be remembered to know a moment is in `moments_storm`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Fact = dict[str, Any]

KEPT: dict[str, tuple[str, str, str, str]] = {
    # kind: the member that names it, what sets its moment, what the clock does then, what ends it
    "rollcalls": ("rollcall", "RollCallOpened", "RollCallEscalated", "RollCallClosed"),
    "sos": ("sos", "SosRaised SosRepeated SosAcknowledged", "SosEscalated", "SosEnded"),
    "timers": ("timer", "TimerStarted TimerAnswered", "TimerAsked TimerMissed TimerEnded:sos", "TimerEnded"),
    "plans": ("plan", "PlanSet", "RosterItemEnded:over", "RosterItemEnded"),
    "overrides": ("override", "OverrideSet", "RosterItemEnded:over", "RosterItemEnded"),
    "swaps": ("swap", "SwapAsked SwapAccepted SwapApproved", "SwapClosed:expired SwapClosed:over", "SwapClosed"),
    "leaves": ("leave", "LeaveAsked LeaveApproved", "LeaveClosed:expired LeaveClosed:over", "LeaveClosed"),
    "watches": ("group", "", "DutyWatched", "GroupDissolved"),
    "reliefs": ("relief", "ReliefOpened", "ReliefOverdue", "ReliefClosed"),
    "silences": ("area", "ContactLost", "ContactEscalated", "ContactRegained"),
    "contacts": ("about", "ContactReported", "ContactLapsed", ""),
    "days": ("day", "DayOpened", "DayEnded", ""),
    "cares": ("care", "CareOrdered", "CareClosed:missed", "CareClosed"),
    "alerts": ("alert", "AlertSent", "AlertEnded:over", "AlertEnded"),
    "supervisions": (
        "supervision",
        "SupervisionOrdered",
        "SupervisionEscalated",
        "SupervisionReplied SupervisionEnded",
    ),
    "callbacks": ("incident", "CallBackDue CallBackMade", "CallBackMissed", "IncidentReopened"),
    "handovers": ("handover", "ReportHandedOver", "HandoverLate", "HandoverAnswered"),
    "warnings": ("warning", "WarningReceived", "WarningExpired", ""),
    "proposals": ("proposal", "ProposalMade ProposalTaken", "ProposalEscalated", "ProposalClosed"),
    "evacuations": ("evacuation", "EvacuationOpened", "EvacuationOverdue", "EvacuationClosed"),
    "storms": ("storm", "StormTracked StormProposed", "OutdoorPeakBegan OutdoorPeakOver StormWatched", "StormEnded"),
    "summonses": ("summons", "PeopleSummoned", "SummonsWidened", "SummonsEnded"),
    "cancels": ("cancel", "WarningCancelled", "CancelForgotten", ""),
    "switchproposals": ("proposal", "SwitchProposed", "SwitchEscalated SwitchClosed:expired", "SwitchClosed"),
}
_DUE = {"OverrideSet": "ends", "ContactReported": "until", "AlertSent": "until", "WarningReceived": "expires",
        "WarningCancelled": "until"}  # fmt: skip
"""The member that holds the moment, where it is not `due`."""
ACTS: dict[str, set[str]] = {
    "answer": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "retry": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "resume": {"IncidentResumed"},
    "dispatch": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "confirm": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "accept": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "peak": {"OfferMade", "NobodyAvailable", "DispatchHeld"},
    "arrive": {"ArrivalAsked", "AssignmentEnded:not_arrived"},
    "finish": {"IncidentEscalated"},
    "verify": {"IncidentEscalated"},
    "rule": {"IncidentEscalated"},
}
"""What the clock does when an incident's deadline of a kind has passed."""
OF_A_STORM = {"warnings", "proposals", "evacuations", "storms", "summonses", "peak", "cancels", "switchproposals"}
"""Of no part in a day without a storm."""
SLOT_ACTS = {
    "SlotOpened": {"OfferMade", "SlotUnfilled"},
    "OfferMade": {"OfferClosed:expired"},
    "SlotUnfilled": {"OfferMade", "SlotUnfilled"},
    "AssignmentMade": {"ArrivalAsked"},
    "ArrivalAsked": {"AssignmentEnded:not_arrived"},
    "ArrivalAnswered": {"AssignmentEnded:not_arrived"},
    "AssignmentChanged": {"AssignmentEnded:not_arrived", "ArrivalAsked"},
}
"""The same of a place beside the lead, by what set its moment."""


@dataclass
class Set:
    """A moment that a clock was set to, by which fact, and what the clock does then."""

    kind: str
    due: datetime
    by: Fact
    acts: set[str]


Event = tuple[str, Set | None]


def touched(fact: Fact) -> Iterator[Event]:
    """The clocks that a fact sets, each with its moment; None ends one or leaves it without."""
    incident = fact.get("incident")
    if incident and fact.get("next"):
        kind = fact["next"]["kind"]
        yield f"incident {incident}", Set(kind, at_of(fact["next"]["due"]), fact, ACTS[kind])
    elif incident and fact["type"] in ("IncidentClosed", "IncidentVoided"):
        yield f"incident {incident}", None
    if fact["type"] == "OfferMade":
        yield f"offer {fact['offer']}", Set("offer", at_of(fact["answer_by"]), fact, {"OfferClosed:expired"})
    elif fact.get("offer"):
        yield f"offer {fact['offer']}", None
    if fact.get("slot"):
        yield f"slot {fact['slot']}", _slot(fact)
    for kind, (member, sets, acts, ends) in KEPT.items():
        type_ = fact["type"]
        item = fact.get("item") if type_ == "RosterItemEnded" and fact["kind"] == kind else fact.get(member)
        if not item or type_ not in {name.partition(":")[0] for name in f"{sets} {acts} {ends}".split()}:
            continue
        moment = fact.get(_DUE.get(type_, "due"))
        yield f"{kind} {item}", Set(kind, at_of(moment), fact, set(acts.split())) if moment else None


def _slot(fact: Fact) -> Set | None:
    due = fact.get("due") or (fact.get("answer_by") if fact["type"] in ("OfferMade", "ArrivalAsked") else None)
    return Set("slot", at_of(due), fact, SLOT_ACTS[fact["type"]]) if due else None


def at_of(value: str) -> datetime:
    return datetime.fromisoformat(value)
