"""What came of the ladder, told: facts for the console and the wall, once each, and its end at the acknowledgement."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.reach import Call
from command.domain.kept.summons import Summons
from command.domain.reach.leader import leader_of
from command.service.desk import Committed, Desk
from command.store import deliveries
from command.store.deliveries import Done
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered


async def tell(desk: Desk, told: frozenset[str] = frozenset()) -> Committed | None:
    """Put into the ledger what is over and not yet told, in the transaction that marks it told; None without any.

    `told`: tellings upward (`told:…`) that still wait; what else there is, the picture says.
    """
    if not await deliveries.anything_to_tell(desk.engine, desk.universe):
        return None

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        done = await deliveries.untold(connection, desk.universe)
        for one in done:
            _tell(draft, one, told)
        if done:
            await deliveries.mark_told(connection, desk.universe, done)
        _close(draft, told)
        return []

    return await desk.transact(work)


def is_open(draft: Draft, about: str, told: frozenset[str], person: str | None = None) -> bool:
    """Whether what the ladder is climbed for still waits for its acknowledgement; of a summons, that of `person`."""
    kind, _, id_ = about.partition(":")
    if kind == "summons":
        summons, turn = summons_of(draft, about)
        if summons is None:
            return False
        asked = [person] if person is not None else list(summons.people)
        return any(summons.is_asked(one) and summons.people[one].turn == turn for one in asked)
    if kind == "told":
        return about in told
    if kind in ("alert", "notice"):
        silent = _silent(draft, kind, id_)
        return person in silent if person else bool(silent)
    if kind == "sos":
        sos = draft.picture.sos.get(id_)
        return sos is not None and not sos.taken
    return id_ in (draft.picture.offers if kind == "offer" else draft.picture.rollcalls)


def _silent(draft: Draft, kind: str, id_: str) -> list[str]:
    """Who has not read an alert, or has not answered a contact test."""
    if kind == "notice":
        notice = draft.picture.notices.get(id_)
        return [] if notice is None else [one for one in notice.to if one not in notice.answered]
    alert = draft.picture.alerts.get(id_)
    return alert.unread if alert is not None else []


def summons_of(draft: Draft, about: str) -> tuple[Summons | None, int]:
    """The summons that a ladder is climbed for, and for the how-manieth time (from 0)."""
    _, id_, turn = about.split(":")
    return draft.picture.summonses.get(id_), int(turn)


def _tell(draft: Draft, done: Done, told: frozenset[str]) -> None:
    tried = f.RungTried(
        about=done.about,
        person=done.person,
        area=done.area,
        incident=done.incident,
        rung=done.rung,
        outcome=done.outcome,
        why=done.why,
        attempts=done.attempts,
    )
    draft.add(tried)
    if done.rung != "call" or not is_open(draft, done.about, told, done.person):
        return
    person, leader = draft.picture.people.get(done.person), None
    if not done.about.startswith("summons:"):  # there the leader is called besides, and whoever is called is telephoned
        leader = leader_of(draft, next(iter(person.areas), done.area) if person is not None else done.area, done.person)
    if leader is not None and done.about.startswith("alert:") and _is_called(draft, done.about, leader.id):
        return  # one call to a leader about an alert, however many of theirs have not read it
    draft.add(
        f.CallAsked(
            call=draft.new_id(),
            about=done.about,
            person=done.person,
            person_name=person.name if person is not None else "",
            leader=leader.id if leader is not None else "",
            leader_name=leader.name if leader is not None else "",
            area=done.area,
            incident=done.incident,
        )
    )


def _is_called(draft: Draft, about: str, leader: str) -> bool:
    return any(call.about == about and call.leader == leader for call in draft.picture.calls.values())


def _all_read(draft: Draft, call: Call) -> bool:
    """Whether everybody for whom this leader was to be called about an alert has read it by now."""
    ladder = draft.picture.ladders.get(call.about)
    alert = draft.picture.alerts.get(call.about.removeprefix("alert:"))
    if ladder is None or alert is None:
        return False
    tried = [who for who, rungs in ladder.tried.items() if any(one.rung == "call" for one in rungs)]
    people = (draft.picture.people.get(one) for one in (*tried, call.person) if one not in alert.read_at)
    leaders = (leader_of(draft, next(iter(one.areas), call.area), one.id) for one in people if one is not None)
    return not any((leader.id if leader is not None else "") == call.leader for leader in leaders)


def _close(draft: Draft, told: frozenset[str]) -> None:
    """Acknowledged, or over: the ladder ends there, and so do the calls it asked for."""
    for ladder in [one for one in draft.picture.ladders.values() if not is_open(draft, one.id, told)]:
        calls = [call.id for call in draft.picture.calls.values() if call.about == ladder.id]
        draft.add(f.LadderClosed(about=ladder.id, area=ladder.area, incident=ladder.incident, calls=calls))
    for call in list(draft.picture.calls.values()):
        if call.about.startswith("alert:") and _all_read(draft, call):
            draft.add(f.CallDone(call=call.id, area=call.area, outcome="reached", by=call.person))
        if call.about.startswith("summons:") and not is_open(draft, call.about, told, call.person):
            by = _heard_by(draft, call.about, call.person)
            draft.add(f.CallDone(call=call.id, area=call.area, outcome="reached", by=by))
        rollcall = draft.picture.rollcalls.get(call.about.removeprefix("rollcall:"))
        if rollcall is not None and call.person in rollcall.answers:
            draft.add(f.CallDone(call=call.id, area=call.area, outcome="reached", by=call.person))


def _heard_by(draft: Draft, about: str, person: str) -> str:
    """Who said that somebody was heard of."""
    summons, _ = summons_of(draft, about)
    one = summons.people.get(person) if summons is not None else None
    return (one.by if one is not None else "") or person
