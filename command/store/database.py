"""The engine: PostgreSQL through SQLAlchemy and psycopg 3, READ COMMITTED, with limits on every transaction.

A stopped client keeps its locks for ever, so the server itself ends what stands still (idle in a transaction
1 s, a transaction 2 s) and notices a peer that is gone (TCP keepalives, 6 s).
"""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

LIMITS = "-c idle_in_transaction_session_timeout=1000 -c transaction_timeout=2000 -c timezone=UTC"
READ_LIMITS = "-c idle_in_transaction_session_timeout=10000 -c timezone=UTC -c default_transaction_read_only=on"
KEEPALIVE = {"keepalives": 1, "keepalives_idle": 3, "keepalives_interval": 1, "keepalives_count": 3}


def async_url(url: str) -> URL:
    """Any `postgresql://…` URL, with the driver we speak through."""
    return make_url(url).set(drivername="postgresql+psycopg")


def create_engine(
    url: str, *, pool_size: int = 5, max_overflow: int = 5, read_only: bool = False, name: str = "gridcommand"
) -> AsyncEngine:
    """An engine whose every transaction is bounded. `read_only` ones have time for long reads."""
    return create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=5,
        pool_pre_ping=False,
        connect_args={
            "options": READ_LIMITS if read_only else LIMITS,
            "connect_timeout": 3,
            "application_name": name,
            **KEEPALIVE,
        },
    )
