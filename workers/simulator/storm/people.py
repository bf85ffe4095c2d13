"""Grid workers and cadres in a storm: they come when they are called in, do what the level asks of their grid, move
people, are indoors in time, and do not set out at the peak."""

import asyncio
import random
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, field

from command.clock import district_now, new_id
from command.domain.worktime import LOCAL
from workers.simulator.accounts import Account
from workers.simulator.day.above import Supervisor
from workers.simulator.day.turns import until
from workers.simulator.day.worker import DayWorker
from workers.simulator.ground import Ground
from workers.simulator.link import Fact, Link
from workers.simulator.person import Person, World
from workers.simulator.storm.record import Record

AT_HOME = 4
"""One worker of so many is not on duty in the morning, and comes when called in."""
RELATIVES, REFUSALS, STRAGGLERS = 0.2, 0.05, 0.04
"""Shares of those to be moved: to relatives; refuse and sign; are not at the shelter in time, and found."""
_DAY = range(7, 20)
_BY_TELEPHONE = {"people", "shelter"}
"""Tasks about people: at the peak they are asked by telephone, from indoors."""
_ALL_CALLED = 3
"""From this level on everybody is called in."""
_SETTLED_S = 5.0
_PEEK_S = 20.0
"""Seconds of the machine between two looks at the mode."""
_SILENT = 0.1
"""The share of those called by name who do not look at their phone this time."""
_WITHDRAWN = "风力过大，已撤回室内"


class Shelter(Struct):
    """A shelter that takes people in: who registers them, and how many places were given away."""

    id: str
    keeper: "Cadre"
    capacity: int
    taken: int = 0


def _called(fact: Fact, person: str) -> dict[str, Any] | None:
    """How a fact calls somebody by name, if it does."""
    if fact["type"] not in ("PeopleSummoned", "SummonsWidened"):
        return None
    found: dict[str, Any] | None = fact.get("people", {}).get(person)
    return found


async def answer_summons(person: Person, fact: Fact, chance: random.Random) -> None:
    """Whoever is called by name answers in a minute or two, unless they do not hear it; whoever is asked about others
    has seen it."""
    called = _called(fact, person.account.id)
    if called is None or chance.random() < _SILENT:
        return
    await person.pause(chance.uniform(10, 100))
    word = "seen" if called.get("about") else "indoors" if fact["kind"] == "outdoors" else "coming"
    await person.do("summons.answer", f"called by name: {word}", summons=fact["summons"], word=word)


class Shared(Struct):
    """What colleagues tell each other by voice: which task or household somebody has in hand, which shelter has room.
    `home`: the centre said that people may go home."""

    record: Record
    claimed: set[str] = field(default_factory=set)
    shelters: list[Shelter] = field(default_factory=list)
    home: asyncio.Event = field(default_factory=asyncio.Event)

    def claim(self, what: str) -> bool:
        """True for the first who asks."""
        fresh = what not in self.claimed
        self.claimed.add(what)
        return fresh

    def room(self, heads: int, chance: random.Random) -> Shelter | None:
        """A shelter with so many places left, which are given away by this."""
        free = [one for one in self.shelters if one.taken + heads <= one.capacity]
        if not free:
            return None
        chosen = chance.choice(free)
        chosen.taken += heads
        return chosen


class Cadre(Supervisor):
    """分管委员, 所长, 网格组长: there from the first hour to the last; some keep a shelter."""

    shared: Shared

    async def _days(self) -> None:
        await self.link.up.wait()
        await self.pause(self.chance.uniform(0, 900))
        await self.come()

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        if fact["type"] == "DutyEnded" and fact["person"] == self.account.id and not self.world.ending:
            self.start(self.come())
        if _called(fact, self.account.id) is not None and not self.world.ending:
            self.start(answer_summons(self, fact, self.chance))

    async def keep(self, shelter: str) -> None:
        """Count heads every two hours as long as somebody is there; now and then a count is one off and repeated."""
        while not self.world.ending:
            await self.pause(7200 * self.chance.uniform(0.9, 1.1))
            told = await self.world.web.get("/api/shelters", self.token)
            here = next((one["here"] for one in told["shelters"] if one["id"] == shelter), 0)
            if here and not self.world.ending:
                await self._count(shelter, here + (self.chance.random() < 0.05))

    async def _count(self, shelter: str, counted: int) -> None:
        await self.do("shelter.count", "heads counted", shelter=shelter, counted=counted)


