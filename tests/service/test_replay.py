"""P11: the ledger alone rebuilds the picture; and what was tampered with is found."""

import os
from typing import Any

import pytest
from sqlalchemy import text

from command.service import replay
from command.service.desk import Desk
from command.service.intake import take
from command.store import audit, ledger
from command.store.tables import metadata
from tests.district import DISTRICT, District, received, report
from tests.service.busy import busy_day, kinds, must_hold, picture_of

SEEDS = [int(s) for s in os.environ.get("REPLAY_SEEDS", "1 2 3").split()]


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_ledger_alone_rebuilds_the_tables_after_a_busy_day(district: District, seed: int) -> None:
    sent = await busy_day(district, seed, 60, [district.desk])
    await must_hold(district, sent)
    entries = await ledger.read_after(district.engine, DISTRICT, 0, 1_000_000)
    assert len({entry.type for entry in entries}) >= 12, "a day in which much happens"


async def test_a_replay_stops_at_any_number_it_is_asked_for(district: District) -> None:
    await busy_day(district, 4, 10, [district.desk])
    for upto in (0, 1, 7, 20):
        assert (await replay.replay(district.engine, DISTRICT, upto)).number == upto


async def test_nothing_is_rebuilt_from_nothing(district: District) -> None:
    async with district.engine.begin() as connection:
        await connection.execute(text("DELETE FROM ledger"))
    picture = await replay.replay(district.engine, DISTRICT)
    assert (picture.number, picture.people) == (0, {})


@pytest.mark.parametrize(
    ("tampering", "what"),
    [
        ("UPDATE ledger SET body = replace(body, 'event.0406', 'event.0404') WHERE number = 12", "altered"),
        ("UPDATE ledger SET hash = '\\x00'::bytea WHERE number = 12", "altered"),
        ("DELETE FROM ledger WHERE number = 12", "missing"),
        ("DELETE FROM ledger WHERE number >= 12", "the counter row says otherwise"),
        ("UPDATE universe SET hash = '\\x00'::bytea", "the counter row says otherwise"),
        ("UPDATE universe SET number = number - 1", "the counter row says otherwise"),
    ],
)
async def test_a_ledger_that_was_tampered_with_is_found_at_its_number(
    district: District, tampering: str, what: str
) -> None:
    for grid in (1, 2, 3, 4):
        await district.send("w1", "report.submit", **report(grid))
    (at,) = [e.number for e in await ledger.read_after(district.engine, DISTRICT, 0, 99) if e.type == "IncidentFiled"][
        :1
    ]
    assert (await audit.verify(district.engine, DISTRICT)).broken is None
    async with district.engine.begin() as connection:
        await connection.execute(text(tampering.replace("12", str(at))))
    broken = (await audit.verify(district.engine, DISTRICT)).broken
    assert broken is not None
    assert broken.what == what
    if "universe" not in tampering:
        assert broken.number == at


async def test_a_ledger_that_is_written_to_while_it_is_proved_is_not_called_broken(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    await district.send("w1", "report.submit", **report(1))
    read = audit.read_after

    async def meanwhile(*asked: Any) -> list[ledger.Entry]:
        await district.send("w1", "report.submit", **report(2))
        return await read(*asked)

    monkeypatch.setattr(audit, "read_after", meanwhile)
    assert (await audit.verify(district.engine, DISTRICT)).broken is None


async def test_a_table_that_was_tampered_with_is_found(district: District) -> None:
    await district.send("w1", "report.submit", **report(1))
    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE incident SET state = replace(state, 'event.0406', 'event.0404')"))
    (line,) = await replay.differences(district.engine, DISTRICT)
    assert line.startswith("incidents ")


async def test_an_incident_that_vanished_from_the_tables_is_found(district: District) -> None:
    await district.send("w1", "report.submit", **report(1))
    async with district.engine.begin() as connection:
        await connection.execute(text("DELETE FROM incident"))
    assert len(await replay.differences(district.engine, DISTRICT)) == 1


async def test_a_desk_that_remembers_another_history_begins_again_from_the_tables(district: District) -> None:
    """A restore under a running process: same numbers, other facts."""
    await district.send("w1", "report.submit", **report(1))
    await _copy(district, "CREATE TABLE kept_{0} AS TABLE {0}")
    await district.send("w1", "report.submit", **report(2))
    await _copy(district, "TRUNCATE {0}; INSERT INTO {0} SELECT * FROM kept_{0}; DROP TABLE kept_{0}")
    other = Desk(district.engine, DISTRICT, district.areas, district.phones)
    await take(other, [received("w2", "report.submit", **report(3))], district.areas)
    again = await district.send("w3", "report.submit", **report(3))
    assert kinds(again) == ["ReportMerged", "ReportStored"], "it knows of grid 3, not of grid 2"
    await must_hold(district, [])
    grids = {i.place.grid[-1] for i in (await picture_of(district)).incidents.values()}
    assert grids == {"1", "3"}


async def test_a_desk_that_is_ahead_of_a_restored_ledger_begins_again_too(district: District) -> None:
    await district.send("w1", "report.submit", **report(1))
    await _copy(district, "CREATE TABLE kept_{0} AS TABLE {0}")
    await district.send("w1", "report.submit", **report(2))
    await _copy(district, "TRUNCATE {0}; INSERT INTO {0} SELECT * FROM kept_{0}; DROP TABLE kept_{0}")
    assert kinds(await district.send("w3", "report.submit", **report(2)))[0] == "IncidentFiled"
    await must_hold(district, [])


async def _copy(district: District, statement: str) -> None:
    async with district.engine.begin() as connection:
        for table in metadata.sorted_tables:
            for one in statement.format(table.name).split("; "):
                await connection.execute(text(one))
