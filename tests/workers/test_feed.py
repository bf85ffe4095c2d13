"""Polling for warnings, against a stand-in server: each message once, whatever fails, dies or doubles."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import text

from command.clock import now
from command.store import feeds
from command.store.feeds import FeedState
from command.store.ledger import read_after
from tests.district import DISTRICT, District, small_district
from tests.domain.cap import cap
from workers.feed.poller import Poller

HOST = "http://bureau.test"


def live(identifier: str, **told: Any) -> bytes:
    later = (now() + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return cap(identifier, sent=now().strftime("%Y-%m-%dT%H:%M:%S+00:00"), **{"expires": later, **told})


@dataclass
class Bureau:
    """A server whose pages a test changes. `status` other than 200 is answered everywhere."""

    pages: dict[str, bytes] = field(default_factory=dict)
    status: int = 200
    asked: list[httpx.Request] = field(default_factory=list)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    hold: asyncio.Event | None = None

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        self.was_asked.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.status != 200:
            return httpx.Response(self.status, headers={"Location": "http://elsewhere.test/"})
        page = self.pages.get(request.url.path)
        if page is None:
            return httpx.Response(404)
        etag = f'"{hash(page)}"'
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304)
        return httpx.Response(200, content=page, headers={"ETag": etag})


def atom(*entries: tuple[str, str]) -> bytes:
    """An index of (link, version)."""
    said = "".join(f'<entry><id>{v}</id><link href="{link}"/></entry>' for link, v in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{said}</feed>'.encode()


@dataclass
class Station:
    district: District
    bureau: Bureau
    client: httpx.AsyncClient

    def poller(self, holder: str = "one", path: str = "/cap", interval_s: float = 60) -> Poller:
        return Poller(self.district.desk, self.client, HOST + path, holder, interval_s=interval_s, key="secret")

    async def again(self) -> None:
        """It is time for the next poll."""
        async with self.district.engine.begin() as connection:
            await connection.execute(text("UPDATE feed SET next_at = '-infinity'"))

    async def received(self) -> list[str]:
        entries = await read_after(self.district.engine, DISTRICT, 0, 10_000)
        return [msgspec.json.decode(e.body)["identifier"] for e in entries if e.type == "WarningReceived"]

    async def state(self) -> FeedState:
        (one,) = await feeds.feeds(self.district.engine, DISTRICT)
        return one


@pytest.fixture
async def station(fresh_database: str) -> AsyncIterator[Station]:
    bureau = Bureau()
    async with (
        small_district(fresh_database) as district,
        httpx.AsyncClient(transport=httpx.MockTransport(bureau.answer)) as client,
    ):
        yield Station(district, bureau, client)


async def test_a_message_at_the_address_is_taken_once_and_asked_for_conditionally(station: Station) -> None:
    station.bureau.pages["/cap"] = live("one")
    poller = station.poller()
    assert await poller.tick()
    assert await station.received() == ["one"]
    assert not await poller.tick(), "not before the interval is over"
    await station.again()
    assert await poller.tick()
    assert "if-none-match" in station.bureau.asked[-1].headers
    assert station.bureau.asked[-1].headers["authorization"] == "Bearer secret"
    state = await station.state()
    assert (state.taken, state.failures, await station.received()) == (1, 0, ["one"])


async def test_an_index_brings_every_message_once_and_only_from_its_own_host(station: Station) -> None:
    pages = station.bureau.pages
    pages |= {"/a": live("a"), "/b": live("b", geocode="110101000000"), "/c": b"<broken", "/d": live("d")}
    pages["/cap"] = atom(("/a", "1"), ("b", "1"), ("/c", "1"), ("http://169.254.169.254/x", "1"), (f"{HOST}/d", "1"))
    poller = station.poller()
    await poller.tick()
    assert await station.received() == ["a", "d"]
    state = await station.state()
    assert (state.taken, state.elsewhere, state.refused) == (2, 1, 1)
    assert "XML" in state.last_refusal
    assert {request.url.host for request in station.bureau.asked} == {"bureau.test"}
    pages["/e"] = live("e")
    pages["/cap"] = atom(("/a", "1"), ("/e", "1"))
    station.bureau.asked.clear()
    await station.again()
    await poller.tick()
    assert await station.received() == ["a", "d", "e"]
    assert [request.url.path for request in station.bureau.asked] == ["/cap", "/e"], "what was read is not read again"


async def test_two_pollers_do_not_double_and_one_takes_over_from_another_that_died(station: Station) -> None:
    station.bureau.pages["/cap"] = live("one")
    station.bureau.hold = asyncio.Event()
    first = asyncio.create_task(station.poller("first").tick())
    await station.bureau.was_asked.wait()
    assert not await station.poller("second").tick(), "the first has the lease"
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    station.bureau.hold = None
    assert not await station.poller("second").tick(), "and keeps it until it runs out"
    async with station.district.engine.begin() as connection:
        await connection.execute(text("UPDATE feed SET lease_until = '-infinity'"))
    assert await station.poller("second").tick()
    assert await station.received() == ["one"]


async def test_what_one_poller_stored_before_it_died_is_not_stored_again(station: Station) -> None:
    station.bureau.pages |= {"/a": live("a"), "/cap": atom(("/a", "1"), ("/gone", "1"))}
    await station.poller("first").tick()
    state = await station.state()
    assert (state.failures, state.error) == (1, "HTTP 404")
    assert await station.received() == ["a"], "one that is missing keeps none of the others waiting"
    station.bureau.pages["/gone"] = live("late")
    await station.again()
    await station.poller("second").tick()
    assert await station.received() == ["a", "late"]
    assert (await station.state()).failures == 0


@pytest.mark.parametrize("status", [301, 401, 404, 500, 503])
async def test_a_failing_feed_is_left_alone_longer_each_time_and_says_why(station: Station, status: int) -> None:
    station.bureau.status = status
    poller = station.poller()
    for failures in (1, 2, 3):
        await poller.tick()
        state = await station.state()
        assert (state.failures, state.error, state.ok_at) == (failures, f"HTTP {status}", None)
        await station.again()
    assert [poller.back_off_s(n) for n in (0, 1, 2, 3, 4, 60)] == [60, 120, 240, 480, 600, 600]
    assert all(request.url.host == "bureau.test" for request in station.bureau.asked), "no redirect is followed"


@pytest.mark.parametrize(
    "page", [b"", b"<html/>", b"x" * 2_000_000, b'<!DOCTYPE x [<!ENTITY a "b">]><feed/>', b"\xff\xfe"]
)
async def test_what_is_no_feed_is_a_failure_that_is_seen(station: Station, page: bytes) -> None:
    station.bureau.pages["/cap"] = page
    await station.poller().tick()
    state = await station.state()
    assert state.failures == 1
    assert state.error


async def test_an_address_that_is_no_longer_polled_is_forgotten(station: Station) -> None:
    station.bureau.pages |= {"/cap": live("one"), "/new": live("two")}
    await station.poller().tick()
    other = asyncio.create_task(station.poller("other", "/new").run())
    while "two" not in await station.received():
        await asyncio.sleep(0.02)
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert [one.url for one in await feeds.feeds(station.district.engine, DISTRICT)] == [f"{HOST}/new"]
