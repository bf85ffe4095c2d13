"""Databases on the session's PostgreSQL, each a copy of one that was made once. They are all called `test_…`."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

_numbers = itertools.count(1)
EMPTY = "template0"


@dataclass(frozen=True)
class Servers:
    """Where the session's PostgreSQL and Redis are."""

    database_url: str
    redis_url: str


@contextmanager
def copy_of(servers: Servers, template: str) -> Iterator[str]:
    """URL of a new database like the template, to which nobody may be connected; gone at the end."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _run(servers, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield urlsplit(servers.database_url)._replace(path=f"/{name}").geturl()
    finally:
        _run(servers, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def name_of(url: str) -> str:
    """The database's name, to make copies of it."""
    return urlsplit(url).path.removeprefix("/")


def _run(servers: Servers, sql: str) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        connection.execute(sql.encode())
