"""For routes that are of the real district alone, also when a console of an exercise asks them.

What somebody may do there, their own account says: not what they play.
"""

from typing import Any

from litestar import Request, Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from command.http.context import Context
from command.http.language import ACCOUNT_LANGUAGE
from command.http.reader import Reader, credential_of, find_reader, known_reader


def outside(*routes: ControllerRouterHandler) -> Router:
    """The routes with the district's own context and the reader's own account, whatever exercise is named."""
    own = {"context": Provide(_context, sync_to_thread=False), "reader": Provide(_reader)}
    return Router(path="/", route_handlers=list(routes), dependencies=own)


def _context(request: Request[Any, Any, Any]) -> Context:
    context: Context = request.app.state["context"]
    return context


async def _reader(request: Request[Any, Any, Any]) -> Reader:
    found = known_reader(request) or await find_reader(_context(request), credential_of(request))
    request.state[ACCOUNT_LANGUAGE] = found.person.language
    return found
