"""Ways out of the house: enterprise messengers and an SMS gateway over HTTP, and what each makes of its answers.

    Sender            what every way keeps: `send` one message, answer what came of it; never raise for the other side
      Wecom           企业微信 application messages
      Dingtalk        钉钉 work notifications
      Feishu          飞书 messages of an application
      Sms             any gateway that takes a POST of JSON
    Nothing           the null twin: not configured, said at once

Every message carries an id of its own, which Feishu and SMS gateways use to drop a second copy (WeCom drops an equal
text of the same hour by itself): what is sent twice because a courier died in between is, where it can be, shown once.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from typing import Any, Protocol

import httpx
from msgspec import Struct

TIMEOUT_S = 8.0
_EARLY_S = 60.0
"""A token is renewed so long before it ends."""


class Sent(Struct, frozen=True):
    """The service took it. `reference`: what it calls it."""

    reference: str = ""


class Refused(Struct, frozen=True):
    """The service will never take it: no such person, not allowed."""

    why: str


class Busy(Struct, frozen=True):
    """Throttled, down or silent: try again, after so many seconds if the service said so."""

    why: str
    seconds: float | None = None


Answer = Sent | Refused | Busy


class Message(Struct, frozen=True):
    """To whom (an id there, or a telephone number), the whole text, and an id that a second copy would share."""

    to: str
    text: str
    id: str


class Sender(Protocol):
    """One way out. `name` as it is stored with people's contacts."""

    name: str

    async def send(self, message: Message) -> Answer:
        """Send it once. What the other side does wrong is an answer, never an exception."""
        ...


class Nothing:
    """Not configured: says so at once, so that the rung burns no time."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def send(self, message: Message) -> Answer:
        """Never."""
        return Refused("not_configured")


class _Http:
    """What senders over HTTP share: one client, and answers that are no answers."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def _ask(self, method: str, url: str, **more: Any) -> dict[str, Any] | Answer:
        """The JSON of an answer; or what it means that there is none."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await self._client.request(method, url, **more)
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            return Busy(type(error).__name__)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return Busy("throttled", _seconds(answer.headers))
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            return Busy(f"http_{answer.status_code}")
        try:
            found = answer.json()
        except ValueError:
            found = {}
        if answer.is_success or (isinstance(found, dict) and found):
            return found if isinstance(found, dict) else {}
        return Refused(f"http_{answer.status_code}")


class _Tokened(_Http, ABC):
    """A service whose messages need a token that is asked for first and lasts for hours."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        super().__init__(client)
        self._token = ""
        self._ends = 0.0
        self._turn = asyncio.Lock()

    async def _with_token(self) -> str | Answer:
        async with self._turn:
            if not self._token or time.monotonic() > self._ends:
                made = await self._new_token()
                if not isinstance(made, tuple):
                    return made
                self._token, lasts_s = made
                self._ends = time.monotonic() + max(0.0, lasts_s - _EARLY_S)
            return self._token

    def _forget_token(self) -> None:
        self._token = ""

    @abstractmethod
    async def _new_token(self) -> tuple[str, float] | Answer:
        """A token and the seconds it lasts, or why there is none."""

    @abstractmethod
    async def _post(self, token: str, message: Message) -> Answer:
        """Send with this token; `_STALE` when it is not taken."""

    async def send(self, message: Message) -> Answer:
        """With a fresh token once more, if the one at hand is not taken."""
        for _ in range(2):
            token = await self._with_token()
            if not isinstance(token, str):
                return token
            answer = await self._post(token, message)
            if answer != _STALE:
                return answer
            self._forget_token()
        return Busy("token")


_STALE = Busy("token is not taken")


class _Coded(_Tokened):
    """A service that says `errcode` in every answer and gives tokens for a name and a secret: two of them do."""

    _SIGN_IN: str
    _NAMES: tuple[str, str]
    _THROTTLED: tuple[int, ...]
    _NO_TOKEN: tuple[int, ...]

    def __init__(self, client: httpx.AsyncClient, url: str, name: str, secret: str, agent: int) -> None:
        super().__init__(client)
        self._url, self._who, self._agent = url.rstrip("/"), (name, secret), agent

    async def _new_token(self) -> tuple[str, float] | Answer:
        asked = dict(zip(self._NAMES, self._who, strict=True))
        found = await self._ask_coded("GET", self._SIGN_IN, params=asked)
        if not isinstance(found, dict):
            return found
        return str(found["access_token"]), float(found.get("expires_in", 7200))

    async def _ask_coded(self, method: str, path: str, **what: Any) -> dict[str, Any] | Answer:
        """The answer's content when its code is 0, else what the code means."""
        found = await self._ask(method, f"{self._url}{path}", **what)
        if not isinstance(found, dict) or found.get("errcode", 0) == 0:
            return found
        code = found.get("errcode")
        if code in self._NO_TOKEN:
            return _STALE
        return Busy("throttled") if code in self._THROTTLED else Refused(f"errcode_{code}")


