"""The list of what is broken to see its test fail is about the code as it stands."""

from pathlib import Path

import pytest

from tests.breaking import BREAKS
from tests.breaking.broken import Break

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.name)
def test_the_code_that_keeps_a_promise_is_where_the_list_says_and_its_test_is_there(one: Break) -> None:
    assert (ROOT / one.path).read_text(encoding="utf-8").count(one.old) == 1
    path, _, name = one.test.partition("::")
    assert f"def {name.split('[')[0]}(" in (ROOT / path).read_text(encoding="utf-8") if name else (ROOT / path).exists()
