"""The writer of a district: one at a time, however many workers run; another within 3 s if it dies or hangs."""

import asyncio
from typing import Any

import structlog

from command.service.desk import Deposed
from command.store import universe
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.universe import Holder

log: Any = structlog.get_logger(__name__)
LOOK_S = 0.4
SILENCE_S = 1.8
"""A holder not seen for so long is taken to be dead or hanging; with a look every 0.4 s it is replaced in < 3 s."""


async def become_writer(engine: Engine, universe_: str) -> int:
    """Wait until the universe has no living writer, then be it: the token to write with."""
    while True:
        try:
            holder = await universe.holder(engine, universe_)
            if _is_gone(holder):
                token = await universe.take_over(engine, universe_, holder)
                if token is not None:
                    log.info("writing for the district", district=universe_, token=token)
                    return token
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("waiting for the database", error=str(error)[:200])
        await asyncio.sleep(LOOK_S)


def _is_gone(holder: Holder) -> bool:
    if holder.silent_s is None or holder.silent_s > SILENCE_S:
        return True
    return holder.backend is not None and not holder.connected


async def leave(engine: Engine, universe_: str, token: int) -> None:
    """Step down, so that the next one need not wait; best effort."""
    try:
        await universe.step_down(engine, universe_, token)
    except (DatabaseError, OSError, Deposed) as error:
        log.warning("could not step down", error=str(error)[:200])
