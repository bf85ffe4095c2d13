"""What became of each inject: when it was given, of which incident, and which of its expectations are done."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts import drill as d
from command.domain.facts.script import Expectation, Inject
from command.domain.place import Spot


class Answer(Struct, frozen=True):
    """Somebody answered (UTC)."""

    at: datetime
    text: str = ""


class Done(Struct, frozen=True):
    """An expectation is done. `by`: who did it; empty: the programs."""

    at: datetime
    by: str = ""


class Run(Struct, kw_only=True):
    """One inject, planned or given (several times if it is repeated: each has an id of its own). `to`: whom it was
    told; `done`: by the expectation's place in the list."""

    id: str
    inject: Inject
    due: datetime
    spot: Spot | None = None
    added_by: str = ""
    repeats: str = ""
    state: d.InjectState = "planned"
    why: str = ""
    given_at: datetime | None = None
    given_number: int = 0
    late_s: float = 0.0
    incident: str | None = None
    made: str = ""
    to: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    done: dict[int, Done] = field(default_factory=dict)

    @property
    def is_given(self) -> bool:
        """It came, and could be given."""
        return self.given_at is not None

    def open(self) -> list[tuple[int, Expectation]]:
        """What is not done yet."""
        return [(n, one) for n, one in enumerate(self.inject.expected) if n not in self.done]


class Runs:
    """All injects by id, in the order they were planned. Feed it entry by entry."""

    def __init__(self) -> None:
        self.runs: dict[str, Run] = {}

    def take(self, number: int, at: datetime, fact: object) -> Run | None:
        """The inject that was given by this fact, if one was."""
        match fact:
            case d.InjectPlanned():
                self.runs[fact.id] = Run(
                    id=fact.id,
                    inject=fact.inject,
                    due=fact.due,
                    spot=fact.spot,
                    added_by=fact.by,
                    repeats=fact.repeats,
                )
            case d.InjectGiven(inject=id_) if id_ in self.runs:
                return self._given(self.runs[id_], number, at, fact)
            case d.InjectHeld(inject=id_) if id_ in self.runs:
                self.runs[id_].state = "held"
            case d.InjectReleased(inject=id_) if id_ in self.runs:
                self.runs[id_].state, self.runs[id_].due = "planned", fact.due
            case d.InjectSkipped(inject=id_) if id_ in self.runs:
                self.runs[id_].state, self.runs[id_].why = "skipped", fact.reason
            case d.InjectAnswered(inject=id_) if id_ in self.runs:
                self.runs[id_].answers.setdefault(fact.person, Answer(at, fact.text))
        return None

    def _given(self, run: Run, number: int, at: datetime, fact: d.InjectGiven) -> Run | None:
        if run.is_given:
            return None
        run.state, run.late_s = "given", fact.late_s
        if fact.failed:
            run.why = fact.failed
            return None
        run.given_at, run.given_number = at, number
        run.incident, run.made, run.to = fact.incident, fact.made, list(fact.to)
        return run
