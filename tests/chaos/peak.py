"""The people of a district at the peak of a storm: workers who answer and go indoors, a commander who overrides for a
life, keepers at a shelter's door. They live on real sockets, whatever is killed."""

import asyncio
import random
from datetime import datetime, timedelta
from typing import Any

import msgspec

from command.clock import now
from command.domain.storm.track import Track
from command.domain.warning.reading import read_cap
from tests.chaos.checks import DISTRICT
from tests.chaos.phone import Note, Phone
from tests.chaos.sight import words_of
from tests.domain.cap import cap, info, reference
from tests.domain.storms import request_of, ring, westward

EAST, MIDDLE = 110.45, 19.8
"""Near the district's middle: the storm comes from the east, at 20 km/h."""
SPAN_S = 85 * 60
"""In so long the peak goes over the whole district, from grid to grid; to most of them in the last half hour."""
MANY = 30
SPEAK_UP = 0.6
"""So many of those called indoors say that they are; the rest is called until the end."""
DONE = 0.2
"""So many of the level's tasks are done whenever they are spoken of."""
OVERRIDDEN = 0.4
"""The share of lives held at the peak for which the commander sends somebody all the same."""


class Clock:
    """The district's time as its phones have it: moved on in leaps."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return now() + self.ahead

    def said(self) -> str:
        return self.now().isoformat()


class Worker(Phone):
    """Reports, is offered work, is called by name, moves people and registers them at the door."""

    clock: Clock
    given: asyncio.Event
    """Set whenever somebody is given work: all of a district's workers share one."""
    words = 0
    others: tuple[str, ...] = ()
    """Somebody else, who can be told of what is not theirs."""
    further: tuple[str, ...] = ()
    """Grids whose own people are on duty and cannot be reached."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.lines: list[str] = []

    def _hear(self, told: dict[str, Any], line: str) -> None:
        self.lines.append(line)
        super()._hear(told, line)

    def report_in_the_storm(self, index: int) -> None:
        """One in eight is about life; somebody else's grid, now and then."""
        life = self._chance.random() < 0.125
        kinds = ["event.0406", "event.0404", "component.0101", "grid.dispute"]
        self.submit(
            "report.submit",
            category="grid.medical" if life else self._chance.choice(kinds),
            disposition="help",
            hazard="life" if life else "none",
            at=self.clock.said(),
            place={"grid": self._chance.choice((self.grid, self.grid, self.grid, *self.further[:1]))},
            text=words_of(index, self.person),
        )

    def _see(self, fact: dict[str, Any]) -> None:
        super()._see(fact)
        if fact["type"] in ("PeopleSummoned", "SummonsWidened") and self.person in fact.get("people", {}):
            self._called(fact)
        elif fact["type"] in ("GridTasksSet", "GridTasksMissed") and self.working and fact["area"] == self.grid:
            self._do(fact["area"], [one if isinstance(one, str) else one["id"] for one in fact["tasks"]])

    def _do(self, grid: str, tasks: list[str]) -> None:
        """Some of the level's tasks are done in time, some late, most by nobody; photos are needed for a few."""
        for task in tasks:
            if self._chance.random() < DONE:
                self.submit("grid_task.finish", area=grid, grid_task=task, at=self.clock.said())

    def _work(self, assignment: str) -> None:
        """A third have not set out when the peak comes, a third are on the way or there, the rest are done in time."""
        if assignment in self._assignments:
            return
        self._assignments.add(assignment)
        self.given.set()
        steps = self._chance.choice([[], ["en_route"], ["en_route", "on_scene", "done"]])
        for step in steps:
            self.submit("assignment.advance", assignment=assignment, to=step, at=self.clock.said())

    @property
    def has_work(self) -> int:
        """How much they were ever given."""
        return len(self._assignments)

    def set_out(self) -> None:
        """Whoever has not set out does now, whatever became of it: at the peak it must be refused."""
        for assignment in sorted(self._assignments):
            self.submit("assignment.advance", assignment=assignment, to="en_route", at=self.clock.said())

    def _called(self, fact: dict[str, Any]) -> None:
        mine = fact["people"][self.person]
        if not self.working or mine.get("about") or self._chance.random() > SPEAK_UP:
            return
        word = "indoors" if fact["kind"] == "outdoors" else "coming"
        self.words += 1
        self.submit("summons.answer", summons=fact["summons"], word=word, at=self.clock.said())


