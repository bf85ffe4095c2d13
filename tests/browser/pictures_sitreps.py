"""Takes the pictures of reports upward into docs/pictures: `python -m tests.browser.pictures_sitreps`."""

import asyncio
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec
import typst
from playwright.async_api import expect

from command.domain.policy import DEFAULT
from command.service.desk import Desk as Reading
from command.service.directory import Directory
from command.service.setting import FONTS
from command.service.sitrep_paper import paper
from command.service.sitrep_whole import Whole
from command.store.database import create_engine
from tests.browser.desk import Desk
from tests.browser.pictures import seed, shoot
from tests.browser.pictures_modes import switch
from tests.browser.screens import Account
from tests.browser.studio import FOLDER, studio
from tests.http.test_storms import coming, rows

LATE = 2
"""So many streets do not hand in."""
WORDS = {
    "situation": "台风“威马逊”正向我区靠近，全区Ⅲ级响应运行平稳，未发生人员伤亡。",
    "measures": "一是18时前完成危险区人员转移；二是持续排查脚手架、广告牌；三是各避灾点清点到人。",
    "needs": "请协调移动排涝泵车2台支援府城街道。",
}


class Asker:
    """Somebody who asks over HTTP."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.http = httpx.AsyncClient(base_url=desk.system.url, timeout=60)

    async def post(self, who: Account, path: str, body: Any = None, content: str | None = None) -> Any:
        login = {"username": who["username"], "password": who["password"]}
        token = (await self.http.post("/api/session", json=login)).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        given = {"content": content} if content is not None else {"json": body}
        done = await self.http.post(path, headers=headers, **given)  # type: ignore[arg-type]
        assert done.status_code == 200, (path, done.text)
        return done.json()


async def take(desk: Desk, data: Path) -> None:
    """A follow-up while it is written, with a figure open; and the first page of what goes out."""
    operator, commander = await desk.console(), await desk.console()
    leader = desk.first("coordinator")
    await operator.sign_in(desk.first("operator"))
    await commander.sign_in(leader)
    asker = Asker(desk)
    crowd = await seed(desk)
    track = "/api/storms/import?code=2609&name=%E5%A8%81%E9%A9%AC%E9%80%8A&dry_run=false"
    await asker.post(leader, track, content=rows(coming(420)))
    await asker.post(leader, "/api/evacuations", {"area": "460107001", "title": "威马逊转移"})
    await switch(operator, commander, 3, "台风橙色预警")
    made = (await commander.http("/api/sitreps"))["open"][0]
    await hand_in(desk, asker, made)
    await asker.post(leader, f"/api/sitreps/{made['id']}/cut", {})
    first = (await commander.http("/api/sitreps"))["open"][0]
    body = {"cut": first["cut"], "words": WORDS}
    await asker.post(leader, f"/api/sitreps/{first['id']}/send", body)
    more = await seed(desk)
    made = (await commander.http("/api/sitreps"))["open"][0]
    await hand_in(desk, asker, made, injured=2)
    await asker.post(leader, f"/api/sitreps/{made['id']}/cut", {})
    await commander.touch("sitrep-chip")
    await expect(commander.at("sitrep-cut-at")).to_be_visible()
    for name, words in WORDS.items():
        await commander.at(f"sitrep-words-{name}").fill(words)
    await shoot(commander, "console-report-upward-words")
    await commander.page.locator('[data-figure="priority.1"]').click()
    await expect(commander.at("sitrep-behind-total")).to_be_visible()
    await shoot(commander, "console-report-upward")
    cut = (await commander.http("/api/sitreps"))["open"][0]
    await asker.post(leader, f"/api/sitreps/{cut['id']}/send", {"cut": cut["cut"], "words": WORDS})
    whole = msgspec.convert(await commander.http(f"/api/sitreps/{cut['id']}"), Whole)
    await print_first_page(data, whole)
    for life in [*crowd, *more]:
        life.cancel()
    await desk.close()


async def hand_in(desk: Desk, asker: Asker, made: dict[str, Any], injured: int = 0) -> None:
    """Each street but the last ones; the first has counted something."""
    for n, street in enumerate(made["streets"][:-LATE]):
        heads = [one for one in desk.accounts if one["role"] == "supervisor" and one["area"] == street]
        losses = {"losses": {"injured": injured, "damaged": 3}} if n == 0 and injured else {"nothing": True}
        note = {} if heads else {"note": "电话报数"}
        who = heads[0] if heads else desk.first("operator")
        await asker.post(who, f"/api/sitreps/{made['id']}/hand-in", {"street": street, **losses, **note})


async def print_first_page(data: Path, whole: Whole) -> None:
    """As the server's own child sets it, but as a picture."""
    sockets = str(data / "run" / "sockets").replace("/", "%2F")
    engine = create_engine(f"postgresql://gridcommand@/gridcommand?host={sockets}")
    directory = await Directory.load(engine, "460107")
    reading = Reading(engine, "460107", directory.areas, policy=msgspec.structs.replace(DEFAULT, public_real=False))
    made = await paper(reading, whole, directory.areas, ZoneInfo("Asia/Shanghai"), english=False)
    await engine.dispose()
    template = Path(sys.modules["command.service.pack.printing"].__file__ or "").with_name("sitrep.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    text = msgspec.json.encode(made).decode()
    pages = typst.compile(template, font_paths=fonts, format="png", ppi=110, sys_inputs={"data": text})
    (FOLDER / "report-upward.png").write_bytes(pages[0] if isinstance(pages, list) else pages)


if __name__ == "__main__":
    asyncio.run(studio(take, patience=6))
