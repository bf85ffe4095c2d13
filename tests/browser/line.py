"""The wire between a page and the server, made slow, cut, or late with its answers, by a seed."""

import asyncio
import json
import random
from typing import Any, Literal

from playwright.async_api import WebSocketRoute

from tests.browser.screens import Screen

State = Literal["good", "slow", "reordered", "cut"]


class Line:
    """What passes between one page and the server.

    *slow*: each message waits up to a second, in order, both ways. *reordered*: answers wait up to two seconds while
    what the server tells by itself goes by at once, so a fact comes before the snapshot that holds it, and answers come
    in any order; HTTP is as late. (TCP never changes the order of what one side sends: nor does this among facts.)
    *cut*: nothing passes, and there is no new connection.
    """

    def __init__(self, seed: int) -> None:
        self.state: State = "good"
        self.chance = random.Random(seed)
        self._sockets: list[WebSocketRoute] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def before(self, screen: Screen) -> None:
        """Stand between this page and the server from now on."""
        await screen.context.route_web_socket("**/connection/websocket", self._open)
        await screen.context.route("**/api/**", self._http)

    async def cut(self) -> None:
        """Nothing passes any more."""
        self.state = "cut"
        for socket in self._sockets:
            await socket.close(code=1012, reason="cut")
        self._sockets.clear()

    async def _http(self, route: Any) -> None:
        if self.state == "cut":
            await route.abort()
            return
        if self.state != "good":
            await asyncio.sleep(self.chance.uniform(0, 1))
        await route.continue_()

    def _open(self, page: WebSocketRoute) -> None:
        if self.state == "cut":
            self._later(page.close(code=1012, reason="cut"))
            return
        server = page.connect_to_server()
        self._sockets.append(page)
        inward, outward = self._pipe(page), self._pipe(server)
        server.on_message(lambda message: self._inward(page, inward, message))
        page.on_message(outward.put_nowait)

    def _inward(self, page: WebSocketRoute, pipe: "asyncio.Queue[Any]", message: Any) -> None:
        if self.state != "reordered":
            pipe.put_nowait(message)
            return
        for line in str(message).splitlines():
            is_answer = "id" in json.loads(line)
            if is_answer:
                self._later(self._late(page, line))
            else:
                pipe.put_nowait(line)

    def _pipe(self, to: WebSocketRoute) -> "asyncio.Queue[Any]":
        queue: asyncio.Queue[Any] = asyncio.Queue()

        async def carry() -> None:
            while True:
                message = await queue.get()
                if self.state == "slow":
                    await asyncio.sleep(self.chance.uniform(0, 1))
                if self.state != "cut":
                    to.send(message)

        self._later(carry())
        return queue

    async def _late(self, page: WebSocketRoute, line: str) -> None:
        await asyncio.sleep(self.chance.uniform(0, 2))
        page.send(line)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def end(self) -> None:
        """Nothing is carried any more."""
        for task in self._tasks:
            task.cancel()
