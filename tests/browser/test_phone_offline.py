"""The phone where there is no network, or hardly any: it opens, finds places, keeps reports and photos."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.photo import with_exif
from tests.browser.screens import Account, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_page_opens_without_a_network_from_its_second_load_on(desk: Desk) -> None:
    phone = await ready(desk, desk.workers(0)[0])
    await phone.context.set_offline(True)
    await phone.page.reload()
    await expect(phone.at("duty-state")).to_be_visible()
    await phone.touch("report-open", "category-event.0404")
    await expect(phone.at("place-shown")).to_have_attribute("data-mode", "grid")
    await expect(phone.at("link-state")).not_to_have_attribute("data-state", "connected")
    await phone.context.set_offline(False)
    await expect(phone.at("link-state")).to_have_attribute("data-state", "connected", timeout=30_000)


async def test_the_page_does_not_wait_for_a_network_that_hardly_moves(desk: Desk) -> None:
    phone = await ready(desk, desk.workers(1)[0])
    line = await phone.context.new_cdp_session(phone.page)
    slow = {"offline": False, "latency": 8000, "downloadThroughput": 1000, "uploadThroughput": 1000}
    await line.send("Network.emulateNetworkConditions", slow)
    await phone.page.reload(wait_until="commit")
    await expect(phone.at("duty-state")).to_be_visible(timeout=14_000)
    await phone.touch("report-open")
    await expect(phone.at("category-event.0404")).to_be_visible()


async def test_a_photo_is_a_job_of_its_own_that_survives_a_reload_and_never_holds_up_its_report(desk: Desk) -> None:
    phone = await ready(desk, desk.workers(2)[0])
    await phone.context.set_offline(True)
    await phone.touch("report-open", "category-event.0404")
    jpeg = await with_exif(phone.page, 3000, 1500)
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": jpeg}
    await phone.at("photo-input").set_input_files(photo)  # type: ignore[arg-type]
    await expect(phone.at("photo-draft")).to_have_count(1)
    await phone.touch("disposition-settled", "tab-outbox")
    await expect(phone.at("photo-job", state="sending")).to_have_count(1)
    await phone.page.reload()
    await phone.touch("tab-outbox")
    job = phone.at("photo-job", state="sending")
    await expect(job).to_have_count(1)
    upload = await job.get_attribute("data-id")

    await phone.context.route("**/api/uploads/*", lambda route: route.abort())
    await phone.context.set_offline(False)
    report = phone.at("outbox-item", method="report.submit", state="stored")
    await expect(report).to_have_count(1, timeout=40_000)
    await expect(job).to_have_count(1)
    await phone.context.unroute_all()
    await phone.touch("photo-retry")
    await expect(phone.at("photo-job", state="stored")).to_have_count(1)

    answer = await phone.page.request.get(f"{phone.system.url}/api/uploads/{upload}")
    body = await answer.body()
    assert body[:2] == b"\xff\xd8"
    assert b"Exif" in jpeg
    assert b"Exif" not in body
    size = "async (path) => { const b = await createImageBitmap(await (await fetch(path)).blob()); return b.width }"
    assert await phone.page.evaluate(size, f"/api/uploads/{upload}") == 1600


async def test_places_of_the_own_community_are_found_by_words_without_a_network(desk: Desk) -> None:
    worker = desk.workers(3)[0]
    phone, console = await ready(desk, worker), await desk.console()
    pack = await phone.http(f"/api/places/pack?community={worker['area'][:12]}")
    rows = [dict(zip(pack["columns"], row, strict=True)) for row in pack["rows"]]
    building = next(one for one in rows if one["kind"] == "building")
    initials = "".join(part[0] for part in building["spelled"].split())
    await phone.context.set_offline(True)
    await phone.page.reload()
    await phone.touch("report-open", "category-component.0101")
    await phone.at("place-search").fill(initials[:4])
    await expect(phone.at("place-offline")).to_be_visible()
    await expect(phone.at("place-result").first).to_be_visible()
    await phone.at("place-search").fill(building["name"])
    await phone.at("place-result", id=building["id"]).click()
    await expect(phone.at("place-shown")).to_contain_text(building["name"])
    await phone.touch("disposition-help", "tab-outbox")
    await phone.context.set_offline(False)
    item = phone.at("outbox-item", method="report.submit", state="stored")
    await expect(item).to_have_count(1, timeout=40_000)

    await console.sign_in(desk.first("operator"))
    found = await console.http("/api/incidents?status=all&q=component.0101")
    places = [one["place"] for one in found["incidents"] if worker["id"] in one["reporters"]]
    assert [one["grid"] for one in places] == [building["area"]]


async def test_what_was_never_accepted_can_be_deleted_once_that_was_confirmed(desk: Desk) -> None:
    phone = await ready(desk, desk.workers(4)[0])
    await phone.context.set_offline(True)
    await phone.report("event.0404", "settled")
    await phone.touch("tab-outbox", "outbox-remove")
    await phone.page.locator(".van-dialog__cancel").click()
    await expect(phone.at("outbox-item")).to_have_count(1)
    await phone.touch("outbox-remove")
    await phone.page.locator(".van-dialog__confirm").click()
    await expect(phone.at("outbox-item")).to_have_count(0)
    await phone.context.set_offline(False)
    await expect(phone.at("link-state")).to_have_attribute("data-state", "connected", timeout=30_000)
    await asyncio.sleep(1)  # long enough for a report that should not be sent
    assert (await phone.http("/api/incidents?status=all"))["incidents"] == []


async def ready(desk: Desk, worker: Account) -> Phone:
    """Signed in, and with everything on board for a day without a network."""
    phone: Phone = await desk.phone()
    await phone.sign_in(worker)
    await phone.touch("menu")
    await expect(phone.at("offline-ready")).to_have_attribute("data-ready", "true")
    await expect(phone.at("places-kept")).not_to_have_attribute("data-kept", "0")
    await phone.touch("menu-close", "report-open")
    await expect(phone.at("category-event.0404")).to_be_visible()
    await phone.touch("tab-work")
    return phone
