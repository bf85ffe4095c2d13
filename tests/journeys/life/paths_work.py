"""Paths of the loop from the report to the scene: who is asked, who comes, who does not, and what silence leads to."""

from datetime import timedelta

from command.domain import facts as f
from tests.journeys.life.clockwork import Ask, Life, Script, Until, pause
from tests.journeys.life.people import (
    LEAD,
    Spot,
    actor,
    advance,
    answered,
    cadre,
    closed,
    done,
    duty_leader,
    filed,
    finished,
    hear,
    offered,
    operator,
    ordinary,
    report,
    taken,
    watch_leader,
)

CALLER = {"name": "符先生", "phone": "000-1234567"}


def settled(life: Life, spot: Spot) -> Script:
    """Done on the spot. Of those drawn one in three is verified, one late, one sent back to whoever settled it."""
    incident = yield from filed(life, spot, "settled", ordinary(life))
    told = [t.fact for t in life.story[incident]]
    if any(isinstance(fact, f.IncidentClosed) for fact in told):
        return
    drawn = next(fact for fact in told if isinstance(fact, f.IncidentSampled))
    turn = life.lived["settled, drawn"] % 3
    life.lived["settled, drawn"] += 1
    if turn == 1:
        late = yield from hear(incident, f.IncidentEscalated)
        assert late.passed.kind == "verify"
    if turn == 2:
        by = cadre(life, spot)
        yield Ask(by, "incident.rework", {"incident": incident, "reason": "垃圾还在"})
        again = yield from taken(life, incident)
        assert again.person == drawn.person
        yield from finished(life, again)
    yield from closed(life, spot, incident)
    verified = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.IncidentVerified))
    assert verified.by != drawn.person
    life.lived[("settled, verified", "settled, verified late", "settled, sent back")[turn]] += 1


def mine(life: Life, spot: Spot) -> Script:
    incident = yield from filed(life, spot, "mine", ordinary(life), by=life.chance.choice(_near(life, spot)))
    made = yield from taken(life, incident)
    yield from finished(life, made, steps=("on_scene", "done"))
    yield from closed(life, spot, incident)


def _near(life: Life, spot: Spot) -> list[str]:
    """Workers on duty and free of work of their own, so that nobody's *mine* waits behind another."""
    from tests.journeys.life.ground import WORKERS

    return sorted(w for w, grid in WORKERS.items() if grid[:12] == spot.grid[:12] and w in life.alive)


def own_work(life: Life, spot: Spot) -> Script:
    """A cadre's own matter is verified by somebody else."""
    me = f"cadre{spot.community}"
    incident = yield from filed(life, spot, "mine", ordinary(life), by=me)
    made = yield from taken(life, incident)
    yield from finished(life, made, steps=("done",))
    yield Ask(me, "incident.close", {"incident": incident}, "own_work")
    yield from closed(life, spot, incident, by=operator(life))


def helped(life: Life, spot: Spot) -> Script:
    incident = yield from filed(life, spot, "help", ordinary(life))
    yield from done(life, spot, incident)


def declined(life: Life, spot: Spot) -> Script:
    """The one who declines is not asked again in this round."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    first = yield from offered(life, incident)
    yield from answered(life, first, "decline")
    second = yield from offered(life, incident)
    assert second.person != first.person
    made = yield from answered(life, second)
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def expired(life: Life, spot: Spot) -> Script:
    """Silence: the next candidate; and the late answer is told why it is too late."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    first = yield from offered(life, incident)
    yield from hear(incident, f.OfferClosed, offer=first.offer, why="expired")
    second = yield from offered(life, incident)
    assert second.person != first.person
    yield Ask(first.person, "offer.answer", {"offer": first.offer, "answer": "accept"}, "offer_closed")
    made = yield from answered(life, second)
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def unit_and_guard(life: Life, spot: Spot) -> Script:
    """A unit repairs, a grid worker looks, guards and guides beside it; each with a status of their own."""
    incident = yield from filed(life, spot, "help", "event.0404")
    life.own.add(incident)
    lead = yield from offered(life, incident)
    assert lead.unit in ("muni", "muni-1")
    slot = next(t.fact.slot for t in life.story[incident] if isinstance(t.fact, f.SlotOpened) and t.fact.part == "look")
    beside = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.OfferMade) and t.fact.slot == slot)
    guard = yield from answered(life, beside, after=(5, 20))
    made = yield from answered(life, lead, after=(60, 120))
    yield from pause(life, 60, 300)
    yield from advance(life, guard, "on_scene")
    yield from finished(life, made)
    yield from closed(life, spot, incident)
    assert any(isinstance(t.fact, f.AssignmentEnded) and t.fact.slot == slot for t in life.story[incident])


