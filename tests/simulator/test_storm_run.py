"""A storm lived over the real socket and HTTP in a small district: up and down, one list moved, damage in between."""

import json
import os
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
import typer
from typer.testing import CliRunner

from command.clock import now
from command.domain.worktime import LOCAL
from command.store import audit
from command.store.database import create_engine
from tests.domain.storms import westward
from tests.filled import copied
from tests.simulator.test_simulate import facts, simulate
from tests.simulator.test_storm_plan import GRIDS, HEAD, as_csv
from tests.system import System
from workers import cli_simulate
from workers.rehearse import clock_from
from workers.simulator.storm.plan import from_file, window

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]
RATE = 1000
"""A day in 86 seconds: limits of half a minute are over before a socket answers, so only processes are proven."""
SIGNING_IN_S = 22.0
LIVED = {
    "warnings sent", "track entered", "track confirmed", "levels: proposed", "levels: approved", "grid tasks",
    "evacuations ordered", "moving: told", "shelters opened", "storm ended", "evacuations closed", "watch: came",
}  # fmt: skip


def squall(folder: Path) -> Path:
    """A small, quick storm that is over the district seven hours after its first point, as a file."""
    track = westward(datetime(2031, 8, 4, tzinfo=UTC), 19.95, 110.4, east_km=330, kmh=60, hours=9, wind=34)
    path = folder / "squall.csv"
    path.write_text("\n".join([HEAD, *as_csv(track)]) + "\n", encoding="utf-8")
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(filled: Path) -> AsyncIterator[System]:
    """A demo whose clock begins a little before the storm."""
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        made = copied(filled, Path(folder))
        begins, _ = window(from_file(squall(Path(folder)), now()), GRIDS)
        margin = clock_from(begins, RATE * SIGNING_IN_S / 75)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GRIDCOMMAND_REHEARSAL_RATE", str(RATE))
            patch.setenv("GRIDCOMMAND_REHEARSAL_FROM", margin)
            await made.start()
        yield made
        await made.stop()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_storm_known_from_its_file_alone_is_lived_to_its_end_and_all_counts_agree(
    system: System, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    run = await simulate(
        system, "--scenario", "storm", "--track", str(squall(tmp_path)), "--people", "6", "--damage", "0.3",
        "--rate", str(RATE), "--seed", "4", "--json", str(figures),
    )  # fmt: skip
    out = (await run.communicate())[0].decode()
    assert run.returncode == 0, out
    assert "all counts agree" in out
    told = json.loads(figures.read_text())
    work, storm = told["work"], told["storm"]
    assert {name for name in LIVED if not work.get(name)} == set(), out
    assert min(level for level in storm["levels"] if level) == 2, "up to Ⅱ"
    assert storm["levels"][-1] == 0, "and down again"
    assert storm["listed"] > 0
    assert told["reports"]["stored"] > 0
    counted = await facts(system)
    assert counted["ModeSwitched"] == len(storm["levels"]) == work["levels: approved"]
    assert counted["WarningReceived"] + counted["WarningCancelled"] == work["warnings sent"]
    assert counted["GridTaskDone"] == work["grid tasks"]
    assert counted["EvacueeTold"] == work["moving: told"]
    assert counted["EvacuationClosed"] == counted["EvacuationOpened"] == work["evacuations ordered"]
    engine = create_engine(system.servers()["database_url"], read_only=True)
    assert (await audit.verify(engine, "460107")).broken is None
    await engine.dispose()
    for line in ("level Ⅱ", "tasks ", "people ", "peak ", "queue "):
        assert f"\n{line}" in out, "the summary"


@pytest.mark.asyncio(loop_scope="module")
async def test_a_pace_that_is_not_the_servers_is_refused(system: System) -> None:
    run = await simulate(system, "--scenario", "rammasun", "--rate", "60")
    out = (await run.communicate())[0].decode()
    assert run.returncode == os.EX_UNAVAILABLE, out
    assert f"the server's clock runs {RATE} s a second, not 60" in out
    assert "Traceback" not in out


BAD = {
    "jump": ("CMA,2031-08-04T09:00:00Z,19.9,131.0,38,2-min,950,TY", "no centre moves so fast"),
    "back": ("CMA,2031-08-03T18:00:00Z,19.9,114.0,38,2-min,950,TY", "not after that of the row before"),
    "calm": ("CMA,2031-08-04T06:00:00Z,19.9,112.8,,2-min,950,TY", "greatest wind is missing"),
    "mixed": ("JMA,2031-08-04T06:00:00Z,19.9,112.8,30,10-min,950,TY", "name one with --agency"),
}


def asked(folder: Path, *options: str) -> tuple[int, str]:
    """Exit code and words of a simulation that is refused, of a system that is not there: a request would fail
    otherwise. In this process: starting one takes longer than all refusals. An exception is one, not a sentence."""
    app = typer.Typer()
    cli_simulate.register(app)
    run = CliRunner().invoke(app, ["--data", str(folder / "empty"), *options])
    if run.exception is not None and not isinstance(run.exception, SystemExit):
        raise run.exception
    return run.exit_code, run.output


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_track_is_refused_before_anything_is_sent(tmp_path: Path, kind: str) -> None:
    row, sentence = BAD[kind]
    path = squall(tmp_path)
    path.write_text("\n".join([*path.read_text().splitlines()[:3], row]), encoding="utf-8")
    code, out = asked(tmp_path, "--scenario", "storm", "--track", str(path))
    assert code == os.EX_DATAERR, out
    assert sentence in out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--scenario", "storm"), "needs its track"),
        (("--track", "x.csv"), "go with --scenario storm"),
        (("--scenario", "storm", "--track", "/nowhere.csv"), "cannot be read"),
        (("--scenario", "rammasun", "--duration", "60"), "as long as its track"),
        (("--scenario", "night", "--damage", "1"), "--damage goes with"),
    ],
)
def test_options_that_contradict_are_refused_in_one_sentence(
    tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    code, out = asked(tmp_path, *options)
    assert code not in (0, 1), out
    assert sentence in out


def test_a_rehearsal_takes_the_next_free_folder_and_says_what_comes_when(tmp_path: Path) -> None:
    from workers.rehearse import free_folder

    first = free_folder(tmp_path / "typhoon")
    first.mkdir()
    assert free_folder(tmp_path / "typhoon").name == "typhoon-2", "what was rehearsed before is kept"
    begins = datetime(2031, 8, 4, 8, tzinfo=LOCAL)
    assert clock_from(begins, 60) == "06:45"
