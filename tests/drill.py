"""A drill over the small district: what it is planned as, and ways to play it. Shared by tests of every layer."""

from typing import Any

from command.clock import new_id
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Content,
    Inject,
    MessageInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
    TrackFix,
    TrackInject,
    WarningInject,
)
from command.domain.place import Place
from command.domain.universe import universe_of
from command.service.desk import Committed, Desk
from command.service.drills import begin
from command.service.intake import take
from command.store import exercises
from tests.district import DISTRICT, District, received

DRILL = "0198f0ff-0000-7000-8000-000000000001"


def grid(serial: int) -> str:
    return f"460107001001{serial:03d}"


def cast() -> list[Participant]:
    """A director, an observer, two workers, a supervisor, an operator and a coordinator."""
    return [
        Participant(person="wl", part="director"),
        Participant(person="st", part="observer"),
        Participant(person="w1", roles=["worker"], areas=[grid(1)]),
        Participant(person="w2", roles=["worker"], areas=[grid(2)]),
        Participant(person="s", roles=["supervisor"], areas=["460107001001"]),
        Participant(person="op", roles=["operator"], areas=[DISTRICT]),
        Participant(person="co", roles=["coordinator"], areas=[DISTRICT]),
    ]


def planned(**changed: Any) -> DrillPlan:
    fields: dict[str, Any] = {"name": "防汛演练", "form": "live", "compression": 10, "participants": cast()}
    return DrillPlan(**{**fields, **changed})


def inject(number: int, offset_s: int, content: Content, **more: Any) -> Inject:
    return Inject(number=number, offset_s=offset_s, title=f"情景 {number}", content=content, **more)


def reported(serial: int = 1, **more: Any) -> ReportInject:
    fields: dict[str, Any] = {"category": "event.0406", "text": "积水齐膝", **more}
    return ReportInject(place=Place(grid=grid(serial)), **fields)


def every_kind() -> list[Inject]:
    """One inject of each kind that needs nothing more than the small district, a minute of offsets apart."""
    contents: list[Content] = [
        reported(1),
        CallInject(text="有人落水", category="event.0406", place=Place(grid=grid(2))),
        WarningInject(event="typhoon", colour="orange", areas=[DISTRICT]),
        TrackInject(storm="RAMMASUN", agency="CMA", points=_track()),
        RoadInject(text="滨江路封闭", place=Place(grid=grid(1)), areas=[grid(1)], opens_s=36_000),
        SilentInject(people=["w2"], for_s=120),
        MessageInject(text="媒体来电", to=["operator"]),
        ContactInject(),
    ]
    return [inject(n, 60 * n, one) for n, one in enumerate(contents, 1)]


def _track() -> list[TrackFix]:
    hours = range(-12, 25, 6)
    return [
        TrackFix(offset_s=3600 * h, lat=18.5 + h / 12, lon=113.0 - h / 6, wind_ms=35.0, forecast=h > 0) for h in hours
    ]


def script(*injects: Inject) -> Script:
    return Script(name="夜间强降雨", injects=list(injects) or [inject(1, 600, reported(1))])


async def drafted(district: District, *injects: Inject, id_: str = DRILL, **changed: Any) -> exercises.Exercise:
    """A draft of it in the district's table."""
    plan = planned(**{"overridden": "测试", **changed})
    return await exercises.create(district.engine, DISTRICT, id_, plan, script(*injects), "co")


async def begun(district: District, *injects: Inject, id_: str = DRILL, **changed: Any) -> "Play":
    """The drill, started by the coordinator."""
    made = await drafted(district, *injects, id_=id_, **changed)
    desk = Desk(district.engine, universe_of(id_), district.areas, district.phones)
    by = await district.desk.look(lambda draft: draft.picture.people["co"])
    await begin(district.engine, district.desk, district.areas, id_, made.version, by, desk=desk)
    return Play(district, desk, id_)


class Play:
    """A drill under way."""

    def __init__(self, district: District, desk: Desk, id_: str) -> None:
        self.district = district
        self.desk = desk
        self.id = id_
        self.universe = universe_of(id_)

    async def send(self, sender: str, method: str, **data: object) -> Committed:
        """A durable request of the drill."""
        data = {"id": new_id(), "exercise": self.id, **data}
        return await take(self.desk, [received(sender, method, **data)], self.district.areas)
