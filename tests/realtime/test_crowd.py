"""Two thousand clients at once after a cut."""

import asyncio
import os
import resource
from contextlib import AsyncExitStack
from typing import Any

import msgspec
import pytest

from realtime.websocket import Socket
from tests.realtime.conftest import House, housed
from tests.realtime.raw import TEXT, Raw, frame, knock
from tests.realtime.test_recovery import mail

CROWD = 2_000


async def back(house: House, raw: Raw, person: str, offset: int) -> list[str]:
    """Connect and recover in one message, as the SDKs do; the requests named in what was missed."""
    wanted = {"channel": f"staff:{person}", "recover": True, "offset": offset, "epoch": house.gateway.hub.epoch}
    commands = [{"id": 1, "connect": {"token": house.token(person)}}, {"id": 2, "subscribe": wanted}]
    raw.send(frame(b"\n".join(msgspec.json.encode(c) for c in commands)))
    while True:
        opcode, payload = await raw.next()
        for line in payload.split(b"\n"):
            told: dict[str, Any] = msgspec.json.decode(line) if opcode == TEXT else {}
            if "subscribe" in told:
                assert told["subscribe"]["recovered"], told
                datas = [p["data"] for p in told["subscribe"].get("publications", [])]
                return [fact["request"] for data in datas for fact in (data if isinstance(data, list) else [data])]
            assert "error" not in told, told


@pytest.fixture
def many_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2 * CROWD + 500:
        pytest.skip(f"only {hard} files may be open here; {2 * CROWD + 500} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def test_two_thousand_clients_come_back_at_once_and_all_recover(
    many_files: None, fresh_database: str, fresh_redis: str
) -> None:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(housed(fresh_database, fresh_redis, sockets_per_person=CROWD))
        people = ["w1", "w1b", "w2", "w3", "w4"]
        start = house.gateway.hub.position
        for person in people:
            last = await mail(house, person, f"for {person}", f"also for {person}")
        assert await house.gateway.hub.reached(last, 5)
        begun = asyncio.get_running_loop().time()
        raws = await asyncio.gather(*[knock(house.port) for _ in range(CROWD)])
        told = await asyncio.gather(*[back(house, raw, people[n % 5], start) for n, raw in enumerate(raws)])
        took = asyncio.get_running_loop().time() - begun
        assert told == [[f"for {people[n % 5]}", f"also for {people[n % 5]}"] for n in range(CROWD)]
        assert len(house.gateway.door.sockets) == CROWD
        print(f"{CROWD} clients back in {took:.2f} s, pid {os.getpid()}, {Socket.__name__}")
        for raw in raws:
            raw.writer.transport.abort()
