"""A day and a night of duty on real servers, in fast motion: shifts change, and everybody is told what matters."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from command.domain import facts as f
from command.domain.worktime import LOCAL
from command.service.replay import differences
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire, wire, working

__all__ = ["wire"]
pytestmark = pytest.mark.servers
TOMORROW = datetime.now(UTC).astimezone(LOCAL).date() + timedelta(days=1)
PATROL = {"name": "巡查", "kind": "patrol", "starts": "08:00", "ends": "18:00", "need": 2}
GROUP = {
    "group": "g",
    "kind": "grid",
    "name": "第1组",
    "area": "460107001001",
    "leader": "s",
    "pattern": {"begins": TOMORROW.isoformat(), "members": ["w1", "w2", "w3"],
                "lines": [{"shift": PATROL, "cycle": [[0, 1, 2]]}]},
}  # fmt: skip
TEAMS = [["co", "op", "wl"], ["c2", "o2", "o3"]]
WATCH = {
    "group": "watch",
    "kind": "watch",
    "name": "值班",
    "area": DISTRICT,
    "pattern": {
        "begins": TOMORROW.isoformat(),
        "members": [person for team in TEAMS for person in team],
        "lines": [
            {"shift": {"name": name, "kind": "watch", "starts": starts, "ends": ends, "need": 2, "led": True},
             "cycle": [[3 * n, 3 * n + 1, 3 * n + 2]]}
            for n, (name, starts, ends) in enumerate([("白班", "08:00", "20:00"), ("夜班", "20:00", "08:00")])
        ],
    },
}  # fmt: skip


class Day:
    """The district's clock, moved forwards; and what came of it."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    async def at(self, hour: int, minute: int = 0, day: date = TOMORROW) -> None:
        """It is this local time now."""
        moment = datetime.combine(day, time(hour, minute), LOCAL)
        async with self.wire.district.engine.begin() as connection:
            await connection.execute(text("UPDATE universe SET ahead = :at - clock_timestamp()"), {"at": moment})

    async def ask(self, sender: str, method: str, /, **data: Any) -> str:
        """A request through the inbox; its id."""
        return (await self.wire.put(sender, method, **data)).id

    async def stored(self, kind: str, sender: str, method: str, /, **data: Any) -> dict[str, Any]:
        """A request, and the fact it becomes."""
        return await self.wire.fact(kind, request=await self.ask(sender, method, **data))

    async def refused(self, sender: str, method: str, /, **data: Any) -> str:
        """A request that is refused, and the code."""
        told = await self.stored("RequestRefused", sender, method, **data)
        return str(told["refusal"]["code"])

    async def check_in(self, *people: str) -> None:
        await self.wire.alive(*people)
        for one in people:
            await self.stored("DutyStarted", one, "duty.check_in", at=datetime.now(UTC).isoformat())

    async def check_out(self, person: str) -> str:
        return await self.refused(person, "duty.check_out", at=datetime.now(UTC).isoformat())


@pytest.fixture
async def day(wire: Wire) -> AsyncIterator[Day]:
    """Rostered from tomorrow on; it is half past seven then. A worker runs."""
    more = [("c2", "coordinator"), ("o2", "operator"), ("o3", "operator")]
    await wire.district.desk.record(
        [f.PersonRegistered(person=p, name=p, roles=[role], areas=[DISTRICT]) for p, role in more]  # type: ignore[list-item]
    )
    async with working(wire.settings, wire.district):
        made = Day(wire)
        for group in (GROUP, WATCH):
            await made.stored("GroupRostered", "co", "roster.set_group", **group)
        yield made
    assert await differences(wire.district.engine, DISTRICT) == [], "P11: the ledger alone rebuilds it"


