"""Taking durable requests: read, judged as far as can be judged here, made durable, answered.

The answer is a result: `accepted`, `refused`, or `stored` for a request that was answered before. Whoever sends
the same again gets the same answer; the writer judges in the end, so every shortcut here may also be skipped.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from command.clock import id_ms
from command.domain.area import AreaIndex
from command.domain.category import CATEGORIES
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.triage import is_urgent
from command.domain.universe import universe_of
from command.service.intake import canonical
from command.store.requests import Key, Known
from command.wire.requests import Durable, PressButton, SubmitReport
from realtime import keys
from realtime.inbox import Failure, Inbox
from realtime.lag import Lag
from realtime.lane import Note
from realtime.limits import Buckets
from realtime.lookups import Lookups
from realtime.metrics import ACCEPTED, REFUSED
from realtime.reading import read_object, read_request

FRESH_MS = 3_000
"""An id made within this time cannot have been answered long ago: no look-up."""
TRUSTED_MS = 60_000
"""How long our own receipt is repeated for a resend without writing the request again."""
_REMEMBERED = 50_000
_ROUTINE, _URGENT = ACCEPTED.labels("routine"), ACCEPTED.labels("urgent")
Answer = Callable[[bytes], None]


class _Taken(Struct, gc=False):
    content: bytes
    receipt: str = ""
    at_ms: int = 0


class _Asked(Struct, frozen=True):
    person: Person
    language: str
    key: Key
    note: Note
    content: bytes
    is_routine: bool
    answer: Answer


class Reception:
    """One district's reception in this process, or (`exercise`: its id) one exercise's. `rates`: of people, and of
    simulated ones; `areas` and `now_ms` are asked each time."""

    def __init__(
        self,
        district: str,
        inbox: Inbox,
        lookups: Lookups,
        lag: Lag,
        rates: tuple[Buckets, Buckets],
        *,
        areas: Callable[[], AreaIndex],
        now_ms: Callable[[], int],
        exercise: str | None = None,
    ) -> None:
        self._district = district
        self._exercise = exercise
        self._inbox = inbox
        self._lookups = lookups
        self._lag = lag
        self._reports, self._simulated = rates
        self._areas = areas
        self._now_ms = now_ms
        universe = district if exercise is None else universe_of(exercise)
        self._streams = {lane: keys.inbox(universe, lane) for lane in keys.LANES}
        self._taken: OrderedDict[Key, _Taken] = OrderedDict()

    def take(self, person: Person, method: str, raw: bytes, language: str, answer: Answer) -> None:
        """Take a durable request; `answer` is called once with the result's JSON, perhaps before this returns.

        Raises Malformed when there is nothing to answer to.
        """
        data = read_object(raw)
        request = read_request(method, raw, data, language)
        refused = request if isinstance(request, Refusal) else self._judge(person, request)
        if refused is not None or isinstance(request, Refusal):
            answer(_refused(data.get("id"), refused or refuse("invalid"), language))
            return
        asked = self._asked(person, method, raw, language, answer, data, request)
        self._recognise(asked)

    # --- judged here

    def _judge(self, person: Person, request: Durable) -> Refusal | None:
        if request.exercise != self._exercise:
            return refuse("exercise_unknown", exercise=request.exercise or "")
        if not isinstance(request, SubmitReport | PressButton):
            return None
        return self._too_often(person) or (self._judge_report(request) if isinstance(request, SubmitReport) else None)

    def _too_often(self, person: Person) -> Refusal | None:
        buckets = self._simulated if person.simulated else self._reports
        wait_s = buckets.take(person.id, self._now_ms() / 1000)
        if wait_s:
            seconds = max(1, round(wait_s + 0.5))
            return refuse("rate_limited", retry_after_s=float(seconds), seconds=seconds)
        return None

    def _judge_report(self, request: SubmitReport) -> Refusal | None:
        if request.category not in CATEGORIES:
            return refuse("unknown_category", category=request.category)
        if self._areas().resolve(request.place) is None:
            return refuse("outside_district", district=self._district)
        return None

    def _asked(
        self,
        person: Person,
        method: str,
        raw: bytes,
        language: str,
        answer: Answer,
        data: dict[str, Any],
        request: Durable,
    ) -> _Asked:
        routine = isinstance(request, SubmitReport) and not is_urgent(request.category, request.hazard)
        content = canonical(data)
        lane = "routine" if routine else "urgent" if isinstance(request, SubmitReport | PressButton) else "answers"
        at = b"%d" % self._now_ms()
        spoken = (b"l", language) if language != person.language else ()
        note = Note(
            self._streams[lane],
            (b"m", method, b"s", person.id, b"b", raw, b"i", request.id, b"k", content, b"t", at, *spoken),
        )
        return _Asked(person, language, (person.id, method, request.id), note, content, routine, answer)

    # --- asked before?

    def _recognise(self, asked: _Asked) -> None:
        taken = self._taken.get(asked.key)
        if taken is not None and taken.content != asked.content:
            self._refuse(asked, refuse("id_conflict"))
        elif taken is not None or not self._is_fresh(asked.key[2]):
            self._lookups.ask(asked.key, lambda known: self._decide(asked, known))
        else:
            self._write(asked)

    def _is_fresh(self, request: str) -> bool:
        made = id_ms(request)
        return made is not None and 0 <= self._now_ms() - made <= FRESH_MS

    def _decide(self, asked: _Asked, known: Known | None) -> None:
        taken = self._taken.get(asked.key)
        if known is not None:
            self._repeat(asked, known)
        elif taken is not None and taken.receipt and self._now_ms() - taken.at_ms < TRUSTED_MS:
            self._accept(asked, taken.receipt)
        else:
            self._write(asked)

    def _repeat(self, asked: _Asked, known: Known) -> None:
        if known.content_hash != asked.content:
            self._refuse(asked, refuse("id_conflict"))
            return
        outcome: dict[str, Any] = msgspec.json.decode(known.outcome)
        asked.answer(msgspec.json.encode({"id": asked.key[2], **outcome}))

    # --- made durable

    def _write(self, asked: _Asked) -> None:
        wait_s = self._lag.routine_wait_s() if asked.is_routine else None
        if wait_s is not None:
            self._refuse(asked, refuse("busy", retry_after_s=float(wait_s), seconds=wait_s))
            return
        if asked.is_routine:
            self._lag.count_routine()
        self._inbox.add(asked.note, lambda result: self._written(asked, result))

    def _written(self, asked: _Asked, result: str | Failure) -> None:
        if isinstance(result, Failure):
            self._refuse(asked, refuse("unavailable", retry_after_s=2.0, part=result.part))
            return
        self._taken[asked.key] = _Taken(asked.content, result, self._now_ms())
        self._taken.move_to_end(asked.key)
        if len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)
        (_ROUTINE if asked.is_routine else _URGENT).inc()
        self._accept(asked, result)

    def forget(self) -> None:
        """Redis may have lost what it acknowledged (another server answers now): repeat no receipts from memory."""
        self._taken.clear()

    def _accept(self, asked: _Asked, receipt: str) -> None:
        after = self._lag.resend_after_s()
        told = {"id": asked.key[2], "status": "accepted", "receipt": receipt, "resend_after": after}
        asked.answer(msgspec.json.encode(told))

    @staticmethod
    def _refuse(asked: _Asked, refused: Refusal) -> None:
        asked.answer(_refused(asked.key[2], refused, asked.language))


def _refused(request: object, refused: Refusal, language: str) -> bytes:
    REFUSED.labels(refused.code).inc()
    return refused_result(request, refused, language)


def refused_result(request: object, refused: Refusal, language: str) -> bytes:
    """The result that says no; `request` is the id as the client sent it, if it sent one."""
    named = {"id": request} if isinstance(request, str) else {}
    return msgspec.json.encode({**named, "status": "refused", "refusal": refused.told(language)})
