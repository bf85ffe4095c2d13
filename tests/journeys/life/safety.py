"""Those who are in danger, and those nobody hears of."""

from datetime import timedelta

from command.domain import facts as f
from command.service.contact import watch_contact
from tests.journeys.life.clockwork import Ask, Do, Hear, Life, Script, Until, pause
from tests.journeys.life.duty import reconnected
from tests.journeys.life.ground import COMMUNITIES, at
from tests.journeys.life.people import Spot, closed, finished, operator, taken

LOST = ("w24a", "w24b")
LOST_GRID = f"{COMMUNITIES[2]}004"
SOS_INCIDENTS = 3
"""So many incidents come from calls for help and silent timers, and stay open for somebody to go."""


def begin(life: Life) -> None:
    """Everything about safety in the day."""
    life.begin("SOS taken", _sos(life, "w33a"), at(10.2))
    life.begin("SOS, nobody above at first", _sos_unheard(life, "w42a"), at(11.1))
    life.begin("SOS taken back", _sos_mistake(life, "w21b"), at(11.6))
    life.begin("roll-call answered", _rollcall(life, 1, silent=False), at(10.9))
    life.begin("roll-call, one silent", _rollcall(life, 3, silent=True), at(15.2))
    life.begin("timer answered", _timer(life, "w13b"), at(14.1))
    life.begin("timer, silence", _timer_silent(life, "w42b"), at(13.3))
    life.begin("grid out of contact", _lost(life), at(12.1))


def _place(grid: str) -> dict[str, str]:
    return {"grid": grid}


def _sos(life: Life, person: str) -> Script:
    """Seen by an operator, a colleague goes, it is over; the incident is handled like any other."""
    told = yield Ask(person, "sos.raise", {"at": life.now.isoformat(), "place": _place(f"{COMMUNITIES[3]}003")})
    yield from pause(life, 5, 15)
    yield Ask(operator(life), "sos.acknowledge", {"sos": told.sos, "at": life.now.isoformat(), "coming": False})
    yield Ask(person, "sos.raise", {"at": life.now.isoformat()})
    yield from _helped(life, told)
    yield Ask(operator(life), "sos.cancel", {"sos": told.sos, "at": life.now.isoformat(), "reason": "人已接回"})


def _helped(life: Life, sos: f.SosRaised) -> Script:
    assert sos.incident is not None
    offer = next((t.fact for t in life.story[sos.incident] if isinstance(t.fact, f.OfferMade)), None)
    over = {t.fact.offer for t in life.story[sos.incident] if isinstance(t.fact, f.OfferClosed)}
    if offer is not None and offer.offer not in over:
        made = yield Ask(offer.person, "offer.answer", {"offer": offer.offer, "answer": "accept"})
    else:
        made = yield from taken(life, sos.incident)
    yield from finished(life, made, steps=("on_scene", "done"))
    here = Spot(sos.area, sos.place.lat, sos.place.lon) if sos.place is not None else Spot(sos.area, 0, 0)
    yield from closed(life, here, sos.incident, by=operator(life))


def _sos_unheard(life: Life, person: str) -> Script:
    """Nobody above looks: all of them again, every twenty seconds, until one does; then again after ten minutes."""
    told = yield Ask(person, "sos.raise", {"at": life.now.isoformat(), "place": _place(f"{COMMUNITIES[4]}003")})
    for _ in range(2):
        again = yield Hear((f.SosEscalated,), {"sos": told.sos})
        assert again.why == "silence"
    yield Ask(operator(life), "sos.acknowledge", {"sos": told.sos, "at": life.now.isoformat(), "coming": True})
    again = yield Hear((f.SosEscalated,), {"sos": told.sos})
    assert again.why == "open"
    yield Ask(operator(life), "sos.cancel", {"sos": told.sos, "at": life.now.isoformat(), "reason": "已找到"})
    yield from _helped(life, told)


def _sos_mistake(life: Life, person: str) -> Script:
    told = yield Ask(person, "sos.raise", {"at": life.now.isoformat(), "place": _place(f"{COMMUNITIES[2]}001")})
    yield from pause(life, 4)
    yield Ask(person, "sos.cancel", {"sos": told.sos, "at": life.now.isoformat()})
    assert any(isinstance(t.fact, f.IncidentVoided) for t in life.story[told.incident])


