"""Call buttons: a press by HTTP, answered when it is in the database."""

import asyncio
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler
from msgspec import Struct

from command.domain.refusals import refuse
from command.http.language import language_of
from command.http.problems import Refused
from command.http.reader import Asker, require
from command.wire.requests import PressButton
from realtime.gateway import Gateway
from realtime.outcome import into, outcome_of, raise_refusal
from realtime.reading import Malformed

STORED_S = 10.0
"""How long a button waits to hear that its press is in the database: it keeps no copy of it."""


class Pressed(Struct):
    """A press that is in the database (`stored`), with the incident it became."""

    id: str
    status: str
    press: str
    incident: str


def press_button(gateway: Gateway) -> ControllerRouterHandler:
    """The handler of one gateway."""

    @post("/api/buttons/{device:str}/press", status_code=200, tags=["buttons"])
    async def press(
        request: Request[Any, Any, Any], reader: Asker, device: FromPath[str], data: JSONBody[PressButton]
    ) -> Response[Pressed]:
        """A call button was pressed. 200 only once it is in the database; 503: send it again with the same id."""
        require(reader, "button.press")
        if device != reader.person.id:
            raise Refused(refuse("not_allowed"))
        result: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        body, language = await request.body(), language_of(request)
        try:
            async with asyncio.timeout(STORED_S):
                gateway.reception.take(reader.person, "button.press", body, language, into(result))
                if raise_refusal(told := await result).status == "accepted":
                    told = await outcome_of(gateway, (reader.person.id, "button.press", data.id))
        except Malformed as error:
            raise Refused(refuse("invalid", detail="?")) from error
        except TimeoutError:
            raise Refused(refuse("not_stored_yet", retry_after_s=1.0)) from None
        raise_refusal(told)
        return Response(msgspec.json.decode(told, type=Pressed))

    return press
