"""The whole evaluation of a drill, as a plain value: the same entries always make the same one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.drill.assessing import Assessor
from command.domain.drill.evaluation.contact import Asked, Contacts, Ladders, counted
from command.domain.drill.evaluation.entry import Entry, Pause
from command.domain.drill.evaluation.measuring import Figured, measure
from command.domain.drill.evaluation.moments import Moment, moment
from command.domain.drill.evaluation.reached import Person, Reached
from command.domain.drill.evaluation.runs import Run
from command.domain.facts import drill as d
from command.domain.facts.script import ContactInject, Expected, ReportInject
from command.domain.figures import percentile

VERSION = 1
"""Raised whenever the same entries make another evaluation than before."""
Outcome = Literal["met", "late", "missed", "open", "not_given"]
OUTCOMES: tuple[Outcome, ...] = ("met", "late", "missed", "open", "not_given")


class Injected(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An inject and what became of it. `offset_s` as written; `due`, `given_at`: UTC; `late_s` behind its time.
    `why`: of a skipped one the director's reason, of one that could not be given the refusal's code."""

    id: str
    number: int
    title: str
    kind: str
    offset_s: int
    state: d.InjectState
    due: datetime
    given_at: datetime | None = None
    late_s: float = 0.0
    why: str = ""
    added_by: str = ""
    repeats: str = ""
    incident: str = ""
    incident_number: int = 0
    to: list[str] = []
    answered: int = 0
    expected: list[d.Assessed] = []


class Counted(Struct, frozen=True, kw_only=True):
    """How many expectations came to what; `what` None: of all. `p50`, `p90`: seconds, of those that were done;
    `limit_s`: the median of their limits."""

    what: Expected | None = None
    met: int = 0
    late: int = 0
    missed: int = 0
    open: int = 0
    not_given: int = 0
    p50: float | None = None
    p90: float | None = None
    limit_s: float | None = None

    @property
    def judged(self) -> int:
        """Those that came to a verdict."""
        return self.met + self.late + self.missed

    @property
    def all(self) -> int:
        """However they ended."""
        return self.judged + self.open + self.not_given


class Evaluation(Struct, frozen=True, kw_only=True):
    """Everything that the ledger alone says of a drill. Times UTC, durations seconds of the exercise's clock.
    `upto`: the last entry's number that is in it."""

    version: int = VERSION
    exercise: str
    plan: d.DrillPlan
    script: str
    started_at: datetime
    started_by: str
    started_by_name: str = ""
    as_of: datetime
    ended_at: datetime | None = None
    end_why: d.EndWhy | None = None
    ended_by: str = ""
    lasted_s: float
    paused_s: float
    pauses: list[Pause]
    upto: int
    people: list[Person]
    names: dict[str, str]
    injects: list[Injected]
    counts: list[Counted]
    timeline: list[Moment]
    figures: list[Figured]
    asked: list[Asked]
    contacts: Contacts


def evaluate(entries: Sequence[Entry], now: datetime | None = None) -> Evaluation | None:
    """Of a ledger, as of its end, or of `now` (UTC) while the drill runs. What follows ENDEX changes
    nothing. None: no drill has begun in it."""
    return _Evaluator(entries).evaluate(now)