def _rollcall(life: Life, community: int, *, silent: bool) -> Script:
    """点名: who does not answer is told upward, twice, until an operator answers for them."""
    told = yield Ask("co1", "rollcall.open", {"area": COMMUNITIES[community], "within_s": 300, "reason": "雷雨"})
    people = sorted(told.people)
    for person in people[1:] if silent else people:
        yield from pause(life, 3, 9)
        yield Ask(person, "rollcall.answer", {"rollcall": told.rollcall, "at": life.now.isoformat()})
    if silent:
        for _ in range(2):
            rose = yield Hear((f.RollCallEscalated,), {"rollcall": told.rollcall})
            assert rose.missing == [people[0]]
        data = {"rollcall": told.rollcall, "at": life.now.isoformat(), "person": people[0]}
        yield Ask(operator(life), "rollcall.answer", data, "reason_needed")
        yield Ask(operator(life), "rollcall.answer", {**data, "reason": "电话里说平安"})
    over = yield Hear((f.RollCallClosed,), {"rollcall": told.rollcall})
    assert over.missing == []


def _timer(life: Life, person: str) -> Script:
    """Into danger for ten minutes: asked, well, asked again, out."""
    told = yield Ask(person, "timer.start", {"minutes": 10, "at": life.now.isoformat(), "note": "下井"})
    life.own.add(told.timer)
    for answer in ("safe", "out"):
        yield Hear((f.TimerAsked,), {"timer": told.timer})
        yield from pause(life, 10, 40)
        yield Ask(person, "timer.answer", {"timer": told.timer, "at": life.now.isoformat(), "answer": answer})


def _timer_silent(life: Life, person: str) -> Script:
    """Asked, no answer, told upward, no answer: it becomes a call for help."""
    told = yield Ask(person, "timer.start", {"minutes": 5, "at": life.now.isoformat(), "note": "查气味"})
    life.own.add(told.timer)
    yield Hear((f.TimerMissed,), {"timer": told.timer})
    sos = yield Hear((f.SosRaised,), {"person": person, "cause": "timer"})
    yield from pause(life, 4, 12)
    yield Ask(operator(life), "sos.acknowledge", {"sos": sos.sos, "at": life.now.isoformat(), "coming": True})
    yield from _helped(life, sos)
    yield Ask(operator(life), "sos.cancel", {"sos": sos.sos, "at": life.now.isoformat(), "reason": "人安全"})


def _lost(life: Life) -> Script:
    """失联: nothing is heard of a grid. A radio says they are well, for five minutes; then it is silent again, and told
    to the next level, until a phone is heard of."""
    life.alive.difference_update(LOST)
    life.district.phones.silent.update(dict.fromkeys(LOST, life.now))
    yield from _looked_until(life, f.ContactLost)
    report = {
        "about": LOST_GRID,
        "how": "radio",
        "said_by": "对讲机 3 号",
        "said_at": life.now.isoformat(),
        "minutes": 5,
    }
    yield Ask(operator(life), "contact.report", report)
    assert any(isinstance(t.fact, f.ContactRegained) and t.fact.how == "report" for t in life.all[-5:])
    yield Hear((f.ContactLapsed,), {"about": LOST_GRID})
    yield from _looked_until(life, f.ContactLost)
    for _ in range(2):
        yield Hear((f.ContactEscalated,), {"area": LOST_GRID})
    life.district.phones.silent.clear()
    yield reconnected(life, *LOST)
    yield from _looked_until(life, f.ContactRegained)


def _looked_until(life: Life, type_: type[f.Fact]) -> Script:
    """The clock's look at who was heard of, until it finds that."""
    begun = life.now
    while not any(isinstance(t.fact, type_) and t.at >= begun for t in life.all[-200:]):
        assert life.now - begun < timedelta(minutes=5)
        yield Do(lambda: watch_contact(life.district.desk, life.district.phones.heard_s))
        yield Until(life.now + timedelta(seconds=15))
