"""A day lived by the roster, over the real socket and HTTP, on a demo whose clock runs fast."""

import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from command.store import audit
from command.store.database import create_engine
from tests.filled import copied
from tests.simulator.test_simulate import facts, rows_of, simulate
from tests.system import System

pytestmark = [pytest.mark.servers, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(500)]
CLOCK = {"GRIDCOMMAND_REHEARSAL_RATE": "120", "GRIDCOMMAND_REHEARSAL_FROM": "06:30"}
"""Two hours a minute; well before the change of the watch at eight, since a busy machine takes long to sign all in."""
LIVED = {
    "came", "rounds begun", "rounds", "visits", "above: came", "watch: came", "handover: handed over",
    "handover: taken over", "desk: accept", "desk: en_route", "SOS", "SOS taken",
}  # fmt: skip
"""What every such morning has. Timers are not among it: whether anybody goes into danger is left to chance."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(filled: Path) -> AsyncIterator[System]:
    """A demo that rehearses."""
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        made = copied(filled, Path(folder))
        with pytest.MonkeyPatch.context() as patch:
            for name, value in CLOCK.items():
                patch.setenv(name, value)
            await made.start()
        yield made
        await made.stop()


async def test_a_morning_is_lived_by_the_roster_and_all_counts_agree(system: System, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    run = await simulate(
        system, "--scenario", "district-day", "--people", "24", "--duration", "145", "--rate", "0.6", "--seed", "4",
        "--json", str(figures),
    )  # fmt: skip
    out = (await run.communicate())[0].decode()
    assert run.returncode == 0, out
    assert "all counts agree" in out
    told = json.loads(figures.read_text())
    work, sent = told["work"], told["reports"]
    assert {name for name in LIVED if not work.get(name)} == set(), out
    counted = await facts(system)
    assert counted["RoundFinished"] == work["rounds"]
    assert counted["VisitRecorded"] == work["visits"]
    assert counted["LeaveAsked"] == work.get("leave asked", 0)
    assert counted["SwapAsked"] == work.get("swaps asked", 0)
    assert counted["ReliefClosed"] == work["handover: taken over"]
    assert (counted["IncidentFiled"], counted["ReportMerged"]) == (
        sent["filed"] + counted["SosRaised"],
        sent["merged"],
    )
    engine = create_engine(system.servers()["database_url"], read_only=True)
    assert (await audit.verify(engine, "460107")).broken is None
    await engine.dispose()


async def test_the_watch_stays_when_the_simulator_leaves(system: System) -> None:
    """Nobody leaves before relief: the wall goes on naming who has the watch."""
    rows = await rows_of(system, "SELECT state FROM kept WHERE kind = 'watches' AND id = 'watch'")
    assert json.loads(rows[0].state)["holders"]
    on_duty = await rows_of(system, "SELECT count(*) AS n FROM person WHERE on_duty AND 'worker' = ANY(roles)")
    assert on_duty[0].n == 0
