"""A district's desk on a real database."""

from collections.abc import AsyncIterator

import pytest

from tests.district import District, small_district


@pytest.fixture
async def district(fresh_database: str) -> AsyncIterator[District]:
    """An emptied universe with people; nobody on duty, nobody reachable."""
    async with small_district(fresh_database) as made:
        yield made
