"""The report on a drill, told: from plain values to the blocks of a document, chapter by chapter."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from msgspec import Struct

from command.domain.drill.evaluation.comparing import Comparison
from command.domain.drill.evaluation.said import Outstanding, Said
from command.domain.drill.evaluation.whole import Evaluation
from command.service.evaluation import annexes, chapters, verdicts
from command.service.evaluation.document import Block, Document
from command.service.evaluation.words import Speech


class Source(Struct, frozen=True, kw_only=True):
    """All that a report is made of. `hash`: of the ledger's last entry in it, hexadecimal; `area`: a division code →
    its name; `outstanding`: what earlier drills were to make better and is not done as of `made_at`;
    `frozen`: the drill is over and its figures will not change."""

    made: Evaluation
    said: Said
    outstanding: list[Outstanding] = []
    comparison: Comparison
    hash: str
    frozen: bool
    made_at: datetime
    zone: tzinfo
    district: str
    area: Callable[[str], str]
    say: Speech

    def time(self, at: datetime | None, form: str = "%Y-%m-%d %H:%M:%S") -> str:
        """Of the district; an em dash for nothing."""
        return at.astimezone(self.zone).strftime(form) if at is not None else "—"

    def name(self, who: str) -> str:
        """Of a person, unit or role."""
        return self.made.names.get(who) or (self.say.of("role", who) if who else "")


def tell(source: Source) -> Document:
    """The whole report, in the order that is said in its note."""
    say, made = source.say, source.made
    blocks: list[Block] = []
    for chapter in (
        chapters.overview,
        chapters.goals,
        chapters.course,
        chapters.injects,
        chapters.figures,
        verdicts.people,
        verdicts.notes,
        verdicts.problems,
        verdicts.improvements,
        verdicts.conclusion,
        annexes.timeline,
        annexes.participants,
        annexes.formulas,
    ):
        blocks += chapter(source)
    return Document(
        lang="en" if say.english else "zh",
        mark=say("mark"),
        title=say("contact_title" if made.plan.form == "contact" else "title"),
        subtitle=made.plan.name,
        draft="" if source.frozen else say("draft"),
        cover=_cover(source),
        note=say("order_note"),
        footer=f"{source.district} · {made.plan.name}",
        page=say("page"),
        blocks=blocks,
    )


def _cover(source: Source) -> list[tuple[str, str]]:
    say, made = source.say, source.made
    return [
        (say("time"), f"{source.time(made.started_at)} — {source.time(made.ended_at, '%m-%d %H:%M:%S')}"),
        (say("form"), say.of("form", made.plan.form)),
        (say("started_by"), made.started_by_name or source.name(made.started_by)),
        (say("made"), source.time(source.made_at)),
        (say("ledger"), f"{made.exercise} · {made.upto}"),
        (say("hash"), source.hash[:16]),
    ]
