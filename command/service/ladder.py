"""What came of the ladder, told: facts for the console and the wall, once each, and its end at the acknowledgement."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.picture import Person
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
            await deliveries.mark_told(connection, done)
        _close(draft, told)
        return []

    return await desk.transact(work)


def is_open(draft: Draft, about: str, told: frozenset[str]) -> bool:
    """Whether what the ladder is climbed for still waits for its acknowledgement."""
    kind, _, id_ = about.partition(":")
    if kind == "told":
        return about in told
    if kind == "sos":
        sos = draft.picture.sos.get(id_)
        return sos is not None and not sos.taken
    return id_ in (draft.picture.offers if kind == "offer" else draft.picture.rollcalls)


def leader_of(draft: Draft, area: str, person: str) -> Person | None:
    """Whom to telephone about somebody: who leads their shift by the roster, else their group's leader, else the leader
    nearest above their area, best one whose own phone lives."""
    moment = timedelta(seconds=1)
    for own in draft.roster.turns_of(person, draft.now, draft.now + moment):
        turns = draft.roster.turns(draft.now, draft.now + moment, [own.group])
        first = [turn.person for turn in turns if turn.leads and turn.shift.name == own.shift.name]
        group = draft.picture.groups.get(own.group)
        for id_ in [*first, group.leader if group is not None else None]:
            leader = draft.picture.people.get(id_ or "")
            if leader is not None and leader.active and leader.id != person:
                return leader
    return _above(draft, area, person)


def _above(draft: Draft, area: str, but: str) -> Person | None:
    above = [
        (max(len(own) for own in p.areas if area.startswith(own)), draft.reachable(p.id), p.id, p)
        for p in draft.situation.leaders.values()
        if "supervisor" in p.roles and p.id != but and any(area.startswith(own) for own in p.areas)
    ]
    return max(above, key=lambda one: one[:3])[3] if above else None


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
    if done.rung != "call" or not is_open(draft, done.about, told):
        return
    person = draft.picture.people.get(done.person)
    leader = leader_of(draft, next(iter(person.areas), done.area) if person is not None else done.area, done.person)
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


def _close(draft: Draft, told: frozenset[str]) -> None:
    """Acknowledged, or over: the ladder ends there, and so do the calls it asked for."""
    for ladder in [one for one in draft.picture.ladders.values() if not is_open(draft, one.id, told)]:
        calls = [call.id for call in draft.picture.calls.values() if call.about == ladder.id]
        draft.add(f.LadderClosed(about=ladder.id, area=ladder.area, incident=ladder.incident, calls=calls))
    for call in list(draft.picture.calls.values()):
        rollcall = draft.picture.rollcalls.get(call.about.removeprefix("rollcall:"))
        if rollcall is not None and call.person in rollcall.answers:
            draft.add(f.CallDone(call=call.id, area=call.area, outcome="reached", by=call.person))
