"""The wall cannot look alive when it is not (P7)."""

import time

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Wall
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


async def test_a_gateway_that_is_gone_makes_the_wall_amber_then_hatched_and_its_return_heals_it(
    desk: Desk, system: System
) -> None:
    wall = await opened(desk)
    duty = await wall.at("wall-duty-count").inner_text()
    system.freeze("supervisor")
    assert system.kill("gateway")
    gone = time.monotonic()
    await wall.shows_trouble("连接中断")
    await wall.shows_age("late", within_s=20)
    assert 14 < time.monotonic() - gone < 20
    ticking = await wall.at("wall-clock").inner_text()
    await wall.shows_age("broken", within_s=60)
    assert 58 < time.monotonic() - gone < 66
    await expect(wall.at("panel-age").first).to_contain_text("数据中断")
    assert await wall.page.locator(".panel:has(.hatch)").count() == await wall.page.locator(".panel").count() > 5
    assert await wall.at("wall-duty-count").inner_text() == duty, "the last values stay"
    assert await wall.at("wall-clock").inner_text() != ticking, "the page itself is not frozen"
    system.thaw("supervisor")
    await wall.is_well()
    assert wall.loads == 1


async def test_a_gateway_that_hangs_with_its_sockets_open_is_noticed(desk: Desk, system: System) -> None:
    wall = await opened(desk)
    system.freeze("gateway")
    await wall.shows_age("late", within_s=20)
    await expect(wall.at("wall-trouble")).to_be_visible()
    system.thaw("gateway")
    await wall.is_well()


async def test_a_writer_that_hangs_is_said_in_words(desk: Desk, system: System) -> None:
    wall = await opened(desk)
    system.freeze("worker")
    await wall.shows_trouble("处理")
    system.thaw("worker")
    await wall.is_well()


@pytest.mark.parametrize("end", ["stalls", "dies"])
async def test_the_wall_says_so_when_nobody_looks_for_missing_deadlines(desk: Desk, system: System, end: str) -> None:
    wall = await opened(desk)
    if end == "stalls":
        system.freeze("worker")
    else:
        system.freeze("supervisor")  # nobody starts it again
        assert system.kill("worker")
    await wall.shows_trouble("时限巡检停了", within_s=30)
    system.thaw("worker", "supervisor")
    await wall.is_well(within_s=60)


@pytest.mark.parametrize(("part", "words"), [("redis", "收件"), ("postgres", "数据库")])
async def test_a_server_that_is_gone_is_named_in_words(desk: Desk, system: System, part: str, words: str) -> None:
    wall = await opened(desk)
    system.freeze("supervisor")
    assert system.kill(part)
    await wall.shows_trouble(words)
    system.thaw("supervisor")
    await wall.is_well()


async def opened(desk: Desk) -> Wall:
    wall = await desk.wall()
    await wall.open(desk.kiosk_key)
    return wall
