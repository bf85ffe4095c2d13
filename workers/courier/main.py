"""The courier's process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import msgspec

from command.clock import new_id
from command.domain.reach.ladder import Delays
from command.service.desk import Desk
from command.service.policy import configured_ways, policy_of
from command.settings import Settings
from command.store.database import create_engine
from realtime.garbage import settle
from realtime.reach import RedisReach
from workers.courier.courier import Courier
from workers.courier.standin import StandIn
from workers.courier.ways import ways_of
from workers.feed.poller import Poller
from workers.run import prepared


def delays_of(settings: Settings) -> Delays:
    """The ladder's waits as the settings say."""
    return Delays(
        messenger=timedelta(seconds=settings.ladder_messenger_s),
        sms=timedelta(seconds=settings.ladder_sms_s),
        call=timedelta(seconds=settings.ladder_call_s),
        patience=timedelta(seconds=settings.ladder_patience_s),
    )


async def run_courier(settings: Settings) -> None:
    """Climb the ladder for the district of the settings until cancelled; any number of these may run."""
    areas = await prepared(settings)
    settle()
    async with with_stand_in(settings) as settings, httpx.AsyncClient(trust_env=False) as client:  # noqa: PLR1704
        engine = create_engine(settings.database_url, pool_size=4, name="gridcommand-courier")
        reach = RedisReach(settings.redis_url, settings.district)
        hearing = asyncio.create_task(reach.run())
        desk = Desk(engine, settings.district, areas, reach, policy_of(settings))
        courier = Courier(desk, reach, ways_of(settings, client), delays_of(settings), settings.message_sign)
        polling = asyncio.create_task(_poll(settings, desk, client))
        try:
            await courier.run()
        finally:
            polling.cancel()
            await courier.stop()
            hearing.cancel()
            await engine.dispose()


async def _poll(settings: Settings, desk: Desk, client: httpx.AsyncClient) -> None:
    """Warnings come in beside what goes out, if there is an address to ask."""
    if settings.warnings_url:
        seconds, key = settings.warnings_interval_s, settings.warnings_key
        await Poller(desk, client, settings.warnings_url, new_id(), interval_s=seconds, key=key).run()


@contextlib.asynccontextmanager
async def with_stand_in(settings: Settings) -> AsyncIterator[Settings]:
    """The settings; in a demo without a messenger, with one on the loopback, so that the ladder can be seen."""
    if not (settings.demo and not configured_ways(settings)):
        yield settings
        return
    async with StandIn() as server:
        yield msgspec.structs.replace(
            settings,
            wecom_url=server.url,
            wecom_corp_id="demo",
            wecom_secret="demo",  # noqa: S106 - of the stand-in
            sms_url=f"{server.url}/sms",
        )
