"""A demo rehearses by a clock of its own: faster than the machine's, begun at an hour of one's choice (ADR 25)."""

from datetime import UTC, datetime, time, timedelta, tzinfo

import structlog

from command import clock
from command.store import universe
from command.store.engine import Engine

log = structlog.get_logger(__name__)
_NEVER = datetime.fromtimestamp(0, UTC)


async def begin(engine: Engine, district: str, rate: float, hour: time, zone: tzinfo) -> None:
    """Let the district's clock run `rate` seconds in a second: from the next `hour` of its own time when it never did,
    else from where it stood when everything was stopped."""
    if rate == 1.0:
        return
    begun = await universe.rehearsal(engine, district) is not None
    start = _NEVER if begun else next_at(await universe.now(engine, district), hour, zone)
    await universe.rehearse(engine, district, start, rate)
    log.warning("rehearsing: the district's clock is not the machine's", rate=rate)


async def adopt(engine: Engine, district: str) -> None:
    """Let this process live by the district's clock."""
    clock.rehearse(await universe.rehearsal(engine, district))


def next_at(moment: datetime, hour: time, zone: tzinfo) -> datetime:
    """The next time after `moment` at which clocks in `zone` show `hour`."""
    local = moment.astimezone(zone)
    first = local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return first if first > local else first + timedelta(days=1)
