"""Databases of journeys: thousands of moments are lived one after the other, and nothing is killed."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.databases import Servers, copy_of, name_of


@pytest.fixture(scope="module")
def fresh_database(servers: Servers, template_database: str) -> Iterator[str]:
    """As everywhere, but that a commit does not wait for the disk: what a journey proves are the rules. That nothing
    is lost when PostgreSQL dies is proven where it dies."""
    with copy_of(servers, template_database) as url:
        with psycopg.connect(servers.database_url, autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name_of(url)}" SET synchronous_commit = off'.encode())
        yield url
