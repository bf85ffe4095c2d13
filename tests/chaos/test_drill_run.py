"""A live drill at level Ⅰ beside real work while parts are killed: nothing of it is anywhere outside, whoever real work
needs is out of it, every inject comes once, and the evaluation says what the ledger says (P8)."""

import os

import pytest

from tests.chaos.drill_proof import prove
from tests.chaos.drill_run import Run
from tests.chaos.drill_script import SMALL
from tests.system import System

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = int(os.environ.get("CHAOS_KILLS", str(SMALL.kills)))
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(0 if KILLS > 10 else 600)]


async def test_a_drill_beside_real_work_leaves_no_trace_in_it_whatever_is_killed(system: System) -> None:
    run = Run(system, SEED, SMALL._replace(kills=KILLS, span_s=max(SMALL.span_s, 4.0 * KILLS)))
    await run.live(with_drill=True)
    wrong, figures = await prove(run)
    print(figures)
    assert {name: found[:10] for name, found in wrong.items()} == {}
    told = figures["drill"]
    assert told["taken_out"] > 0, "real work needed nobody who plays"
    assert told["outcomes"]["met"] > 5, "nobody played"
    assert told["looked_at"]["socket"] > 100