async def test_a_day_on_patrol_ends_by_itself_and_nobody_is_asked_after_it(day: Day) -> None:
    await day.at(7, 45)
    await day.check_in("w1", "w2")
    await day.at(8, 11)
    missed = await day.wire.fact("ShiftsMissed", group="g")
    assert (missed["people"], missed["told"]) == ({"w3": "w3"}, ["s"])
    await day.ask("w4", "report.submit", **report(1))
    offer = await day.wire.fact("OfferMade")
    assert offer["person"] == "w1", "present, and it is their grid"
    await day.stored("AssignmentMade", "w1", "offer.answer", offer=offer["offer"], answer="accept")
    await day.at(18, 0)
    await day.wire.fact("DutyEnded", person="w2", why="shift_over")
    await day.wire.fact("DutyEnding", person="w1")
    made = await day.wire.fact("AssignmentMade")
    at = datetime.now(UTC).isoformat()
    await day.stored("AssignmentChanged", "w1", "assignment.advance", assignment=made["assignment"], to="done", at=at)
    await day.wire.fact("DutyEnded", person="w1", why="shift_over")
    await day.ask("w4", "report.submit", **report(2, category="event.0404", hazard="life"))
    nobody = await day.wire.fact("NobodyAvailable")
    assert nobody["tally"]["off_duty"] == 5
    over = await day.wire.fact("ShiftsOver", group="g")
    assert {one["person"]: "came" in one for one in over["stints"]} == {"w1": True, "w2": True, "w3": False}


async def test_a_watch_changes_with_both_signatures_and_nobody_goes_before(day: Day) -> None:
    await day.at(7, 50)
    await day.check_in("co", "op", "wl")
    await day.at(8, 0)
    began = await day.wire.fact("ShiftsBegan", group="watch")
    assert set(began["holders"]) == {"co", "op", "wl"}
    await day.at(19, 46)
    opened = await day.wire.fact("ReliefOpened", group="watch")
    assert set(opened["incoming"]) == {"c2", "o2", "o3"}
    assert await day.check_out("co") == "relief_needed"
    await day.at(20, 16)
    overdue = await day.wire.fact("ReliefOverdue")
    assert {"co", "c2"} <= set(overdue["told"])
    sheet = {"events": "立案 3 起", "watch": "江边水位"}
    relief = opened["relief"]
    await day.stored("ReliefSigned", "co", "relief.sign", relief=relief, side="outgoing", sheet=sheet)
    assert await day.check_out("op") == "relief_needed", "one signature is not enough"
    await day.check_in("c2")
    assert await day.refused("c2", "relief.sign", relief=relief, side="incoming") == "relief_incomplete"
    await day.check_in("o2")
    await day.stored("ReliefSigned", "c2", "relief.sign", relief=relief, side="incoming")
    closed = await day.wire.fact("ReliefClosed", why="signed")
    assert set(closed["holders"]) == {"c2", "o2"}
    for person in ("co", "op", "wl"):
        await day.wire.fact("DutyEnded", person=person, why="relieved")
    assert await day.check_out("c2") == "relief_needed"


async def test_leave_makes_a_gap_that_is_told_and_a_swap_moves_the_offer_to_the_right_person(day: Day) -> None:
    next_day = TOMORROW + timedelta(days=1)
    turn = {"group": "g", "day": next_day.isoformat(), "shift": "巡查"}
    span = [datetime.combine(next_day + timedelta(days=n), time(), LOCAL).isoformat() for n in (0, 1)]
    away = {"starts": span[0], "ends": span[1], "kind": "sick"}
    await day.at(9)
    for person in ("w2", "w3"):
        asked = await day.stored("LeaveAsked", person, "leave.ask", **away)
        await day.stored("LeaveApproved", "s", "leave.decide", leave=asked["leave"], approve=True)
    gap = await day.wire.fact("GapsFound", group="g", told=["s"])
    assert [(one["kind"], one["have"], one["need"]) for one in gap["gaps"]] == [("short", 1, 2)]
    assert await day.refused("w1", "swap.ask", turn=turn, person="w2") == "swap_on_leave"
    asked = await day.stored("SwapAsked", "w1", "swap.ask", turn=turn, person="w1b")
    await day.stored("SwapAccepted", "w1b", "swap.answer", swap=asked["swap"], answer="accept")
    await day.stored("SwapApproved", "s", "swap.decide", swap=asked["swap"], approve=True)
    await day.at(8, 0, next_day)
    await day.check_in("w1b")
    await day.at(8, 15, next_day)
    await day.ask("w4", "report.submit", **report(1))
    assert (await day.wire.fact("OfferMade"))["person"] == "w1b"
    began = await day.wire.fact("DutyStarted", person="w1b")
    assert (began["group"], began.get("extra", False)) == ("g", False)
