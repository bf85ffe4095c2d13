"""The official Python client, unmodified."""

import asyncio
from typing import Any

import centrifuge
from centrifuge import ClientEventHandler, SubscriptionEventHandler

from command.clock import new_id
from command.domain import facts as f
from tests.district import DISTRICT, report
from tests.realtime.conftest import House, chatter

PICTURE = f"picture:{DISTRICT}"


class Heard(SubscriptionEventHandler):
    """What a subscription of the SDK was told."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.subscribed: list[Any] = []
        self.changed = asyncio.Event()

    async def on_publication(self, ctx: Any) -> None:
        data = ctx.pub.data if isinstance(ctx.pub.data, list) else [ctx.pub.data]
        self.numbers += [fact["number"] for fact in data]
        self.changed.set()

    async def on_subscribed(self, ctx: Any) -> None:
        self.subscribed.append(ctx)
        self.changed.set()

    async def until(self, true: Any) -> None:
        async with asyncio.timeout(15):
            while not true():
                self.changed.clear()
                await self.changed.wait()


async def test_the_python_client_connects_calls_is_cut_and_recovers(house: House) -> None:
    sdk = centrifuge.Client(
        f"ws://127.0.0.1:{house.port}/connection/websocket", ClientEventHandler(), token=house.token("op")
    )
    heard = Heard()
    await sdk.connect()
    await sdk.ready()
    subscription = sdk.new_subscription(PICTURE, heard)
    await subscription.subscribe()
    await subscription.ready()
    accepted = await sdk.rpc("report.submit", {"id": new_id(), **report(), "at": "2026-01-01T00:00:00Z"})
    assert accepted.data["status"] == "accepted"
    first = await house.relay(*chatter(2)) - 1
    await heard.until(lambda: len(heard.numbers) == 2)
    for _ in range(3):
        for socket in list(house.gateway.door.sockets):
            socket.drop()
        await house.relay(*chatter(2))
        await house.remember(*chatter(1))
    await heard.until(lambda: len(heard.numbers) >= 11)
    assert heard.numbers == list(range(first, first + 11))
    assert all(ctx.recovered for ctx in heard.subscribed[1:])
    await sdk.disconnect()


async def test_the_python_client_resubscribes_after_2502_and_is_told_that_it_did_not_recover(house: House) -> None:
    await house.relay(f.RightsChanged(person="s", roles=["supervisor"], areas=["460107001"]))
    sdk = centrifuge.Client(f"ws://127.0.0.1:{house.port}/connection/websocket", token=house.token("s"))
    heard = Heard()
    await sdk.connect()
    subscription = sdk.new_subscription(PICTURE, heard)
    await subscription.subscribe()
    await subscription.ready()
    await house.relay(f.RightsChanged(person="s", roles=["supervisor"], areas=["460107001001001"]))
    await heard.until(lambda: len(heard.subscribed) == 2)
    assert heard.subscribed[1].was_recovering
    assert not heard.subscribed[1].recovered
    await sdk.disconnect()