def unit_silent(life: Life, spot: Spot) -> Script:
    """The only unit of its trade does not answer: said upward, tried again, and no grid worker goes instead."""
    incident = yield from filed(life, spot, "help", "component.0105")
    first = yield from offered(life, incident, unit="power")
    yield from hear(incident, f.OfferClosed, offer=first.offer, why="expired")
    nobody = yield from hear(incident, f.NobodyAvailable)
    assert nobody.lacking == "unit:power"
    if spot.community == 4:
        assert nobody.skipped[0] == f.Skip(1, "empty")
        life.lived["empty level skipped"] += 1
    again = yield from offered(life, incident, unit="power")
    made = yield from answered(life, again)
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def unit_closed(life: Life, spot: Spot) -> Script:
    """At night the greening desk is not manned: a grid worker goes, and it is said what lacks."""
    incident = yield from filed(life, spot, "help", "event.0601")
    told = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.OfferMade | f.NobodyAvailable))
    assert "unit:greening" in (told.reason.lacking if isinstance(told, f.OfferMade) else told.lacking)
    yield from done(life, spot, incident)


def unit_returns(life: Life, spot: Spot) -> Script:
    """Not theirs, says the unit: the other unit of its trade is asked, never the same again."""
    incident = yield from filed(life, spot, "help", "component.0102")
    lead = yield from offered(life, incident)
    made = yield from answered(life, lead)
    yield from pause(life, 60, 200)
    yield Ask(actor(made), "incident.return", {"incident": incident, "reason": "管线属街道自管"})
    if spot.community > 2:  # there is no other: it lies on the desks until one of them says who looks
        nobody = yield from hear(incident, f.NobodyAvailable)
        assert nobody.lacking == "unit:municipal"
        yield from pause(life, 30, 60)
        routing = {"incident": incident, "to": "grid", "reason": "网格先围护"}
        yield Ask(duty_leader(life), "incident.route", routing)
        life.lived["the only unit returns it"] += 1
    made = yield from taken(life, incident)
    assert made.unit != lead.unit
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def several(life: Life, spot: Spot) -> Script:
    """A lost child: one lead, two beside them. One of those never comes, is asked, and another one goes."""
    incident = yield from filed(life, spot, "help", "grid.lost_person")
    life.own.add(incident)
    lead = yield from taken(life, incident)
    asked = [t.fact for t in life.story[incident] if isinstance(t.fact, f.OfferMade) and t.fact.slot]
    slots = [t.fact.slot for t in life.story[incident] if isinstance(t.fact, f.SlotOpened)]
    assert len(slots) == 2
    for offer in asked:
        if not _over(life, incident, offer.offer):
            yield from answered(life, offer, after=(1, 4))
    yield from advance(life, lead, "on_scene")
    question = yield from hear(incident, f.ArrivalAsked)
    gone = yield from hear(incident, f.AssignmentEnded, slot=question.slot, why="not_arrived")
    assert gone.person == question.person
    life.lived["helper never came"] += 1
    yield from pause(life, 60, 240)
    yield from advance(life, lead, "done", note="孩子找到了")
    yield from closed(life, spot, incident)


