"""Those who are there: shifts and handovers, rounds and visits, leave and swaps, alerts."""

from datetime import datetime, timedelta
from typing import Any

from command.domain import facts as f
from command.service.deadlines import offer_waiting
from tests.district import DISTRICT
from tests.journeys.life.clockwork import Ask, Do, Hear, Life, Script, Until, pause
from tests.journeys.life.ground import (
    COMMUNITIES,
    DAY,
    DESKS,
    GROUPS,
    NIGHT_GROUP,
    SHIFTS,
    SPARE,
    TEAMS,
    at,
    members,
    rosters,
)

ABSENT = "w31b"
LATE = ("w11b", "w32a")
ON_LEAVE = "w41b"
SWAPPED = ("w31a", "w43a")
LAZY = ("w22b", "w23a")
"""One round too few, or too short; and nobody visited."""


def begin(life: Life) -> None:
    """Everything about duty in the day and the night."""
    life.alive.update(DESKS.values(), {"op3"})
    life.begin("rosters set", _rosters(life), at(5.2))
    for shift, team in TEAMS.items():
        for n, person in enumerate(team):
            life.begin("on watch", _watch(life, person, at(SHIFTS[shift][0]), n), at(SHIFTS[shift][0] - 0.5))
    life.begin("on watch", _watch(life, "co1", at(8, 1), 0), at(7.5, 1))
    life.begin("on watch", _watch(life, "op1", at(8, 1), 1), at(7.5, 1))
    life.begin("handover signed late", _handover(life, "co1", "co2", late=True), at(19.5))
    life.begin("handover signed", _handover(life, "co2", "co1", late=False), at(7.5, 1))
    for supervisor in ("cadre1", "cadre2", "cadre3", "head1", "head2"):
        life.begin("above, on duty", _above(life, supervisor), at(7.8))
    for group in GROUPS:
        starts = at(18 if group == NIGHT_GROUP else 8)
        for person in members(group):
            if person not in (ABSENT, ON_LEAVE):
                life.begin(
                    "late" if person in LATE else "on shift",
                    _worker(life, person, starts),
                    starts - timedelta(minutes=20),
                )
    life.begin("absence told", _absence(life), at(8))
    life.begin("leave approved, stood in for", _leave_approved(life), at(5.6))
    for decision in ("refused", "expired", "withdrawn"):
        life.begin(f"leave {decision}", _leave(life, decision), at(5.6))
    life.begin("swap approved", _swap_approved(life), at(9.5))
    for decision in ("declined", "refused", "expired"):
        life.begin(f"swap {decision}", _swap(life, decision), at(9.7))
    life.begin("temporary plan", _plan(life), at(5.7))
    life.begin("alert read, over", _alert(life), at(9))
    life.begin("care done", _care(life, missed=False), at(8.7))
    life.begin("care missed", _care(life, missed=True), at(8.7))


def _rosters(life: Life) -> Script:
    for by, group in rosters():
        yield Ask(by, "roster.set_group", group)
    yield Ask("co1", "limits.change", {"category": "grid.other", "version": 0, "reason": "试行", "rule": _by_leader()})


def _by_leader() -> dict[str, Any]:
    import msgspec

    from command.domain.limits import built_in
    from command.domain.policy import DEFAULT

    known = built_in("grid.other", DEFAULT)
    return dict(msgspec.to_builtins(msgspec.structs.replace(known, filing="leader")))


# --- the watch


def _watch(life: Life, person: str, starts: datetime, n: int) -> Script:
    """There ten minutes before; relieved by the handover, never before it."""
    yield Until(starts - timedelta(minutes=10 - n))
    life.alive.add(person)
    yield Ask(person, "duty.check_in", {"at": life.now.isoformat()})
    if starts.date() > DAY and starts.hour == 8:
        return
    yield Until(starts + timedelta(hours=4))
    yield Ask(person, "duty.check_out", {"at": life.now.isoformat()}, "relief_needed")
    ended = yield Hear((f.DutyEnded,), {"person": person}, within_h=10)
    assert ended.why == "relieved"
    life.alive.discard(person)


def _handover(life: Life, leader: str, next_: str, *, late: bool) -> Script:
    opened = yield Hear((f.ReliefOpened,), {"out_leader": leader})
    yield from pause(life, 400)
    about = {"relief": opened.relief}
    sheet = {"events": "见清单", "watch": "江边水位", "equipment": "对讲机 6 部完好"}
    yield Ask(next_, "relief.sign", {**about, "side": "incoming"}, "handover_order")
    yield Ask(leader, "relief.sign", {**about, "side": "outgoing", "sheet": sheet})
    if late:
        overdue = yield Hear((f.ReliefOverdue,), {"relief": opened.relief})
        assert overdue.waits_for == "incoming"
    else:
        yield from pause(life, 200)
    signed = yield Ask(next_, "relief.sign", {**about, "side": "incoming"})
    assert signed.unfinished_count >= 0
    closed = yield Hear((f.ReliefClosed,), {"relief": opened.relief})
    assert next_ in closed.holders


