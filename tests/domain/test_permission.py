"""Who may what: the table of the outside contract, walked role by role (P4)."""

from typing import Any

import pytest

from command.domain import facts as f
from command.domain.mode.builtin import TYPHOON
from command.domain.permission import may_act_for, may_call, may_read_incident, may_subscribe, may_supervise
from command.domain.picture import Incident, Person
from command.domain.place import Spot
from command.wire.requests import DURABLE
from tests.domain.builder import DISTRICT, START, grid, only, small_world

ROLES = ["worker", "supervisor", "operator", "coordinator", "admin", "auditor", "kiosk", "device", "unit"]
TABLE = """
                      worker supervisor operator coordinator admin auditor kiosk device unit
staff.get             yes    yes        yes      yes         -     -       -     yes    yes
picture.get           -      yes        yes      yes         -     yes     yes   -      -
statistics.get        yes    yes        yes      yes         -     yes     yes   -      -
statistics.open       yes    yes        yes      yes         -     yes     -     -      -
report.submit         yes    yes        yes      yes         -     -       -     -      -
offer.answer          yes    yes        yes      yes         -     -       -     -    yes
assignment.advance    yes    yes        yes      yes         -     -       -     -    yes
assignment.confirm    yes    yes        yes      yes         -     -       -     -    yes
duty.check_in         yes    yes        yes      yes         -     -       -     -      -
duty.check_out        yes    yes        yes      yes         -     -       -     -      -
position.update       yes    yes        yes      yes         -     -       -     -      -
button.press          -      -          -        -           -     -       -     yes      -
incident.dispatch     -      -          yes      yes         -     -       -     -      -
incident.refer        -      -          yes      yes         -     -       -     -      -
incident.close        -      yes        yes      yes         -     -       -     -      -
incident.void         -      -          yes      yes         -     -       -     -      -
incident.reassign     -      -          yes      yes         -     -       -     -      -
incident.extend       yes    yes        yes      yes         -     -       -     -      yes
incident.suspend      yes    yes        yes      yes         -     -       -     -      yes
incident.rule         -      yes        yes      yes         -     -       -     -      -
incident.resume       -      -          yes      yes         -     -       -     -      -
incident.feedback     yes    yes        yes      yes         -     -       -     -      yes
incident.rework       -      yes        yes      yes         -     -       -     -      -
incident.return       yes    yes        yes      yes         -     -       -     -      yes
incident.reopen       -      -          yes      yes         -     -       -     -      -
incident.supervise    -      yes        yes      yes         -     -       -     -      -
supervision.reply     yes    yes        yes      yes         -     -       -     -      yes
incident.call_back    -      -          yes      yes         -     -       -     -      -
referral.move         -      -          yes      yes         -     -       -     -      -
handover.answer       -      -          yes      yes         -     -       -     -      -
limits.change         -      -          -        yes         -     -       -     -      -
storm.track           -      -          yes      yes         -     -       -     -      -
storm.confirm         -      -          -        yes         -     -       -     -      -
storm.end             -      -          -        yes         -     -       -     -      -
storm.lift            -      -          -        yes         -     -       -     -      -
incident.send_out     -      -          -        yes         -     -       -     -      -
storm.get             yes    yes        yes      yes         -     yes     yes   -      yes
need.change           -      -          -        yes         -     -       -     -      -
unit.set              -      -          -        yes         yes   -       -     -      -
rights.change         -      -          -        -           yes   -       -     -      -
task.close            -      -          yes      yes         -     -       -     -      -
alert.send            -      -          -        yes         -     -       -     -      -
alert.withdraw        -      -          -        yes         -     -       -     -      -
alert.read            yes    yes        yes      yes         -     -       -     -      -
alerts.readers        -      yes        yes      yes         -     yes     -     -      -
round.start           yes    -          -        -           -     -       -     -      -
round.finish          yes    -          -        -           -     -       -     -      -
visit.record          yes    -          -        -           -     -       -     -      -
care.order            -      yes        yes      yes         -     -       -     -      -
day.get               yes    -          -        -           -     -       -     -      -
days.get              -      yes        yes      yes         -     yes     -     -      -
rollcall.open         -      yes        yes      yes         -     -       -     -      -
rollcall.answer       yes    yes        yes      yes         -     -       -     -      -
summons.answer        yes    yes        yes      yes         -     -       -     -      yes
rollcall.close        -      yes        yes      yes         -     -       -     -      -
sos.raise             yes    yes        yes      yes         -     -       -     -      -
sos.acknowledge       yes    yes        yes      yes         -     -       -     -      -
sos.cancel            yes    yes        yes      yes         -     -       -     -      -
timer.start           yes    yes        yes      yes         -     -       -     -      -
contact.report        -      yes        yes      yes         -     -       -     -      -
call.finish           -      yes        yes      yes         -     -       -     -      -
timer.answer          yes    yes        yes      yes         -     -       -     -      -
roster.set_group      -      yes        -        yes         -     -       -     -      -
roster.dissolve       -      yes        -        yes         -     -       -     -      -
roster.plan           -      yes        -        yes         -     -       -     -      -
roster.import         -      yes        -        yes         -     -       -     -      -
roster.override       -      yes        -        yes         -     -       -     -      -
roster.withdraw       -      yes        -        yes         -     -       -     -      -
swap.ask              yes    yes        yes      yes         -     -       -     -      -
swap.answer           yes    yes        yes      yes         -     -       -     -      -
swap.decide           -      yes        -        yes         -     -       -     -      -
swap.withdraw         yes    yes        yes      yes         -     -       -     -      -
leave.ask             yes    yes        yes      yes         -     -       -     -      -
leave.decide          -      yes        -        yes         -     -       -     -      -
leave.withdraw        yes    yes        yes      yes         -     -       -     -      -
mode.propose          -      -          yes      yes         -     -       -     -      -
mode.approve          -      -          -        yes         -     -       -     -      -
mode.refuse           -      -          -        yes         -     -       -     -      -
mode.withdraw         -      -          yes      yes         -     -       -     -      -
mode.switch_alone     -      -          -        yes         -     -       -     -      -
mode.countersign      -      -          -        yes         -     -       -     -      -
mode.review           -      -          -        yes         -     -       -     -      -
mode.superior         -      -          yes      yes         -     -       -     -      -
mode.get              yes    yes        yes      yes         -     yes     -     -      -
mode.dry_run          -      -          yes      yes         -     -       -     -      -
response_plan.draft   -      -          yes      yes         -     -       -     -      -
response_plan.publish -      -          -        yes         -     -       -     -      -
response_plan.drop    -      -          yes      yes         -     -       -     -      -
grid_task.finish      yes    yes        yes      yes         -     -       -     -      -
relief.sign           yes    yes        yes      yes         -     -       -     -      -
evacuation.open       -      yes        yes      yes         -     -       -     -      -
evacuation.close      -      yes        yes      yes         -     -       -     -      -
evacuations.get       yes    yes        yes      yes         -     yes     yes   -      -
evacuees.get          yes    yes        yes      yes         -     -       -     -      -
evacuee.add           yes    yes        yes      yes         -     -       -     -      -
evacuee.assign        yes    yes        yes      yes         -     -       -     -      -
evacuee.remove        yes    yes        yes      yes         -     -       -     -      -
evacuee.mark          yes    yes        yes      yes         -     -       -     -      -
evacuee.arrive        yes    yes        yes      yes         -     -       -     -      -
evacuee.correct       yes    yes        yes      yes         -     -       -     -      -
evacuee.amend         yes    yes        yes      yes         -     -       -     -      -
shelter.set           -      yes        yes      yes         -     -       -     -      -
shelter.count         yes    yes        yes      yes         -     -       -     -      -
shelter.close         -      yes        yes      yes         -     -       -     -      -
incident.call         -      yes        yes      yes         -     -       -     -      -
slot.release          -      yes        yes      yes         -     -       -     -      -
incident.seen         -      yes        yes      yes         -     -       -     -      -
incident.route        -      yes        yes      yes         -     -       -     -      -
incident.urge         -      yes        yes      yes         -     -       -     -      -
attention.get         -      -          yes      yes         -     yes     yes   -      -
attention.take        -      -          yes      yes         -     -       -     -      -
attention.give_back   -      -          yes      yes         -     -       -     -      -
attention.shelve      -      -          yes      yes         -     -       -     -      -
attention.close       -      -          yes      yes         -     -       -     -      -
warning.receive       -      -          yes      yes         -     -       -     yes    -
proposal.take         -      -          yes      yes         -     -       -     -      -
proposal.dismiss      -      -          yes      yes         -     -       -     -      -
bulletin.draft        -      -          yes      yes         -     -       -     -      -
bulletin.release      -      -          -        yes         -     -       -     -      -
bulletin.drop         -      -          yes      yes         -     -       -     -      -
drill.evaluate        -      -          -        yes         -     yes     -     -      -
drill.test            -      -          -        yes         -     -       -     -      -
sitreps.get           -      yes        yes      yes         -     yes     -     -      -
sitrep.hand_in        -      yes        yes      yes         -     -       -     -      -
sitrep.cut            -      -          yes      yes         -     -       -     -      -
sitrep.send           -      -          -        yes         -     -       -     -      -
sitrep.correct        -      -          -        yes         -     -       -     -      -
sitrep.drop           -      -          -        yes         -     -       -     -      -
drill.hold            -      -          -        -           -     -       -     -      -
drill.release         -      -          -        -           -     -       -     -      -
drill.skip            -      -          -        -           -     -       -     -      -
drill.repeat          -      -          -        -           -     -       -     -      -
drill.add             -      -          -        -           -     -       -     -      -
drill.pause           -      -          -        -           -     -       -     -      -
drill.resume          -      -          -        -           -     -       -     -      -
drill.stop            -      -          -        -           -     -       -     -      -
drill.take            -      -          -        -           -     -       -     -      -
drill.readmit         -      -          -        -           -     -       -     -      -
drill.note            -      -          -        -           -     -       -     -      -
drill.answer          yes    yes        yes      yes         -     -       -     -      yes
drill.improve         -      -          -        -           -     -       -     -      -
drill.conclude        -      -          -        -           -     -       -     -      -
"""
ASIDE = """
drill.hold            yes      -
drill.release         yes      -
drill.skip            yes      -
drill.repeat          yes      -
drill.add             yes      -
drill.pause           yes      -
drill.resume          yes      -
drill.stop            yes      -
drill.take            yes      -
drill.readmit         yes      -
drill.note            yes      yes
drill.answer          -        -
drill.improve         yes      yes
drill.conclude        yes      -
picture.get           yes      yes
staff.get             yes      yes
statistics.get        yes      yes
attention.get         yes      yes
mode.get              yes      yes
storm.get             yes      yes
report.submit         -        -
offer.answer          -        -
assignment.advance    -        -
incident.close        -        -
mode.approve          -        -
mode.switch_alone     -        -
alert.send            -        -
sos.raise             -        -
"""
"""Directors and observers of a drill: they see all of it, and do nothing in it that its players do."""
CHANNELS = """
                      worker supervisor operator coordinator admin auditor kiosk device unit
staff:me              yes    yes        yes      yes         -     -       -     yes    yes
staff:other           -      -          -        -           -     -       -     -      -
picture:460107        -      yes        yes      yes         -     yes     yes   -      -
positions:460107      -      yes        yes      yes         -     yes     yes   -      -
picture:460108        -      -          -        -           -     -       -     -      -
picture:              -      -          -        -           -     -       -     -      -
exercise:1            -      -          -        -           -     -       -     -      -
staff:                -      -          -        -           -     -       -     -      -
ledger                -      -          -        -           -     -       -     -      -
"""
INCIDENTS = """
                      worker supervisor operator coordinator admin auditor kiosk device unit
own grid, read        yes    yes        yes      yes         -     yes     -     -      -
elsewhere, read       -      -          yes      yes         -     yes     -     -      -
reported, read        yes    yes        yes      yes         -     yes     -     -    yes
handled, read         yes    yes        yes      yes         -     yes     -     -    yes
own grid, supervise   -      yes        yes      yes         -     -       -     -      -
elsewhere, supervise  -      -          yes      yes         -     -       -     -      -
reported, supervise   -      -          yes      yes         -     -       -     -      -
"""
PLAN = {
    "group": "none",
    "first": "2026-07-18",
    "last": "2026-07-18",
    "shifts": [{"name": "x", "kind": "patrol", "starts": "08:00", "ends": "18:00"}],
    "days": [],
}
MESSAGE = {
    "identifier": "x",
    "sender": "x",
    "sent": "2026-07-18T07:30:00Z",
    "status": "Actual",
    "msg_type": "Cancel",
    "digest": "0" * 64,
}
_ORDER = {"issuer": "三防指挥部", "number": "1", "at": START}
_SWITCH = {"response_plan": "none", "plan_version": 1, "level": 4, "mode_version": 0, "reason": "x"}
SAMPLES: dict[str, dict[str, Any]] = {
    "warning.receive": {"message": MESSAGE},
    "proposal.take": {"proposal": "none"},
    "proposal.dismiss": {"proposal": "none", "reason": "x"},
    "bulletin.draft": {
        "areas": [DISTRICT],
        "hazard": "typhoon",
        "zh": {"event": "x", "headline": "x"},
        "expires": "2026-08-01T00:00:00Z",
    },
    "bulletin.release": {"bulletin": "none"},
    "bulletin.drop": {"bulletin": "none", "reason": "x"},
    "evacuation.open": {"area": grid(1)},
    "evacuation.close": {"evacuation": "none"},
    "evacuee.add": {"evacuation": "none", "people": [{"grid": grid(1), "name": "x"}]},
    "evacuee.assign": {"evacuees": ["none"], "worker": "w1"},
    "evacuee.remove": {"evacuee": "none", "reason": "x"},
    "evacuee.mark": {"evacuee": "none", "to": "told"},
    "evacuee.arrive": {"shelter": "none", "name": "x"},
    "evacuee.amend": {"evacuee": "none", "name": "x"},
    "evacuee.correct": {"evacuee": "none", "to": "told", "reason": "x"},
    "shelter.set": {"name": "x", "capacity": 1, "place": {"grid": grid(1)}},
    "shelter.count": {"shelter": "none", "counted": 1},
    "shelter.close": {"shelter": "none"},
    "attention.take": {"item": "none"},
    "attention.give_back": {"item": "none"},
    "attention.shelve": {"item": "none", "reason": "x"},
    "attention.close": {"item": "none"},
    "incident.call": {"incident": "none", "reason": "x"},
    "slot.release": {"slot": "none", "reason": "x"},
    "incident.seen": {"incident": "none"},
    "incident.route": {"incident": "none", "to": "grid", "reason": "x"},
    "incident.urge": {"incident": "none", "reason": "x"},
    "report.submit": {"category": "event.0406", "disposition": "help", "place": {"grid": grid(1)}},
    "offer.answer": {"offer": "none", "answer": "accept"},
    "assignment.advance": {"assignment": "none", "to": "done"},
    "duty.check_in": {},
    "duty.check_out": {},
    "button.press": {"button": "red"},
    "incident.dispatch": {"incident": "none"},
    "incident.refer": {"incident": "none", "to": "120"},
    "incident.close": {"incident": "none"},
    "incident.void": {"incident": "none", "reason": "x"},
    "incident.reassign": {"incident": "none", "reason": "x"},
    "incident.extend": {"incident": "none", "reason": "x"},
    "incident.suspend": {"incident": "none", "reason": "x", "until": "2026-08-01T00:00:00Z"},
    "incident.rule": {"incident": "none", "on": "void", "grant": True},
    "incident.resume": {"incident": "none", "reason": "x"},
    "incident.feedback": {"incident": "none", "note": "x"},
    "incident.rework": {"incident": "none", "reason": "x"},
    "incident.return": {"incident": "none", "reason": "x"},
    "incident.reopen": {"incident": "none", "reason": "x"},
    "incident.supervise": {"incident": "none", "kind": "leader", "reason": "x"},
    "supervision.reply": {"supervision": "none", "text": "x"},
    "incident.call_back": {"incident": "none", "outcome": "satisfied"},
    "referral.move": {"incident": "none", "referral": "none", "step": "closed"},
    "handover.answer": {"handover": "none", "note": "x"},
    "limits.change": {"category": "none", "version": 0, "reason": "x"},
    "need.change": {"category": "none", "version": 0, "reason": "x"},
    "rights.change": {"person": "none", "version": 0, "roles": ["worker"], "areas": ["460107"], "reason": "x"},
    "unit.set": {"unit": "none", "name": " ", "kind": "water", "areas": ["460107"]},
    "task.close": {"task": "none"},
    "assignment.confirm": {"assignment": "none"},
    "alert.send": {"area": DISTRICT, "text": "x"},
    "alert.withdraw": {"alert": "none", "reason": "x"},
    "alert.read": {"alert": "none"},
    "round.start": {},
    "round.finish": {},
    "visit.record": {"resident": "none", "outcome": "well"},
    "care.order": {"area": grid(1), "why": "heat", "until": START, "visits": {}},
    "rollcall.open": {"area": grid(1)},
    "rollcall.answer": {"rollcall": "none"},
    "rollcall.close": {"rollcall": "none", "reason": "x"},
    "summons.answer": {"summons": "none", "word": "indoors"},
    "sos.raise": {},
    "contact.report": {"about": "none", "how": "radio", "said_by": "x", "said_at": START},
    "call.finish": {"call": "none", "outcome": "reached"},
    "sos.acknowledge": {"sos": "none"},
    "sos.cancel": {"sos": "none"},
    "timer.start": {"minutes": 15},
    "timer.answer": {"timer": "none", "answer": "safe"},
    "roster.set_group": {
        "group": "g",
        "kind": "grid",
        "name": "g",
        "area": grid(1),
        "pattern": {"begins": "2026-07-13", "members": [], "lines": []},
    },
    "roster.dissolve": {"group": "none", "reason": "x"},
    "roster.plan": {"plan": PLAN},
    "roster.import": {"plans": [PLAN]},
    "roster.override": {"group": "none", "starts": START, "ends": START, "reason": "x"},
    "roster.withdraw": {"kind": "plans", "item": "none"},
    "swap.ask": {"turn": {"group": "none", "day": "2026-07-18", "shift": "x"}, "person": "w2"},
    "swap.answer": {"swap": "none", "answer": "accept"},
    "swap.decide": {"swap": "none", "approve": True},
    "swap.withdraw": {"swap": "none"},
    "leave.ask": {"starts": START, "ends": START},
    "leave.decide": {"leave": "none", "approve": True},
    "leave.withdraw": {"leave": "none"},
    "relief.sign": {"relief": "none", "side": "outgoing"},
    "storm.track": {
        "code": "2609",
        "agency": "CMA",
        "averaging": "2-min",
        "issued_at": START,
        "points": [{"at": START, "lat": 18.0, "lon": 113.0}],
    },
    "storm.confirm": {"storm": "none", "version": 1, "accept": True},
    "storm.end": {"storm": "none", "reason": "x"},
    "storm.lift": {"storm": "none", "area": DISTRICT, "reason": "x"},
    **{f"drill.{what}": {"inject": "none"} for what in ("hold", "release", "skip", "repeat", "note", "answer")},
    **{f"drill.{what}": {"text": "x"} for what in ("improve", "conclude")},
    "drill.add": {"inject": {"number": 1, "offset_s": 0, "title": "t", "content": {"kind": "contact"}}},
    **{f"drill.{what}": {} for what in ("pause", "resume", "stop")},
    **{f"drill.{what}": {"person": "none"} for what in ("take", "readmit")},
    "incident.send_out": {"incident": "none", "confirm": "1", "reason": "x"},
    "mode.propose": {**_SWITCH, "order": _ORDER},
    "mode.approve": {"proposal": "none", "mode_version": 0},
    "mode.refuse": {"proposal": "none", "reason": "x"},
    "mode.withdraw": {"proposal": "none"},
    "mode.switch_alone": {**_SWITCH, "typed": "x"},
    "mode.countersign": {"version": 9},
    "mode.review": {"version": 9, "review_at": START, "reason": "x"},
    "mode.superior": {"threat": "typhoon", "level": 0, "order": _ORDER},
    "response_plan.draft": {"content": TYPHOON, "base": 9, "reason": "x"},
    "response_plan.publish": {"response_plan": "none", "base": 0},
    "response_plan.drop": {"response_plan": "none"},
    "sitrep.hand_in": {"sitrep": "none", "street": "460107001"},
    "sitrep.cut": {"sitrep": "none"},
    "sitrep.send": {"sitrep": "none", "cut": 1},
    "sitrep.correct": {"sitrep": "none", "reason": "x"},
    "sitrep.drop": {"sitrep": "none", "reason": "x"},
    "grid_task.finish": {"area": grid(1), "grid_task": "none"},
}


