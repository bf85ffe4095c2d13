"""A rehearsal of a storm: a demo with a clock of its own, then the people who live the storm in it, each a process.

Ctrl-C once: the people check out and are counted, then the servers stop. A second time: at once.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import httpx

from command.domain.storm.bureau import Signal, signals
from command.domain.storm.track import Track
from command.domain.worktime import LOCAL
from workers.demo.fill import FILE_NAME
from workers.demo.grids import demo_areas
from workers.embedded.process import dies_with_parent
from workers.simulator.storm.plan import StormPlan, window

SIGNING_IN_S = 75.0
"""Seconds of the machine between the start of the clock and the storm: so long everybody takes to sign in."""
_READY_S = 300.0
_MOST_FOLDERS = 1000
_LEVELS = {"blue": "Ⅳ", "yellow": "Ⅲ", "orange": "Ⅱ", "red": "Ⅰ"}
Say = Callable[[str], None]


def free_folder(wanted: Path) -> Path:
    """The folder, or the next one beside it that is not there: what was rehearsed before is kept."""
    for number in range(1, _MOST_FOLDERS):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        if not folder.exists():
            return folder
    raise FileExistsError(wanted)


def clock_from(begins: datetime, rate: float) -> str:
    """At which hour (HH:MM, local) the district's clock begins, so that everybody is there when the storm does."""
    return f"{(begins - timedelta(seconds=SIGNING_IN_S * rate)).astimezone(LOCAL):%H:%M}"


class Rehearsing:
    """One rehearsal. Raises TrackRefused at once for a storm that never comes near."""

    def __init__(
        self,
        plan: StormPlan,
        rate: float,
        folder: Path,
        host: str,
        port: int,
        asked: list[str],
        say: Say,
        *,
        once: bool,
    ) -> None:
        places = {area.code: (area.lat, area.lon) for area in demo_areas() if area.level == "grid"}
        self._plan, self._rate, self._folder, self._say, self._once = plan, rate, folder, say, once
        self._host, self._port, self._asked = host, port, asked
        self._begins, self._ends = window(plan, places)
        self._signals = _said(plan.track, places, self._begins, self._ends)
        self._server: asyncio.subprocess.Process | None = None
        self._people: asyncio.subprocess.Process | None = None
        self._asked_to_stop = 0

    async def all(self) -> int:
        """The exit code: of the simulation, or of a server that could not start."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop)
        self._server = await self._start(["serve", "--demo", "--host", self._host, "--port", str(self._port)])
        code = await self._ready()
        if code is None:
            self._tell()
            self._people = await self._start(["simulate", *self._asked])
            code = await self._lived(self._people, self._server)
            if not self._once and not self._asked_to_stop and self._server.returncode is None:
                self._say("\n  The district stays as it is, to be looked at. Ctrl-C stops everything.\n")
                await self._server.wait()
        await self._end_server()
        return code

    async def _start(self, command: list[str]) -> asyncio.subprocess.Process:
        """In a session of its own, so that a Ctrl-C comes from us, in order; it ends when we do, however we end."""
        settings = {
            "GRIDCOMMAND_REHEARSAL_RATE": f"{self._rate:g}",
            "GRIDCOMMAND_REHEARSAL_FROM": clock_from(self._begins, self._rate),
        }
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "workers.main", *command, "--data", str(self._folder),
            env={**os.environ, **settings}, start_new_session=True, preexec_fn=dies_with_parent(signal.SIGTERM),
        )  # fmt: skip

    async def _ready(self) -> int | None:
        """None when a report could be taken; else why it never will."""
        server = self._server
        async with httpx.AsyncClient() as client, asyncio.timeout(_READY_S):
            while server is not None and server.returncode is None and not self._asked_to_stop:
                with contextlib.suppress(httpx.HTTPError):
                    if (await client.get(f"{self._url}/readyz", timeout=2)).status_code == 200:
                        return None
                await asyncio.sleep(0.2)  # another process: readiness is what it answers, and it tells nobody by itself
        return server.returncode or 0 if server is not None else 0

    async def _lived(self, people: asyncio.subprocess.Process, server: asyncio.subprocess.Process) -> int:
        """How the simulation ended; a server that ends first ends it too."""
        waits = [asyncio.create_task(people.wait()), asyncio.create_task(server.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        if people.returncode is None:
            people.send_signal(signal.SIGTERM)
        return await waits[0]

    async def _end_server(self) -> None:
        if self._server is not None and self._server.returncode is None:
            self._server.send_signal(signal.SIGTERM)
            await self._server.wait()

    def _stop(self) -> None:
        """The people first; the servers when they have left, or when it is asked again."""
        self._asked_to_stop += 1
        people, server = self._people, self._server
        if people is not None and people.returncode is None:
            people.send_signal(signal.SIGINT)
            if self._asked_to_stop == 1:
                return
        if server is not None and server.returncode is None:
            server.send_signal(signal.SIGTERM)

    # --- what is said

    @property
    def _url(self) -> str:
        host = "127.0.0.1" if self._host in ("0.0.0.0", "") else self._host  # noqa: S104 - where to knock
        return f"http://{host}:{self._port}"

    def _tell(self) -> None:
        """Where to look, and when what is to be seen."""
        known = json.loads((self._folder / FILE_NAME).read_text(encoding="utf-8"))
        accounts = {one["username"]: one for one in known}
        kiosk = next((one["key"] for one in known if one["role"] == "kiosk"), "")
        name = self._plan.name or self._plan.code
        words = [
            "",
            f"  {name} over the demo district, {self._rate:g} seconds in a second, as every page says at its top",
            "  (make demo-typhoon RATE=… changes the pace)",
            "",
            f"  Wall     {self._url}/wall#key={quote(kiosk)}",
            f"  Console  {self._url}/console   as {_who(accounts, 'operator-1')}, or {_who(accounts, 'coordinator-1')}",
            f"  Phone    {self._url}/field     as {_who(accounts, 'worker-001')}",
            "",
            "  What comes when, by the minutes from the beginning:",
            "",
        ]
        words += [f"    {line}" for line in timetable(self._signals, self._begins, self._ends, self._rate)]
        self._say("\n".join([*words, ""]))


def timetable(said: list[Signal], begins: datetime, ends: datetime, rate: float) -> list[str]:
    """The bureau's messages and the end, each with the minutes of the machine after the beginning."""
    lines = []
    for one in said:
        colour = one.colour
        about = f"{colour} signal → level {_LEVELS[colour]} is proposed" if colour else "signal cancelled"
        lines.append(f"{_after(one.at, begins, rate):>4.0f} min  {one.at.astimezone(LOCAL):%d %H:%M}  {about}")
    return [*lines, f"{_after(ends, begins, rate):>4.0f} min  {ends.astimezone(LOCAL):%d %H:%M}  the end"]


def _after(moment: datetime, begins: datetime, rate: float) -> float:
    return (moment - begins).total_seconds() / rate / 60


def _said(track: Track, places: dict[str, tuple[float, float]], begins: datetime, ends: datetime) -> list[Signal]:
    return signals(track, places, max(begins, track.starts), ends)


def _who(accounts: dict[str, dict[str, str]], username: str) -> str:
    return f"{username} {accounts[username].get('password', '')}"
