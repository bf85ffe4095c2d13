"""Every deadline of a day, read from the ledger alone by code that shares none with the product: was it met, or acted
on exactly once, and soon after it had passed?

A *clock* is whatever something waits by: an incident, a place beside its lead, or a kept thing. Facts set it (to a
moment, or to none) or end it. A deadline that had not been moved when its moment came must have been acted on: the next
fact of its clock comes then, is of a kind that only the clock's look leads to, and comes once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Fact = dict[str, Any]
SOON = timedelta(seconds=5)
"""The clock acts at a deadline's own moment here; this is what a busy machine may make of it."""

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
}
_DUE = {"OverrideSet": "ends", "ContactReported": "until", "AlertSent": "until", "WarningReceived": "expires"}
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
OF_A_STORM = {"warnings", "proposals", "evacuations", "storms", "summonses", "peak"}
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


FOLLOWS = {"SummonsEnded", "ProposalClosed"}
"""Facts that follow from another which has a request, or a clock of its own."""


@dataclass
class Set:
    """A moment that a clock was set to, by which fact, and what the clock does then."""

    kind: str
    due: datetime
    by: Fact
    acts: set[str]


@dataclass
class Read:
    """`met`, `acted`: how often, by kind; `faults`: whatever is neither, in words. `peaks`: moments at which the peak
    of a storm took back what was under way, whatever else had become due while the clock was killed."""

    met: Counter[str]
    acted: Counter[str]
    faults: list[str]
    soon: timedelta = SOON
    peaks: frozenset[str] = frozenset()


def read(facts: list[Fact], end: datetime, soon: timedelta = SOON) -> Read:
    """Every deadline of the ledger up to `end`. `soon`: so late the clock may be, where it was killed now and then."""
    peaks = frozenset(fact["at"] for fact in facts if fact["type"] == "OutdoorPeakBegan")
    found = Read(Counter(), Counter(), _steps_set_twice(facts), soon, peaks)
    for name, events in _clocks(facts).items():
        _follow(name, events, end, found)
    return found


def _steps_set_twice(facts: list[Fact]) -> list[str]:
    steps = Counter((fact["incident"], fact["next"]["step"]) for fact in facts if fact.get("next"))
    return [f"step {step} of {incident} was set {n} times" for (incident, step), n in steps.items() if n > 1]


def _clocks(facts: list[Fact]) -> dict[str, list[tuple[Fact, Set | None]]]:
    """Each clock's facts, in order, with what each sets it to; None ends it or leaves it without a moment."""
    clocks: dict[str, list[tuple[Fact, Set | None]]] = defaultdict(list)
    for fact in facts:
        for name, event in _touched(fact):
            clocks[name].append((fact, event))
    return clocks


def _touched(fact: Fact) -> Iterator[tuple[str, Set | None]]:
    incident = fact.get("incident")
    if incident and fact.get("next"):
        kind = fact["next"]["kind"]
        yield f"incident {incident}", Set(kind, _at(fact["next"]["due"]), fact, ACTS[kind])
    elif incident and fact["type"] in ("IncidentClosed", "IncidentVoided"):
        yield f"incident {incident}", None
    if fact["type"] == "OfferMade":
        yield f"offer {fact['offer']}", Set("offer", _at(fact["answer_by"]), fact, {"OfferClosed:expired"})
    elif fact.get("offer"):
        yield f"offer {fact['offer']}", None
    if fact.get("slot"):
        yield f"slot {fact['slot']}", _slot(fact)
    yield from _of_the_storm(fact)
    for kind, (member, sets, acts, ends) in KEPT.items():
        type_ = fact["type"]
        item = fact.get("item") if type_ == "RosterItemEnded" and fact["kind"] == kind else fact.get(member)
        if not item or type_ not in {name.partition(":")[0] for name in f"{sets} {acts} {ends}".split()}:
            continue
        moment = fact.get(_DUE.get(type_, "due"))
        yield f"{kind} {item}", Set(kind, _at(moment), fact, set(acts.split())) if moment else None