def _over(life: Life, incident: str, offer: str) -> bool:
    return any(isinstance(t.fact, f.OfferClosed) and t.fact.offer == offer for t in life.story[incident])


def calls_help(life: Life, spot: Spot) -> Script:
    """A handler's second report of the same thing brings one more."""
    incident = yield from filed(life, spot, "help", "event.0501")
    life.own.add(incident)
    lead = yield from taken(life, incident)
    yield from advance(life, lead, "on_scene")
    stored = yield Ask(lead.person, "report.submit", report(life, spot, "help", "event.0501", hazard="none"))
    assert stored.outcome == "merged"
    opened = next(t.fact for t in life.story[incident] if isinstance(t.fact, f.SlotOpened))
    assert opened.why == "called"
    offer = next((t.fact for t in life.story[incident] if isinstance(t.fact, f.OfferMade) and t.fact.slot), None)
    if offer is None:
        offer = yield from offered(life, incident, slot=opened.slot)
    helper = yield from answered(life, offer)
    yield from pause(life, 60, 200)
    yield from advance(life, helper, "on_scene")
    yield from finished(life, lead, steps=("done",))
    yield from closed(life, spot, incident)


def ordered_and_released(life: Life, spot: Spot) -> Script:
    """One more by order of somebody above, and needed no longer."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    lead = yield from taken(life, incident)
    by = cadre(life, spot)
    opened = yield Ask(by, "incident.call", {"incident": incident, "reason": "人太多"})
    yield from pause(life, 20, 60)
    yield Ask(by, "slot.release", {"slot": opened.slot, "reason": "人散了"})
    yield from finished(life, lead)
    yield from closed(life, spot, incident)


def asked_and_coming(life: Life, spot: Spot) -> Script:
    """Accepted and not there: asked, and they are on their way."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from hear(incident, f.ArrivalAsked, assignment=made.assignment)
    yield from pause(life, 10, 100)
    yield Ask(actor(made), "assignment.confirm", {"assignment": made.assignment})
    yield from finished(life, made, steps=("on_scene", "done"))
    yield from closed(life, spot, incident)


def taken_back(life: Life, spot: Spot) -> Script:
    """Accepted, asked, silent: it is somebody else's."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from hear(incident, f.AssignmentEnded, assignment=made.assignment, why="not_arrived")
    again = yield from taken(life, incident)
    assert again.person != made.person
    yield from advance(life, made, "on_scene", no="assignment_over")
    yield from finished(life, again)
    yield from closed(life, spot, incident)


def failed(life: Life, spot: Spot) -> Script:
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield from finished(life, made, steps=("en_route", "failed"))
    again = yield from taken(life, incident)
    assert again.person != made.person
    yield from finished(life, again)
    yield from closed(life, spot, incident)


def merged(life: Life, spot: Spot) -> Script:
    """Three who saw the same; the third says that life is in danger."""
    category = "event.0501"
    incident = yield from filed(life, spot, "help", category)
    made = yield from taken(life, incident)
    for hazard in ("none", "life"):
        stored = yield Ask("op3", "report.submit", report(life, spot, "help", category, hazard=hazard))
        assert (stored.incident, stored.outcome) == (incident, "merged")
        yield from pause(life, 30, 60)
    raised = [t.fact.priority for t in life.story[incident] if isinstance(t.fact, f.ReportMerged)]
    assert raised == [3, 1]
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def reassigned(life: Life, spot: Spot) -> Script:
    """By an operator to whom dispatch finds; then by a coordinator to somebody who is off duty, which is on record."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    made = yield from taken(life, incident)
    yield Ask(operator(life), "incident.reassign", {"incident": incident, "reason": "换人"})
    again = yield from taken(life, incident)
    assert again.person != made.person
    told = yield Ask(duty_leader(life), "incident.reassign", {"incident": incident, "reason": "他认得路", "to": "w43b"})
    assert told.to == "w43b"
    made = yield from taken(life, incident)
    assert "off_duty" in made.overrode
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def held_for_filing(life: Life, spot: Spot) -> Script:
    """The watch leader decides on the filing; when they are silent, the clock does not wait longer."""
    incident = yield from filed(life, spot, "help", "grid.other")
    if life.lived["filing decided"] % 2 == 0:
        yield from pause(life, 60, 300)
        yield Ask(operator(life), "incident.dispatch", {"incident": incident}, "filing_not_leader")
        yield Ask(watch_leader(life), "incident.dispatch", {"incident": incident})
    else:
        yield Until(life.now + timedelta(minutes=14))
        assert not any(isinstance(t.fact, f.OfferMade) for t in life.story[incident])
        life.lived["filing passed in silence"] += 1
    life.lived["filing decided"] += 1
    yield from done(life, spot, incident)


