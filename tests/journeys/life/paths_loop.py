"""Paths of the loop once somebody has it: longer, suspended, not theirs, not good, void, opened again, handed over."""

from datetime import timedelta

from command.domain import facts as f
from tests.journeys.life.clockwork import Ask, Life, Script, Until, pause
from tests.journeys.life.paths_work import CALLER
from tests.journeys.life.people import (
    Spot,
    actor,
    advance,
    cadre,
    closed,
    done,
    duty_leader,
    filed,
    finished,
    hear,
    in_s,
    offered,
    operator,
    ordinary,
    taken,
    watch_leader,
)

SHORT = "event.0501"
"""Its limit is two working hours."""


def extended(life: Life, spot: Spot) -> Script:
    """延期: refused once, which does not count; granted twice; never a third time."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from advance(life, made, "on_scene")
    for grant in (False, True, True):
        yield from pause(life, 60, 300)
        yield Ask(actor(made), "incident.extend", {"incident": incident, "reason": "等材料"})
        yield from pause(life, 30, 90)
        told = yield Ask(
            cadre(life, spot),
            "incident.rule",
            {"incident": incident, "on": "extension", "grant": grant, "reason": "按规定"},
        )
        assert isinstance(told, f.ExtensionGranted if grant else f.ExtensionRefused)
    yield Ask(actor(made), "incident.extend", {"incident": incident, "reason": "再等"}, "extended_twice")
    yield from finished(life, made, steps=("done",))
    yield from closed(life, spot, incident)


def suspended(life: Life, spot: Spot) -> Script:
    """挂账: the clock stands still, and it resumes by itself, or sooner by order; another one is refused."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    turn = life.lived["suspension asked"] % 3
    life.lived["suspension asked"] += 1
    yield Ask(actor(made), "incident.suspend", {"incident": incident, "reason": "等规划", "until": in_s(life, 5400)})
    yield from pause(life, 30, 90)
    ruling = {"incident": incident, "on": "suspension", "grant": turn != 2, "reason": "按规定"}
    yield Ask(watch_leader(life), "incident.rule", ruling)
    if turn != 2:
        if turn == 1:
            yield from pause(life, 600, 1200)
            yield Ask(watch_leader(life), "incident.resume", {"incident": incident, "reason": "材料到了"})
        else:
            resumed = yield from hear(incident, f.IncidentResumed)
            assert resumed.by == ""
        made = yield from taken(life, incident)
    life.lived[("suspended, resumed by itself", "suspended, resumed by order", "suspension refused")[turn]] += 1
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def returned(life: Life, spot: Spot) -> Script:
    """回退: the first goes back to dispatch, the second to the duty leader, whose ruling cannot be returned."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from _return(life, made)
    made = yield from taken(life, incident)
    turn = life.lived["returned twice"] % 3
    life.lived["returned twice"] += 1
    told = yield from _return(life, made)
    assert told.ruling
    if turn == 1:
        late = yield from hear(incident, f.IncidentEscalated)
        assert late.passed.kind == "rule"
    else:
        yield from pause(life, 60, 600)
    yield Ask(watch_leader(life), "incident.rule", _ruling(incident, grant=False), "not_duty_leader")
    ruled = yield Ask(duty_leader(life), "incident.rule", _ruling(incident, grant=turn == 2))
    again = yield from taken(life, incident)
    assert (again.person == made.person) != ruled.upheld
    yield Ask(actor(again), "incident.return", {"incident": incident, "reason": "还是不归我"}, "ruled_already")
    life.lived[("return ruled against", "return ruled late", "return upheld")[turn]] += 1
    yield from finished(life, again)
    yield from closed(life, spot, incident)


def _return(life: Life, made: f.AssignmentMade) -> Script:
    yield from pause(life, 30, 200)
    told = yield Ask(actor(made), "incident.return", {"incident": made.incident, "reason": "不归我网格"})
    return told


def _ruling(incident: str, *, grant: bool) -> dict[str, object]:
    return {"incident": incident, "on": "return", "grant": grant, "reason": "按职责清单"}


def reworked(life: Life, spot: Spot) -> Script:
    """返工: back to the same hands, history kept."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made)
    yield from pause(life, 120, 600)
    yield Ask(cadre(life, spot), "incident.rework", {"incident": incident, "reason": "还有遗留"})
    again = yield from taken(life, incident)
    assert (again.person, again.rework) == (made.person, 1)
    yield from finished(life, again)
    yield from closed(life, spot, incident)


def feedback_after(life: Life, spot: Spot) -> Script:
    """Nothing is closed without feedback."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made, note="")
    yield from pause(life, 60, 300)
    yield Ask(cadre(life, spot), "incident.close", {"incident": incident}, "feedback_missing")
    yield Ask(actor(made), "incident.feedback", {"incident": incident, "note": "已清运"})
    yield from closed(life, spot, incident)


def verified_late(life: Life, spot: Spot) -> Script:
    """Half an hour without anybody who looks: told upward."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made)
    late = yield from hear(incident, f.IncidentEscalated)
    assert late.passed.kind == "verify"
    yield from closed(life, spot, incident)