def cells(table: str) -> list[tuple[str, str, bool]]:
    head, *rows = table.strip().splitlines()
    assert head.split() == ROLES
    found = []
    for row in rows:
        answers = row.split()[-len(ROLES) :]
        what = row.rsplit(maxsplit=len(ROLES))[0].strip()
        found += [(what, role, answer == "yes") for role, answer in zip(ROLES, answers, strict=True)]
    return found


def somebody(role: str, **more: Any) -> Person:
    areas = {"worker": [grid(1)], "supervisor": ["460107001001"]}.get(role, [DISTRICT])
    return Person(**{"id": "me", "name": "me", "roles": [role], "areas": areas, **more})


def incident(where: int, **more: Any) -> Incident:
    return Incident(
        id="i",
        number=1,
        category="event.0406",
        disposition="help",
        priority=3,
        reasons=["ordinary"],
        status="filed",
        place=Spot(20.0, 110.0, grid(where)),
        filed_at=START,
        last_report_at=START,
        changed_at=START,
        **more,
    )


@pytest.mark.parametrize(("method", "role", "may"), cells(TABLE))
def test_each_role_may_call_what_the_table_says(method: str, role: str, may: bool) -> None:
    assert may_call([role], method) is may


@pytest.mark.parametrize(("method", "role", "may"), [c for c in cells(TABLE) if c[0] in DURABLE])
def test_the_rules_themselves_refuse_what_the_table_does_not_allow(method: str, role: str, may: bool) -> None:
    world = small_world()
    world.person("me", role, grid(1))  # type: ignore[arg-type]
    done = world.send("me", method, **SAMPLES[method])
    refusals = [fact.refusal.code for fact in done if isinstance(fact, f.RequestRefused)]
    assert ("not_allowed" not in refusals) is may


