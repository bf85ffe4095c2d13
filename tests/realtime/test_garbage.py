"""A gateway that has begun makes no long pauses to look for garbage."""

import subprocess
import sys

SCRIPT = """
import gc, sys
import realtime.serve
from realtime.garbage import THRESHOLDS, settle
before = len(gc.get_objects())
class Loop: ...
a = Loop(); a.itself = a
del a
settle()
assert gc.get_threshold() == THRESHOLDS
assert not any(type(o) is Loop for o in gc.get_objects()), "garbage was kept for ever"
looked_at = len(gc.get_objects())
assert gc.get_freeze_count() > before * 0.9 > 50_000
assert looked_at < 1_000, looked_at
"""


def test_what_was_there_at_the_beginning_is_not_looked_through_again() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