def _of_the_storm(fact: Fact) -> Iterator[tuple[str, Set | None]]:
    """Clocks of one list, one recall and one line of proposals that no member of a fact names alone."""
    type_, due = fact["type"], fact.get("due")
    if type_ == "ArrivalsMissing":
        for one in fact["evacuees"]:
            yield f"evacuee {one}", Set("arrival", _at(fact["due"]), fact, {type_})
    elif type_.startswith("Evacuee") and fact.get("evacuee"):
        by = fact.get("arrive_by")
        yield f"evacuee {fact['evacuee']}", Set("arrival", _at(by), fact, {"ArrivalsMissing"}) if by else None
    elif type_ == "ModeSwitched" and fact.get("recalled"):
        yield "recall", Set("recall", _at(fact["recall_by"]), fact, {"RecallMissed"})
    elif type_ == "RecallMissed" and due:
        yield "recall", Set("recall", _at(due), fact, {type_})
    elif type_ == "RecallEnded":
        yield "recall", None
    elif type_ == "ProposalMade" and fact.get("instead"):
        yield f"proposals {fact['instead']}", None


def _slot(fact: Fact) -> Set | None:
    due = fact.get("due") or (fact.get("answer_by") if fact["type"] in ("OfferMade", "ArrivalAsked") else None)
    return Set("slot", _at(due), fact, SLOT_ACTS[fact["type"]]) if due else None


def _follow(name: str, events: list[tuple[Fact, Set | None]], end: datetime, found: Read) -> None:
    standing: Set | None = None
    for fact, event in events:
        if event is None and _changes_nothing(name, fact):
            continue
        if standing is not None:
            _judge(name, standing, fact, found)
        standing = event
    if standing is not None and standing.due < end - found.soon:
        found.faults.append(f"{name}: due {standing.due:%H:%M:%S} ({standing.kind}), and nothing was ever done")


def _changes_nothing(name: str, fact: Fact) -> bool:
    """A step on the way to a place beside the lead leaves its moment as it was."""
    return name.startswith("slot ") and fact["type"] == "AssignmentChanged" and fact["to"] == "en_route"


def _judge(name: str, standing: Set, fact: Fact, found: Read) -> None:
    """The next fact of a clock: in time, or what the clock does, soon after the moment had passed. What the very
    decision that set it has moved on was never waited for."""
    at, acts = _at(fact["at"]), _what(fact) & standing.acts
    if fact["at"] == standing.by["at"]:
        return
    if at < standing.due:
        if acts and _only_the_clock(fact, standing):
            found.faults.append(f"{name}: {fact['type']} at {at:%H:%M:%S}, before it was due ({standing.due:%H:%M:%S})")
        found.met[standing.kind] += 1
    elif not acts and _of_somebody(fact) and at - standing.due <= found.soon:
        found.met[standing.kind] += 1  # somebody was quicker than the clock's next look
    elif not acts and fact["at"] in found.peaks and at - standing.due <= found.soon:
        found.met["taken back at the peak"] += 1
    elif not acts:
        found.faults.append(
            f"{name}: {standing.kind} due {standing.due:%H:%M:%S}, and then only {fact['type']} "
            f"{fact.get('why', '')} at {at:%H:%M:%S}"
        )
    elif at - standing.due > found.soon:
        found.faults.append(f"{name}: {standing.kind} due {standing.due:%H:%M:%S} was acted on at {at:%H:%M:%S}")
    else:
        found.acted[standing.kind] += 1


def _of_somebody(fact: Fact) -> bool:
    """What a person did, or what followed from it: an offer to help is withdrawn `by` whoever finished the work."""
    return bool(fact.get("request") or fact.get("by")) or fact["type"] in FOLLOWS


def _only_the_clock(fact: Fact, standing: Set) -> bool:
    """Whether nobody but the clock says this: then it may not come before its time. The watch of a group is looked at
    early whenever its roster changed."""
    others_too = standing.kind in ("watches", "answer", "dispatch", "retry", "confirm", "accept")
    others_too |= fact["type"] == "StormWatched"  # another level makes the clock look early
    if standing.kind == "summonses":  # a recall, a list and a proposal have clocks of their own, which widen it too
        others_too = fact["kind"] != "outdoors"
    return not others_too and not fact.get("request") and fact["type"] not in ("OfferMade", "SlotUnfilled")


def _what(fact: Fact) -> set[str]:
    """A fact as acts name it: with why, where that tells the clock's from a person's."""
    names = {fact["type"]}
    if fact.get("why"):
        names.add(f"{fact['type']}:{fact['why']}")
    if fact.get("missed"):
        names.add(f"{fact['type']}:missed")
    return names


def _at(value: str) -> datetime:
    return datetime.fromisoformat(value)
