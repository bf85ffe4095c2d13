"""`gridcommand simulate` against a whole system, as somebody at a terminal runs it."""

import asyncio
import json
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from command.store import audit
from command.store.database import create_engine
from tests.filled import copied
from tests.system import System

pytestmark = [pytest.mark.servers, pytest.mark.asyncio(loop_scope="module")]
PACE = 20_000
HEAD = "reported_at_local,lat,lon,kind,channel,closed_at_local,limit_days"
NOON = datetime(2017, 8, 27, 12)  # noqa: DTZ001 - local time, as such files have it
TYPES = ("IncidentFiled", "ReportMerged", "ReportStored")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(filled: Path) -> AsyncIterator[System]:
    """A demo whose merge window is in the same fast motion as the file."""
    # Not in pytest's own folder: that is closed to other users, and as root the servers are one.
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        made = copied(filled, Path(folder))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GRIDCOMMAND_MERGE_WINDOW_S", str(86_400 / PACE))
            await made.start()
        yield made
        await made.stop()


def row(hours: float, lat: float, lon: float, kind: str = "Flooding", channel: str = "WEB") -> str:
    return f"{NOON + timedelta(hours=hours)},{lat},{lon},{kind},{channel},,4.0"


def made_up() -> tuple[list[str], list[int], int, list[int]]:
    """Rows; the lines that are near-duplicates of an earlier one; that of one too late for it; the bad lines."""
    chance = random.Random(11)
    first = row(0, 29.7, -95.4)
    rows = [HEAD, first]
    rows += [
        row(n / 2, round(29.4 + 0.6 * (n % 7) / 6, 5), round(-95.8 + 0.8 * (n % 6) / 5, 5), channel=channel)
        for n in range(1, 43)
        for channel in [chance.choice(["Voice In", "WEB", "WAP"])]
    ]
    rows += [
        "not a row",
        row(1, 95, -95.4),
        row(1, 29.7, -95.4, kind="Meteor"),
        '2017-08-27,"29.7,-95.4,Flooding,WEB,,',
    ]
    bad = list(range(len(rows) - 3, len(rows) + 1))
    rows += [row(0.5 * n, 29.7, -95.4, channel=chance.choice(["Voice In", "WEB"])) for n in range(1, 7)]
    again = list(range(len(rows) - 5, len(rows) + 1))
    rows.append(row(45, 29.7, -95.4))
    return rows, again, len(rows), bad


async def simulate(system: System, *options: str) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "workers.main", "simulate", "--data", str(system.folder), *options]
    return await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=dict(os.environ)
    )


async def rows_of(system: System, sql: str) -> list[Any]:
    engine = create_engine(system.servers()["database_url"], read_only=True)
    async with engine.connect() as connection:
        found = list(await connection.execute(text(sql)))
    await engine.dispose()
    return found


async def facts(system: System) -> Counter[str]:
    """The ledger's facts by type."""
    found = await rows_of(system, "SELECT body::json->>'type' AS type, count(*) AS n FROM ledger GROUP BY 1")
    return Counter({row.type: row.n for row in found})


async def test_a_file_is_sent_whole_and_sender_tables_and_ledger_agree(system: System, tmp_path: Path) -> None:
    rows, again, too_late, bad = made_up()
    file, figures = tmp_path / "reports.csv", tmp_path / "figures.json"
    file.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")

    run = await simulate(
        system, "--reports", str(file), "--pace", str(PACE), "--speed", "20", "--people", "12", "--seed", "5",
        "--json", str(figures),
    )  # fmt: skip
    out = (await run.communicate())[0].decode()
    assert run.returncode == 0, out
    told = json.loads(figures.read_text())

    good = len(rows) - 1 - len(bad)
    sent = told["reports"]
    assert [one["line"] for one in told["bad_rows"]] == bad
    assert all(f"line {line}: not sent" in out for line in bad)
    assert (sent["sent"], sent["accepted"], sent["stored"], sent["refused"]) == (good, good, good, {})
    merged = {merge["line"] for merge in told["merges"]}
    assert set(again) <= merged
    assert too_late not in merged
    assert told["merged_too_late"] == 0
    assert all(merge["metres"] <= 50 for merge in told["merges"])
    await agree(system, sent["filed"], sent["merged"])


async def agree(system: System, filed: int, merged: int) -> None:
    """The tables and the ledger hold just what the sender was told."""
    tables = await rows_of(
        system,
        "SELECT (SELECT count(*) FROM report) AS reports, (SELECT count(*) FROM incident) AS incidents, "
        "(SELECT count(*) FROM request WHERE method = 'report.submit') AS requests",
    )
    assert tuple(tables[0]) == (filed + merged, filed, filed + merged)
    counted = await facts(system)
    assert [counted[type_] for type_ in TYPES] == [filed, merged, filed + merged]
    engine = create_engine(system.servers()["database_url"], read_only=True)
    assert (await audit.verify(engine, "460107")).broken is None
    await engine.dispose()


async def test_ctrl_c_checks_everybody_out_in_good_order(system: System) -> None:
    before = await facts(system)
    run = await simulate(
        system, "--scenario", "burst", "--duration", "600", "--rate", "8",
        "--people", "8", "--speed", "30", "--seed", "2"
    )  # fmt: skip
    assert run.stdout is not None
    async for line in run.stdout:
        if b"on duty after" in line:
            break
    await asyncio.sleep(4)  # let there be work in hand
    assert (await facts(system))["DutyStarted"] - before["DutyStarted"] == 8
    run.send_signal(signal.SIGINT)
    out = (await run.communicate())[0].decode()
    assert run.returncode == 0, out
    assert "all counts agree" in out
    after = await facts(system)
    assert after["DutyEnded"] == after["DutyStarted"]
    assert after["AssignmentMade"] > before["AssignmentMade"]


async def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path: Path) -> None:
    nobody = System(tmp_path / "empty")
    for options, sentence in [
        ((), "nothing runs in"),
        (("--url", nobody.url), "cannot be read"),
        (("--url", nobody.url, "--reports", "x.csv", "--rate", "3"), "--pace"),
    ]:
        run = await simulate(nobody, *options)
        out = (await run.communicate())[0].decode()
        assert run.returncode not in (0, 1), out
        assert sentence in out
        assert "Traceback" not in out
