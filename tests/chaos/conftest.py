"""A running demo for each chaos test, over a copy of its own, gone afterwards whatever happened."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.filled import copied
from tests.system import System


@pytest.fixture
async def system(filled: Path, tmp_path: Path) -> AsyncIterator[System]:
    """A running demo."""
    made = copied(filled, tmp_path)
    await made.start()
    yield made
    await made.stop()