def _above(life: Life, person: str) -> Script:
    """A supervisor's day."""
    life.alive.add(person)
    yield Ask(person, "duty.check_in", {"at": life.now.isoformat()})
    yield Until(at(18))
    yield Ask(person, "duty.check_out", {"at": life.now.isoformat()})
    life.alive.discard(person)


# --- shifts, rounds, visits


def _worker(life: Life, person: str, starts: datetime) -> Script:
    """A shift with its rounds and visits. Who is late is told as missing, and is there all the same."""
    late_s = 1500 if person in LATE else -life.chance.uniform(200, 900)
    yield Until(starts + timedelta(seconds=late_s))
    if late_s > 0:
        missed = next(t.fact for t in life.all if isinstance(t.fact, f.ShiftsMissed) and person in t.fact.people)
        assert missed.told
    life.alive.add(person)
    yield Ask(person, "duty.check_in", {"at": life.now.isoformat()})
    if starts == at(8):
        yield from _rounds(life, person)
    yield Until(at(18) if starts == at(8) else at(6, 1))
    if not any(isinstance(t.fact, f.DutyEnded) and t.fact.person == person and t.at > at(18) for t in life.all[-200:]):
        yield Hear((f.DutyEnded,), {"person": person}, within_h=12)
    life.alive.discard(person)


def _rounds(life: Life, person: str) -> Script:
    for hour, lasts_s in ((8.5, 7300), (14, 3000 if person == LAZY[1] else 7400)):
        if hour == 14 and person == LAZY[0]:
            return
        yield Until(at(hour) + timedelta(seconds=life.chance.uniform(0, 900)))
        yield Ask(person, "round.start", {"at": life.now.isoformat()})
        if hour < 10:
            yield from _visits(life, person)
        yield Until(life.now + timedelta(seconds=lasts_s))
        yield Ask(person, "round.finish", {"at": life.now.isoformat()})


def _visits(life: Life, person: str) -> Script:
    opened = next(t.fact for t in life.all if isinstance(t.fact, f.DayOpened) and t.fact.person == person)
    for resident in opened.visits if person not in LAZY else ():
        yield from pause(life, 60, 300)
        outcome = life.chance.choice(["well", "well", "absent", "concern"])
        yield Ask(person, "visit.record", {"resident": resident, "at": life.now.isoformat(), "outcome": outcome})


def _absence(life: Life) -> Script:
    """缺岗: who never comes is told ten minutes after the start, once."""
    yield Until(at(8.5))
    missed = [t for t in life.all if isinstance(t.fact, f.ShiftsMissed) and ABSENT in t.fact.people]
    assert len(missed) == 1
    assert timedelta(minutes=10) <= missed[0].at - at(8) < timedelta(minutes=11)
    assert "cadre3" in missed[0].fact.told


# --- leave, swaps, plans


def _leave_approved(life: Life) -> Script:
    """Approved leave makes a gap that is told, and somebody stands in; both are over by themselves."""
    span = {"starts": at(8).isoformat(), "ends": at(18).isoformat(), "kind": "sick"}
    asked = yield Ask(ON_LEAVE, "leave.ask", span)
    yield Ask("co1", "leave.decide", {"leave": asked.leave, "approve": True})
    stand_in = {"group": "g41", "starts": at(8).isoformat(), "ends": at(18).isoformat(), "person": SPARE,
                "replaces": ON_LEAVE, "reason": "顶岗"}  # fmt: skip
    yield Ask("co1", "roster.override", stand_in)
    yield from _worker(life, SPARE, at(8))
    if not any(isinstance(t.fact, f.LeaveClosed) and t.fact.leave == asked.leave for t in life.all[-300:]):
        yield Hear((f.LeaveClosed,), {"leave": asked.leave})


def _leave(life: Life, decision: str) -> Script:
    person = {"refused": "w42b", "expired": "w13a", "withdrawn": "w14a"}[decision]
    starts = at(10) if decision == "expired" else at(13, 1)
    span = {"starts": starts.isoformat(), "ends": at(17, 1).isoformat()}
    asked = yield Ask(person, "leave.ask", span)
    if decision == "refused":
        yield Ask("co1", "leave.decide", {"leave": asked.leave, "approve": False}, "reason_needed")
        yield Ask("co1", "leave.decide", {"leave": asked.leave, "approve": False, "reason": "人手不足"})
    elif decision == "withdrawn":
        yield Ask(person, "leave.withdraw", {"leave": asked.leave})
    else:
        over = yield Hear((f.LeaveClosed,), {"leave": asked.leave})
        assert over.why == "expired"


