"""Every deadline of a day, read from the ledger alone by code that shares none with the product: was it met, or acted
on exactly once, and soon after it had passed?

A *clock* is whatever something waits by: an incident, a place beside its lead, or a kept thing. Facts set it (to a
moment, or to none) or end it. A deadline that had not been moved when its moment came must have been acted on: the next
fact of its clock comes then, is of a kind that only the clock's look leads to, and comes once.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.journeys.life.moments import ACTS, KEPT, OF_A_STORM, Event, Fact, Set
from tests.journeys.life.moments import at_of as _at
from tests.journeys.life.moments_storm import Clocks

__all__ = ["ACTS", "KEPT", "OF_A_STORM", "Fact", "Read", "read"]
SOON = timedelta(seconds=5)
"""The clock acts at a deadline's own moment here; this is what a busy machine may make of it."""

FOLLOWS = {"SummonsEnded", "ProposalClosed", "TasksReconsidered"}
"""Facts that follow from another which has a request, or a clock of its own."""


@dataclass
class Read:
    """`met`, `acted`: how often, by kind; `faults`: whatever is neither, in words. `peaks`: moments at which the peak
    of a storm took back what was under way, whatever else had become due while the clock was killed. `asked`: moments
    with the incident that somebody's request changed then. `standing`: what is waited for at the end, by clock."""

    met: Counter[str]
    acted: Counter[str]
    faults: list[str]
    soon: timedelta = SOON
    sooner: tuple[datetime, timedelta] | None = None
    peaks: frozenset[str] = frozenset()
    asked: frozenset[tuple[str, str]] = frozenset()
    standing: dict[str, Set] = field(default_factory=dict)
    tasks_late: int = 0
    tasks_told_again: int = 0

    def most(self, due: datetime) -> timedelta:
        """So late the clock may act on what was due then."""
        return self.sooner[1] if self.sooner is not None and due >= self.sooner[0] else self.soon


def read(
    facts: list[Fact], end: datetime, soon: timedelta = SOON, sooner: tuple[datetime, timedelta] | None = None
) -> Read:
    """Every deadline of the ledger up to `end`. `soon`: so late the clock may be, where it was killed now and then;
    `sooner`: from that moment on it may only be so late."""
    peaks = frozenset(fact["at"] for fact in facts if fact["type"] == "OutdoorPeakBegan")
    asked = frozenset((one["at"], one["incident"]) for one in facts if one.get("request") and one.get("incident"))
    found = Read(Counter(), Counter(), _steps_set_twice(facts), soon, sooner, peaks, asked)
    walked, clocks = _clocks(facts)
    for name, events in clocks.items():
        _follow(name, events, end, found)
    found.faults += walked.faults
    found.tasks_late, found.tasks_told_again = walked.late, walked.told_late
    return found


def _clocks(facts: list[Fact]) -> tuple[Clocks, dict[str, list[tuple[Fact, Set | None]]]]:
    """Each clock's facts, in order, with what each sets it to; None ends it or leaves it without a moment."""
    clocks: dict[str, list[tuple[Fact, Set | None]]] = defaultdict(list)
    walked = Clocks()
    for fact in facts:
        event: Event
        for event in walked.touched(fact):
            clocks[event[0]].append((fact, event[1]))
    return walked, clocks


def _steps_set_twice(facts: list[Fact]) -> list[str]:
    steps = Counter((fact["incident"], fact["next"]["step"]) for fact in facts if fact.get("next"))
    return [f"step {step} of {incident} was set {n} times" for (incident, step), n in steps.items() if n > 1]


def _follow(name: str, events: list[tuple[Fact, Set | None]], end: datetime, found: Read) -> None:
    standing: Set | None = None
    for fact, event in events:
        if event is None and _changes_nothing(name, fact):
            continue
        if standing is not None:
            _judge(name, standing, fact, found)
        standing = event
    if standing is not None:
        found.standing[name] = standing
    if standing is not None and standing.due < end - found.most(standing.due):
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
    elif not acts and _of_somebody(fact, found) and at - standing.due <= found.most(standing.due):
        found.met[standing.kind] += 1  # somebody was quicker than the clock's next look
    elif not acts and fact["at"] in found.peaks and at - standing.due <= found.most(standing.due):
        found.met["taken back at the peak"] += 1
    elif not acts:
        found.faults.append(
            f"{name}: {standing.kind} due {standing.due:%H:%M:%S}, and then only {fact['type']} "
            f"{fact.get('why', '')} at {at:%H:%M:%S}"
        )
    elif at - standing.due > found.most(standing.due):
        found.faults.append(f"{name}: {standing.kind} due {standing.due:%H:%M:%S} was acted on at {at:%H:%M:%S}")
    else:
        found.acted[standing.kind] += 1


def _of_somebody(fact: Fact, found: Read) -> bool:
    """What a person did, or what followed from it: an offer to help is withdrawn when somebody's request, at that very
    moment, finished the work."""
    followed = (fact["at"], fact.get("incident")) in found.asked
    return bool(fact.get("request") or fact.get("by")) or followed or fact["type"] in FOLLOWS


def _only_the_clock(fact: Fact, standing: Set) -> bool:
    """Whether nobody but the clock says this: then it may not come before its time. The watch of a group is looked at
    early whenever its roster changed."""
    others_too = standing.kind in ("watches", "answer", "dispatch", "retry", "confirm", "accept")
    others_too |= standing.kind == "flow" and not fact.get("due")  # whoever deals with the last that was held back
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
