"""When something was seen on a screen: told by the page itself, by the machine's one clock, without a sleep."""

from typing import Any

from playwright.async_api import Page

_WATCH = """([selector, name]) => {
    window.gcSeen = {...(window.gcSeen ?? {}), [name]: new Promise((tell) => {
        const look = () => document.querySelector(selector) && (tell(Date.now()), observer.disconnect())
        const observer = new MutationObserver(look)
        observer.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})
        look()
    })}
}"""
_TOUCHED = """([selector, name]) => {
    const it = document.querySelector(selector)
    window.gcSeen = {...(window.gcSeen ?? {}), [name]: new Promise((tell) =>
        it.addEventListener('click', () => tell(Date.now()), {once: true, capture: true}))}
}"""


async def expect_seen(page: Page, selector: str) -> str:
    """From now on the page looks whether something is there at each change of itself. What to ask `when` with."""
    await page.evaluate(_WATCH, [selector, selector])
    return selector


async def expect_touch(page: Page, selector: str) -> str:
    """From now on the page waits for a touch of something that is there."""
    await page.evaluate(_TOUCHED, [selector, f"touch {selector}"])
    return f"touch {selector}"


async def when(page: Page, name: str, timeout_s: float = 15) -> int:
    """When that was, ms since 1970. Raises playwright's TimeoutError."""
    handle: Any = await page.wait_for_function(
        "async (name) => await window.gcSeen[name]", arg=name, timeout=timeout_s * 1000
    )
    return int(await handle.json_value())
