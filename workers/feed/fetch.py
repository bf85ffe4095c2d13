"""One request to a feed: conditional, limited in time and size, never redirected."""

import httpx
from msgspec import Struct

TIMEOUT_S = 10.0


class FeedError(Exception):
    """It could not be had; the message is for people, in English."""


class Fetched(Struct, frozen=True):
    """What came; `content` None: nothing new since the `etag` and `modified` that were sent."""

    content: bytes | None
    etag: str = ""
    modified: str = ""


async def fetch(
    client: httpx.AsyncClient, url: str, most: int, *, key: str = "", etag: str = "", modified: str = ""
) -> Fetched:
    """What is at the address, at most `most` bytes. Raises FeedError."""
    headers = {"Accept": "application/cap+xml, application/atom+xml, application/rss+xml, application/xml"}
    headers |= {"Authorization": f"Bearer {key}"} if key else {}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    try:
        async with client.stream("GET", url, headers=headers, timeout=TIMEOUT_S, follow_redirects=False) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return Fetched(None, etag, modified)
            if answer.status_code != httpx.codes.OK:
                raise FeedError(f"HTTP {answer.status_code}")
            content = await _limited(answer, most)
            return Fetched(content, answer.headers.get("etag", "")[:300], answer.headers.get("last-modified", "")[:100])
    except httpx.HTTPError as error:
        raise FeedError(f"{type(error).__name__}: {error}"[:300]) from error


async def _limited(answer: httpx.Response, most: int) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > most:
            raise FeedError(f"more than {most} bytes")
    return bytes(content)