def _turn(group: str, shift: str, day: int) -> dict[str, str]:
    return {"group": group, "day": (DAY + timedelta(days=day)).isoformat(), "shift": shift}


def _swap_approved(life: Life) -> Script:
    """Asked, accepted, approved: the other is expected the next morning, and comes."""
    giver, taker = SWAPPED
    asked = yield Ask(giver, "swap.ask", {"turn": _turn("g31", "巡查", 1), "person": taker})
    yield from pause(life, 600)
    yield Ask("co1", "swap.decide", {"swap": asked.swap, "approve": True}, "swap_not_accepted")
    yield Ask(taker, "swap.answer", {"swap": asked.swap, "answer": "accept"})
    yield from pause(life, 600)
    yield Ask("co1", "swap.decide", {"swap": asked.swap, "approve": True})
    yield Until(at(7.9, 1))
    life.alive.add(taker)
    started = yield Ask(taker, "duty.check_in", {"at": life.now.isoformat()})
    assert (started.group, started.extra) == ("g31", False)


def _swap(life: Life, decision: str) -> Script:
    giver, taker = {"declined": ("w33a", "w41a"), "refused": ("w33b", "w44a"), "expired": ("w34a", "w44b")}[decision]
    if decision == "declined":
        yield Ask(giver, "swap.ask", {"turn": _turn("g32", "巡查", 1), "person": taker}, "shift_overlap")
        taker = "w43b"
    asked = yield Ask(
        giver, "swap.ask", {"turn": _turn("g32", "巡查", 1 if decision != "refused" else 2), "person": taker}
    )
    if decision == "expired":
        over = yield Hear((f.SwapClosed,), {"swap": asked.swap}, within_h=25)
        assert over.why == "expired"
        return
    answer = "decline" if decision == "declined" else "accept"
    yield Ask(taker, "swap.answer", {"swap": asked.swap, "answer": answer})
    if decision == "refused":
        yield Ask("co1", "swap.decide", {"swap": asked.swap, "approve": False, "reason": "连班"})


def _plan(life: Life) -> Script:
    """临时排班 of one group for one day, over by itself."""
    shift = {"name": "临时巡查", "kind": "patrol", "starts": "08:00", "ends": "18:00"}
    days = [{"day": DAY.isoformat(), "shift": 0, "people": members("g22")}]
    plan = {"group": "g22", "first": DAY.isoformat(), "last": DAY.isoformat(), "shifts": [shift], "days": days}
    told = yield Ask("co1", "roster.plan", {"plan": plan, "temporary": True, "reason": "迎检"})
    again = {**plan, "first": _date(2), "last": _date(2), "days": [{**days[0], "day": _date(2)}]}
    second = yield Ask("co1", "roster.plan", {"plan": again, "temporary": True, "reason": "迎检"})
    yield from pause(life, 600)
    yield Ask("co1", "roster.withdraw", {"kind": "plans", "item": second.plan, "reason": "改期"})
    over = yield Hear((f.RosterItemEnded,), {"item": told.plan}, within_h=44)
    assert over.why == "over"


def _date(day: int) -> str:
    return (DAY + timedelta(days=day)).isoformat()


# --- told, looked after


def _alert(life: Life) -> Script:
    told = yield Ask("co1", "alert.send", {"area": DISTRICT, "text": "午后有雷雨", "for_s": 3600})
    for person in ("w11a", "w21a", "cadre1"):
        yield from pause(life, 30, 200)
        yield Ask(person, "alert.read", {"alert": told.alert, "at": life.now.isoformat()})
    over = yield Hear((f.AlertEnded,), {"alert": told.alert})
    assert "w11b" in over.unread
    assert "w11a" not in over.unread


def _care(life: Life, *, missed: bool) -> Script:
    worker = "w21a" if missed else "w22a"
    residents = [f"r-{worker}-x", f"r-{worker}-y"]
    order = {"area": COMMUNITIES[2], "why": "heat", "until": at(11).isoformat(), "visits": {worker: residents}}
    told = yield Ask("cadre2", "care.order", order)
    for resident in residents[: 1 if missed else 2]:
        yield from pause(life, 300, 900)
        yield Ask(worker, "visit.record", {"resident": resident, "at": life.now.isoformat(), "outcome": "well"})
    over = yield Hear((f.CareClosed,), {"care": told.care})
    assert bool(over.missed) == missed
    assert not missed or "cadre2" in over.told


def reconnected(life: Life, *who: str) -> Do:
    """Phones that are heard of again are offered what waits."""
    life.alive.update(who)
    return Do(lambda: offer_waiting(life.district.desk, list(who)))
