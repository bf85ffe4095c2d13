"""The engine's name for those who pass it on without speaking SQL themselves."""

from sqlalchemy.ext.asyncio import AsyncEngine as Engine

__all__ = ["Engine"]
