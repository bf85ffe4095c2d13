"""The pack for when the network is gone: everything a grid needs on paper, in letters that can be read."""

import re
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typst
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.http.context import Context
from command.service.pack.drawing import Mark, draw
from command.service.pack.gathering import gather
from command.service.pack.printing import pdf
from command.service.replay import differences
from command.service.setting import FONTS, FontsMissing, has_fonts
from tests.http.conftest import DISTRICT, FIRST_GRID
from tests.http.test_modes import switch
from tests.http.test_moving import at, ordered, people, shelter

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
printed = pytest.mark.usefixtures("fonts")


@pytest.fixture
def fonts() -> None:
    """Paper needs letters: nothing here is skipped where they are missing."""
    assert has_fonts(), "the print's fonts come with the screens: `make web-built` first"


def letters(document: bytes) -> str:
    """Every letter that the document can be searched for, by the tables that PDF readers copy text with."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", document, re.DOTALL):
        try:
            table = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"beginbf" in table:
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s+<((?:[0-9A-Fa-f]{4})+)>", table):
                found.add(bytes.fromhex(code.decode()).decode("utf-16-be", errors="ignore"))
    return "".join(sorted(found))


@printed
async def test_a_grids_pack_has_every_name_code_and_number_in_letters_that_are_there(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    await shelter(client, headers, contact_name="林校长", contact_phone="0898-65300001")
    done = await ordered(client, headers, FIRST_GRID[:12])
    found = (await people(client, headers, done["evacuation"]))["people"]
    grid = found[0]["grid"]
    worker = next(n for n, one in accounts.items() if one["role"] == "worker" and one["area"] == grid)
    async with context.engine.connect() as connection:
        before = await connection.scalar(text("SELECT count(*) FROM look WHERE reason = '打印断网应急包'"))
    answer = await client.get(f"/api/pack.pdf?area={grid}", headers=headers(worker))
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")
    there = letters(answer.content)
    made = await gather(context.desk, context.reading, context.directory, grid, english=False)
    (one,) = made.data["grids"]
    assert len(one["people"]) == sum(entry["grid"] == grid for entry in found)
    said = str([one["people"], one["in_need"], one["contacts"], one["name"], made.data["printed"]])
    wanted = {letter for letter in said if "\u4e00" <= letter <= "\u9fff"} | set("0123456789☐"[:10])
    assert wanted <= set(there), f"no letter for {wanted - set(there)}"
    assert b"NotoSansSC" in answer.content
    async with context.engine.connect() as connection:
        after = await connection.scalar(text("SELECT count(*) FROM look WHERE reason = '打印断网应急包'"))
    assert (after or 0) - (before or 0) == len(made.shown)
    assert len(one["contacts"]) >= 7, "workers, leader, overseer, stations and 119, 120, 110"
    assert all(contact["phone"] for contact in one["contacts"])
    assert at()


@printed
async def test_who_may_print_what(client: Client, headers: Headers, accounts: dict[str, Any]) -> None:
    elsewhere = next(n for n, one in accounts.items() if one["role"] == "worker" and one["area"] != FIRST_GRID)
    assert (await client.get(f"/api/pack.pdf?area={FIRST_GRID}", headers=headers(elsewhere))).status_code == 403
    assert (await client.get(f"/api/pack.pdf?area={FIRST_GRID}", headers=headers("kiosk-1"))).status_code == 403
    nowhere = await client.get("/api/pack.pdf?area=460107999", headers=headers("operator-1"))
    assert nowhere.status_code == 404


async def test_without_fonts_it_says_what_to_do_and_sets_nothing(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing):
        await pdf({}, tmp_path)


@printed
async def test_the_whole_district_is_set_while_others_are_answered(
    client: Client, context: Context, headers: Headers
) -> None:
    made = await gather(context.desk, context.reading, context.directory, DISTRICT, english=False)
    assert len(made.data["grids"]) == 185
    import asyncio

    work = asyncio.create_task(pdf(made.data))
    slowest, asked = 0.0, 0
    while not work.done():
        began = time.monotonic()
        assert (await client.get("/api/evacuations", headers=headers("operator-1"))).status_code == 200
        slowest, asked = max(slowest, time.monotonic() - began), asked + 1
        await asyncio.sleep(0.05)
    document = await work
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", document))
    assert pages >= 185 * 2
    assert asked >= 3
    assert slowest < 3, "an answer waits for no printing"


def test_the_map_is_true_to_shape_and_nobodys_name_can_break_it() -> None:
    from tests.district import square

    grid = square("460107001001001", 20.0, 110.3, 0.01, "grid")
    marks = [Mark(20.0, 110.3, "people", "<1&"), Mark(21.0, 110.3, "shelter", "far away")]
    drawn = draw(grid, marks)
    assert "&lt;1&amp;" in drawn
    assert "far away" not in drawn, "what is not on the sheet is left out"
    points = [tuple(map(float, one.split(","))) for one in re.findall(r'points="([^"]+)"', drawn)[0].split()]
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    assert wide / high == pytest.approx(0.94, abs=0.01), "a degree of longitude is shorter here, by the cosine of 20°"
    typst.compile(b'#image(bytes(sys.inputs.svg), format: "svg")', sys_inputs={"svg": drawn})


def test_the_fonts_are_taken_from_the_build_alone() -> None:
    assert FONTS.parts[-3:] == ("web", "dist", "fonts")


async def test_the_tasks_of_the_level_are_printed_and_what_was_ticked_is_entered_once(
    client: Client, context: Context, headers: Headers
) -> None:
    await switch(client, context, headers, 3)
    made = await gather(context.desk, context.reading, context.directory, FIRST_GRID, english=False)
    (one,) = made.data["grids"]
    tasks = {task["what"]: task for task in one["level_tasks"]}
    held = (await client.get("/api/modes/tasks", headers=headers("operator-1"))).json()["grids"]
    mine = next(each for each in held if each["id"] == FIRST_GRID)["tasks"]
    assert len(tasks) == len(mine) >= 4
    drains = tasks[mine["drains"]["title"]["zh"]]
    assert all(drains[part] for part in ("line", "where", "by", "who")), drains
    assert drains["done"] == ""
    found = (await client.get(f"/api/paper/{drains['line'].lower()}", headers=headers("operator-1"))).json()
    assert (found["task"]["area"], found["task"]["task"]["id"], found["evacuee"]) == (FIRST_GRID, "drains", None)
    worker = await client.get(f"/api/paper/{drains['line']}", headers=headers("worker-001"))
    assert worker.status_code == 404, "paper is entered by whoever answers for the area"
    ticked = {"at": mine["drains"]["set_at"], "paper": True, "doer": "王海"}
    url = f"/api/modes/tasks/{FIRST_GRID}/drains"
    assert (await client.post(url, json=ticked, headers=headers("operator-1"))).status_code == 200
    again = await client.post(url, json=ticked, headers=headers("operator-1"))
    assert (again.status_code, again.json()["code"]) == (409, "grid_task_done")
    printed_now = await gather(context.desk, context.reading, context.directory, FIRST_GRID, english=True)
    done = [each["done"] for each in printed_now.data["grids"][0]["level_tasks"] if each["done"]]
    assert len(done) == 1
    assert "王海" in done[0], "what is done is printed as done, so that nobody does it again"
    assert "level III" in printed_now.data["level_title"]
    assert await differences(context.engine, DISTRICT) == [], "the ledger alone makes the same picture (P11)"
    await switch(client, context, headers, 0)
    over = await client.get(f"/api/paper/{drains['line']}", headers=headers("operator-1"))
    assert (over.status_code, over.json()["code"]) == (409, "grid_task_over")
