"""The door: who may open a socket, how many, and the once-a-second round over all that are open."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from websockets.datastructures import MultipleValuesError
from websockets.http11 import Request

from realtime.codes import SHUTDOWN, Closing
from realtime.websocket import Listener, Socket

PATH = "/connection/websocket"


def _quiet_logger() -> logging.Logger:
    """The core logs every closed connection at INFO and rubbish at ERROR; neither is our operator's business."""
    logger = logging.getLogger("realtime.websocket")
    logger.setLevel(logging.CRITICAL)
    return logger


class Door:
    """Makes sockets for uvicorn and watches over them. `welcome` makes the session of an accepted one."""

    logger = _quiet_logger()

    def __init__(
        self,
        welcome: Callable[[Socket], Listener],
        *,
        origins: Iterable[str] = (),
        max_sockets: int = 20_000,
        max_message: int = 64 * 1024,
        max_unread: int = 256 * 1024,
        max_asked: int = 16 * 1024 * 1024,
        first_frame_s: float = 10.0,
    ) -> None:
        self._welcome = welcome
        self._origins = {origin.rstrip("/").lower() for origin in origins}
        self.max_sockets = max_sockets
        self.max_message = max_message
        self.max_unread = max_unread
        self.max_asked = max_asked
        self.first_frame_s = first_frame_s
        self.sockets: set[Socket] = set()
        self.draining = False
        self.slow_closed = 0
        self._spread = 0
        self._emptied: asyncio.Event | None = None

    def __call__(self, config: Any = None, server_state: Any = None, app_state: Any = None, **_: Any) -> Socket:
        """uvicorn's `ws=` factory; its own bookkeeping is not used, so that it never closes our sockets for us."""
        return Socket(self)

    def refuses(self, request: Request) -> tuple[HTTPStatus, str] | None:
        """The HTTP answer to a handshake that is not wanted: another path, a foreign page, a full or closing house."""
        if request.path.partition("?")[0] != PATH:
            return HTTPStatus.NOT_FOUND, "There is no socket here.\n"
        if self.draining:
            return HTTPStatus.SERVICE_UNAVAILABLE, "Shutting down: connect again.\n"
        if len(self.sockets) > self.max_sockets:
            return HTTPStatus.SERVICE_UNAVAILABLE, "Too many sockets: connect again later.\n"
        if not self._is_known_origin(request):
            return HTTPStatus.FORBIDDEN, "Requests from this site are not allowed.\n"
        return None

    def _is_known_origin(self, request: Request) -> bool:
        try:
            origin = request.headers.get("Origin")
            host = request.headers.get("Host", "")
        except MultipleValuesError:
            return False
        if origin is None or origin.rstrip("/").lower() in self._origins:
            return True
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()

    def entered(self, socket: Socket) -> None:
        """A connection exists, before any handshake."""
        self.sockets.add(socket)

    def opened(self, socket: Socket) -> Listener:
        """The handshake is done."""
        return self._welcome(socket)

    def left(self, socket: Socket) -> None:
        """A connection is gone."""
        self.sockets.discard(socket)
        if not self.sockets and self._emptied is not None:
            self._emptied.set()

    def count_slow(self) -> None:
        """A client did not read what was sent to it."""
        self.slow_closed += 1

    def spread(self) -> int:
        """0-9 s by turns: sockets that came at once are not pinged at once."""
        self._spread = (self._spread + 1) % 10
        return self._spread

    async def make_rounds(self) -> None:
        """Once a second, for ever: every socket looks at its deadlines."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(1)
            self.look(loop.time())

    def look(self, now: float) -> None:
        """One round at the loop's time `now`."""
        for socket in list(self.sockets):
            socket.tick(now)

    def close_all(self, why: Closing) -> None:
        """Close every socket now."""
        for socket in list(self.sockets):
            socket.close(why)

    async def drain(self, within_s: float) -> None:
        """Refuse new sockets, close the rest staggered over `within_s`, and cut those that do not answer."""
        self.draining = True
        waiting = list(self.sockets)
        steps = max(1, min(50, len(waiting)))
        for step in range(steps):
            for socket in waiting[step::steps]:
                socket.close(SHUTDOWN)
            if len(waiting) > steps:
                await asyncio.sleep(within_s / steps)
        await self._until_empty(1.0)
        for socket in list(self.sockets):
            socket.drop()

    async def _until_empty(self, within_s: float) -> None:
        self._emptied = asyncio.Event()
        if not self.sockets:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._emptied.wait(), within_s)
