"""The page of figures: a figure opens its incidents, and an incident itself; the workbook is there; age is said."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_figure_opens_its_incidents_and_grows_with_the_day(desk: Desk, tmp_path: Path) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    grid = desk.workers(6)[0]["area"]
    incident = await console.take_call("符先生", "13876543211", "event.0404", grid, "井盖旁积水")
    await console.touch("statistics-open")
    await console.touch("statistics-kind-count")
    figure = console.at("statistics-total-filed")
    await expect(figure).to_have_text("1")
    await expect(console.at("statistics-age")).to_contain_text("截至")
    await expect(console.page.locator(".charts canvas")).to_have_count(2)

    await figure.click()
    await expect(console.at("statistics-behind-count")).to_have_attribute("data-count", "1")
    row = console.at("statistics-incident")
    await expect(row).to_have_attribute("data-id", incident)
    await row.click()
    await expect(console.at("detail-text")).to_have_text("井盖旁积水")

    await console.page.locator(f'[data-testid="statistics-row"][data-key="{grid[:9]}"] .into').click()
    await expect(console.page.locator(f'[data-testid="statistics-row"][data-key="{grid[:12]}"]')).to_be_visible()

    await console.touch("statistics-open")
    second = await console.take_call("吴女士", "13876543212", "event.0404", desk.workers(8)[0]["area"], "第二起")
    assert second != incident
    await console.touch("statistics-open")
    await console.touch("statistics-kind-count")
    await expect(console.at("statistics-total-filed")).to_have_text("2")

    async with console.page.expect_download() as saving:
        await console.touch("statistics-workbook")
    saved = await saving.value
    assert re.fullmatch(r"gridcommand-street-\d{8}\.xlsx", saved.suggested_filename)
    path = tmp_path / "figures.xlsx"
    await saved.save_as(path)
    assert path.read_bytes()[:2] == b"PK"


async def test_a_press_of_a_red_button_is_never_under_the_page_of_figures(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    await console.touch("statistics-open")
    await expect(console.at("statistics")).to_be_visible()
    button = desk.button
    pressed = await console.page.evaluate(
        """async ({ id, key, press }) => (await fetch(`/api/buttons/${id}/press`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ id: press, button: 'red', at: new Date().toISOString() }),
        })).status""",
        {"id": button["id"], "key": button["key"], "press": "01a20244-a330-7af1-9138-65bb0d472fdb"},
    )
    assert pressed in (200, 201, 202)
    await expect(console.at("statistics")).to_be_hidden()  # set aside, not lost
    await expect(console.at("press-panel").or_(console.page.locator(".press"))).to_be_visible()
