"""The screens of one test, and the people of the demo who sit before them."""

from typing import Any

from playwright.async_api import Browser

from tests.browser.screens import SIZES, Account, Console, Phone, Screen, Wall
from tests.system import System

PATIENCE_MS = 15_000


class Desk:
    """Opens screens, each in a browser profile of its own."""

    def __init__(self, browser: Browser, system: System) -> None:
        self.browser = browser
        self.system = system
        self.accounts = system.accounts()
        self._open: list[Screen] = []

    async def phone(self) -> Phone:
        return await self._new(Phone, "phone", has_touch=True, is_mobile=True)

    async def wall(self) -> Wall:
        return await self._new(Wall, "wall")

    async def console(self) -> Console:
        return await self._new(Console, "console")

    def workers(self, grid: int) -> list[Account]:
        """The two workers of the n-th grid: each test has grids of its own."""
        everybody = [one for one in self.accounts if one["role"] == "worker" and "volunteer" not in one["username"]]
        grids = sorted({one["area"] for one in everybody})
        return [one for one in everybody if one["area"] == grids[grid]]

    def first(self, role: str) -> Account:
        return next(one for one in self.accounts if one["role"] == role)

    @property
    def button(self) -> Account:
        """A call button; the device of the weather bureau, which has the whole district, is none."""
        return next(one for one in self.accounts if one["role"] == "device" and len(one["area"]) == 15)

    @property
    def kiosk_key(self) -> str:
        return str(self.first("kiosk")["key"])

    @property
    def names(self) -> list[str]:
        """Names of people: the same in every language."""
        return [one["name"] for one in self.accounts]

    async def close(self) -> None:
        """Close all. Nothing may have failed in silence, no other server been asked, no words be missing."""
        faults = [fault for screen in self._open for fault in screen.faults]
        for screen in self._open:
            faults += [f"{screen.page.url}: no words for {key}" for key in await screen.keys_left()]
            await screen.context.close()
        assert not faults

    async def _new(self, kind: type[Any], size: str, **more: Any) -> Any:
        width, height = SIZES[size]
        viewport = {"width": width, "height": height}
        context = await self.browser.new_context(viewport=viewport, locale="zh-CN", **more)
        context.set_default_timeout(PATIENCE_MS)
        screen = kind(await context.new_page(), self.system)
        self._open.append(screen)
        return screen
