"""One gateway process: everything that carries, put together for one district."""

import asyncio
import secrets
from collections.abc import Coroutine, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog
from msgspec import Struct

from command.clock import now, now_ms, rehearsal
from command.domain.picture import Person
from command.http.context import Context
from command.service.seal import opened
from command.settings import Settings
from command.store.errors import DatabaseError
from realtime.calls import Calls, Snapshots
from realtime.codes import CONNECTION_LIMIT, INSUFFICIENT_STATE, SIGNED_OUT
from realtime.door import Door
from realtime.hub import Hub
from realtime.identity import Identity
from realtime.inbox import Inbox
from realtime.lag import Lag
from realtime.lane import Lane
from realtime.limits import Buckets
from realtime.live import Live
from realtime.lookups import Lookups
from realtime.outgoing import Outgoing
from realtime.patience import within
from realtime.positions import Positions
from realtime.presence import ALIVE_S, Presence
from realtime.protocol import push_message
from realtime.pulse import Pulse
from realtime.reception import Reception
from realtime.record import RecordUnavailable, StoredRecord
from realtime.recovery import Recovery
from realtime.ring import Item
from realtime.rooms.room import Changed
from realtime.rooms.rooms import Rooms
from realtime.session import Session

log: Any = structlog.get_logger(__name__)
RECHECK_ROUND = 60
LANES = 2
PREPARE_S = 15.0


class _Stamp(Struct):
    number: int
    at: datetime


_read_stamp = msgspec.json.Decoder(_Stamp).decode


