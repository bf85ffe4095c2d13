"""A room: one running exercise in this gateway, with a hub, a live reader, snapshots and an inbox lane of its own."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog
from msgspec import Struct

from command.clock import now_ms
from command.domain.universe import universe_of
from command.http.context import Context
from command.service.exercise import Exercise
from command.service.seal import opened
from command.settings import Settings
from command.store.engine import Engine
from command.store.errors import DatabaseError
from realtime.inbox import Inbox
from realtime.lag import Lag
from realtime.lane import Lane
from realtime.limits import Buckets
from realtime.live import Live
from realtime.lookups import Lookups
from realtime.patience import within
from realtime.pulse import Pulse
from realtime.reception import Reception
from realtime.record import RecordUnavailable, StoredRecord
from realtime.ring import Item
from realtime.rooms.hub import RoomHub
from realtime.rooms.outgoing import RoomOutgoing
from realtime.rooms.recovery import RoomRecovery
from realtime.snapshots import StoredSnapshots

log: Any = structlog.get_logger(__name__)
RING = 10_000
PRELOAD = 2_000
PREPARE_S = 15.0
AGAIN_S = 1.0


class Changed(Struct, frozen=True):
    """What a room tells the gateway. `people`: whose part in it changed; None: everybody must subscribe anew."""

    room: str
    people: list[str] | None


class _Stamp(Struct):
    number: int
    at: datetime


_read_stamp = msgspec.json.Decoder(_Stamp).decode


class Room:
    """One exercise. `tell` is called whenever who is in it, or how it stands, has changed."""

    def __init__(
        self,
        exercise: str,
        settings: Settings,
        context: Context,
        engines: tuple[Engine, Engine],
        tell: Callable[[Changed], None],
    ) -> None:
        self.id = exercise
        self.universe = universe_of(exercise)
        self._context = context
        self._tell = tell
        writing, self._reading = engines
        self.exercise = Exercise(exercise, context.directory)
        self.record = StoredRecord(self._reading, writing, self.universe)
        self.outgoing = RoomOutgoing(self.universe, settings.gather_ms / 1000)
        self.hub = RoomHub(
            self.universe,
            self.record,
            self.outgoing,
            ring_size=RING,
            preload=PRELOAD,
            on_fact=self._take_fact,
            on_reset=self._start_again,
        )
        self.recovery = RoomRecovery(self.hub, self.outgoing)
        self._receive(settings)

    def _receive(self, settings: Settings) -> None:
        url = settings.redis_url
        self.live = Live(self.hub, url, self._prepare)
        self.lag = Lag(settings.routine_most, settings.routine_oldest_s)
        self.inbox = Inbox([Lane(url)])
        self.reception = Reception(
            settings.district,
            self.inbox,
            Lookups(self.record, at_once=1),
            self.lag,
            (
                Buckets(settings.reports_per_minute / 60, settings.reports_per_minute),
                Buckets(settings.simulated_reports_per_minute / 60, settings.simulated_reports_per_minute),
            ),
            areas=lambda: self._context.directory.areas,
            now_ms=now_ms,
            exercise=self.id,
        )
        self.pulse = Pulse(url, self.universe, self.lag, self.inbox, now_ms, self.reception.forget)
        self.snapshots = StoredSnapshots(
            self._reading,
            url,
            self.universe,
            lambda: self.lag.told(now_ms()),
            settings.centre_phone,
            district=settings.district,
        )

    async def run(self) -> None:
        """Until cancelled. Whatever goes wrong in here stays in here: the room begins again."""
        while True:
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self.live.run())
                    group.create_task(self.pulse.run())
            except Exception:
                log.exception("an exercise's room failed and begins again", exercise=self.id)
                await self.hub.reset("the room failed", foreign=False)
            await asyncio.sleep(AGAIN_S)

    async def close(self) -> None:
        """What is being written is finished; nothing is taken any more."""
        await self.inbox.close()

    def age(self) -> bytes:
        """The answer to `picture.age`: how old the exercise's picture is that this process shows."""
        behind, now = self.hub.behind_s, self._context.now()
        return msgspec.json.encode(
            {
                "position": self.hub.position,
                "epoch": self.hub.epoch,
                "head_checked_at": None if behind is None else now - timedelta(seconds=behind),
                "behind_s": behind,
                "server_time": now,
                "redis": self.pulse.redis,
                "database": self.live.record_alive,
                "lag": {
                    "urgent": self.lag.urgent,
                    "routine": self.lag.routine,
                    "oldest_s": self.lag.oldest_s,
                    "writer": not self.lag.is_silent(now_ms()),
                    "auditor": True,
                    "without_deadline": self.lag.without_deadline,
                },
            }
        )

    # --- what the hub tells

    def _take_fact(self, item: Item) -> None:
        try:
            fact, stamp = opened(item.body), _read_stamp(item.body)
        except msgspec.MsgspecError as error:
            log.warning("a fact of a newer version", type=item.type, error=str(error)[:200])
            return
        self.exercise.hear(fact, stamp.number, stamp.at)
        person = getattr(fact, "person", None)
        participant = getattr(fact, "participant", None)
        if item.type in _OF_ONE:
            self._tell(Changed(self.id, [participant.person if participant is not None else str(person)]))
        elif item.type in _OF_ALL:
            self._tell(Changed(self.id, self.exercise.members))

    async def _prepare(self) -> None:
        """After the hub's (re)start: people and parts at least as new as its position."""
        try:
            await within(PREPARE_S, self.exercise.refresh(self._reading))
        except (DatabaseError, OSError, TimeoutError) as error:
            raise RecordUnavailable(str(error)) from error
        self._tell(Changed(self.id, self.exercise.members))

    async def _start_again(self) -> None:
        self._tell(Changed(self.id, None))


_OF_ONE = {"RightsChanged", "ParticipantJoined", "ParticipantTaken", "ParticipantBack"}
_OF_ALL = {"DrillStarted", "DrillPaused", "DrillResumed", "DrillEnded"}