class StormWorker(DayWorker):
    """`number`: their place in the list; one of four is at home when it begins. Not bound to the roster: in a storm
    whoever came stays."""

    shared: Shared

    def __init__(self, world: World, account: Account, ground: Ground, seed: int, begun: float, number: int) -> None:
        super().__init__(world, account, ground, seed, begun, number)
        self._number = number
        self._sent_out: set[str] = set()
        self._grid_of: dict[str, str] = {}
        self._there: set[str] = set()
        self._called = False
        self._dues: dict[str, datetime] = {}

    def begin(self) -> None:
        super().begin()
        self.start(self._look_outside())
        if self._number % AT_HOME:
            self.start(self._come(0, 900))

    async def _come(self, least_s: float, most_s: float) -> None:
        await self.ready.wait()
        await self.pause(self._dice.uniform(least_s, most_s))
        if not self.world.ending:
            await self.check_in()

    async def _look_outside(self) -> None:
        """On the round by day, indoors by the time that the phone says and at the peak."""
        while True:
            now, record, grid = district_now(), self.shared.record, self.account.area
            by = record.indoors.get(grid)
            inside = record.is_peak(grid, now) or (by is not None and now >= by and not record.peak_times.get(grid))
            self.walking = not inside and now.astimezone(LOCAL).hour in _DAY
            await asyncio.sleep(_PEEK_S / max(1.0, self.world.speed / 60))

    # --- what the phone hears

    async def joined(self, link: Link, *, recovered: bool) -> None:
        """Whoever comes when a level is in force already reads what their grid has to do."""
        await super().joined(link, recovered=recovered)
        if not recovered:
            self.start(self._catch_up())

    async def _catch_up(self) -> None:
        """What was said while they signed in. The record may hear of it a little later than others do."""
        await asyncio.sleep(_SETTLED_S)
        if not self.shared.record.level or self.world.ending:
            return
        web, grid = self.world.web, self.account.area
        if self.shared.record.level <= _ALL_CALLED and not self._called:
            self._called = True
            self.start(self._come(300, 1800))
        for one in (await web.get("/api/modes/tasks", self.token))["grids"]:
            if one["id"] == grid:
                self._tasks_set(grid, [task for task in one["tasks"].values() if not task.get("done_at")])
        for person in (await web.get("/api/evacuations/mine", self.token))["people"]:
            if person["grid"] == grid and person["standing"] == "to_move":
                self._react(f"move {person['id']}", self._move(person))

    def _tasks_set(self, area: str, tasks: list[dict[str, Any]]) -> None:
        for task in tasks:
            self._react(f"task {area} {task['id']}", self._do_task(area, task))

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        me = self.account.id
        if _called(fact, me) is not None:
            self._react(f"summons {fact['summons']} {fact['number']}", answer_summons(self, fact, self._dice))
        match fact["type"]:
            case "DutyEnded" if fact["person"] == me and not self.world.ending:
                self.start(self._come(60, 600))
            case "ModeSwitched" if me in fact.get("recalled", {}) and not self._called:
                self._called = True
                self.start(self._come(900, 3400))
            case "GridTasksSet" if me in fact.get("people", ()):
                self._tasks_set(fact["area"], fact["tasks"])
            case "GridTasksTimed":
                for task, due in fact["times"].items():
                    self._dues[f"{fact['area']} {task}"] = datetime.fromisoformat(due)
            case "EvacueesListed" if fact["area"] == self.account.area:
                for one in fact["people"]:
                    self._react(f"move {one['id']}", self._move(one))
            case "AlertSent":
                self._react(f"alert {fact['alert']}", self._read(fact["alert"]))

    async def _read(self, alert: str) -> None:
        if self._dice.random() < 0.95:
            await self.pause(self._dice.uniform(20, 600))
            await self.do("alert.read", "alerts read", alert=alert)

    # --- tasks of the level

    async def _do_task(self, area: str, task: dict[str, Any]) -> None:
        """Before it is due, by whoever of the grid is there first; the search of houses after the wind."""
        name = f"{area} {task['id']}"
        self._dues[name] = datetime.fromisoformat(task["due"])
        if task["kind"] == "search":
            await self._wind_is_over(area, self._dues[name])
        else:
            await self._its_turn(name, self._dice.uniform(0.1, 0.8))
        while not self.world.ending and name not in self.shared.claimed:
            inside = task["kind"] in _BY_TELEPHONE or not self.shared.record.is_peak(area, district_now())
            if self.on_duty and inside and self.shared.claim(name):
                await self._finish(area, task)
            await self.pause(600)

    async def _its_turn(self, name: str, share: float) -> None:
        """At this share of the time that there is for it, which may become less while they wait."""
        begun = district_now()
        while True:
            there_is = max(timedelta(minutes=4), self._dues[name] - begun - timedelta(minutes=20))
            at = begun + there_is * share
            if at <= district_now():
                return
            await until(min(at, district_now() + timedelta(minutes=10)))

    async def _wind_is_over(self, area: str, due: datetime) -> None:
        record = self.shared.record
        last = due - timedelta(hours=2)
        while district_now() < last and (record.is_peak(area, district_now()) or not record.peak_times.get(area)):
            await self.pause(900)
        await self.pause(self._dice.uniform(600, 3 * 3600))

    async def _finish(self, area: str, task: dict[str, Any]) -> None:
        photos = [new_id()] if task.get("photo") else []
        done = await self.do(
            "grid_task.finish", "grid tasks", area=area, grid_task=task["id"], note="已查", photos=photos
        )
        if not done:
            self.shared.claimed.discard(f"{area} {task['id']}")

    # --- moving people

    async def _move(self, listed: dict[str, Any]) -> None:
        """Told, then to a shelter or a relative, or refused and signed; home again after the storm."""
        evacuee, heads = listed["id"], listed.get("heads", 1)
        if listed.get("worker") and listed["worker"] != self.account.id:
            await self.pause(3600)  # whoever is named comes first
        await self.pause(self._dice.uniform(300, 3600))
        while not self.on_duty and not self.world.ending:
            await self.pause(300)
        if self.world.ending or not self.shared.claim(f"move {evacuee}"):
            return
        await self._mark(evacuee, "told")
        await self.pause(self._dice.uniform(900, 5400))
        luck = self._dice.random()
        if luck < REFUSALS:
            await self._mark(evacuee, "refused", reason="不愿离家，已签字", signed="photo", photos=[new_id()])
            return
        shelter = self.shared.room(heads, self._dice) if luck >= REFUSALS + RELATIVES else None
        if shelter is None:
            kin = {"relative_phone": "000-0000", "relative_address": "府城亲戚家"}
            await self._mark(evacuee, "moved", whither="relative", **kin)
        else:
            await self._mark(evacuee, "moved", shelter=shelter.id)
            await self._arrive(evacuee, shelter)
        await self._home(evacuee)

    async def _arrive(self, evacuee: str, shelter: Shelter) -> None:
        """Registered at the door; a few are missed first, and found."""
        late = self._dice.random() < STRAGGLERS
        await self.pause(self._dice.uniform(3700, 6000) if late else self._dice.uniform(600, 1500))
        await shelter.keeper.do("evacuee.arrive", "moving: arrived", evacuee=evacuee, shelter=shelter.id)

    async def _home(self, evacuee: str) -> None:
        await self.shared.home.wait()
        await self.pause(self._dice.uniform(1800, 5 * 3600))
        await self._mark(evacuee, "returned")

    async def _mark(self, evacuee: str, to: str, **more: Any) -> None:
        await self.do("evacuee.mark", f"moving: {to}", evacuee=evacuee, to=to, **more)

    # --- nobody sets out at the peak

    def _sent(self, assignment: dict[str, Any]) -> None:
        name = assignment["assignment"]
        if name not in self._known:
            self._grid_of[name] = assignment.get("grid") or assignment["place"].get("grid", "")
            if self.shared.record.is_peak(self._grid_of[name], district_now()):
                self._sent_out.add(name)  # only an override can have done that: for a life
        super()._sent(assignment)

    def _step(self, assignment: str, step: str) -> tuple[str, str]:
        """Whoever is under way when the peak begins goes indoors; whoever is there finishes."""
        at_peak = self.shared.record.is_peak(self._grid_of.get(assignment, ""), district_now())
        if at_peak and assignment not in self._sent_out and assignment not in self._there:
            self.world.figures.work["went indoors at the peak"] += 1
            return "failed", _WITHDRAWN
        if step == "on_scene":
            self._there.add(assignment)
        return super()._step(assignment, step)