class Gateway:
    """Made with a loaded directory; `run` moves it. One district, one process, any number of sockets."""

    def __init__(self, settings: Settings, context: Context, snapshots: Snapshots, lag: Lag) -> None:
        self.settings = settings
        self.context = context
        self.district = settings.district
        self.directory = context.directory
        self.requests_per_s = settings.socket_requests_per_s
        self.requests_burst = settings.socket_requests_burst
        self._loop = asyncio.get_running_loop()
        self._people: dict[str, list[Session]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._connect(settings, context)
        self.lag = lag
        self.rooms = Rooms(settings, context, self._exercise_changed)
        self._receive(settings, snapshots)

    def _connect(self, settings: Settings, context: Context) -> None:
        """The ways out: sockets, hub, recovery."""
        self.door = Door(
            lambda socket: Session(self, socket), origins=settings.origins, max_sockets=settings.sockets_most
        )
        self.identity = Identity(context.engine, context.directory, context.tokens, context.ended, now)
        self.record = StoredRecord(context.reading, context.engine, self.district)
        self.hub = Hub(
            self.district,
            self.record,
            Outgoing(f"picture:{self.district}", settings.gather_ms / 1000),
            ring_size=settings.hub_ring,
            on_fact=self._take_fact,
            on_reset=self._start_again,
        )
        self.recovery = Recovery(self.hub)
        self.live = Live(self.hub, settings.redis_url, self._prepare)

    def _receive(self, settings: Settings, snapshots: Snapshots) -> None:
        """The ways in: reports, positions, presence."""
        url = settings.redis_url
        self.inbox = Inbox([Lane(url) for _ in range(LANES)])
        reports, simulated = (
            Buckets(most / 60, most) for most in (settings.reports_per_minute, settings.simulated_reports_per_minute)
        )
        self.reception = Reception(
            self.district,
            self.inbox,
            Lookups(self.record),
            self.lag,
            (reports, simulated),
            areas=lambda: self.directory.areas,
            now_ms=now_ms,
        )
        self.pulse = Pulse(url, self.district, self.lag, self.inbox, now_ms, self.reception.forget)
        self.positions = Positions(url, self.district, self.directory.person)
        self.presence = Presence(url, self.district, self._alive)
        self.calls = Calls(self.district, self.reception, self.positions, snapshots, self.age, self.spawn, self.rooms)

    async def run(self) -> None:
        """For ever; cancel it after `stop`."""
        async with asyncio.TaskGroup() as group:
            for work in (self.live, self.pulse, self.positions, self.presence, self.context.ended):
                group.create_task(work.run())
            group.create_task(self.door.make_rounds())
            group.create_task(self._recheck())
            group.create_task(self.rooms.run())

    async def stop(self, within_s: float = 5.0) -> None:
        """Drain: no new sockets, the open ones closed staggered, what is being written finished."""
        await self.door.drain(within_s)
        await self.inbox.close()
        await self.rooms.close()

    # --- what sessions ask

    def time(self) -> float:
        """The loop's time, seconds."""
        return self._loop.time()

    def new_client(self) -> str:
        """A name for a connection, unguessable."""
        return secrets.token_hex(16)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something that has to wait for a database."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def greeting(self, person: Person) -> dict[str, Any]:
        """The `data` of the answer to `connect`."""
        return {
            "user": {
                "id": person.id,
                "name": person.name,
                "roles": person.roles,
                "areas": person.areas,
                "language": person.language,
                "watch_leader": person.watch_leader,
            },
            "district": self.district,
            "server_time": self.context.now(),
            "epoch": self.hub.epoch,
            "exercises": self.rooms.told(person.id),
            **self._rehearsal(),
        }

    def arrived(self, session: Session) -> None:
        """A session's person is known. Of too many sockets the oldest goes: it may be dead, the newest is not."""
        sessions = self._people.setdefault(session.person.id, [])
        sessions.append(session)
        while len(sessions) > self.settings.sockets_per_person:
            sessions.pop(0).close(CONNECTION_LIMIT)
        self.presence.came(session.person.id)

    def left(self, session: Session) -> None:
        """A session is over."""
        if session.holder is None:
            return
        sessions = self._people.get(session.holder.person.id, [])
        if session in sessions:
            sessions.remove(session)
        if not sessions:
            self._people.pop(session.holder.person.id, None)

    @property
    def people_connected(self) -> int:
        """How many people and devices have a socket here."""
        return len(self._people)

    def age(self) -> bytes:
        """The answer to `picture.age`: how old the picture is that this process shows."""
        behind, now = self.hub.behind_s, self.context.now()
        return msgspec.json.encode(
            {
                "position": self.hub.position,
                "epoch": self.hub.epoch,
                "head_checked_at": None if behind is None else now - timedelta(seconds=behind),
                "behind_s": behind,
                "server_time": now,
                **self._rehearsal(),
                "redis": self.pulse.redis,
                "database": self.live.record_alive,
                "lag": self.lag_figures(),
            }
        )

    def _rehearsal(self) -> dict[str, float]:
        """How fast the district's clock runs, if that is not the true time: screens say so."""
        clock = rehearsal()
        return {"clock_rate": clock.rate} if clock is not None else {}

    def lag_figures(self) -> dict[str, Any]:
        """The writer's lag as everybody is told it."""
        return {
            "urgent": self.lag.urgent,
            "routine": self.lag.routine,
            "oldest_s": self.lag.oldest_s,
            "writer": not self.lag.is_silent(now_ms()),
            "auditor": not self.lag.is_unaudited(now_ms()),
            "without_deadline": self.lag.without_deadline,
        }

    def session_ended(self, session: str) -> None:
        """Somebody signed out: their sockets go at once."""
        for sessions in list(self._people.values()):
            for one in list(sessions):
                if one.holder is not None and one.holder.session == session:
                    one.close(SIGNED_OUT)

    # --- what the hub tells

    def _take_fact(self, item: Item) -> None:
        """A fact about a person: the directory first, then what their sockets may still see."""
        try:
            fact, stamp = opened(item.body), _read_stamp(item.body)
        except msgspec.MsgspecError as error:
            log.warning("a fact of a newer version", type=item.type, error=str(error)[:200])
            return
        self.directory.apply(fact, number=stamp.number, at=stamp.at)
        person = getattr(fact, "person", None)
        if item.type == "RightsChanged" and isinstance(person, str):
            for session in list(self._people.get(person, [])):
                session.review()

    async def _prepare(self) -> None:
        """After the hub's (re)start: the directory at least as new as the hub's position."""
        try:
            await within(PREPARE_S, self.directory.refresh(self.context.reading))
        except (DatabaseError, OSError, TimeoutError) as error:
            raise RecordUnavailable(str(error)) from error

    async def _start_again(self) -> None:
        self.door.close_all(INSUFFICIENT_STATE)

    # --- what exercises tell

    def _exercise_changed(self, changed: Changed) -> None:
        """Who is in an exercise, or how it stands: their subscriptions first, then a message to each."""
        told = list(self._people) if changed.people is None else changed.people
        for person in told:
            sessions = list(self._people.get(person, ()))
            for session in sessions:
                session.review_exercise(changed.room, whoever=changed.people is None)
            if sessions and changed.people is not None:
                message = push_message(msgspec.json.encode({"exercises": self.rooms.told(person)}))
                for session in sessions:
                    session.socket.say(message)

    # --- rounds

    def _alive(self) -> Iterable[str]:
        since = self.time() - ALIVE_S
        return [p for p, sessions in self._people.items() if any(s.socket.heard >= since for s in sessions)]

    async def _recheck(self) -> None:
        """Every token once a minute, a sixtieth of them each second."""
        turn = 0
        while True:
            await asyncio.sleep(1)
            turn = (turn + 1) % RECHECK_ROUND
            for person, sessions in list(self._people.items()):
                if hash(person) % RECHECK_ROUND == turn:
                    for session in list(sessions):
                        session.recheck()
