"""What is shown of reports upward: to the district all of it, to a head of a street their street."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.sitreps import SitrepChain
from command.domain.mode.plans import plan_of
from command.domain.permission import covers, sees_whole_district
from command.http.context import Context
from command.http.moving_shown import area_name
from command.http.reader import Reader
from command.service.sitrep_whole import Head, Whole, head_of_made, head_of_sent, whole_of_made, whole_of_sent
from command.service.sitreps import Read, Row, behind
from command.store import evacuees, sitreps, visits

WHY = "情况报告数据明细"
MOST = 2000
"""Rows of a list behind a figure; how many there are is told."""


class Part(Struct, frozen=True, kw_only=True):
    """What a street said last. `sitrep`: for which report."""

    street: str
    name: str
    sitrep: str
    nothing: bool
    losses: f.Losses
    note: str
    behalf: bool
    late: bool
    by_name: str
    at: datetime


class Thing(Struct, frozen=True, kw_only=True):
    """One thing behind a figure: `n` of it count there. `category` and `text` of an incident; a task's text is what was
    not done."""

    id: str
    kind: f.ItemKind
    area: str
    area_name: str
    label: str
    n: int
    category: str = ""
    text: str = ""


class Behind(Struct, frozen=True, kw_only=True):
    """The list behind a figure of a cut; at most `MOST` rows of `things`."""

    sitrep: str
    figure: str
    area: str
    cut: int
    cut_at: datetime
    total: int
    things: int
    rows: list[Thing]


def parts_of(context: Context, chain: SitrepChain) -> list[Part]:
    """Each street's last word."""
    return [
        Part(
            street=street,
            name=area_name(context, street),
            sitrep=one.sitrep,
            nothing=one.nothing,
            losses=one.losses,
            note=one.note,
            behalf=one.behalf,
            late=one.late,
            by_name=one.by_name,
            at=one.at,
        )
        for street, one in sorted(chain.parts.items())
    ]


async def whole_of(context: Context, found: Read) -> Whole:
    """A report in one shape."""
    chain = await context.desk.look(lambda draft: draft.picture.sitrepchains.get(found.made.chain))
    if found.sent is not None and found.sent_at is not None:
        return whole_of_sent(found.sent, datetime.fromisoformat(found.sent_at), chain)
    policy = context.desk.policy
    return whole_of_made(found.made, chain, policy.sitrep_issuer, policy.sitrep_receiver)


def seen_by(reader: Reader, whole: Whole) -> Whole:
    """All of it, or the figures of the reader's own streets."""
    if sees_whole_district(reader.person):
        return whole
    own = {
        name: {street: n for street, n in by.items() if covers(reader.person, street)}
        for name, by in whole.figures.items()
    }
    return replace(whole, figures=own, before={}, most={}, words=f.SitrepWords())


async def behind_figure(context: Context, reader: Reader, found: Read, figure: str, area: str) -> Behind:
    """As it was at the cut; people to be moved by name, and each look recorded."""
    cut = found.sent.cut if found.sent is not None else found.made.cut
    cut_at = found.sent.cut_at if found.sent is not None else found.made.cut_at
    rows = await behind(context.desk, cut, figure, area) if cut else []
    return Behind(
        sitrep=found.made.id,
        figure=figure,
        area=area,
        cut=cut,
        cut_at=cut_at,
        total=sum(row.n for row in rows),
        things=len(rows),
        rows=await _things(context, reader, found, rows[:MOST]),
    )


async def _things(context: Context, reader: Reader, found: Read, rows: list[Row]) -> list[Thing]:
    incidents = [row.id for row in rows if row.kind == "incident"]
    said = await sitreps.said_of(context.reading, context.district, incidents) if incidents else {}
    names = await _names(context, reader, [row for row in rows if row.kind == "evacuee"])
    tasks = await _tasks(context, found) if any(row.kind == "tasks" for row in rows) else {}

    def thing(row: Row) -> Thing:
        category, text = said.get(row.id, ("", ""))
        label = names.get((row.label, row.id), row.id) if row.kind == "evacuee" else row.label
        if row.kind == "tasks":
            label, text = area_name(context, row.area), "、".join(tasks.get(one, one) for one in row.label.split())
        if row.kind in ("grid", "street"):
            label = area_name(context, row.area)
        return Thing(
            id=row.id,
            kind=row.kind,
            area=row.area,
            area_name=area_name(context, row.area),
            label=label,
            n=row.n,
            category=category,
            text=text,
        )

    return [thing(row) for row in rows]


async def _names(context: Context, reader: Reader, rows: list[Row]) -> dict[tuple[str, str], str]:
    """Who people on lists are, by evacuation and id. Recorded before it is answered (ADR 22)."""
    if not rows:
        return {}
    found = await evacuees.named(context.reading, context.district, {row.label for row in rows}, [r.id for r in rows])
    looks = [{"id": context.new_id(), "resident": row.id} for row in rows]
    await visits.keep_looks(
        context.engine, context.district, looks, at=context.now(), person=reader.person.id, reason=WHY
    )
    return {key: one.name for key, one in found.items()}


async def _tasks(context: Context, found: Read) -> dict[str, str]:
    """What the tasks of the response's plan are called."""

    def titles(draft: Draft) -> dict[str, str]:
        picture = draft.picture
        chain = picture.sitrepchains.get(found.made.chain)
        plan = plan_of(picture, chain.response_plan) if chain is not None else None
        return {one.id: one.title.zh for layer in (plan.levels if plan is not None else []) for one in layer.tasks}

    return await context.desk.look(titles)


__all__ = [
    "Behind",
    "Head",
    "Part",
    "Whole",
    "behind_figure",
    "head_of_made",
    "head_of_sent",
    "parts_of",
    "seen_by",
    "whole_of",
]
