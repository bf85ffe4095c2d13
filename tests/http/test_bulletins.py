"""The public feed: nothing before two others released it, then valid CAP 1.2 for everybody, without an account."""

from datetime import timedelta
from importlib.resources import files
from typing import Any

from litestar.testing import AsyncTestClient
from lxml import etree

from command.clock import now
from tests.http.conftest import As

Client = AsyncTestClient[Any]
SCHEMA = etree.XMLSchema(etree.fromstring((files("command.domain.bulletin") / "CAP-v1.2.xsd").read_bytes()))
FEED = "/api/public/cap"


async def test_a_message_goes_out_when_two_others_released_it_and_is_valid_for_everybody(
    client: Client, headers: As
) -> None:
    draft = {
        "areas": ["460107"],
        "hazard": "typhoon",
        "expires": (now() + timedelta(hours=6)).isoformat(),
        "zh": {"event": "台风", "headline": "请留在室内", "instruction": "关好门窗"},
    }
    answer = await client.post("/api/bulletins", json=draft, headers=headers("coordinator-1"))
    assert answer.status_code == 200, answer.text
    picture = (await client.get("/api/picture", headers=headers("coordinator-2"))).json()["picture"]
    (bulletin,) = picture["bulletins"]
    kiosk = (await client.get("/api/picture", headers=headers("kiosk-1"))).json()["picture"]
    assert kiosk["bulletins"] == [], "a draft is nothing for passers-by"
    url = f"/api/bulletins/{bulletin['id']}"
    preview = await client.get(f"{url}/preview", headers=headers("operator-1"))
    SCHEMA.assertValid(etree.fromstring(preview.content))
    own = await client.post(f"{url}/release", json={}, headers=headers("coordinator-1"))
    assert (own.status_code, own.json()["code"]) == (403, "bulletin_own")
    for who in ("coordinator-2", "coordinator-3"):
        assert "请留在室内" not in (await client.get(FEED)).text
        assert (await client.post(f"{url}/release", json={}, headers=headers(who))).status_code == 200
    feed = await client.get(FEED)
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "请留在室内" in feed.text
    (link,) = etree.fromstring(feed.content).xpath("//*[local-name()='entry']/*[local-name()='link']/@href")
    message = await client.get(link)
    assert message.headers["content-type"].startswith("application/cap+xml")
    root = etree.fromstring(message.content)
    SCHEMA.assertValid(root)
    assert root.findtext("{*}info/{*}area/{*}areaDesc") == "琼山区"
    assert (await client.get(f"{FEED}/nothing.xml")).status_code == 404
