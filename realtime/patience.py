"""Waiting for a database no longer than said, even when it does not so much as notice that we gave up.

Whoever cancels a query waits until the server has confirmed it, up to ten seconds at a server that hangs. So the
question is a task of its own: it is cancelled and left to end by itself, and its connection with it.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_asked: set[asyncio.Task[Any]] = set()  # the loop itself holds tasks only weakly


async def within(seconds: float, question: Coroutine[Any, Any, T]) -> T:
    """What the question comes to. Raises what it raises, and TimeoutError after `seconds`."""
    task = asyncio.get_running_loop().create_task(question)
    _asked.add(task)
    task.add_done_callback(_ended)
    try:
        await asyncio.wait([task], timeout=seconds)
        if task.done():
            return task.result()
    finally:
        task.cancel()
    raise TimeoutError(f"no answer within {seconds:g} s")


def _ended(task: "asyncio.Task[Any]") -> None:
    _asked.discard(task)
    if not task.cancelled():
        task.exception()  # who asked has gone: nobody else needs to hear of it
