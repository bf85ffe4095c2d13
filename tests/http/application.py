"""The application, built once for all tests: registering two hundred routes takes longer than most of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from command.http.app import create_app
from command.http.context import Context


@cache
def _made() -> Litestar:
    return create_app(None)  # type: ignore[arg-type] # each test brings its own


@asynccontextmanager
async def client_of(context: Context) -> AsyncIterator[AsyncTestClient[Any]]:
    """A client of the application over this context: one at a time."""
    app = _made()
    assert app.state.context is None, "the context is the application's: two at a time would be mixed up"
    app.state.context = context
    try:
        async with AsyncTestClient(app, raise_server_exceptions=False) as client:
            yield client
    finally:
        app.state.context = None
