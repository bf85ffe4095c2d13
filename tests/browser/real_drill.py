"""A drill as its users have it: planned and started over HTTP, its injects given by the drills process."""

from typing import Any

import httpx

from command.domain.universe import universe_of
from command.store.database import create_engine
from command.store.ledger import read_after
from tests.browser.desk import Desk
from tests.browser.screens import Account
from tests.commits import commits
from tests.district import DISTRICT

Json = dict[str, Any]
WHY = "浏览器测试：全员可能在岗"


def report(number: int, grid: str, category: str, words: str, at_s: int = 0, **more: Any) -> Json:
    """An inject that is filed as an incident, with what an incident is usually expected to come to."""
    content = {"kind": "report", "category": category, "place": {"grid": grid}, "text": words, **more}
    expected = [{"what": "accepted", "within_s": 120}, {"what": "arrived", "within_s": 900}]
    return {"number": number, "offset_s": at_s, "title": words[:18], "content": content, "expected": expected}


def inject(number: int, title: str, content: Json, at_s: int = 0, *expected: Json) -> Json:
    """Any other."""
    return {"number": number, "offset_s": at_s, "title": title, "content": content, "expected": list(expected)}


def plays(account: Account, **more: Any) -> Json:
    """Somebody as what they really are."""
    area = DISTRICT if account["role"] in ("operator", "coordinator", "kiosk") else account["area"]
    return {"person": account["id"], "roles": [account["role"]], "areas": [area], **more}


class RealDrill:
    """One drill of a running system, led by `director`."""

    def __init__(self, desk: Desk, director: Account) -> None:
        self.id = ""
        self._desk = desk
        self._director = director
        self._token = ""

    async def start(self, name: str, injects: list[Json], players: list[Json], **plan: Any) -> None:
        """Written, planned and started. Raises AssertionError with what was found if it may not start."""
        director = {"person": self._director["id"], "part": "director"}
        whole = {"name": name, "form": "live", "participants": [director, *players], "overridden": WHY, **plan}
        made = await self.ask("POST", "/api/drills", {"plan": whole, "script": {"name": name, "injects": injects}})
        self.id = made["id"]
        await self.ask("POST", f"/api/drills/{self.id}/start", {"version": made["version"]})

    async def standing(self) -> Json:
        """As its director reads it."""
        return await self.ask("GET", f"/api/drills/{self.id}/progress")

    async def until(self, *types: str, count: int = 1) -> None:
        """Until its ledger holds so many of each."""
        engine = create_engine(self._desk.system.servers()["database_url"])

        async def there() -> bool:
            entries = await read_after(engine, universe_of(self.id), 0, 20_000)
            return all(sum(one.type == kind for one in entries) >= count for kind in types)

        async with commits(engine) as told:
            await told.until(there)
        await engine.dispose()

    async def stop(self) -> None:
        """At one touch."""
        await self.ask("POST", f"/api/drills/{self.id}/stop", {"why": "done"})

    async def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        """What the director is answered."""
        async with httpx.AsyncClient(base_url=self._desk.system.url, timeout=60) as client:
            if not self._token:
                who = {name: self._director[name] for name in ("username", "password")}
                self._token = (await client.post("/api/session", json=who)).json()["token"]
            headers = {"Authorization": f"Bearer {self._token}"}
            answer = await client.request(method, path, json=body, headers=headers)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text[:1500]}"
        found: Json = answer.json()
        return found
