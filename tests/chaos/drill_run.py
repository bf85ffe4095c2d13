"""One run of the whole system: 260 people at real work, parts killed all along, with a live drill beside it or without.

Everything is drawn from one seed (`drill_script`): the run without the drill lives through the same reports and kills.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import httpx

from command.clock import now
from tests.chaos.checks import DISTRICT
from tests.chaos.drill_reading import readable
from tests.chaos.drill_script import Kill, Size, chance_of, kills_of, plan_of, reports_of, script_of
from tests.chaos.player import Lively, Outsider, Player, Watch
from tests.chaos.test_chaos import drained, resend_some
from tests.system import System

OUTSIDE_WORKERS = 4
BEGUN = time.monotonic()
Json = dict[str, Any]


def took(what: str) -> None:
    """What happens, with the second and the machine's load."""
    print(f"{time.monotonic() - BEGUN:6.1f} s  load {os.getloadavg()[0]:4.1f}  {what}", flush=True)


class Run:
    """Everybody in it, and what became of it. `drill`: the exercise's id, or empty."""

    def __init__(self, system: System, seed: int, size: Size) -> None:
        self.system, self.seed, self.size = system, seed, size
        self.watch = Watch()
        self.drill = ""
        self.players: list[Player] = []
        self.staff: list[Player] = []
        self.outsiders: list[Outsider] = []
        self.director: Player
        self.observer: Player
        self.caller: Outsider
        self.kiosk: Outsider
        self.tokens: dict[str, str] = {}
        self.kills: list[tuple[float, str]] = []
        self.loads: list[float] = []
        self.resent: dict[str, dict[str, object]] = {}
        self.evaluation: Json = {}
        self.papers: dict[str, bytes] = {}
        self.documents: dict[str, str] = {}
        self._accounts: list[Json] = []
        self._calls: dict[int, Json] = {}
        self._zero = 0.0

    @property
    def inside(self) -> list[Player]:
        """Everybody in the drill, whoever directs and watches too."""
        return [*self.players, *self.staff, self.director, self.observer]

    @property
    def phones(self) -> list[Lively]:
        return [*self.inside, *self.outsiders]

    # --- who is there

    async def gather(self) -> None:
        """Sign everybody in. Outside stay: an operator at the desk, a coordinator, two walls, some workers."""
        self._accounts = self.system.accounts()
        workers = [one for one in self._of("worker") if not one["username"].startswith("volunteer")]
        step = max(1, len(workers) // self.size.people)
        playing = workers[::step][: self.size.people]
        spare = [one for one in self._of("worker") if one not in playing][:OUTSIDE_WORKERS]
        operators, coordinators = self._of("operator"), self._of("coordinator")
        await self._sign_in([*playing, *spare, *operators[:4], *coordinators[:4], *self._of("supervisor")[:2]])
        self.players = [self._player(one) for one in playing]
        self.staff = [self._player(one) for one in (*operators[:2], coordinators[2])]
        self.director, self.observer = self._player(coordinators[0]), self._player(coordinators[1])
        self.caller = self._outsider(operators[2])
        wall = self._of("kiosk")[0]
        self.tokens[wall["id"]] = wall["key"]
        picture = f"picture:{DISTRICT}"
        self.kiosk = self._outsider(wall, picture)
        watching = [self._outsider(operators[3], picture), self.kiosk]
        rest = [self._outsider(one) for one in (coordinators[-1], *spare, *self._of("supervisor")[:2])]
        self.outsiders = [self.caller, *watching, *rest]
        self.director.acts, self.observer.acts = self._direct, self._observe

    def _of(self, role: str) -> list[Json]:
        return [one for one in self._accounts if one["role"] == role]

    async def _sign_in(self, accounts: list[Json]) -> None:
        gate = asyncio.Semaphore(4)

        async def one(client: httpx.AsyncClient, account: Json) -> None:
            body = {"username": account["username"], "password": account["password"]}
            async with gate:
                reply = await client.post(f"{self.system.url}/api/session", json=body)
            reply.raise_for_status()
            self.tokens[account["id"]] = reply.json()["token"]

        async with httpx.AsyncClient(timeout=60) as client:
            await asyncio.gather(*(one(client, account) for account in accounts))

    def _given(self, account: Json, channel: str = "") -> tuple[Any, ...]:
        id_ = account["id"]
        chance = chance_of(self.seed, f"{id_} {channel}")
        return self.system.url, self.tokens[id_], id_, account["area"], chance, channel

    def _player(self, account: Json) -> Player:
        return Player(*self._given(account), watch=self.watch)

    def _outsider(self, account: Json, channel: str = "") -> Outsider:
        return Outsider(*self._given(account, channel), watch=self.watch)

    # --- what happens

    async def live(self, *, with_drill: bool) -> None:
        """From the first sign-in to the last answer."""
        await self.gather()
        lives = [asyncio.create_task(phone.live()) for phone in self.phones]
        spare = [phone for phone in self.outsiders if phone.grid and len(phone.grid) == 15]
        for phone in (*self.players, *spare):
            phone.submit("duty.check_in", at=now().isoformat())
        await drained(self.phones, 240)
        took(f"{len(self.phones)} phones, {len(self.players)} of them play")
        try:
            await self._happen(with_drill=with_drill)
        finally:
            for life in lives:
                life.cancel()
            await asyncio.gather(*lives, return_exceptions=True)

    async def _happen(self, *, with_drill: bool) -> None:
        if with_drill:
            await self._startex()
        self._zero = asyncio.get_running_loop().time()
        await asyncio.gather(self._report(), self._strike(), self._measure())
        await self._until(self.size.lasts_s)
        await self.system.ready()
        if with_drill:
            await self._endex()
        for phone in self.phones:
            phone.working = False
        await drained(self.phones, 240)
        took("everything is answered")
        chance = chance_of(self.seed, "resend")
        self.resent = await resend_some([phone for phone in self.players if not self.drill or phone.taken], chance)
        if with_drill:
            self.evaluation = await self._evaluated()
        await self._fetch()

    async def _until(self, at_s: float) -> None:
        await asyncio.sleep(max(0.0, self._zero + at_s - asyncio.get_running_loop().time()))

    async def _report(self) -> None:
        """Real incidents; one in ten by telephone, through the operator who is not in the drill."""
        grids = sorted({one["area"] for one in self._of("worker")})
        for n, one in enumerate(reports_of(self.seed, self.size, grids)):
            await self._until(one.at_s)
            by: Lively = self.caller if n % 10 == 9 else self.players[one.worker]
            by.report_real(one.category, one.grid, f"真实 {n}", hazard="none")

    async def _strike(self) -> None:
        for kill in kills_of(self.seed, self.size):
            await self._until(kill.at_s)
            took(f"kill {'+'.join(kill.parts)}")
            self.kills.append((asyncio.get_running_loop().time(), "+".join(kill.parts)))
            await self._kill(kill)

    async def _kill(self, kill: Kill) -> None:
        if kill.parts == ["all"]:
            await self.system.kill_everything()
            await self.system.start()
            return
        for part in kill.parts:
            self.system.kill(part)

    async def _measure(self) -> None:
        while asyncio.get_running_loop().time() < self._zero + self.size.span_s:
            self.loads.append(os.getloadavg()[0])
            await asyncio.sleep(5)  # a sample of the load, no waiting

    # --- the drill, as a director has it on the console

    async def _startex(self) -> None:
        grids = sorted({phone.grid for phone in self.players})
        people = [phone.person for phone in self.players]
        script = script_of(self.seed, self.size, grids, people)
        self._calls = {one["number"]: one["content"] for one in script["injects"] if one["content"]["kind"] == "call"}
        players = [(phone.person, "worker", [phone.grid]) for phone in self.players]
        desks = [(one.person, role, [DISTRICT]) for one, role in zip(self.staff, STAFF, strict=True)]
        plan = plan_of([*players, *desks], self.director.person, self.observer.person)
        made = await self._ask("POST", "/api/drills", {"plan": plan, "script": script})
        check = await self._ask("POST", f"/api/drills/{made['id']}/check", {})
        took(f"the plan is checked: {sorted({one['code'] for one in check['findings']})}")
        await self._ask("POST", f"/api/drills/{made['id']}/start", {"version": made["version"]})
        self.drill = made["id"]
        took(f"STARTEX: {len(script['injects'])} injects at level Ⅰ")

    async def _endex(self) -> None:
        await self._when(self._all_given, 400)
        await self._ask("POST", f"/api/drills/{self.drill}/stop", {"why": "done"})
        took("ENDEX")

    async def _all_given(self) -> bool:
        """Kills may have held some up: those are waited for, and what is expected of them."""
        standing = await self._ask("GET", f"/api/drills/{self.drill}/progress")
        given = [one.get("given_at") for one in standing["injects"]]
        return None not in given and _age_s(standing["now"], max(given)) > self.size.limit_s + 1

    async def _evaluated(self) -> Json:
        async def frozen() -> bool:
            return bool((await self._ask("GET", f"/api/drills/{self.drill}/evaluation"))["frozen"])

        await self._when(frozen, 120)
        took("the evaluation is frozen")
        check = await self._ask("GET", f"/api/drills/{self.drill}/evaluation/check")
        assert check == {"holds": True}
        for form in ("pdf", "docx"):
            self.papers[form] = (await self._reply("GET", f"/api/drills/{self.drill}/evaluation.{form}")).content
        return await self._ask("GET", f"/api/drills/{self.drill}/evaluation")

    async def _when(self, so: Callable[[], Awaitable[bool]], timeout_s: float) -> None:
        async with asyncio.timeout(timeout_s):
            while not await so():
                await asyncio.sleep(0.5)  # by asking: whoever could tell of it is killed now and then

    async def _ask(self, method: str, path: str, body: Json | None = None) -> Json:
        found: Json = (await self._reply(method, path, body)).json()
        return found

    async def _reply(self, method: str, path: str, body: Json | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[self.director.person]}"}
        async with httpx.AsyncClient(timeout=60) as client, asyncio.timeout(90):
            reply = await client.request(method, self.system.url + path, json=body, headers=headers)
            while reply.status_code == 503:  # what was killed is not there again yet, and it says so
                await asyncio.sleep(1)  # as a client does after a 503
                reply = await client.request(method, self.system.url + path, json=body, headers=headers)
        assert reply.status_code < 300, f"{method} {path}: {reply.status_code} {reply.text[:1500]}"
        return reply

    def _direct(self, fact: Json) -> None:
        """A call is read out to an operator who is still in the drill, who files it."""
        if fact["type"] != "InjectGiven" or fact["serial"] not in self._calls or fact.get("failed"):
            return
        desk = next((one for one in self.staff[:2] if not one.taken), None)
        call = self._calls[fact["serial"]]
        if desk is not None and self.director.working:
            said = {name: call[name] for name in ("category", "place", "hazard", "caller")}
            at = now().isoformat()
            desk.act((1.0, 5.0), "report.submit", disposition="help", at=at, text=f"来电 {fact['serial']}", **said)

    def _observe(self, fact: Json) -> None:
        """Of every second inject of which only somebody can say so: it was seen."""
        if fact["type"] == "InjectGiven" and fact["kind"] in NOTED and fact["serial"] % 2:
            said = {"inject": fact["inject"], "expectation": 0, "seen": True, "text": "已落实"}
            self.observer.act((0.5, 4.0), "drill.note", **said)

    # --- what the real district's documents say

    async def _fetch(self) -> None:
        """As the operator and the coordinator outside have them, one by one."""
        async with httpx.AsyncClient(timeout=120) as client:
            for who in (self.caller.person, self.outsiders[3].person):
                headers = {"Authorization": f"Bearer {self.tokens[who]}"}
                for path in DOCUMENTS:
                    reply = await client.get(self.system.url + path, headers=headers)
                    if reply.status_code == 200:
                        self.documents[f"{path} {who[-4:]}"] = readable(reply.content)
        took(f"{len(self.documents)} documents fetched")


NOTED = ("silent", "road", "warning", "order")
STAFF = ("operator", "operator", "coordinator")
DOCUMENTS = ("/api/statistics", "/api/statistics?by=grid", "/api/statistics.xlsx", "/api/incidents", "/api/exercises",
             "/api/picture", "/api/sitreps", "/api/sitreps/now", f"/api/pack.pdf?area={DISTRICT}001001",
             "/api/duty/roster.xlsx", "/api/duty", "/api/modes", "/api/modes/history", "/api/modes/tasks", "/api/units",
             "/api/warnings", "/api/storms", "/api/attention", "/api/public/cap", "/api/evacuations",
             "/api/people")  # fmt: skip


def _age_s(now_: str, then: str) -> float:
    return (datetime.fromisoformat(now_) - datetime.fromisoformat(then)).total_seconds()
