"""A stand-in for the messengers and an SMS gateway, with their real HTTP shapes: for tests, and for the demo.

It listens on the loopback, keeps what it was sent, and can be slow, down, or throttling on demand.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

_KEPT = 5000
TOKEN = "demo-token"  # noqa: S105 - nobody is let in by it


_Reply = tuple[int, dict[str, Any], dict[str, str]]


class Taken(Struct, frozen=True):
    """One message it took. `way`: wecom, dingtalk, feishu or sms."""

    way: str
    to: str
    text: str
    at: float
    uuid: str = ""


class StandIn:
    """`async with StandIn() as server`: `server.url` serves all of them; `server.taken` is what they took."""

    def __init__(self) -> None:
        self.taken: deque[Taken] = deque(maxlen=_KEPT)
        self.asked = 0
        self.slow_s = 0.0
        self.down = False
        self.per_window: int | None = None
        """So many messages a window are taken, the rest is answered 429; None: all are."""
        self.window_s = 1.0
        self.unknown: set[str] = set()
        """Who is in none of the messengers."""
        self.stale_tokens = 0
        """So many of the next messages are told that their token has ended."""
        self.arrived = asyncio.Event()
        self.holds: asyncio.Event | None = None
        """Answers wait for this, after what was asked has been done."""
        self._window = (0.0, 0)
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        if self._server is None:
            raise RuntimeError("not listening")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (line := await reader.readline()).strip():
                method, target, _ = line.decode().split(" ", 2)
                headers = {}
                while (raw := await reader.readline()).strip():
                    name, _, value = raw.decode().partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                if self.slow_s:
                    await asyncio.sleep(self.slow_s)
                if self.down:
                    return
                status, answer, more = self._answer(method, target, body, headers)
                if self.holds is not None and "oken" not in target.partition("?")[0]:
                    await self.holds.wait()
                await self._write(writer, status, answer, more)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def _write(writer: asyncio.StreamWriter, status: int, answer: dict[str, Any], more: dict[str, str]) -> None:
        body = json.dumps(answer).encode()
        lines = [f"HTTP/1.1 {status} X", "content-type: application/json", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in more.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    def _answer(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> _Reply:
        parts = urlsplit(target)
        data = json.loads(body) if body else {}
        match method, parts.path:
            case "GET", "/cgi-bin/gettoken" | "/gettoken":
                return 200, {"errcode": 0, "errmsg": "ok", "access_token": TOKEN, "expires_in": 7200}, {}
            case "POST", "/open-apis/auth/v3/tenant_access_token/internal":
                return 200, {"code": 0, "msg": "ok", "tenant_access_token": TOKEN, "expire": 7200}, {}
        self.asked += 1
        if not self._has_room():
            return 429, {}, {"Retry-After": str(self.window_s)}
        given = parse_qs(parts.query).get("access_token", [headers.get("authorization", "").removeprefix("Bearer ")])[0]
        if self.stale_tokens and parts.path != "/sms":
            self.stale_tokens -= 1
            return 200, {"errcode": 42001, "errmsg": "access_token expired", "code": 99991663}, {}
        return self._take(parts.path, data, given)

    def _take(self, path: str, data: dict[str, Any], token: str) -> _Reply:
        if path == "/sms":
            self._keep("sms", data["phone"], data["text"], data.get("id", ""))
            return 200, {"id": f"s{self.asked}"}, {}
        found = _PATHS.get(path)
        if found is None or token != TOKEN:
            return 401, {"errcode": 40014, "errmsg": "invalid access_token"}, {}
        status, answer = found(self, data)
        return status, answer, {}

    def _wecom(self, data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if data["touser"] in self.unknown:
            return 200, {"errcode": 0, "errmsg": "ok", "invaliduser": data["touser"]}
        self._keep("wecom", data["touser"], data["text"]["content"])
        return 200, {"errcode": 0, "errmsg": "ok", "msgid": f"w{self.asked}"}

    def _dingtalk(self, data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if data["userid_list"] in self.unknown:
            return 200, {"errcode": 33013, "errmsg": "no such user"}
        self._keep("dingtalk", data["userid_list"], data["msg"]["text"]["content"])
        return 200, {"errcode": 0, "task_id": self.asked, "request_id": "r"}

    def _feishu(self, data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if data["receive_id"] in self.unknown:
            return 400, {"code": 230001, "msg": "no such user"}
        if all(one.uuid != data["uuid"] for one in self.taken):
            self._keep("feishu", data["receive_id"], json.loads(data["content"])["text"], data["uuid"])
        return 200, {"code": 0, "msg": "success", "data": {"message_id": f"om_{self.asked}"}}

    def _has_room(self) -> bool:
        if self.per_window is None:
            return True
        now = asyncio.get_running_loop().time()
        begun, count = self._window
        if now - begun > self.window_s:
            begun, count = now, 0
        self._window = (begun, count + 1)
        return count < self.per_window

    def _keep(self, way: str, to: str, text: str, uuid: str = "") -> None:
        self.taken.append(Taken(way, to, text, asyncio.get_running_loop().time(), uuid))
        self.arrived.set()


_PATHS: dict[str, Callable[[StandIn, dict[str, Any]], tuple[int, dict[str, Any]]]] = {
    "/cgi-bin/message/send": StandIn._wecom,  # noqa: SLF001 - its own table
    "/topapi/message/corpconversation/asyncsend_v2": StandIn._dingtalk,  # noqa: SLF001
    "/open-apis/im/v1/messages": StandIn._feishu,  # noqa: SLF001
}