def voided(life: Life, spot: Spot) -> Script:
    """作废: by the watch leader; asked by an operator and granted; asked and refused, and the work goes on."""
    incident = yield from filed(life, spot, "help", ordinary(life), caller=CALLER)
    turn = life.lived["void wanted"] % 3
    life.lived["void wanted"] += 1
    yield from pause(life, 5, 15)
    if turn == 0:
        yield Ask(watch_leader(life), "incident.void", {"incident": incident, "reason": "误报"})
    else:
        yield Ask(operator(life), "incident.void", {"incident": incident, "reason": "像是误报"})
        ruling = {"incident": incident, "on": "void", "grant": turn == 1, "reason": "核实过"}
        yield Ask(watch_leader(life), "incident.rule", ruling)
    life.lived[("voided", "void granted", "void refused")[turn]] += 1
    if turn == 2:
        yield from done(life, spot, incident)


def called_back(life: Life, spot: Spot) -> Script:
    """回访: satisfied; nobody there, three times; unsatisfied, and it is open again until they are."""
    incident = yield from filed(life, spot, "help", ordinary(life), caller=CALLER)
    yield from done(life, spot, incident)
    turn = life.lived["turns of call-back"] % 3
    life.lived["turns of call-back"] += 1
    yield from pause(life, 300, 1500)
    if turn == 1:
        for _ in range(3):
            yield from pause(life, 600, 1200)
            yield from _call(life, incident, "unreached")
        yield Ask(operator(life), "incident.call_back", _said(incident, "satisfied"), "call_back_unknown")
    elif turn == 2:
        yield from _call(life, incident, "unsatisfied")
        yield from done(life, spot, incident)
        yield from pause(life, 300, 900)
    if turn != 1:
        yield from _call(life, incident, "satisfied")
    life.lived[("call-back, satisfied", "call-back, never reached", "call-back, opened again")[turn]] += 1


def _said(incident: str, outcome: str) -> dict[str, str]:
    return {"incident": incident, "outcome": outcome, "note": "又堵了" if outcome == "unsatisfied" else ""}


def _call(life: Life, incident: str, outcome: str) -> Script:
    yield Ask(operator(life), "incident.call_back", _said(incident, outcome))


def call_back_missed(life: Life, spot: Spot) -> Script:
    """A whole day and nobody has called: told upward."""
    incident = yield from filed(life, spot, "help", ordinary(life), caller=CALLER)
    yield from done(life, spot, incident)
    yield from hear(incident, f.CallBackMissed, within_h=26)
    yield from _call(life, incident, "satisfied")


def reopened(life: Life, spot: Spot) -> Script:
    """Opened again by the watch leader."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    yield from done(life, spot, incident)
    yield from pause(life, 300, 900)
    yield Ask(watch_leader(life), "incident.reopen", {"incident": incident, "reason": "复查不合格"})
    yield from done(life, spot, incident)


def referred(life: Life, spot: Spot) -> Script:
    """To each of 110, 119, 120 and 12345 in turn: taken over by them, done by them, with their reference."""
    to = ("110", "119", "120", "12345")[life.lived["referred"] % 4]
    life.lived["referred"] += 1
    incident = yield from filed(life, spot, "help", ordinary(life))
    told = yield Ask(operator(life), "incident.refer", {"incident": incident, "to": to, "reference": "A-1"})
    about = {"incident": incident, "referral": told.referral}
    yield from pause(life, 60, 200)
    yield Ask(operator(life), "referral.move", {**about, "step": "acknowledged", "reference": "B-2"})
    yield from pause(life, 20, 60)
    yield Ask(operator(life), "referral.move", {**about, "step": "closed", "note": "已处置"})
    yield Ask(operator(life), "referral.move", {**about, "step": "closed"}, "referral_closed")
    life.lived[f"referred to {to}"] += 1
    yield from done(life, spot, incident)


def handed_over(life: Life, spot: Spot) -> Script:
    """From each of them in turn: answered in time, or late, which is told upward."""
    turn = life.lived["handed over"]
    life.lived["handed over"] += 1
    service = ("110", "119", "120", "12345")[turn % 4]
    origin = {"service": service, "reference": f"HK-{turn}"}
    incident = yield from filed(life, spot, "help", ordinary(life), origin=origin)
    waiting = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.ReportHandedOver))
    late = turn % 3 == 2
    if late:
        yield from hear(incident, f.HandoverLate)
        life.lived["handed over, answered late"] += 1
    else:
        yield from pause(life, 120, 900)
    told = yield Ask(operator(life), "handover.answer", {"handover": waiting.handover, "note": "已派人"})
    assert told.late == late
    life.lived[f"handed over by {service}"] += 1
    yield from _again(life, spot, incident)


def _again(life: Life, spot: Spot, incident: str) -> Script:
    """Whoever was offered it while nobody listened: from wherever it stands now."""
    offer = next((t.fact for t in reversed(life.story[incident]) if isinstance(t.fact, f.OfferMade)), None)
    over = [t.fact.offer for t in life.story[incident] if isinstance(t.fact, f.OfferClosed)]
    if offer is not None and offer.offer not in over:
        made = yield Ask(actor(offer), "offer.answer", {"offer": offer.offer, "answer": "accept"})
    else:
        made = yield from taken(life, incident)
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def overdue(life: Life, spot: Spot) -> Script:
    """Not finished in time: told upward, 督办 by the clock, and the reply it demands, in time or late."""
    incident = yield from filed(life, spot, "help", SHORT)
    made = yield from taken(life, incident)
    yield from advance(life, made, "on_scene")
    late = yield from hear(incident, f.IncidentEscalated)
    assert late.passed.kind == "finish"
    ordered = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.SupervisionOrdered))
    assert (ordered.kind, ordered.by) == ("overdue", "")
    yield Ask(actor(made), "incident.extend", {"incident": incident, "reason": "再给点时间"}, "overdue_already")
    silent = life.lived["督办 overdue, by the clock"] % 2 == 1
    life.lived["督办 overdue, by the clock"] += 1
    if silent:
        yield from hear(incident, f.SupervisionEscalated)
        life.lived["督办 without a reply in time"] += 1
    told = yield Ask(actor(made), "supervision.reply", {"supervision": ordered.supervision, "text": "今日办完"})
    assert told.late == silent
    yield from finished(life, made, steps=("done",))
    yield from closed(life, spot, incident)


def supervised(life: Life, spot: Spot) -> Script:
    """督办 by a leader and of an important matter; one of them outlives nobody: it ends with the incident."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    by = {"leader": duty_leader(life), "important": cadre(life, spot)}
    yield Ask(
        cadre(life, spot),
        "incident.supervise",
        {"incident": incident, "kind": "overdue", "reason": "催"},
        "not_overdue",
    )
    for kind, who in by.items():
        order = yield Ask(who, "incident.supervise", {"incident": incident, "kind": kind, "reason": "群众关注"})
        if kind == "leader":
            yield from pause(life, 60, 300)
            yield Ask(actor(made), "supervision.reply", {"supervision": order.supervision, "text": "正在办"})
        life.lived[f"督办 {kind}"] += 1
    yield from finished(life, made)
    yield from closed(life, spot, incident)
    assert any(isinstance(t.fact, f.SupervisionEnded) for t in life.story[incident])


