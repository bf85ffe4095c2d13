"""The drills' process: real, killed in the middle, beside real work that knows nothing of it."""

import asyncio
import contextlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from command.domain import facts as f
from command.domain.facts.drill import Participant
from command.domain.facts.script import ContactInject
from command.domain.picture import Picture
from command.service.replay import differences, replay
from command.service.seal import opened
from command.settings import to_environment
from command.store import exercises, ledger
from realtime import keys
from tests.commits import commits
from tests.district import DISTRICT, report
from tests.drill import Play, begun, cast, inject, reported
from tests.workers.conftest import Wire, working


@asynccontextmanager
async def drills_process(wire: Wire) -> AsyncIterator[asyncio.subprocess.Process]:
    """`gridcommand drills`, killed at the end whatever state it is in."""
    environment = {**os.environ, **to_environment(wire.settings)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "workers.main", "drills", env=environment)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def picture_when(play: Play, so: Callable[[Picture], bool]) -> Picture:
    """The drill's picture, once it is so."""

    async def found() -> Picture | None:
        picture = await replay(play.district.engine, play.universe)
        return picture if so(picture) else None

    async with commits(play.district.engine) as told:
        return await told.until(found)


async def followed_to(play: Play, number: int) -> None:
    """Once the drill has looked at this number of the district's ledger."""

    async def there() -> bool:
        return (await exercises.followed(play.district.engine, play.id) or 0) >= number

    async with commits(play.district.engine, "exercise") as told:
        await told.until(there)


def given(picture: Picture) -> int:
    return sum(one.state == "given" for one in picture.injects.values())


async def facts_of(play: Play, kind: type[f.Fact]) -> list[f.AnyFact]:
    entries = await ledger.read_after(play.district.engine, play.universe, 0, 5000)
    return [opened(entry.body) for entry in entries if entry.type == kind.__name__]


async def test_killed_in_mid_script_it_loses_no_inject_and_gives_none_twice(wire: Wire) -> None:
    injects = [inject(n, n * 2, reported(1 + n % 4, text=f"第 {n} 处")) for n in range(1, 41)]
    await wire.alive("w1", "w2", "op", "co")
    play = await begun(wire.district, *injects, compression=10)
    for upto in (5, 12, 20):
        async with drills_process(wire) as process:
            await picture_when(play, lambda picture, upto=upto: given(picture) >= upto)  # type: ignore[misc]
            process.kill()
            await process.wait()
    async with drills_process(wire):
        await picture_when(play, lambda picture: given(picture) == 40)
    came = Counter(one.serial for one in await facts_of(play, f.InjectGiven))  # type: ignore[union-attr]
    assert came == Counter(range(1, 41)), "each exactly once"
    filed = [one.text for one in await facts_of(play, f.IncidentFiled)]  # type: ignore[union-attr]
    merged = [one.text for one in await facts_of(play, f.ReportMerged)]  # type: ignore[union-attr]
    assert sorted(filed + merged) == sorted(f"【演练】第 {n} 处" for n in range(1, 41))
    assert await differences(play.district.engine, play.universe) == []


async def test_real_work_takes_a_player_out_within_a_second_and_never_twice(wire: Wire) -> None:
    await wire.alive("w1", "w2", "op", "co")
    play = await begun(wire.district, inject(1, 0, reported(1)))
    async with working(wire.settings, wire.district), drills_process(wire) as process:
        await picture_when(play, lambda picture: any(one.person == "w1" for one in picture.offers.values()))
        await wire.put("w1", "duty.check_in", at=report()["at"])
        await wire.fact("DutyStarted", person="w1")
        await wire.put("w3", "report.submit", **report(1))
        asked = await wire.fact("OfferMade", person="w1")
        out = await picture_when(play, lambda picture: not picture.participants["w1"].is_in)
        took = (out.participants["w1"].since - datetime.fromisoformat(asked["at"])).total_seconds()
        assert took < 1.5, "a second, and something for a loaded machine"
        assert not any(one.person == "w1" for one in out.offers.values())
        await play.send("wl", "drill.readmit", person="w1")
        process.kill()
        await process.wait()
    async with drills_process(wire):
        head = await exercises.followed(play.district.engine, play.id) or 0
        await wire.district.send("w4", "report.submit", **report(4))
        await followed_to(play, head + 1)
        picture = await replay(play.district.engine, play.universe)
        assert picture.participants["w1"].is_in, "who was let in again stays in after a crash"


@pytest.mark.parametrize(("layout", "state"), [("region", "paused"), ("whole", "running")])
async def test_a_real_priority_one_pauses_a_drill_that_shares_a_wall(wire: Wire, layout: str, state: str) -> None:
    await wire.district.desk.record([f.PersonRegistered(person="wall", name="wall", roles=["kiosk"], areas=[DISTRICT])])
    wall = Participant(person="wall", roles=["kiosk"], layout=layout)  # type: ignore[arg-type]
    play = await begun(wire.district, inject(1, 6000, reported(1)), participants=[*cast(), wall])
    async with drills_process(wire):
        await wire.district.send("w3", "report.submit", **report(1, hazard="life"))
        head = (await ledger.read_after(wire.district.engine, DISTRICT, 0, 5000))[-1].number
        await followed_to(play, head)
        drill = (await replay(play.district.engine, play.universe)).drills["drill"]
        assert drill.state == state
        assert drill.paused_why == ("real_event" if state == "paused" else None)


async def test_what_a_drill_does_is_on_its_own_streams_and_on_no_other(wire: Wire) -> None:
    play = await begun(wire.district, inject(1, 0, reported(1)))
    before = await wire.redis.keys("*460107*")
    async with drills_process(wire):
        await picture_when(play, lambda picture: given(picture) == 1)
        sent = {"m": "drill.pause", "s": "wl", "b": b"{}", "i": "x", "k": b"", "t": "0"}
        await wire.redis.xadd(keys.inbox(play.universe, "answers"), sent)
        async with commits(play.district.engine) as told:
            await told.until(lambda: facts_of(play, f.RequestRefused))
    assert sorted(await wire.redis.keys("*460107*")) == sorted(before)
    names = {name.decode() for name in await wire.redis.keys("*")}
    assert names, "the drill's own"
    assert all(play.universe in name for name in names if "460107" not in name)


async def test_a_contact_test_ends_by_itself_when_everybody_answered(wire: Wire) -> None:
    play = await begun(wire.district, inject(1, 0, ContactInject(to=["w1", "op"])), form="contact")
    async with drills_process(wire):
        notice = next(iter((await picture_when(play, lambda picture: bool(picture.notices))).notices))
        await play.send("w1", "drill.answer", inject=notice)
        await play.send("op", "drill.answer", inject=notice)
        over = await picture_when(play, lambda picture: picture.drills["drill"].state == "over")
    assert over.drills["drill"].ended_why == "done"
    assert not over.incidents, "never an incident"
