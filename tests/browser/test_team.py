"""A supervisor's phone: who of theirs is out of contact, one touch to ring them, and the signed form of a refusal."""

import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.photo import picture
from tests.browser.test_moving import order, shelter
from tests.filled import copied
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(400)]
RUNG = "window.rung = []; HTMLAnchorElement.prototype.click = function () { window.rung.push(this.href) }"
"""What the page opens by itself is noted and not opened: there is no telephone here."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def system(filled: Path) -> AsyncIterator[System]:
    """A district in which a minute of silence is long: the least that can be set."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="gc-test-") as folder:
        patch.setenv("GRIDCOMMAND_SILENT_S", "60")
        made = copied(filled, Path(folder))
        try:
            await made.start()
            yield made
        finally:
            await made.stop()


def leader_of(desk: Desk, grid: str) -> dict[str, str]:
    """The supervisor nearest above a grid."""
    above = [one for one in desk.accounts if one["role"] == "supervisor" and grid.startswith(one["area"])]
    return max(above, key=lambda one: len(one["area"]))


async def test_somebody_who_falls_silent_is_named_rung_by_one_touch_and_noted_as_safe(desk: Desk) -> None:
    worker = desk.workers(3)[0]
    leader, phone = await desk.phone(), await desk.phone()
    await leader.page.add_init_script(RUNG)
    await leader.sign_in(leader_of(desk, worker["area"]))
    await expect(leader.at("team-nobody")).to_be_visible()
    await phone.sign_in(worker)
    await phone.go_on_duty()
    await expect(leader.at("team-heard")).to_be_visible(timeout=40_000)
    await phone.page.goto("about:blank")  # the battery is empty
    lost = leader.at("team-lost-one", person=worker["id"])
    await expect(lost).to_be_visible(timeout=150_000)
    await expect(lost).to_contain_text(worker["name"])
    await expect(lost).to_contain_text("失联")
    await lost.get_by_test_id("team-ring").click()
    await expect(lost.get_by_test_id("team-ring")).to_contain_text("154")
    await lost.get_by_test_id("team-reached").click()
    await expect(leader.at("team-heard")).to_be_visible(timeout=40_000)
    assert json.dumps(await leader.page.evaluate("window.rung")).count("tel:") == 1


async def test_the_signed_form_of_a_refusal_is_seen_by_whoever_leads_there(desk: Desk) -> None:
    console, phone, leader = await desk.console(), await desk.phone(), await desk.phone()
    await console.sign_in(desk.first("operator"))
    worker, other, *_ = desk.workers(5)
    await shelter(console, "琼山第三小学", worker["area"], other, 300)
    await order(console)
    await leader.sign_in(leader_of(desk, worker["area"]))
    await phone.sign_in(worker)
    one = phone.at("evacuee").first
    await one.get_by_test_id("evacuee-open").click()
    await phone.touch("mark-refused")
    await phone.at("refuse-why").fill("要看家")
    await one.get_by_test_id("photo-input").set_input_files(await picture(phone.page))
    await expect(one.get_by_test_id("photo-draft")).to_have_count(1)
    await phone.touch("refuse-save")
    await expect(leader.at("team-refused")).to_contain_text("拒绝转移", timeout=40_000)
    await leader.touch("team-refused-show")
    await expect(leader.at("team-refused-one")).to_contain_text("要看家")
    seen = leader.at("team-refused-one").get_by_test_id("seen-photo")
    await expect(seen).to_be_visible(timeout=40_000)
    await expect(seen).to_have_js_property("complete", True)
    assert await seen.evaluate("(one) => one.naturalWidth") > 0
