"""The schema: migrated databases are what the program expects, however many processes migrate at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from command.store.database import async_url
from command.store.migrate import migrate
from command.store.tables import metadata


@pytest.fixture
def empty_database(servers) -> Iterator[str]:  # type: ignore[no-untyped-def]
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS test_migrate")
        connection.execute("CREATE DATABASE test_migrate")
        url = async_url(servers.database_url).set(database="test_migrate", drivername="postgresql")
        yield url.render_as_string(hide_password=False)
        connection.execute("DROP DATABASE test_migrate WITH (FORCE)")


def test_a_migrated_database_is_what_the_program_expects(empty_database: str) -> None:
    migrate(empty_database)
    with create_engine(async_url(empty_database)).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_many_processes_may_migrate_at_once_and_again(empty_database: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(migrate, [empty_database] * 6))
    migrate(empty_database)
    with create_engine(async_url(empty_database)).connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0001"]
