"""Bring a database to the schema of this program. Any number of processes may do it at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from command.store.database import async_url

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x67726964  # "grid": one number for all who migrate one database


def migrate(database_url: str) -> None:
    """Migrate to the newest version; nothing to do is fine. Blocks while another process migrates.

    Raises sqlalchemy.exc.OperationalError when the database cannot be reached.
    """
    engine = create_engine(async_url(database_url), poolclass=NullPool, connect_args={"connect_timeout": 5})
    with engine.connect() as connection:
        # Held by the session, not by a transaction: steps may commit on their own; a dead process lets go of it.
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.commit()
        try:
            _upgrade(connection)
            connection.commit()
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()
    engine.dispose()


def _upgrade(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "head")