def overdue_by_hand(life: Life, spot: Spot) -> Script:
    """Somebody saw that nobody has verified it: 督办 of what is overdue, by hand, and no reply for long."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made)
    yield from hear(incident, f.IncidentEscalated)
    order = yield Ask(
        watch_leader(life),
        "incident.supervise",
        {"incident": incident, "kind": "overdue", "reason": "催", "within_s": 600},
    )
    told = yield from hear(incident, f.SupervisionEscalated)
    assert told.supervision == order.supervision
    yield from closed(life, spot, incident)


def desk(life: Life, spot: Spot) -> Script:
    """What the unit does not answer lies on the community's desk: seen, and quiet for a while; pressed on, routed to a
    unit, to the grid, or up to the street, which settles it."""
    turn = life.lived["desk"] % 4
    life.lived["desk"] += 1
    incident = yield from filed(life, spot, "help", "component.0105")
    first = yield from offered(life, incident, unit="power")
    yield from hear(incident, f.OfferClosed, offer=first.offer, why="expired")
    told = yield from hear(incident, f.NobodyAvailable)
    me = f"cadre{spot.community}"
    assert told.level == 1
    assert me in told.told
    about = {"incident": incident, "reason": "先稳住现场"}
    yield Ask(me, "incident.seen", {"incident": incident})
    yield from pause(life, 20, 80)
    if turn == 0:
        again = yield from hear(incident, f.OfferMade)
        assert again.unit == "power"
        yield Ask(me, "incident.urge", about)
        made = yield Ask(actor(again), "offer.answer", {"offer": again.offer, "answer": "accept"})
    else:
        to = ("", "unit", "grid", "up")[turn]
        data = {**about, "to": to, **({"unit": "muni"} if to == "unit" else {})}
        routed = yield Ask(me, "incident.route", data)
        if to == "up":
            assert (routed.tier, routed.level) == ("street", 2)
            assert f"head{(spot.community + 1) // 2}" in routed.told
        made = yield from taken(life, incident)
        assert (made.unit or "person") == {"unit": "muni", "grid": made.unit or "person", "up": "power"}[to]
    life.lived[
        ("desk, pressed on", "desk, routed to a unit", "desk, back to the grid", "desk, up to the street")[turn]
    ] += 1
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def climbs(life: Life, spot: Spot) -> Script:
    """Nobody verifies for hours: community, street, district, coordinators, one after the other, each told once."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made)
    levels = []
    while len(levels) < 5:
        told = yield from hear(incident, f.IncidentEscalated)
        levels.append(told.level)
    assert levels == sorted(levels)
    assert levels[-1] == 4
    yield Until(life.now + timedelta(seconds=5))
    yield from closed(life, spot, incident)
