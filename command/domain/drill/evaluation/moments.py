"""The timeline of a drill: what a reader of the report wants to find again, in order."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.drill.evaluation.runs import Runs
from command.domain.facts import drill as d
from command.domain.facts.base import Fact

MomentKind = Literal[
    "started",
    "given",
    "failed",
    "skipped",
    "held",
    "released",
    "paused",
    "resumed",
    "taken",
    "back",
    "urgent",
    "nobody",
    "escalated",
    "proposed",
    "switched",
    "alerted",
    "lost",
    "sos",
    "ended",
]


class Moment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. `at`: UTC; `offset_s`: seconds of the exercise's clock since STARTEX, pauses taken out. `number`: of
    the fact in the ledger; `inject`: its number in the script (0: none); `who`: a person's id; `level`: a response
    level or a tier; `text`: what the fact itself says."""

    number: int
    at: datetime
    offset_s: float
    kind: MomentKind
    inject: int = 0
    who: str = ""
    level: int = 0
    incident: str = ""
    text: str = ""


_Told = tuple[MomentKind, dict[str, object]]


def moment(number: int, at: datetime, offset_s: float, fact: Fact, runs: Runs) -> Moment | None:
    """The line of a fact, if it has one."""
    say = _LINES.get(type(fact))
    told = say(fact, runs) if say is not None else None
    if told is None:
        return None
    kind, more = told
    return Moment(number=number, at=at, offset_s=offset_s, kind=kind, **more)  # type: ignore[arg-type]


def _given(fact: d.InjectGiven, runs: Runs) -> _Told:
    known = runs.runs.get(fact.inject)
    more: dict[str, object] = {"inject": fact.serial, "incident": fact.incident or ""}
    if fact.failed:
        return "failed", more | {"text": fact.failed}
    return "given", more | {"text": known.inject.title if known is not None else ""}


def _directed(kind: MomentKind) -> Callable[[Any, Runs], _Told]:
    def say(fact: d.InjectSkipped | d.InjectHeld | d.InjectReleased, runs: Runs) -> _Told:
        known = runs.runs.get(fact.inject)
        number = known.inject.number if known is not None else 0
        return kind, {"inject": number, "who": fact.by, "text": getattr(fact, "reason", "")}

    return say


def _urgent(fact: f.IncidentFiled, _: Runs) -> _Told | None:
    """Priority 1 alone."""
    if fact.priority != 1:
        return None
    return "urgent", {"incident": fact.incident, "who": fact.reporter, "text": fact.text[:80]}


def _escalated(fact: f.IncidentEscalated, _: Runs) -> _Told | None:
    """The district's centre or its coordinators had to be told."""
    return ("escalated", {"incident": fact.incident, "level": fact.level}) if fact.level >= 3 else None


_LINES: dict[type[Fact], Callable[[Any, Runs], _Told | None]] = {
    d.DrillStarted: lambda x, _: ("started", {"who": x.by, "level": x.plan.level}),
    d.InjectGiven: _given,
    d.InjectSkipped: _directed("skipped"),
    d.InjectHeld: _directed("held"),
    d.InjectReleased: _directed("released"),
    d.DrillPaused: lambda x, _: ("paused", {"who": x.by, "text": x.why}),
    d.DrillResumed: lambda x, _: ("resumed", {"who": x.by}),
    d.ParticipantTaken: lambda x, _: ("taken", {"who": x.person, "text": x.why}),
    d.ParticipantBack: lambda x, _: ("back", {"who": x.person}),
    d.DrillEnded: lambda x, _: ("ended", {"who": x.by, "text": x.why}),
    f.IncidentFiled: _urgent,
    f.NobodyAvailable: lambda x, _: ("nobody", {"incident": x.incident, "level": x.level}),
    f.IncidentEscalated: _escalated,
    f.SwitchProposed: lambda x, _: ("proposed", {"level": x.level, "who": x.by}),
    f.ModeSwitched: lambda x, _: ("switched", {"level": x.level, "who": x.second or x.by}),
    f.AlertSent: lambda x, _: ("alerted", {"who": x.by, "text": x.text[:80]}),
    f.ContactLost: lambda x, _: ("lost", {"text": "、".join(x.people.values())[:80]}),
    f.SosRaised: lambda x, _: ("sos", {"incident": x.incident or "", "who": x.person}),
}
