"""A small world with rosters: a grid group on patrol by day, and a watch of three teams round the clock.

The world's clock begins at 15:30 local time on Saturday 18 July 2026.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from command.domain import facts as f
from command.domain.worktime import LOCAL
from tests.domain.builder import DISTRICT, World, only, small_world

TODAY = date(2026, 7, 18)
TOMORROW = TODAY + timedelta(days=1)
PATROL = {"name": "patrol", "kind": "patrol", "starts": "08:00", "ends": "18:00", "need": 2}
STANDBY = {"name": "standby", "kind": "standby", "starts": "18:00", "ends": "08:00"}
GROUP = {
    "group": "g",
    "kind": "grid",
    "name": "第1组",
    "area": "460107001001",
    "leader": "s",
    "pattern": {
        "begins": TODAY,
        "members": ["w1", "w2", "w3"],
        "lines": [
            {"shift": PATROL, "cycle": [[0, 1, 2]]},
            {"shift": STANDBY, "cycle": [[0], [1], [2]]},
        ],
    },
}
TEAMS = {"day": "a", "evening": "b", "night": "c"}
WATCH = {
    "group": "watch",
    "kind": "watch",
    "name": "指挥中心值班",
    "area": DISTRICT,
    "pattern": {
        "begins": TODAY,
        "members": [f"{team}{n}" for team in "abc" for n in (1, 2, 3)],
        "lines": [
            {
                "shift": {"name": name, "kind": "watch", "starts": starts, "ends": ends, "need": 2, "led": True},
                "cycle": [[3 * n, 3 * n + 1, 3 * n + 2]],
            }
            for n, (name, starts, ends) in enumerate(
                [("day", "08:00", "16:00"), ("evening", "16:00", "00:00"), ("night", "00:00", "08:00")]
            )
        ],
    },
}


def local(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    """A local time of a day, as an instant."""
    return (datetime.combine(day, time(), LOCAL) + timedelta(hours=hour, minutes=minute)).astimezone(UTC)


def rostered(*groups: dict[str, Any], at: datetime | None = None) -> World:
    """The small world with these groups (the grid group, unless others are named), looked at once by the clock."""
    world = small_world()
    for team in "abc":
        for n in (1, 2, 3):
            world.person(f"{team}{n}", "coordinator" if n == 1 else "operator", DISTRICT)
    world.now = at if at is not None else local(7)
    for group in groups or (GROUP,):
        only(world.send("co", "roster.set_group", **group), f.GroupRostered)
    world.tick()
    return world


def until(world: World, moment: datetime) -> list[f.AnyFact]:
    """Time goes by, the clock looking at everything as it falls due; what came of it."""
    found: list[f.AnyFact] = []
    while True:
        due = [watch.due for watch in world.picture.watches.values()]
        due += [one.due for member in ("swaps", "leaves", "overrides", "plans", "reliefs")
                for one in getattr(world.picture, member).values()]  # fmt: skip
        nearest = min((one for one in due if one is not None), default=moment)
        if nearest > moment:
            world.now = moment
            return found
        world.now = max(world.now, nearest)
        found += world.tick()
