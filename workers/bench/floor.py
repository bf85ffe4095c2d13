"""The floor: the least that answers only what is durable. A `websockets` server, pipelined XADDs, nothing else.

No accounts, no checks, no look at the content: what comes in goes to one stream, and what arrives while a pipeline is
under way goes out in the next one. Run as `python -m workers.bench.floor REDIS_URL PORT`.
"""

import asyncio
import sys

import msgspec
import uvloop
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from realtime.redis import Redis, connect

STREAM = "floor"
LANES = 2
"""Pipelines under way at once, as many as our gateway has."""
_Waiting = tuple[bytes, "asyncio.Future[bytes]"]


class _Command(msgspec.Struct):
    id: int = 0


_read = msgspec.json.Decoder(_Command).decode


class Floor:
    """Writes what it is given; `add` answers the entry's id once it is on the disk."""

    def __init__(self, redis_url: str) -> None:
        self._idle: list[Redis] = [connect(redis_url) for _ in range(LANES)]
        self._waiting: list[_Waiting] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()

    async def add(self, message: bytes) -> bytes:
        """Make one message durable."""
        done: asyncio.Future[bytes] = self._loop.create_future()
        self._waiting.append((message, done))
        if len(self._waiting) == 1:
            self._loop.call_soon(self._start)
        return await done

    def _start(self) -> None:
        if not self._waiting or not self._idle:
            return
        batch, self._waiting = self._waiting, []
        task = self._loop.create_task(self._write(self._idle.pop(), batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self, redis: Redis, batch: list[_Waiting]) -> None:
        pipeline = redis.pipeline(transaction=False)
        for message, _ in batch:
            pipeline.execute_command("XADD", STREAM, "*", "b", message)
        answers = await pipeline.execute()
        for (_, done), answer in zip(batch, answers, strict=True):
            if not done.done():
                done.set_result(answer)
        self._idle.append(redis)
        self._start()


async def run(redis_url: str, port: int) -> None:
    """Serve for ever."""
    floor = Floor(redis_url)

    async def answer(socket: ServerConnection) -> None:
        try:
            async for message in socket:
                raw = message if isinstance(message, bytes) else message.encode()
                receipt = await floor.add(raw)
                reply = b'{"id":%d,"rpc":{"data":{"status":"accepted","receipt":"%b"}}}' % (_read(raw).id, receipt)
                await socket.send(reply, text=True)
        except ConnectionClosed:
            return

    async with serve(answer, "127.0.0.1", port, compression=None, ping_interval=None, backlog=4096):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(run(sys.argv[1], int(sys.argv[2])))
