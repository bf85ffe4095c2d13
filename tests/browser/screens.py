"""The three screens as a person meets them: what can be touched, and what can be read, by the names the pages give."""

import re
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.system import System

Account = dict[str, Any]
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]+")
KEY = re.compile(
    r"\b(?:age|app|button|console|deadline|disposition|duty|fact|field|hazard|level|link|login|outcome|place|priority|"
    r"progress|reason|refusal|resident|safety|status|tally|tier|wall|why)\.[a-z_]\w*(?:\.\w+)*"
)
"""What a page shows when a language has no words for something: their name."""
SIZES = {"phone": (390, 844), "wall": (1920, 1080), "console": (1440, 900)}


class Screen:
    """One page in a browser profile of its own, which remembers what went wrong in it."""

    def __init__(self, page: Page, system: System) -> None:
        self.page = page
        self.system = system
        self.faults: list[str] = []
        self.frames: list[str] = []
        self.loads = 0
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._only_from_home)
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self.frames.append(str(frame))))
        page.on("load", self._count)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def at(self, name: str, **data: str) -> Locator:
        """What carries this `data-testid`, and these `data-…` values."""
        wanted = "".join(f'[data-{key}="{value}"]' for key, value in data.items())
        return self.page.locator(f'[data-testid="{name}"]{wanted}')

    async def touch(self, *names: str) -> None:
        """One touch each."""
        for name in names:
            await self.at(name).click()

    async def words(self) -> str:
        """Everything that can be read on it now, placeholders included."""
        hints = "[...document.querySelectorAll('[placeholder]')].map(e => e.placeholder).join('\\n')"
        return str(await self.page.evaluate(f"document.body.innerText + '\\n' + {hints}"))

    async def chinese_left(self, names: list[str]) -> list[str]:
        """Chinese that is not one of the names of people, and not the button that leads back to Chinese."""
        text = await self.words()
        for name in sorted([*names, "中文"], key=len, reverse=True):
            text = text.replace(name, "")
        return CHINESE.findall(text)

    async def http(self, path: str, **headers: str) -> Any:
        """What this browser is answered by HTTP."""
        answer = await self.page.request.get(self.system.url + path, headers=headers)
        return await answer.json()

    async def keys_left(self) -> list[str]:
        """Names of words that stand where the words should."""
        return KEY.findall(await self.words())

    async def _open(self, path: str) -> None:
        await self.page.goto(self.system.url + path)

    async def _sign_in(self, account: Account) -> None:
        await self.at("login-username").fill(account["username"])
        await self.at("login-password").fill(account["password"])
        await self.touch("login-submit")

    def _only_from_home(self, request: Any) -> None:
        if not request.url.startswith(
            (self.system.url, "data:", "blob:", "geo:", self.system.url.replace("http", "ws", 1))
        ):
            self.faults.append(f"asked another server: {request.url}")

    def _count(self, _page: Page) -> None:
        self.loads += 1


class Phone(Screen):
    """`/field`, in one hand."""

    async def open(self, language: str = "zh-CN") -> None:
        await self._open("/field" if language == "zh-CN" else f"/field?lang={language}")

    async def sign_in(self, account: Account, language: str = "zh-CN") -> None:
        """Open the page, and be somebody on it."""
        await self.open(language)
        await self._sign_in(account)
        await expect(self.at("link-state")).to_have_attribute("data-state", "connected")

    async def go_on_duty(self) -> None:
        await self.touch("duty-in")
        await expect(self.at("duty-state")).to_have_attribute("data-state", "on")

    async def report(self, category: str, disposition: str, text: str = "", grid: str = "") -> None:
        """The own grid is chosen already; without text, and there, it is three touches."""
        await self.touch("report-open", f"category-{category}")
        if grid:
            await self.touch("place-grid")
            await self.at("place-grid-select").select_option(grid)
        if text:
            await self.at("report-text").fill(text)
        await self.touch(f"disposition-{disposition}")

    async def accept(self) -> str:
        """Take the offer that covers the screen; the incident's id."""
        incident = await self.at("offer-card").get_attribute("data-incident")
        await self.touch("offer-accept")
        await expect(self.at("assignment-card", incident=str(incident))).to_be_visible(timeout=30_000)
        return str(incident)

    async def advance(self, step: str) -> None:
        """One step of the work; it leaves the phone only after five seconds, in which it can be undone."""
        await self.touch(f"advance-{step}")
        await expect(self.at("advance-waiting")).to_have_attribute("data-state", "held")
        await expect(self.at("advance-waiting")).to_have_count(0, timeout=20_000)


