"""Wall, console and phone over a network that is cut, slow, or late with its answers: all end up showing what is so."""

import asyncio
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import WebSocketRoute, expect

from tests.browser.desk import Desk
from tests.browser.line import Line, State
from tests.browser.screens import Console, Phone, Wall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]
SEED = int(os.environ.get("NETWORK_SEED", "20140718"))
LATE_MS = 60_000
GRIDS: dict[State, int] = {"cut": 5, "slow": 6, "reordered": 7}


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    made = [Line(SEED + n) for n in range(4)]
    yield made
    for line in made:
        line.end()


async def behind(lines: list[Line], wall: Wall, console: Console, worker: Phone, reporter: Phone) -> None:
    for line, screen in zip(lines, (wall, console, worker, reporter), strict=True):
        await line.before(screen)


async def test_a_console_that_has_not_read_the_picture_shows_no_figures_instead_of_none(
    desk: Desk, lines: list[Line]
) -> None:
    console, gate = await desk.console(), asyncio.Event()

    async def late(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        asked: list[str | bytes] = []
        socket.on_message(
            lambda said: asked.append(said) if "picture.get" in str(said) and not gate.is_set() else server.send(said)
        )
        await gate.wait()
        for said in asked:
            server.send(said)

    await console.context.route_web_socket("**/connection/websocket", late)
    await console.connect(desk.first("operator"))
    await expect(console.at("console-unread")).to_be_visible()
    for figure in ("open", "unattended", "overdue", "duty"):
        await expect(console.at(f"figure-{figure}")).to_have_text("–")
    await expect(console.at("queue-empty")).not_to_be_visible()
    gate.set()
    await expect(console.at("console-unread")).to_have_count(0)
    await expect(console.at("figure-duty")).to_have_text(re.compile(r"^\d+$"))


@pytest.mark.parametrize("state", ["cut", "slow", "reordered"])
async def test_a_matter_is_reported_taken_and_seen_by_all(desk: Desk, lines: list[Line], state: State) -> None:
    print(f"NETWORK_SEED={SEED}")
    wall, console = await desk.wall(), await desk.console()
    worker, reporter = await desk.phone(), await desk.phone()
    await behind(lines, wall, console, worker, reporter)
    accounts = desk.workers(GRIDS[state])
    await worker.sign_in(accounts[0])
    await worker.go_on_duty()
    await reporter.sign_in(accounts[1])
    await console.sign_in(desk.first("operator"))
    await console.touch("tab-open")
    await wall.open(desk.kiosk_key)

    await disturb(lines, state)
    await reporter.report("event.0404", "help")
    if state == "cut":
        await reporter.touch("tab-outbox")
        await expect(reporter.at("outbox-item", state="stored")).to_have_count(0)
        await mend(lines)
    incident = await offered(worker)
    await worker.touch("offer-accept")
    await expect(worker.at("assignment-card", incident=incident)).to_be_visible(timeout=LATE_MS)
    if state == "reordered":  # everybody comes back at once, and every answer is late
        for line in lines[:3]:
            await line.cut()
            line.state = "reordered"
    await expect(console.at("incident-row", id=incident)).to_have_attribute("data-status", "assigned", timeout=LATE_MS)
    await expect(wall.row(incident)).to_have_attribute("data-status", "assigned", timeout=LATE_MS)
    await mend(lines)
    await everything_is_shown(wall, console)
    await reporter.touch("tab-outbox")
    await expect(reporter.at("outbox-item", method="report.submit", state="stored")).to_have_count(1, timeout=LATE_MS)
    assert [screen.loads for screen in (wall, console)] == [1, 1], "nobody had to load a page again"


async def offered(worker: Phone) -> str:
    card = worker.at("offer-card")
    await expect(card).to_be_visible(timeout=LATE_MS)
    return str(await card.get_attribute("data-incident"))


async def disturb(lines: list[Line], state: State) -> None:
    for line in lines:
        if state == "cut":
            await line.cut()
        else:
            line.state = state


async def mend(lines: list[Line]) -> None:
    for line in lines:
        line.state = "good"


async def everything_is_shown(wall: Wall, console: Console) -> None:
    """What is open on the server is what is open on the desk; and the wall says how old its picture is."""
    answer: Any = await console.http("/api/incidents?status=open")
    for one in answer["incidents"]:
        row = console.at("incident-row", id=one["id"])
        await expect(row).to_have_attribute("data-status", one["status"], timeout=LATE_MS)
    await wall.is_well()