class Commander(Phone):
    """Sees the picture, and sends people out at the peak for a life; some of them."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._numbers: dict[str, int] = {}
        self._asked: set[str] = set()
        self.peak = asyncio.Event()
        self._grids: set[str] = set()

    def _see(self, fact: dict[str, Any]) -> None:
        super()._see(fact)
        if fact["type"] == "OutdoorPeakBegan":
            self._grids |= set(fact["grids"])
            if len(self._grids) >= MANY:
                self.peak.set()
        if fact["type"] == "IncidentFiled":
            self._numbers[fact["incident"]] = fact["number"]
        if fact["type"] == "DispatchHeld" and fact["priority"] == 1 and fact["incident"] not in self._asked:
            self._asked.add(fact["incident"])
            number = self._numbers.get(fact["incident"])
            if number is not None and self.working and self._chance.random() < OVERRIDDEN:
                self.submit(
                    "incident.send_out", incident=fact["incident"], confirm=str(number), reason="有人被困，救命"
                )


def overhead(at: datetime) -> dict[str, Any]:
    """`storm.track`: force 7, at which level Ⅰ holds, is reckoned to reach the easternmost grid half an hour and some
    minutes from now, so that the peak begins there in minutes, and everywhere within `SPAN_S`."""
    track: Track = westward(
        at, MIDDLE, EAST, east_km=124, circles=[ring(7, 102), ring(10, 100)], hours=18, issued_after=0
    )
    return request_of(track)


def impossible(at: datetime) -> dict[str, Any]:
    """A track that jumps a thousand kilometres."""
    told = overhead(at)
    told["points"][2]["lon"] += 12
    return told


def level_of(at: datetime, level: int = 1, after: int = 0) -> dict[str, Any]:
    """`mode.propose`: a level of the typhoon plan, with the order behind it, to be looked at again at the peak.
    `after`: the switch it is proposed after."""
    return {
        "response_plan": "typhoon",
        "plan_version": 1,
        "level": level,
        "mode_version": after,
        "reason": "台风红色预警",
        "review_at": (at + timedelta(minutes=50)).isoformat(),
        "order": {"issuer": "区三防指挥部", "number": "三防〔2026〕1号", "at": at.isoformat()},
    }


def message(n: int, at: datetime, *, status: str = "Actual") -> dict[str, Any]:
    """`warning.receive`: the bureau's message number `n`: it goes down to orange and up to red by turns."""
    sent = at.astimezone().replace(microsecond=0)
    colour = "ORANGE" if n % 2 else "RED"
    ends = (sent + timedelta(hours=24)).isoformat()
    # Each message is an update of the one before it, whose time of sending is the day's first second plus its number.
    stamp = sent.replace(hour=0, minute=0, second=0) + timedelta(seconds=n)
    refers = [reference(f"peak-{n - 1}", sent=(stamp - timedelta(seconds=1)).isoformat())] if n else []
    content = cap(
        f"peak-{n}" if status == "Actual" else f"exercise-{n}",
        sent=stamp.isoformat(),
        status=status,
        kind="Update" if refers and status == "Actual" else "Alert",
        references=refers if status == "Actual" else [],
        infos=[info(colour=colour, expires=ends)],
    )
    read = read_cap(content, DISTRICT)
    return {"message": msgspec.to_builtins(read), "source": "push"}


def to_be_moved(workers: list[Worker]) -> list[dict[str, Any]]:
    """A household and somebody living alone in each worker's grid; `worker`: who answers for them."""
    return [
        {
            "grid": w.grid,
            "name": f"{kind} {w.grid[6:]}",
            "phone": f"000-{w.grid[6:]}",
            "heads": heads,
            "worker": w.person,
        }
        for w in workers
        for kind, heads in (("搬迁甲户", 3), ("搬迁乙户", 1))
    ]


def moved(worker: Worker, evacuee: str, shelter: str) -> Note:
    return worker.submit("evacuee.mark", evacuee=evacuee, to="moved", shelter=shelter, at=worker.clock.said())


def arrived(keeper: Worker, evacuee: str, shelter: str) -> Note:
    return keeper.submit("evacuee.arrive", evacuee=evacuee, shelter=shelter, at=keeper.clock.said())


def chance_of(seed: int, name: str) -> random.Random:
    """Everybody has chances of their own, so that who is killed when changes nobody else's."""
    return random.Random(f"{seed} {name}")