@pytest.mark.parametrize("row", [line.split() for line in ASIDE.strip().splitlines()])
def test_directors_and_observers_may_call_what_the_table_says(row: list[str]) -> None:
    method, *marks = row
    assert [may_call([role], method) for role in ("director", "observer")] == [mark == "yes" for mark in marks]


@pytest.mark.parametrize("method", sorted(DURABLE))
def test_nobody_directs_or_decides_anything_in_a_drill_by_the_part_they_watch_it_in(method: str) -> None:
    assert may_call(["director"], method) is (method.startswith("drill.") and method != "drill.answer")
    assert may_call(["observer"], method) is (method in ("drill.note", "drill.improve"))


def test_every_durable_method_is_in_the_table() -> None:
    assert set(DURABLE) == {what for what, _, _ in cells(TABLE) if what in SAMPLES}


@pytest.mark.parametrize(("channel", "role", "may"), cells(CHANNELS))
def test_each_role_may_subscribe_to_what_the_table_says(channel: str, role: str, may: bool) -> None:
    assert may_subscribe(somebody(role), channel, DISTRICT) is may


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_account_may_do_and_see_nothing(role: str) -> None:
    closed = somebody(role, active=False)
    for channel, _, _ in cells(CHANNELS):
        assert not may_subscribe(closed, channel, DISTRICT)
    assert not may_read_incident(closed, incident(1, reporters=["me"]))
    world = small_world()
    world.person("me", role, grid(1))  # type: ignore[arg-type]
    world.rights("me", active=False)
    for method, sample in SAMPLES.items():
        assert only(world.send("me", method, **sample), f.RequestRefused).refusal.code == "not_allowed"


