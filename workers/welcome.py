"""When a report can be taken, and what the person who started us is told then."""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from command.settings import Settings

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - where to knock, not where to listen
POLL_S = 0.05
PATIENCE_S = 30.0


def base_url(settings: Settings) -> str:
    """The URL at which this machine reaches its own gateway."""
    host = ANYWHERE.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


async def until_ready(settings: Settings) -> None:
    """Return when `/readyz` answers 200. Waits for ever: children that die meanwhile are restarted elsewhere."""
    while (await ask(settings, "/readyz"))[0] != 200:  # noqa: ASYNC110 - another process becomes ready, not we
        await asyncio.sleep(POLL_S)


async def ask(settings: Settings, path: str) -> tuple[int, str]:
    """One GET to our own gateway: status and body; (0, "") when nobody answers within two seconds."""
    try:
        async with asyncio.timeout(2.0):
            return await _get(ANYWHERE.get(settings.host, settings.host), settings.port, path)
    except (OSError, TimeoutError, ValueError, IndexError):
        return 0, ""


async def _get(host: str, port: int, path: str) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        head, _, body = (await reader.read()).decode(errors="replace").partition("\r\n\r\n")
        return int(head.split()[1]), body
    finally:
        writer.close()


def text(settings: Settings, accounts: Sequence[dict[str, Any]], took_s: float) -> str:
    """URLs, and the demo accounts if there are any."""
    url = base_url(settings)
    lines = ["", f"Gridcommand is ready after {took_s:.1f} s", ""]
    lines += [f"  {name:<9}{url}/{path}" for name, path in _screens(accounts)]
    if accounts:
        lines += ["", f"  Accounts of the demo district (also in {settings.data_dir}/demo-accounts.json):", ""]
        lines += [_account(account) for account in _a_few(accounts)]
        lines += ["", "  Nobody reports by themselves. A day to watch, from a second terminal:", ""]
        lines += [f"    gridcommand simulate --data {settings.data_dir} --scenario district-day"]
    return "\n".join([*lines, "", "  Ctrl-C stops everything in good order.", ""])


def _screens(accounts: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    kiosk = next((account["key"] for account in accounts if account.get("role") == "kiosk" and account.get("key")), "")
    wall = f"wall#key={quote(kiosk)}" if kiosk else "wall"
    return [("Wall", wall), ("Field", "field"), ("Console", "console")]


def _a_few(accounts: Sequence[dict[str, Any]], each: int = 2) -> list[dict[str, Any]]:
    """The first accounts of every role: nobody reads 260 lines."""
    seen: dict[str, int] = {}
    chosen = []
    for account in accounts:
        role = str(account.get("role", ""))
        seen[role] = seen.get(role, 0) + 1
        if seen[role] <= each:
            chosen.append(account)
    return chosen


def _account(account: dict[str, Any]) -> str:
    secret = account.get("password") or f"key {account.get('key', '')}"
    words = (account.get("role", ""), account.get("username", ""), secret, account.get("name", ""))
    return "    {:<12} {:<16} {:<20} {}".format(*map(str, words))