class Wecom(_Coded):
    """企业微信: `gettoken`, then `message/send`. Also its private installations, which keep the same paths."""

    name = "wecom"
    _SIGN_IN = "/cgi-bin/gettoken"
    _NAMES = ("corpid", "corpsecret")
    _THROTTLED = (45009, 45033, -1)
    _NO_TOKEN = (40014, 42001, 41001)

    async def _post(self, token: str, message: Message) -> Answer:
        body = {
            "touser": message.to,
            "msgtype": "text",
            "agentid": self._agent,
            "text": {"content": message.text},
            "safe": 0,
            "enable_duplicate_check": 1,
            "duplicate_check_interval": 600,
        }
        found = await self._ask_coded("POST", "/cgi-bin/message/send", params={"access_token": token}, json=body)
        if not isinstance(found, dict):
            return found
        if found.get("invaliduser"):
            return Refused("no_such_person")
        return Sent(str(found.get("msgid", "")))


class Dingtalk(_Coded):
    """钉钉: `gettoken`, then a work notification (`asyncsend_v2`)."""

    name = "dingtalk"
    _SIGN_IN = "/gettoken"
    _NAMES = ("appkey", "appsecret")
    _THROTTLED = (88, 90018, -1)
    _NO_TOKEN = (40014, 42001, 33001)

    async def _post(self, token: str, message: Message) -> Answer:
        body = {
            "agent_id": self._agent,
            "userid_list": message.to,
            "msg": {"msgtype": "text", "text": {"content": message.text}},
        }
        path = "/topapi/message/corpconversation/asyncsend_v2"
        found = await self._ask_coded("POST", path, params={"access_token": token}, json=body)
        if not isinstance(found, dict):
            return found
        return Sent(str(found.get("task_id", "")))


class Feishu(_Tokened):
    """飞书: a tenant token, then a message to a `user_id`; its `uuid` drops a second copy within the hour."""

    name = "feishu"
    _THROTTLED = (99991400, 11232, 11247)
    _NO_TOKEN = (99991663, 99991661, 99991664)

    def __init__(self, client: httpx.AsyncClient, url: str, app: str, secret: str) -> None:
        super().__init__(client)
        self._url, self._app, self._secret = url.rstrip("/"), app, secret

    async def _new_token(self) -> tuple[str, float] | Answer:
        body = {"app_id": self._app, "app_secret": self._secret}
        found = await self._ask("POST", f"{self._url}/open-apis/auth/v3/tenant_access_token/internal", json=body)
        if not isinstance(found, dict):
            return found
        if found.get("code", 0) != 0:
            return self._judged(found)
        return str(found["tenant_access_token"]), float(found.get("expire", 7200))

    async def _post(self, token: str, message: Message) -> Answer:
        content = httpx.Response(200, json={"text": message.text}).text
        body = {"receive_id": message.to, "msg_type": "text", "content": content, "uuid": message.id[:50]}
        found = await self._ask(
            "POST",
            f"{self._url}/open-apis/im/v1/messages",
            params={"receive_id_type": "user_id"},
            headers={"Authorization": f"Bearer {token}"},
            json=body,
        )
        if not isinstance(found, dict):
            return found
        if found.get("code", 0) != 0:
            return self._judged(found)
        return Sent(str((found.get("data") or {}).get("message_id", "")))

    def _judged(self, found: dict[str, Any]) -> Answer:
        code = found.get("code")
        if code in self._NO_TOKEN:
            return _STALE
        return Busy("throttled") if code in self._THROTTLED else Refused(f"code_{code}")


class Sms(_Http):
    """A gateway that takes a POST of JSON, its members as configured. 2xx: taken."""

    name = "sms"

    def __init__(self, client: httpx.AsyncClient, url: str, key: str, body: dict[str, str]) -> None:
        super().__init__(client)
        self._url, self._key, self._body = url, key, body

    async def send(self, message: Message) -> Answer:
        """One SMS."""
        words = {"{phone}": message.to, "{text}": message.text, "{id}": message.id}
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        body = {name: _filled(value, words) for name, value in self._body.items()}
        found = await self._ask("POST", self._url, headers=headers, json=body)
        if not isinstance(found, dict):
            return found
        if found.get("error"):
            return Refused(str(found["error"])[:100])
        return Sent(str(found.get("id") or found.get("msgid") or found.get("reference") or ""))


def _filled(value: str, words: dict[str, str]) -> str:
    for hole, word in words.items():
        value = value.replace(hole, word)
    return value


def _seconds(headers: httpx.Headers) -> float | None:
    """How long a throttling service asks us to wait, in either of the spellings in use."""
    for name in ("retry-after", "x-ogw-ratelimit-reset"):
        try:
            return max(0.0, float(headers[name]))
        except (KeyError, ValueError):
            continue
    return None