def one_click(life: Life, spot: Spot) -> Script:
    """An operator picks whom to send; when nobody does, it goes by itself."""
    incident = yield from filed(life, spot, "help", "grid.hidden_danger")
    if life.lived["turns of the one key"] % 2 == 0:
        yield from pause(life, 30, 120)
        yield Ask(operator(life), "incident.dispatch", {"incident": incident})
    else:
        life.lived["one key, nobody pressed it"] += 1
    life.lived["turns of the one key"] += 1
    yield from done(life, spot, incident)


def pressed(life: Life, spot: Spot) -> Script:
    """A call button: red waits twenty seconds for an operator's key, green is a service. The place is the button's."""
    turn = life.lived["button"] % 3
    life.lived["button"] += 1
    told = yield Ask("button", "button.press", {"button": "green" if turn == 0 else "red", "at": life.now.isoformat()})
    if turn == 1:
        yield from pause(life, 4)
        yield Ask(operator(life), "incident.dispatch", {"incident": told.incident})
    made = yield from taken(life, told.incident)
    life.lived[("green button", "red button, key pressed", "red button, silence")[turn]] += 1
    yield from finished(life, made)
    yield from closed(life, spot, told.incident, by=operator(life))


def nobody(life: Life, spot: Spot) -> Script:
    """At night: everybody there is declines, 无人可派 is said and told upward at once, and it is tried again."""
    incident = yield from filed(life, spot, "help", ordinary(life))
    declined: set[str] = set()
    while True:
        told = yield from hear(incident, f.OfferMade, f.NobodyAvailable)
        if isinstance(told, f.NobodyAvailable):
            break
        if _over(life, incident, told.offer):
            continue
        assert told.person not in declined
        declined.add(told.person)
        yield from answered(life, told, "decline", after=(2, 6))
    if told.skipped:
        life.lived["level off duty skipped"] += 1
    yield from done(life, spot, incident)


def fire(life: Life, spot: Spot) -> Script:
    """A timer watches whoever is on the scene of a fire, and ends with the work. Somebody who can lead goes too."""
    incident = yield from filed(life, spot, "help", "grid.fire")
    made = yield from taken(life, incident)
    assert sum(isinstance(t.fact, f.SlotOpened) for t in life.story[incident]) == 2
    yield from pause(life, 100, 200)
    yield from advance(life, made, "on_scene")
    yield from pause(life, 200, 500)
    yield from advance(life, made, "done", note="火已扑灭")
    yield from closed(life, spot, incident)


def no_action(life: Life, spot: Spot) -> Script:
    incident = yield from filed(life, spot, "help", ordinary(life), caller=CALLER)
    yield from offered(life, incident, **LEAD)
    yield from pause(life, 5, 30)
    yield Ask(
        operator(life), "incident.close", {"incident": incident, "outcome": "no_action", "note": "来电人说已自行解决"}
    )


def notice(life: Life, spot: Spot) -> Script:
    """A notice needs nobody to look at it: done and said is closed."""
    incident = yield from filed(life, spot, "help", "grid.notice")
    made = yield from taken(life, incident)
    yield from finished(life, made)
    assert any(isinstance(t.fact, f.IncidentClosed) and not t.fact.by for t in life.story[incident])