@pytest.mark.parametrize(("case", "role", "may"), cells(INCIDENTS))
def test_each_role_reads_and_supervises_the_incidents_the_table_says(case: str, role: str, may: bool) -> None:
    kinds_ = {
        "own grid": incident(1),
        "elsewhere": incident(6),
        "reported": incident(6, reporters=["me"]),
        "handled": incident(6, handler="me"),
    }
    which, verb = case.split(", ")
    check = may_read_incident if verb == "read" else may_supervise
    assert check(somebody(role), kinds_[which]) is may


@pytest.mark.parametrize(
    ("role", "areas", "may"),
    [
        ("worker", [grid(1)], False),
        ("supervisor", ["460107001001"], True),
        ("supervisor", ["460107001"], True),
        ("supervisor", ["460107001002"], False),
        ("supervisor", [grid(2)], False),
        ("supervisor", [], False),
        ("operator", [], True),
        ("coordinator", [], True),
        ("admin", [DISTRICT], False),
        ("auditor", [DISTRICT], False),
        ("kiosk", [DISTRICT], False),
        ("device", [DISTRICT], False),
    ],
)
def test_who_may_act_for_a_grid_worker(role: str, areas: list[str], may: bool) -> None:
    other = Person(id="w", name="w", roles=["worker"], areas=[grid(1)])
    assert may_act_for(somebody(role, areas=areas), other) is may


def test_a_supervisor_may_not_act_for_the_district_above_them() -> None:
    other = Person(id="co", name="co", roles=["coordinator"], areas=[DISTRICT])
    assert not may_act_for(somebody("supervisor"), other)


def test_two_roles_together_never_give_a_right_that_neither_has() -> None:
    both = somebody("supervisor", roles=["supervisor", "auditor"])
    assert may_read_incident(both, incident(6)), "an auditor reads the district"
    assert not may_supervise(both, incident(6)), "but closes nothing outside the supervisor's areas"


def test_an_unknown_method_is_nobodys() -> None:
    assert not any(may_call([role], "ledger.rewrite") for role in ROLES)
