"""The headquarters of a storm: the secretary-general proposes levels after a dry run, a deputy or the commander
decides; they confirm the track, open shelters, order people to be moved, and send out for a life at the peak."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

import msgspec

from command.clock import district_now, new_id
from command.domain.storm.track import as_of
from command.domain.worktime import LOCAL
from workers.simulator.ground import Ground
from workers.simulator.link import Fact
from workers.simulator.person import Person
from workers.simulator.storm.crowd import StormCrowd
from workers.simulator.storm.people import Cadre, Shared, Shelter
from workers.simulator.storm.plan import StormRun
from workers.simulator.storm.upward import Upward
from workers.simulator.web import Web, WebError

OVERRIDDEN = 0.3
"""The share of what is about life, held at the peak, for which the commander sends people out all the same."""
_TRIES = 4
_LOOKS = 12
"""So often, ten minutes apart, it is looked whether an order to move can be closed."""
_SHELTERS, _PLACES = 8, 400
_BUILDINGS = 12
_AREAS = 12
_NAMES = ("中心小学", "第二中学", "文化馆", "体育馆", "党群服务中心", "社区礼堂", "职业学校", "老干部活动中心")
_FIRST = ("deputy", "commander", "secretary")
_HOME = (0, 4)
"""Levels at which those who were moved may go home once the wind is over."""
Say = Callable[[str], None]


class Headquarters:
    """At least two coordinators, of whom one may order each level by their rank; operators enter the track."""

    def __init__(self, run: StormRun, shared: Shared, people: StormCrowd, ground: Ground, seed: int, say: Say) -> None:
        self._run, self._shared, self._people, self._ground, self._say = run, shared, people, ground, say
        self._chance = random.Random(f"{seed}/headquarters")
        self._ranks: dict[str, str] = {}
        self.storm = ""
        self.evacuations: list[str] = []
        self.dry_runs = 0
        self._ordered = False

    async def convene(self) -> None:
        """Who may order what; and from now on they act by what the picture tells."""
        for one in self._people.coordinators:
            await one.link.up.wait()
            self._ranks[one.account.id] = (await self._get(one, "/api/modes"))["rank"] or ""
        record = self._shared.record
        record.on("ProposalMade", lambda fact: self._begin(self._switch(fact)))
        record.on("ModeSwitched", self._switched)
        record.on("DispatchHeld", self._held)
        Upward(self._people, self._of("secretary", "deputy"), self._chance)

    def _begin(self, work: Any) -> None:
        self._people.coordinators[0].start(work)

    def _of(self, *ranks: str) -> Person:
        """The first coordinator with the first of the ranks that somebody has."""
        for rank in ranks:
            for one in self._people.coordinators:
                if self._ranks.get(one.account.id) == rank:
                    return one
        return self._people.coordinators[0]

    # --- levels

    async def _switch(self, made: Fact) -> None:
        """Taken up, tried, proposed with the order; decided by a second person whom the level allows."""
        secretary = self._of("secretary", "deputy")
        await secretary.pause(self._chance.uniform(60, 300))
        if not await secretary.do("proposal.take", "levels: taken up", timed=False, proposal=made["proposal"]):
            return
        for _ in range(_TRIES):
            if await self._proposed(secretary, made):
                return
            await secretary.pause(300)

    async def _proposed(self, secretary: Person, made: Fact) -> bool:
        level = made["level"] or 0
        modes = await self._get(secretary, "/api/modes")
        plan = next(one for one in modes["plans"] if one["threat"] == "typhoon")
        if (modes["mode"] or {"level": 0})["level"] == level:
            return True
        tried = {"response_plan": plan["id"], "level": level}
        await self._web.post("/api/modes/dry-run", secretary.token, tried)
        self.dry_runs += 1
        asked = {
            **tried,
            "plan_version": plan["version"],
            "mode_version": modes["mode_version"],
            "reason": f"气象预警建议{_LEVELS[level]}" if level else "预警解除，建议结束响应",
            "order": {"issuer": "区三防指挥部", "number": f"琼山三防〔{level or 9}〕号", "at": secretary.moment()},
        }
        if level:
            asked["review_at"] = secretary.later(86_400)
        told = await secretary.told("mode.propose", "levels: proposed", **asked)
        if told is None:
            return False
        ranks = plan["ranks"][str(level)]
        second = next(one for one in self._deciders(ranks) if one is not secretary)
        await second.pause(self._chance.uniform(120, 600))
        about = {"proposal": told["proposal"], "mode_version": modes["mode_version"]}
        return await second.do("mode.approve", "levels: approved", timed=False, **about)

    def _deciders(self, ranks: list[str]) -> list[Person]:
        """A deputy where a deputy may, else the commander."""
        found = [one for one in self._people.coordinators if self._ranks[one.account.id] in ranks]
        return sorted(found, key=lambda one: _FIRST.index(self._ranks[one.account.id]))

    def _switched(self, fact: Fact) -> None:
        self._say(f"{hour()}  level {_LEVELS[fact['level']]} in force, by two people")
        if 0 < fact["level"] <= 2 and not self._ordered:
            self._ordered = True
            self._begin(self._move_people())
        if fact["level"] in _HOME and self._shared.record.peak_times:
            self._shared.home.set()

    # --- the track

    async def bulletin(self) -> None:
        """What is known of the track now: an operator enters it, a coordinator confirms it; phones say by when to be
        indoors."""
        known = as_of(self._run.track, district_now())
        if known is None:
            return
        told = msgspec.to_builtins(known)
        plan = self._run.plan
        asked = {"code": plan.code, "name": plan.name, "name_en": plan.name_en, "source": "form"}
        asked |= {name: told[name] for name in ("agency", "averaging", "issued_at", "points")}
        entered = await self._people.operator().told("storm.track", "track entered", **asked)
        if entered is None:
            return
        deputy = self._of("deputy", "commander")
        await deputy.pause(self._chance.uniform(60, 240))
        self.storm = entered["storm"]
        about = {"storm": self.storm, "version": entered["version"], "accept": True}
        if await deputy.do("storm.confirm", "track confirmed", timed=False, **about):
            await self._read_arrivals(deputy)

    async def _read_arrivals(self, reader: Person) -> None:
        try:
            found = await self._get(reader, f"/api/storms/{self.storm}/arrivals")
        except WebError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return  # at a fast pace the storm may be over before what was known of it last was confirmed
        for one in found:
            if one["indoors_by"]:
                self._shared.record.indoors[one["grid"]] = datetime.fromisoformat(one["indoors_by"])

    # --- moving people

    async def open_shelters(self) -> None:
        """Schools and halls, each kept by a cadre; those of an earlier run are used again."""
        deputy = self._of("deputy", "commander")
        known = {one["name"]: one for one in (await self._get(deputy, "/api/shelters"))["shelters"]}
        keepers = self._people.cadres[:: max(1, len(self._people.cadres) // _SHELTERS)][:_SHELTERS]
        for name, keeper in zip(_NAMES, keepers, strict=False):
            shelter = known[name]["id"] if name in known else await self._open(deputy, name, keeper)
            if shelter:
                here = known[name]["here"] if name in known else 0
                self._shared.shelters.append(Shelter(shelter, keeper, _PLACES, here))
                keeper.start(keeper.keep(shelter))

    async def _open(self, deputy: Person, name: str, keeper: Cadre) -> str:
        grid = next(code for code in self._ground.grids if code.startswith(keeper.account.area[:12]))
        place = {"grid": grid}
        about = {"name": name, "place": place, "capacity": _PLACES, "keepers": [keeper.account.id]}
        told = await deputy.told("shelter.set", "shelters opened", **about)
        return str(told["shelter"]) if told is not None else ""

    async def _move_people(self) -> None:
        """转移令: everybody in special need, and who lives in the most dangerous buildings; where we have workers."""
        deputy = self._of("deputy", "commander")
        await deputy.pause(self._chance.uniform(60, 300))
        await self.alert("立即组织转移危险区人员；户外作业按手机显示的时限收尾，人员按时进室内。")
        for area in self._people.areas[:_AREAS]:
            found = await self._get(deputy, f"/api/evacuations/candidates?area={area}")
            asked = {
                "area": area,
                "title": f"{self._run.plan.name}转移",
                "reason": "Ⅱ级响应",
                "in_need": True,
                "buildings": [one["id"] for one in found["buildings"]][:_BUILDINGS],
            }
            try:
                told = await self._web.post("/api/evacuations", deputy.token, asked, key=new_id())
            except WebError as error:
                self._say(f"{hour()}  people of {area} cannot be ordered to move: {error}")
                continue
            self._people.world.figures.work["evacuations ordered"] += 1
            self._say(f"{hour()}  {told['listed']} people of {area} are to be moved")

    async def alert(self, words: str) -> None:
        """To every worker and cadre, with receipts."""
        commander = self._of("commander", "deputy")
        about: dict[str, Any] = {"area": self._district, "text": words, "level": "urgent"}
        await commander.told("alert.send", "alerts", **about)

    async def close(self) -> None:
        """The morning after: the orders to move are closed, without a reason, since nobody is left; the storm ends."""
        deputy = self._of("deputy", "commander")
        found = await self._get(deputy, "/api/evacuations")
        await asyncio.gather(*(self._close(deputy, one["id"]) for one in found["evacuations"]))
        if self.storm:
            await deputy.told("storm.end", "storm ended", storm=self.storm, reason="影响结束")

    async def _close(self, deputy: Person, evacuation: str) -> None:
        """As soon as the last of them is home."""
        for _ in range(_LOOKS):
            if await deputy.told("evacuation.close", "evacuations closed", evacuation=evacuation) is not None:
                return
            await deputy.pause(600)

    # --- the peak

    def _held(self, fact: Fact) -> None:
        life = fact["priority"] == 1 and fact["incident"] in self._shared.record.life
        fresh = self._shared.claim(f"held {fact['incident']}")
        if fresh and life and self._chance.random() < OVERRIDDEN:
            self._begin(self._send_out(fact["incident"]))

    async def _send_out(self, incident: str) -> None:
        """For a life, by typing the number."""
        commander = self._of("commander", "deputy")
        await commander.pause(self._chance.uniform(30, 240))
        about = {"incident": incident, "confirm": str(self._shared.record.numbers.get(incident, "")), "reason": "救命"}
        await commander.told("incident.send_out", "sent out for a life", **about)

    # --- asking

    @property
    def _web(self) -> Web:
        return self._people.world.web

    @property
    def _district(self) -> str:
        return self._people.coordinators[0].account.area[:6]

    async def _get(self, who: Person, path: str) -> Any:
        return await self._web.get(path, who.token)


def hour() -> str:
    """The district's day and time, for a line that stays."""
    return f"{district_now().astimezone(LOCAL):%m-%d %H:%M}"


_LEVELS = {0: "结束", 1: "Ⅰ级", 2: "Ⅱ级", 3: "Ⅲ级", 4: "Ⅳ级"}
