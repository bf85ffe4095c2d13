"""What became of every expectation of a drill, from its ledger alone.

Times are of the true clock with pauses taken out. What is met once stays met, whatever comes later; what is missed may
still become late while the drill runs. When it ends before a limit has passed, an expectation stays open.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.drill.evaluation.cast import Cast
from command.domain.drill.evaluation.deeds import Deed, deeds
from command.domain.drill.evaluation.entry import Entry, Pauses
from command.domain.drill.evaluation.runs import Done, Run, Runs
from command.domain.facts import drill as d
from command.domain.facts import script as s
from command.domain.facts.base import Fact
from command.domain.geo import distance_m

_OF_INCIDENT = frozenset(("stored", "offered", "accepted", "set_out", "arrived", "done", "referred"))
NEAR_M = 500.0
"""A call counts as filed when an incident is filed in its grid or this near to its place [D]."""
_LEVELS = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4}


def assess(entries: Iterable[Entry], now: datetime | None = None) -> list[d.Assessed]:
    """One outcome for every expectation of every inject, in the order they were planned. `now`: as of when (UTC);
    without it, as of the last entry; after the end it does not matter."""
    assessor = Assessor()
    for entry in entries:
        assessor.take(entry)
    return assessor.assessed(now)


class Assessor:
    """Follows a ledger. Nothing that it has found done is ever found undone."""

    def __init__(self) -> None:
        self.pauses = Pauses()
        self.cast = Cast()
        self.runs = Runs()
        self.level = 0
        self.last: datetime | None = None
        self._of: dict[str, list[Run]] = {}
        self._past: dict[str, list[tuple[datetime, Deed]]] = {}
        self._warned: dict[str, set[str]] = {}
        self._open_levels: dict[str, int] = {}
        self._silenced: dict[str, set[str]] = {}
        self._just: list[tuple[datetime, Deed]] = []

    def take(self, entry: Entry) -> None:
        """The next entry."""
        self.last, fact = entry.at, entry.fact
        over = self.pauses.ended_at is not None
        if over:
            return
        self.pauses.take(entry)
        if isinstance(fact, d.ObserverNoted):
            self._noted(entry.at, fact)
        self.cast.take(entry.at, fact)
        given = self.runs.take(entry.number, entry.at, fact)
        if given is not None:
            self._begun(given, entry.at)
        if isinstance(fact, f.IncidentFiled | f.ReportMerged):
            self._claim(entry.at, fact)
        for deed in deeds(fact):
            self._did(entry, deed)
        self._remember(fact)
        if isinstance(fact, d.InjectAnswered | d.ParticipantTaken):
            self._answered(entry.at)

    def assessed(self, now: datetime | None = None) -> list[d.Assessed]:
        """As of `now`, or of the last entry."""
        at = self.pauses.ended_at or now or self.last
        return [self._one(run, n, at) for run in self.runs.runs.values() for n in range(len(run.inject.expected))]

    def _one(self, run: Run, n: int, now: datetime | None) -> d.Assessed:
        expectation, done = run.inject.expected[n], run.done.get(n)
        told = d.Assessed(inject=run.id, number=run.inject.number, index=n, expectation=expectation)
        if run.given_at is None or now is None:
            return replace(told, outcome="not_given")
        if done is None:
            over = self.pauses.elapsed_s(run.given_at, now) > expectation.within_s
            return replace(told, given_at=run.given_at, outcome="missed" if over else "open")
        took = self.pauses.elapsed_s(run.given_at, done.at)
        outcome = "met" if took <= expectation.within_s else "late"
        return replace(told, given_at=run.given_at, at=done.at, took_s=took, by=done.by, outcome=outcome)

    def _begun(self, run: Run, at: datetime) -> None:
        """It was given. What came of it stands just before it in the same transaction: of its incident, or of none."""
        if run.incident is not None:
            self._tie(run, run.incident, at)
        for n, wanted in run.open():
            if wanted.what in ("proposed", "switched") and self._stands(wanted):
                run.done[n] = Done(at)
        for then, deed in self._just:
            if then == at:
                self._settle(run, at, deed)

    def _stands(self, wanted: s.Expectation) -> bool:
        """Whether a level that is asked for is in force already, or proposed."""
        level = level_of(wanted.value)
        if level is None:
            return False
        return level == self.level or (wanted.what == "proposed" and level in self._open_levels.values())

    def _tie(self, run: Run, incident: str, at: datetime) -> None:
        """From now on what is done about the incident counts; what was done before it merged counts at once."""
        run.incident = incident
        self._of.setdefault(incident, []).append(run)
        for then, deed in self._past.get(incident, []):
            if deed.what != "stored" or then >= at:
                self._settle(run, at, deed)

    def _claim(self, at: datetime, fact: f.IncidentFiled | f.ReportMerged) -> None:
        """What an operator files is the call that was read out to them: of one that is near, of the same kind first."""
        runs = self.runs.runs.values()
        if fact.report in self.runs.runs:
            return  # an inject's own report goes under its id
        waiting = [one for one in runs if one.is_given and one.incident is None and self._may_file(one, fact.reporter)]
        near = [one for one in waiting if _is_near(one, fact)]
        same = [one for one in near if _category(one.inject.content) == fact.category]
        found = next(iter(same or near), None)
        if found is not None:
            self._tie(found, fact.incident, at)

    def _may_file(self, run: Run, reporter: str) -> bool:
        """Whether it is a call, which the directors read out to whoever takes calls."""
        takes = self.cast.is_(reporter, "operator") or self.cast.is_(reporter, "coordinator")
        return takes and isinstance(run.inject.content, s.CallInject)

    def _did(self, entry: Entry, deed: Deed) -> None:
        if deed.incident is not None:
            self._past.setdefault(deed.incident, []).append((entry.at, deed))
            runs = self._of.get(deed.incident, [])
        else:
            self._just = [one for one in self._just if one[0] == entry.at] + [(entry.at, deed)]
            runs = [one for one in self.runs.runs.values() if one.is_given and one.given_number < entry.number]
        for run in runs:
            self._settle(run, entry.at, deed)

    def _settle(self, run: Run, at: datetime, deed: Deed) -> None:
        for n, wanted in run.open():
            if wanted.what == deed.what and self._counts(run, wanted, deed):
                by = next((one for one in deed.actors if one and self.cast.is_(one, wanted.who)), None)
                if by is not None or not wanted.who:
                    run.done[n] = Done(at, by or "")

    def _counts(self, run: Run, wanted: s.Expectation, deed: Deed) -> bool:
        """Whether it is what was meant, whoever did it."""
        match deed.what:
            case "referred":
                return not wanted.value or wanted.value == deed.value
            case "proposed" | "switched":
                return self._is_level(wanted, deed.level)
            case "proposal_taken":
                warnings = self._warned.get(deed.about[0], set())
                return not run.made or not warnings or run.made in warnings
            case "alerted":
                return _meets(_areas(run.inject.content), deed.about[0])
            case "noticed":
                return bool(self._silent(run) & set(deed.about))
            case _:
                return deed.what in _OF_INCIDENT

    def _is_level(self, wanted: s.Expectation, level: int | None) -> bool:
        """That level, or a graver one on the way up past it."""
        asked = level_of(wanted.value)
        if asked is None or level == asked:
            return True
        return level is not None and 0 < level < asked and (self.level == 0 or self.level > asked)

    def _silent(self, run: Run) -> set[str]:
        content = run.inject.content
        if not isinstance(content, s.SilentInject):
            return set()
        return self._silenced.get(run.id) or set(run.to or content.people)

    def _remember(self, fact: Fact) -> None:
        match fact:
            case d.ParticipantSilenced():
                self._silenced.setdefault(fact.inject, set()).add(fact.person)
            case d.DrillStarted():
                self.level = fact.plan.level
            case f.ModeSwitched():
                self.level = fact.level
            case f.ProposalMade():
                self._warned[fact.proposal] = {one.warning for one in fact.reasons}
                self._open_levels.pop(fact.instead or "", None)
                self._open_levels[fact.proposal] = fact.level or 0
            case f.SwitchProposed():
                self._open_levels[fact.proposal] = fact.level
            case f.ProposalClosed() | f.SwitchClosed():
                self._open_levels.pop(fact.proposal, None)
            case f.OfferClosed(slot=None):
                self._undo(fact.incident, "offered")
            case f.AssignmentEnded(slot=None) | f.IncidentReassigned():
                self._undo(fact.incident, "offered", "accepted", "set_out", "arrived")

    def _undo(self, incident: str, *what: s.Expected) -> None:
        """What no longer holds does not count for an inject that is merged into the incident later."""
        kept = [one for one in self._past.get(incident, []) if one[1].what not in what]
        self._past[incident] = kept

    def _answered(self, at: datetime) -> None:
        for run in self.runs.runs.values():
            for n, wanted in run.open() if run.answers else ():
                if wanted.what == "answered" and (by := self._who_answered(run, wanted)) is not None:
                    run.done[n] = Done(at, by)

    def _who_answered(self, run: Run, wanted: s.Expectation) -> str | None:
        """Whose answer completes it: the first to a message; the last of all who were asked in a contact test."""
        answered = [one for one in run.answers if self.cast.is_(one, wanted.who)]
        if not answered:
            return None
        if isinstance(run.inject.content, s.ContactInject):
            asked = {one for one in self.asked(run) if self.cast.is_(one, wanted.who) and not self.cast.is_taken(one)}
            return answered[-1] if asked <= set(answered) else None
        return answered[0]

    def asked(self, run: Run) -> list[str]:
        """Whom a contact test asked."""
        content = run.inject.content
        return run.to or (list(content.to) if isinstance(content, s.ContactInject) else []) or self.cast.players

    def _noted(self, at: datetime, fact: d.ObserverNoted) -> None:
        run = self.runs.runs.get(fact.inject)
        n = fact.expectation
        if run is None or not fact.seen or n is None or not run.is_given or n >= len(run.inject.expected):
            return
        if n not in run.done and run.inject.expected[n].what == "noted":
            run.done[n] = Done(at, fact.by)


def level_of(value: str) -> int | None:
    """A level as scripts write it (`2` or `Ⅱ`), or None for any."""
    value = value.strip()
    if value in _LEVELS:
        return _LEVELS[value]
    return int(value) if value in ("0", "1", "2", "3", "4") else None


def _category(content: s.Content) -> str:
    return content.category if isinstance(content, s.CallInject) else ""


def _is_near(run: Run, fact: f.IncidentFiled | f.ReportMerged) -> bool:
    content, spot = run.inject.content, run.spot
    if not isinstance(content, s.CallInject):
        return False
    place = content.place
    if spot is not None:
        return spot.grid == fact.place.grid or (
            distance_m(spot.lat, spot.lon, fact.place.lat, fact.place.lon) <= NEAR_M
        )
    if place.grid is not None and place.grid == fact.place.grid:
        return True
    if place.lat is None or place.lon is None:
        return place.grid is None  # a building or facility: its point is not known here
    return distance_m(place.lat, place.lon, fact.place.lat, fact.place.lon) <= NEAR_M


def _areas(content: s.Content) -> list[str]:
    return list(content.areas) if isinstance(content, s.WarningInject | s.RoadInject) else []


def _meets(areas: list[str], area: str) -> bool:
    """Whether an area is, contains or lies in one of them; or none is named."""
    return not areas or any(one.startswith(area) or area.startswith(one) for one in areas)
