"""Real servers for every test that asks: `servers` once a session, `fresh_database` and `fresh_redis` once a module.

A test that uses any of them carries the mark `servers` by itself. They are embedded in a temporary folder unless
DATABASE_URL and REDIS_URL name others; of those only databases named `test_…` and Redis's database 15 are touched.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
import redis

from command.settings import load_settings
from tests.databases import EMPTY, Servers, copy_of, name_of
from workers.embedded import EmbeddedServers

hypothesis.settings.register_profile("ours", deadline=None)  # how long an example takes says more about the machine
hypothesis.settings.load_profile("ours")
_SLOWNESS = ("servers", "browser", "chaos")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """A folder of this run's own. pytest's common one is closed to everybody else at each start, and the servers of
    another run, which as root run under another user, would be locked out of theirs."""
    if config.option.basetemp is None:
        config.option.basetemp = tempfile.mkdtemp(prefix="gc-test-")
        config.add_cleanup(lambda: shutil.rmtree(config.option.basetemp, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs servers, and run the quick before the slow, so that a mistake shows early."""
    for item in items:
        if "servers" in getattr(item, "fixturenames", ()):
            item.add_marker("servers")
    items.sort(key=_slowness)


def _slowness(item: pytest.Item) -> int:
    marks = {mark.name for mark in item.iter_markers()}
    return max((rank for rank, name in enumerate(_SLOWNESS, 1) if name in marks), default=0)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and Redis, really running."""
    folder = tempfile.mkdtemp(prefix="gc-test-")
    urls = {name.lower(): os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL")}
    embedded = EmbeddedServers(load_settings({}, data_dir=folder, **urls))
    loop = asyncio.new_event_loop()
    found = loop.run_until_complete(embedded.start())
    yield Servers(found.database_url, found.redis_url)
    loop.run_until_complete(embedded.stop())
    loop.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template_database(servers: Servers) -> Iterator[str]:
    """Name of a migrated, empty database that others are copied from."""
    from command.store.migrate import migrate

    with copy_of(servers, EMPTY) as url:
        migrate(url)
        yield name_of(url)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of a filled demo district, stopped in good order, made once for all processes of the run: to be copied."""
    from tests.filled import filled_once

    base = tmp_path_factory.getbasetemp()
    return filled_once(base.parent if base.name.startswith("popen-") else base)


@pytest.fixture(scope="module")
def fresh_database(servers: Servers, template_database: str) -> Iterator[str]:
    """URL of a migrated database of this module's own, empty of districts."""
    with copy_of(servers, template_database) as url:
        yield url


@pytest.fixture(scope="module")
def fresh_redis(servers: Servers) -> str:
    """URL of an empty Redis database of this module's own."""
    parts = urlsplit(servers.redis_url)
    url = parts._replace(query="db=15").geturl()
    if parts.scheme == "unix":  # urlsplit drops the empty host that a Unix URL needs
        url = f"unix://{parts.path}?db=15"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url
