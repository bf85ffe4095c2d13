"""The gateway's own HTTP: reports without a socket, and what watches over it."""

import asyncio
import contextlib
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler
from msgspec import Struct
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from command.clock import now, now_ms
from command.domain.refusals import refuse
from command.http.context import Ctx
from command.http.language import language_of
from command.http.problems import Refused
from command.http.reader import Asker, require
from command.store.errors import DatabaseError
from command.store.feeds import feeds
from command.wire.requests import SubmitReport
from realtime import buttons, metrics
from realtime.codes import Error
from realtime.gateway import Gateway
from realtime.outcome import into, raise_refusal
from realtime.reading import Malformed, read_object

RESULT_S = 10.0
MEASURE_S = 1.0


class Accepted(Struct, omit_defaults=True):
    """A report that is on the disk, or whose outcome is already known (`stored`)."""

    id: str
    status: str
    receipt: str | None = None
    resend_after: int | None = None
    report: str | None = None
    incident: str | None = None
    outcome: str | None = None


def handlers(gateway: Gateway) -> list[ControllerRouterHandler]:
    """The handlers of one gateway."""

    @post("/api/reports", status_code=202, tags=["reports"])
    async def submit_report(
        request: Request[Any, Any, Any], context: Ctx, reader: Asker, data: JSONBody[SubmitReport]
    ) -> Response[Accepted]:
        """The same as the socket's `report.submit`: 202 once it is on the disk, 200 when it was stored before.

        The `id` is the key of idempotency; an `Idempotency-Key`, if given, must be the same.
        """
        exercise = context.exercise or data.exercise
        if data.exercise not in (None, exercise):
            raise Refused(refuse("exercise_unknown", exercise=data.exercise or ""))
        if exercise is None:
            require(reader, "report.submit")
        if request.headers.get("idempotency-key", data.id) != data.id:
            raise Refused(refuse("invalid", detail="Idempotency-Key", field="id"))
        result: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        language = language_of(request)
        body = await request.body()
        try:
            if exercise is None:
                gateway.reception.take(reader.person, "report.submit", body, language, into(result))
            else:
                _take_into(gateway, exercise, reader.person.id, body, language, result)
        except Malformed as error:
            raise Refused(refuse("invalid", detail="?")) from error
        async with asyncio.timeout(RESULT_S):
            return _response(await result)

    @get("/healthz", include_in_schema=False, media_type=MediaType.TEXT)
    async def healthz() -> str:
        return "alive\n"

    @get("/readyz", include_in_schema=False)
    async def readyz() -> Response[bytes]:
        return state_response(*state(gateway))

    @get("/metrics", include_in_schema=False)
    async def show_metrics() -> Response[bytes]:
        _measure(gateway)
        await _measure_feeds(gateway)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [submit_report, buttons.press_button(gateway), healthz, readyz, show_metrics]


def state(gateway: Gateway) -> tuple[list[str], list[str]]:
    """What is missing so that no report can be taken now, and what is only degraded."""
    missing = ["shutting down"] if gateway.door.draining else []
    if gateway.pulse.missing is not None:
        missing.append(gateway.pulse.missing)
    if not gateway.hub.epoch:
        missing.append("database")
    degraded = [] if gateway.live.record_alive else ["database"]
    lag = gateway.lag_figures()
    if not lag["writer"]:
        degraded.append("writer")
    if not lag["auditor"]:
        degraded.append("auditor")
    if gateway.lag.routine_wait_s() is not None:
        degraded.append("routine reports are refused")
    return missing, degraded


def state_response(missing: list[str], degraded: list[str]) -> Response[bytes]:
    """`/readyz`: 200, or 503 with what is missing."""
    body = {"ready": not missing, "missing": missing, "degraded": [d for d in degraded if d not in missing]}
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(body), status_code=503 if missing else 200, media_type=MediaType.JSON,
                    headers=headers)  # fmt: skip


def _take_into(
    gateway: Gateway, exercise: str, person: str, body: bytes, language: str, result: asyncio.Future[bytes]
) -> None:
    """A report of an exercise: to its room. Raises Refused, and Malformed."""
    data = {**read_object(body), "exercise": exercise}
    answer = into(result)

    def told(given: bytes | Error) -> None:
        if isinstance(given, bytes):
            answer(given)

    if gateway.rooms.take(person, "report.submit", msgspec.json.encode(data), language, told) is not None:
        raise Refused(refuse("not_allowed"))


def _response(result: bytes) -> Response[Accepted]:
    told = raise_refusal(result)
    accepted = msgspec.json.decode(result, type=Accepted)
    return Response(accepted, status_code=202 if told.status == "accepted" else 200)


async def _measure_feeds(gateway: Gateway) -> None:
    """How polling for warnings goes; while the database does not say, the last figures stand, and readiness tells."""
    with contextlib.suppress(DatabaseError, OSError, TimeoutError):
        async with asyncio.timeout(MEASURE_S):
            found = await feeds(gateway.context.engine, gateway.district)
        for one in found:
            name = urlsplit(one.url).hostname or "feed"
            age = (now() - one.ok_at).total_seconds() if one.ok_at is not None else -1
            metrics.FEED_AGE.labels(name).set(age)
            metrics.FEED_FAILURES.labels(name).set(one.failures)
            for outcome in ("taken", "refused", "elsewhere"):
                metrics.FEED_MESSAGES.labels(name, outcome).set(getattr(one, outcome))


def _measure(gateway: Gateway) -> None:
    metrics.SOCKETS.set(len(gateway.door.sockets))
    metrics.PEOPLE.set(gateway.people_connected)
    metrics.SLOW.set(gateway.door.slow_closed)
    metrics.POSITION.set(gateway.hub.position)
    metrics.BEHIND.set(gateway.hub.behind_s if gateway.hub.behind_s is not None else -1)
    metrics.FILLED.set(gateway.hub.filled)
    metrics.WAITING.labels("urgent").set(gateway.lag.urgent)
    metrics.WAITING.labels("routine").set(gateway.lag.routine)
    metrics.OLDEST.set(gateway.lag.oldest_s)
    metrics.UNAUDITED.set((now_ms() - gateway.lag.audited_ms) / 1000 if gateway.lag.audited_ms else -1)
    metrics.WITHOUT_DEADLINE.set(gateway.lag.without_deadline)