class Wall(Screen):
    """`/wall`, with the key of its kiosk."""

    async def open(self, key: str, language: str = "zh-CN") -> None:
        await self._open(f"/wall{'' if language == 'zh-CN' else f'?lang={language}'}#key={key}")
        await expect(self.at("wall-state")).to_have_attribute("data-state", "connected")
        await expect(self.at("wall-duty-count")).to_have_text(re.compile(r"\d"))
        await expect(self.at("wall-age")).to_have_attribute("data-freshness", re.compile("fresh|quiet"))

    def row(self, incident: str) -> Locator:
        """An incident's row in the list of what needs a decision."""
        return self.at("wall-incident", id=incident)

    async def shows_age(self, freshness: str, within_s: float) -> None:
        """The age of the whole picture and of every panel is of this kind."""
        await expect(self.at("wall-age")).to_have_attribute("data-freshness", freshness, timeout=within_s * 1000)
        await expect(self.at("panel-age", freshness=freshness).first).to_be_visible()
        panels = await self.at("panel-age").count()
        await expect(self.at("panel-age", freshness=freshness)).to_have_count(panels)

    async def shows_trouble(self, words: str, within_s: float = 20) -> None:
        await expect(self.at("wall-trouble").filter(has_text=words)).to_be_visible(timeout=within_s * 1000)

    async def is_well(self, within_s: float = 30) -> None:
        """Connected, whole, and without complaint."""
        await expect(self.at("wall-trouble")).to_have_count(0, timeout=within_s * 1000)
        await self.shows_age("fresh", within_s)


class Console(Screen):
    """`/console`, at a desk."""

    async def sign_in(self, account: Account, language: str = "zh-CN") -> None:
        """Be somebody at it, with the picture there: until it is read there are no tabs and no figures."""
        await self.connect(account, language)
        await expect(self.at("console-unread")).to_have_count(0)

    async def connect(self, account: Account, language: str = "zh-CN") -> None:
        """Be somebody at it, whatever of the picture is there."""
        await self._open("/console" if language == "zh-CN" else f"/console?lang={language}")
        await self._sign_in(account)
        await expect(self.at("link-state")).to_have_attribute("data-state", "connected")

    async def keep_accounts(self, account: Account) -> None:
        """Be somebody who keeps accounts: another desk, without a picture."""
        await self._open("/console")
        await self._sign_in(account)
        await expect(self.at("admin-desk")).to_be_visible()

    async def choose(self, incident: str) -> None:
        """Open an incident from the list of all that are open."""
        await self.touch("tab-open")
        await self.at("incident-row", id=incident).locator("visible=true").first.click()
        await expect(self.at("incident-detail", id=incident)).to_be_visible()

    async def told(self, *types: str) -> None:
        """The timeline of the chosen incident says this, in this order, whatever else it says."""
        for kind in types:
            await expect(self.at("timeline-item", type=kind).last).to_be_visible()
        found = await self.at("timeline-item").evaluate_all("items => items.map(one => one.dataset.type)")
        wanted = iter(types)
        nxt = next(wanted, None)
        for kind in found:
            nxt = next(wanted, None) if kind == nxt else nxt
        assert nxt is None, f"{types} is not the order of {found}"

    async def take_call(self, name: str, phone: str, category: str, grid: str, text: str) -> str:
        """Take a report for a caller; the incident's id."""
        await self.at("intake-name").fill(name)
        await self.at("intake-phone").fill(phone)
        await self.pick("intake-category", category)
        await self.place(grid)
        await self.at("intake-text").fill(text)
        await self.touch("intake-submit")
        await expect(self.at("intake-result")).to_have_attribute("data-state", "stored")
        incident = str(await self.at("intake-result").get_attribute("data-incident"))
        await expect(self.at("incident-detail", id=incident)).to_be_visible()
        return incident

    async def place(self, id_: str, words: str = "") -> None:
        """Type a place's name, or part of it, and take it from what is offered."""
        await self.at("intake-place").fill(words or await self._name_of(id_))
        await self.at(f"intake-place-{id_}").click()

    async def act(self, what: str, reason: str = "", outcome: str = "") -> Locator:
        """Do something with the chosen incident, in the form that may still be open; what the desk is told."""
        if not await self.at("act-confirm").is_visible():
            await self.touch(f"act-{what}")
        if outcome:
            await self.touch(f"act-outcome-{outcome}")
        if reason:
            await self.at("act-reason").fill(reason)
        await self.touch("act-confirm")
        return self.at("act-result")

    async def pick(self, name: str, code: str) -> None:
        """Type a name as an operator would, and take what the list then offers."""
        await self.at(name).click()
        await self.page.keyboard.type(await self._name_of(code))
        await self.at(f"{name}-{code}").click()

    async def _name_of(self, code: str) -> str:
        categories = {one["code"]: one["name"] for one in (await self.http("/api/categories"))["categories"]}
        grids = [one["properties"] for one in (await self.http("/api/areas?level=grid"))["features"]]
        return str({**categories, **{one["code"]: one["name"] for one in grids}}[code])
