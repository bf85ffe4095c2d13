"""The engine's and a connection's names for those who pass them on without speaking SQL themselves."""

from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncEngine as Engine

__all__ = ["Connection", "Engine"]
