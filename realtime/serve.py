"""A gateway process: HTTP, screens and sockets on one port, until it is cancelled, then drained.

It listens from the first moment, so that `/healthz` and `/readyz` can say what is missing.
"""

import asyncio
import contextlib
import os
import socket as sockets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any
from zoneinfo import ZoneInfo

import structlog
import uvicorn
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from command.clock import district_now, new_id, now, now_ms
from command.http.app import create_app
from command.http.context import Context
from command.http.exercises import Exercises
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.policy import policy_of
from command.service.rehearsing import adopt
from command.service.sessions import EndedSessions, Sessions
from command.service.tokens import Tokens
from command.settings import Settings
from command.store.database import create_engine
from command.store.errors import DatabaseError
from command.store.sessions import secret
from realtime import garbage, http, screens
from realtime.gateway import Gateway
from realtime.lag import Lag
from realtime.reach import RedisReach
from realtime.snapshots import StoredSnapshots

log: Any = structlog.get_logger(__name__)
RETRY_S = 0.5
DRAIN_S = 5.0


class Front:
    """The ASGI application and the sockets' factory: the gateway's, or until there is one, "not yet"."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self.gateway: Gateway | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.app is not None:
            await self.app(scope, receive, send)
        elif scope["type"] == ScopeType.HTTP:
            is_alive = scope["path"] == "/healthz"
            response = _plain(200, b"alive\n") if is_alive else http.state_response(["database"], [])
            await response.to_asgi_response(app=None, request=None)(scope, receive, send)  # type: ignore[arg-type]

    def open_socket(self, **uvicorns: Any) -> asyncio.Protocol:
        """uvicorn's `ws=`."""
        return self.gateway.door(**uvicorns) if self.gateway is not None else _NotYet()


class _Later:
    """The application of a gateway that is asked for little more than sockets: made at its first HTTP request."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is None:
            self._app = _application(self._gateway)
        await self._app(scope, receive, send)


class _NotYet(asyncio.Protocol):
    """A socket asked for too early: come back."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        transport.close()


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: whoever runs us cancels."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def run_gateway(settings: Settings) -> None:
    """Run until cancelled. Raises OSError when the port is taken."""
    front = Front()
    listening = _listen(settings.host, settings.port)
    async with _served(front, listening), opened(settings) as gateway:
        front.app, front.gateway = _application(gateway), gateway
        garbage.settle()
        log.info("gateway serves", host=settings.host, port=settings.port)
        try:
            await gateway.run()
        finally:
            await gateway.stop(DRAIN_S)


@asynccontextmanager
async def serving(gateway: Gateway) -> AsyncIterator[int]:
    """A gateway on a free port of the loopback while the block runs (tests); yields the port. Not drained."""
    front = Front()
    front.app, front.gateway = _Later(gateway), gateway
    listening = _listen("127.0.0.1", 0)
    task = asyncio.create_task(gateway.run())
    try:
        async with _served(front, listening):
            yield listening.getsockname()[1]
            for socket in list(gateway.door.sockets):
                socket.drop()
    finally:
        await gateway.inbox.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Gateway]:
    """A gateway whose directory is loaded; waits for the database. Its engines are disposed of at the end."""
    engine = create_engine(settings.database_url, name="gridcommand-gateway")
    reading = create_engine(settings.database_url, read_only=True, name="gridcommand-gateway-reading")
    lag = Lag(settings.routine_most, settings.routine_oldest_s)
    hearing: asyncio.Task[None] | None = None
    context: Context | None = None
    try:
        ended: list[Callable[[str], None]] = []
        reach = RedisReach(settings.redis_url, settings.district)
        hearing = asyncio.create_task(reach.run())
        context = await _context(settings, engine, reading, lag, reach, lambda sid: [end(sid) for end in ended])
        snapshots = StoredSnapshots(reading, settings.redis_url, settings.district, context.lag, settings.centre_phone)
        gateway = Gateway(settings, context, snapshots, lag)
        ended.append(gateway.session_ended)
        yield gateway
    finally:
        if hearing is not None:
            hearing.cancel()
        if context is not None and context.exercises is not None:
            await context.exercises.close()
        await engine.dispose()
        await reading.dispose()


async def _context(
    settings: Settings, engine: Any, reading: Any, lag: Lag, reach: RedisReach, on_ended: Callable[[str], Any]
) -> Context:
    key, directory = await _patiently(settings, engine, reading)
    await adopt(engine, settings.district)
    tokens = Tokens(key, now)
    ended = EndedSessions(engine, settings.database_url, now=now, on_ended=on_ended)
    return Context(
        district=settings.district,
        engine=engine,
        reading=reading,
        directory=directory,
        tokens=tokens,
        sessions=Sessions(engine, directory, tokens, now=now, new_id=new_id),
        ended=ended,
        desk=Desk(engine, settings.district, directory.areas, reach, policy_of(settings)),
        now=district_now,
        new_id=new_id,
        hearing=reach,
        lag=lambda: lag.told(now_ms()),
        zone=ZoneInfo(settings.timezone),
        origins=frozenset(origin.rstrip("/").lower() for origin in settings.origins),
        exercises=Exercises(
            settings.database_url,
            directory,
            lambda writing, universe: Desk(writing, universe, directory.areas, reach, policy_of(settings)),
        ),
    )


async def _patiently(settings: Settings, engine: Any, reading: Any) -> tuple[bytes, Directory]:
    while True:
        try:
            return await secret(engine, "token", os.urandom(32)), await Directory.load(reading, settings.district)
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("waiting for the database", error=str(error)[:200])
            await asyncio.sleep(RETRY_S)


def _application(gateway: Gateway) -> Any:
    return create_app(gateway.context, [*http.handlers(gateway), *screens.handlers()])


def _listen(host: str, port: int) -> sockets.socket:
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    listening = sockets.socket(family, sockets.SOCK_STREAM)
    listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.setblocking(False)
    return listening


@asynccontextmanager
async def _served(front: Front, listening: sockets.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(
        front,
        http="httptools",
        ws=front.open_socket,  # type: ignore[arg-type] # uvicorn calls it as it would the class
        lifespan="off",
        backlog=4096,
        access_log=False,  # it would log query strings
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)


def _plain(status: int, body: bytes) -> Any:
    from litestar import Response

    return Response(body, status_code=status, media_type="text/plain")
