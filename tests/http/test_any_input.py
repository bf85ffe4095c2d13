"""P10: input of any kind gets an answer that the schema knows, on every route; nothing crashes."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from command.clock import new_id, now
from command.http.app import create_app
from command.http.context import Context
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.sessions import EndedSessions, Sessions
from command.service.tokens import Tokens
from command.store.database import create_engine

DISTRICT = "460107"


async def _serve(database_url: str, listening: socket.socket, up: threading.Event, stop: threading.Event) -> None:
    engine, reading = create_engine(database_url), create_engine(database_url, read_only=True)
    directory = await Directory.load(engine, DISTRICT)
    tokens = Tokens(b"t" * 32, now)
    context = Context(
        district=DISTRICT,
        engine=engine,
        reading=reading,
        directory=directory,
        tokens=tokens,
        sessions=Sessions(engine, directory, tokens, now=now, new_id=new_id),
        ended=EndedSessions(engine, database_url, now=now),
        desk=Desk(engine, DISTRICT, directory.areas),
        now=now,
        new_id=new_id,
    )
    server = uvicorn.Server(uvicorn.Config(create_app(context), log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    up.set()
    await asyncio.to_thread(stop.wait)
    server.should_exit = True
    await serving
    await engine.dispose()
    await reading.dispose()


@pytest.fixture(scope="module")
def url(fresh_database: str, accounts: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A real server in a thread of its own."""
    up, stop = threading.Event(), threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        running = _serve(fresh_database, listening, up, stop)
        thread = threading.Thread(target=asyncio.run, args=(running,))
        thread.start()
        assert up.wait(10)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        thread.join(10)


@pytest.mark.timeout(300)
def test_any_input_gets_a_clear_answer(url: str, accounts: dict[str, dict[str, Any]]) -> None:
    schema = schemathesis.openapi.from_url(f"{url}/schema/openapi.json", wait_for_schema=10)
    tokens = Tokens(b"t" * 32, now)
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        for mode in GenerationMode:
            token, _ = tokens.issue(accounts["operator-1"]["id"], new_id())  # signing out must not end the test
            _try(operation.as_strategy(generation_mode=mode), url, {"Authorization": f"Bearer {token}"})
        tried += 1
    assert tried >= 15


def _try(cases: Any, url: str, headers: dict[str, str]) -> None:
    @given(case=cases)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def one(case: Any) -> None:
        response = case.call(base_url=url, headers=headers)
        assert response.status_code < 500, (case.as_curl_command(), response.text)
        if response.status_code >= 400:
            problem = response.json()
            assert problem["code"]
            assert problem["message"]
            assert "Traceback" not in response.text

    with suppress(Unsatisfiable):  # an operation without parameters cannot be asked wrongly
        one()
