"""A busy day on a real desk, by a seed; and what must be true of the database after it."""

from typing import Any

import msgspec
from sqlalchemy import text

from command.clock import now
from command.domain import facts as f
from command.domain.picture import Picture
from command.service import replay
from command.service.deadlines import pass_due
from command.service.desk import Committed, Desk
from command.service.intake import Received, take
from command.service.seal import opened
from command.store import audit, deadlines, ledger, snapshot, universe
from tests.district import DISTRICT, GRIDS, District, received
from tests.domain.chance import Asking, Day

WORKERS = ["w1", "w1b", "w2", "w3", "w4"]
PLACES: list[dict[str, Any]] = [
    {"lat": lat + north / 111_195, "lon": lon} for lat, lon in GRIDS.values() for north in (0, 40, 80)
]


def facts(done: Committed | None) -> list[f.AnyFact]:
    """What a transaction appended."""
    return [opened(entry.body) for entry in done.entries] if done is not None else []


def kinds(done: Committed | None) -> list[str]:
    """Their names; what the operators' queue makes of them is told elsewhere (`test_attention`)."""
    names = [type(fact).__name__ for fact in facts(done)]
    return [name for name in names if not name.startswith("Attention")]


def asked(asking: Asking) -> Received:
    """A request as the inbox keeps it."""
    sender, method, data = asking
    timed = method in ("report.submit", "assignment.advance", "duty.check_in", "duty.check_out")
    return received(sender, method, **({"at": now()} if timed else {}), **data)


async def picture_of(district: District) -> Picture:
    """The picture in the tables."""
    return (await snapshot.read(district.engine, DISTRICT)).picture


async def clear_due(desk: Desk) -> list[f.AnyFact]:
    """The clock, until nothing is due."""
    done: list[f.AnyFact] = []
    while (passed := await pass_due(desk)) is not None and passed.entries:
        done += facts(passed)
    return done


async def busy_day(district: District, seed: int, batches: int, desks: list[Desk]) -> list[Received]:
    """Batches of requests, each through any of the desks; time goes by, phones come and go. All that was asked."""
    day = Day(seed, WORKERS, PLACES)
    chance, sent = day.chance, list[Received]()
    district.phones.alive |= {*WORKERS, "op"}
    await take(desks[0], [asked((who, "duty.check_in", {})) for who in WORKERS], district.areas)
    for _ in range(batches):
        picture = await picture_of(district)
        batch = [asked(day.ask(picture)) for _ in range(chance.randint(1, 6))]
        batch += [chance.choice(sent)] if sent and chance.random() < 0.3 else []  # a resend
        await take(chance.choice(desks), batch, district.areas)
        sent += batch
        if chance.random() < 0.2:
            await universe.fast_forward(district.engine, DISTRICT, chance.choice([0.5, 61, 301, 1900]))
            await clear_due(chance.choice(desks))
        if chance.random() < 0.1:
            (district.phones.alive.discard if chance.random() < 0.5 else district.phones.alive.add)(
                chance.choice(WORKERS)
            )
    return sent


async def must_hold(district: District, sent: list[Received]) -> None:
    """P1, P6 and P11, from the database alone."""
    engine = district.engine
    assert await replay.differences(engine, DISTRICT) == [], "P11: the ledger alone rebuilds the tables"
    assert (await audit.verify(engine, DISTRICT)).broken is None
    assert await deadlines.without(engine, DISTRICT) == [], "P6: every open incident has a next deadline"
    picture = await picture_of(district)
    nexts = {(i.id, i.next.round, i.next.step, i.next.kind, i.next.due) for i in picture.incidents.values() if i.next}
    assert (
        await _rows(district, "SELECT incident, round, step, kind, due FROM deadline WHERE closed_at IS NULL") == nexts
    )
    ids = {one.id for one in sent}
    answers = await _rows(district, "SELECT id, number FROM request")
    assert {id_ for id_, _ in answers} >= ids, "P1: every request was answered"
    entries = await ledger.read_after(engine, DISTRICT, 0, 1_000_000)
    told = [msgspec.json.decode(e.body).get("request") for e in entries]
    for id_ in ids:
        assert told.count(id_) == 1, "by exactly one fact"
    reports = await _rows(district, "SELECT request FROM report")
    # What a call for help or a silent timer files is nobody's report: its row names no request.
    assert {r for (r,) in reports if r} == {
        msgspec.json.decode(e.body)["request"] for e in entries if e.type == "ReportStored"
    }


async def _rows(district: District, sql: str) -> set[tuple[Any, ...]]:
    async with district.engine.connect() as connection:
        return {tuple(row) for row in await connection.execute(text(sql))}


def resent(one: Received, **changed: object) -> Received:
    """The same id again, with other content."""
    data = {**msgspec.json.decode(one.body), **changed}
    return received(one.sender, one.method, **data)