class _Evaluator:
    def __init__(self, entries: Iterable[Entry]) -> None:
        self._assessor = Assessor()
        self._reached = Reached(self._assessor.cast)
        self._ladders = Ladders()
        self._started: tuple[datetime, d.DrillStarted] | None = None
        self._ended: d.DrillEnded | None = None
        self._entries: list[Entry] = []
        self._timeline: list[Moment] = []
        self._numbers: dict[str, int] = {}
        for entry in entries:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        over = self._ended is not None
        self._assessor.take(entry)
        if over:
            return
        self._entries.append(entry)
        self._reached.take(entry)
        self._ladders.take(entry)
        match entry.fact:
            case d.DrillStarted() as fact:
                self._started = self._started or (entry.at, fact)
            case d.DrillEnded() as fact:
                self._ended = fact
            case f.IncidentFiled(incident=id_):
                self._numbers[id_] = entry.number
        if self._started is not None:
            offset = self._assessor.pauses.elapsed_s(self._started[0], entry.at)
            line = moment(entry.number, entry.at, offset, entry.fact, self._assessor.runs)
            self._timeline += [line] if line is not None else []

    def evaluate(self, now: datetime | None) -> Evaluation | None:
        if self._started is None:
            return None
        start, began = self._started
        assessor, pauses = self._assessor, self._assessor.pauses
        until = pauses.ended_at or now or self._entries[-1].at
        assessed = assessor.assessed(until)
        runs = list(assessor.runs.runs.values())
        by_run: dict[str, list[d.Assessed]] = {}
        for one in assessed:
            by_run.setdefault(one.inject, []).append(one)
        contacts = [run for run in runs if run.is_given and isinstance(run.inject.content, ContactInject)]
        asked = [one for run in contacts for one in self._asked(run)]
        limits = [one.within_s for run in contacts for one in run.inject.expected if one.what == "answered"]
        ended = self._ended
        return Evaluation(
            exercise=began.drill,
            plan=began.plan,
            script=began.script,
            started_at=start,
            started_by=began.by,
            started_by_name=began.by_name,
            as_of=until,
            ended_at=pauses.ended_at,
            end_why=ended.why if ended else None,
            ended_by=ended.by if ended else "",
            lasted_s=pauses.elapsed_s(start, until),
            paused_s=pauses.stood_s(until),
            pauses=pauses.pauses,
            upto=self._entries[-1].number,
            people=self._reached.people(runs, {run.id: assessor.asked(run) for run in contacts}),
            names=self._names(runs),
            injects=[_injected(run, by_run.get(run.id, []), self._numbers) for run in runs],
            counts=_counts(assessed),
            timeline=self._timeline,
            figures=measure(self._entries, pauses, until),
            asked=asked,
            contacts=counted(asked, max(limits, default=None)),
        )

    def _asked(self, run: Run) -> list[Asked]:
        assessor, made, given_at = self._assessor, list[Asked](), run.given_at or self._entries[-1].at
        until = assessor.pauses.ended_at or self._entries[-1].at
        for person in assessor.asked(run):
            member, answer = assessor.cast.members.get(person), run.answers.get(person)
            took = assessor.pauses.elapsed_s(given_at, answer.at) if answer is not None else None
            made.append(
                Asked(
                    inject=run.id,
                    person=person,
                    name=member.name if member else "",
                    role=member.roles[0] if member and member.roles else "",
                    area=member.areas[0] if member and member.areas else "",
                    at=given_at,
                    took_s=took,
                    way=self._ladders.way(person, given_at, answer.at if answer is not None else until),
                    taken=answer is None and assessor.cast.is_taken(person),
                )
            )
        return made

    def _names(self, runs: list[Run]) -> dict[str, str]:
        """Of everybody and every unit that is spoken of."""
        cast = self._assessor.cast
        units = {done.by for run in runs for done in run.done.values()} | set(self._assessor.cast.units)
        ids = {*cast.members, *(one for one in units if one)}
        found = {one: cast.name(one) for one in ids}
        return {one: name for one, name in sorted(found.items()) if name}


def _injected(run: Run, expected: list[d.Assessed], numbers: dict[str, int]) -> Injected:
    inject = run.inject
    return Injected(
        id=run.id,
        number=inject.number,
        title=inject.title,
        kind=kind_of(inject.content),
        offset_s=inject.offset_s,
        state=run.state,
        due=run.due,
        given_at=run.given_at,
        late_s=run.late_s,
        why=run.why,
        added_by=run.added_by,
        repeats=run.repeats,
        incident=run.incident or "",
        incident_number=numbers.get(run.incident or "", 0),
        to=run.to,
        answered=len(run.answers),
        expected=expected,
    )


def kind_of(content: Struct) -> str:
    """`report`, `call`, `warning` …: what an inject is, as scripts write it."""
    return str(type(content).__struct_config__.tag or ReportInject.__name__)


def _counts(assessed: list[d.Assessed]) -> list[Counted]:
    """Of all first, then of each kind that was expected."""
    kinds = dict.fromkeys(one.expectation.what for one in assessed)
    return [_count(None, assessed), *(_count(what, assessed) for what in kinds)]


def _count(what: Expected | None, assessed: list[d.Assessed]) -> Counted:
    tally, some = dict.fromkeys(OUTCOMES, 0), [one for one in assessed if what in (None, one.expectation.what)]
    for one in some:
        tally[one.outcome] += 1
    took = [one.took_s for one in some if one.took_s is not None]
    return Counted(
        what=what,
        p50=percentile(took, 0.5),
        p90=percentile(took, 0.9),
        limit_s=percentile([one.expectation.within_s for one in some], 0.5),
        **tally,
    )
