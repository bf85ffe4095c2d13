"""HTTP as an outsider speaks it: a few connections that are kept, with patience for a server that restarts."""

import asyncio
import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import msgspec

from workers.simulator.accounts import Account

_PATIENCE_S = 60.0
_TIMEOUT_S = 30.0
_Reply = tuple[int, dict[str, str], bytes]


class WebError(Exception):
    """An answer that is no success, or none at all (`status` 0)."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status


class Web:
    """A site's HTTP. At most `most` requests are under way at a time."""

    def __init__(self, url: str, most: int = 4) -> None:
        parts = urlsplit(url)
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port
        self._path = parts.path.rstrip("/")
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="web")
        self._kept = threading.local()

    async def sign_in(self, account: Account, patience_s: float = _PATIENCE_S) -> str:
        """The account's token. Raises WebError."""
        body = {"username": account.username, "password": account.password}
        try:
            told = await self._ask("POST", "/api/session", "", msgspec.json.encode(body), patience_s)
        except WebError as error:
            raise WebError(error.status, f"{account.username} cannot sign in: {error}") from None
        return str(told["token"])

    async def get(self, path: str, token: str) -> Any:
        """The JSON at a path. Raises WebError."""
        return await self._ask("GET", path, token)

    async def post(
        self, path: str, token: str, body: Any = None, *, key: str = "", kind: str = "application/json"
    ) -> Any:
        """The JSON that answers what is sent: bytes as they are, anything else as JSON. `key`: the Idempotency-Key,
        with which it may be sent again. Raises WebError."""
        content = body if isinstance(body, bytes) else msgspec.json.encode(body if body is not None else {})
        more = {"Content-Type": kind} | ({"Idempotency-Key": key} if key else {})
        return await self._ask("POST", path, token, content, more=more)

    def close(self) -> None:
        """No more requests."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _ask(
        self,
        method: str,
        path: str,
        token: str,
        body: bytes | None = None,
        patience_s: float = _PATIENCE_S,
        more: dict[str, str] | None = None,
    ) -> Any:
        """Asked again while the server is away or asks for patience."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience_s
        while True:
            asked = loop.run_in_executor(self._pool, self._try, method, path, token, body, more)
            status, headers, content = await asked
            if status == 200:
                return msgspec.json.decode(content)
            wait_s = float(headers.get("retry-after", 1)) if status in (0, 429, 503) else 0.0
            if not wait_s or loop.time() + wait_s > until:
                raise WebError(status, f"{method} {path} at {self._host}: {_why(status, content)}")
            await asyncio.sleep(wait_s)

    def _try(
        self, method: str, path: str, token: str, body: bytes | None, more: dict[str, str] | None = None
    ) -> _Reply:
        """In a thread. A connection that was closed while it lay idle is made anew."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers |= more or {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        failed = ""
        for _ in range(2):
            connection = self._connection()
            try:
                connection.request(method, self._path + path, body, headers)
                reply = connection.getresponse()
                return reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                self._kept.connection = None
                failed = repr(error)
        return 0, {}, failed.encode()

    def _connection(self) -> http.client.HTTPConnection:
        kept: http.client.HTTPConnection | None = getattr(self._kept, "connection", None)
        if kept is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            kept = self._kept.connection = kind(self._host, self._port, timeout=_TIMEOUT_S)
        return kept


def _why(status: int, content: bytes) -> str:
    """In words: a problem's own, if it is one."""
    try:
        told = msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        told = {}
    words = told.get("detail") or told.get("title") or content[:200].decode(errors="replace")
    return f"{status} {words}" if status else f"no answer: {words}"
