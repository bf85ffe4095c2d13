"""The demo's roster: a watch of four teams round the clock, and for every group its patrols, station day and nights.

It follows from the accounts and groups, and begins on a Monday long ago: whoever opens the demo meets it running.
"""

from datetime import date

from command.domain import facts as f
from command.domain.registry import Group
from command.domain.roster import Line, Pattern, Shift, Window
from workers.demo.names import id_of
from workers.demo.outline import DISTRICT
from workers.demo.people import People

_BEGINS = date(2026, 1, 5)
WATCH = "watch"
_SHIFTS = [("夜班", "00:00", "08:00"), ("白班", "08:00", "16:00"), ("中班", "16:00", "00:00")]
_TEAMS = 4
_ROUNDS = [Window("08:30", "11:00"), Window("15:00", "17:30")]
"""Two rounds a day, of two hours at least."""
_PATROL = Shift("巡查班", "patrol", "08:00", "18:00", need=2, rounds=_ROUNDS)
_STATION = Shift("驻站班", "station", "08:00", "18:00", need=1)
_STANDBY = Shift("夜间备班", "standby", "18:00", "08:00", need=1)


def demo_roster(people: People) -> list[f.GroupRostered]:
    """The facts that roster everybody: the watch first, then the groups in their order."""
    return [_watch(), *(_grid(group, number) for number, group in enumerate(people.groups))]


def _watch() -> f.GroupRostered:
    """四班三运转: each team has a night, a day and an evening on three days, a day between any two, then a day off."""
    members = [
        id_of(name)
        for team in range(1, _TEAMS + 1)
        for name in (f"coordinator-{team}", f"operator-{team}", f"operator-{team + _TEAMS}")
    ]
    lines = [
        Line(
            Shift(name, "watch", starts, ends, need=2, led=True),
            [_team((shift - day) % _TEAMS) for day in range(_TEAMS)],
        )
        for shift, (name, starts, ends) in enumerate(_SHIFTS)
    ]
    return f.GroupRostered(
        group=WATCH,
        kind="watch",
        name="指挥中心值班",
        area=DISTRICT[0],
        patterns=[Pattern(_BEGINS, members, lines)],
    )


def _team(number: int) -> list[int]:
    return list(range(3 * number, 3 * number + 3))


def _grid(group: Group, number: int) -> f.GroupRostered:
    """One station day a week, patrols on the others, each member free on another weekday, nights in turn."""
    everybody = range(len(group.members))
    week = [[seat for seat in everybody if (seat * 2 + number) % 7 != day] for day in range(7)]
    station = (number * 3 + 1) % 7
    lines = [
        Line(_PATROL, [[] if day == station else seats for day, seats in enumerate(week)]),
        Line(_STATION, [seats if day == station else [] for day, seats in enumerate(week)]),
        Line(_STANDBY, [[seat] for seat in everybody]),
    ]
    return f.GroupRostered(
        group=group.id,
        kind="grid",
        name=group.name,
        area=group.community,
        leader=group.leader,
        overseer=group.overseer,
        patterns=[Pattern(_BEGINS, group.members, lines)],
    )
