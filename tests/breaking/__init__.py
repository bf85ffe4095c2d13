"""Break each guarantee in a copy of the code and see its test fail: `python -m tests.breaking [NAME …]`.

A guarantee whose test passes on broken code is not tested. Each break is one replacement in one file; the list, by
topic, is also what `docs/guarantees.md` is written from (`--write`).
"""

from tests.breaking import drills, handling, live, reaching, storm, summons, taking
from tests.breaking.broken import Break

BREAKS: list[Break] = [
    *taking.BREAKS,
    *live.BREAKS,
    *reaching.BREAKS,
    *handling.BREAKS,
    *storm.BREAKS,
    *summons.BREAKS,
    *drills.BREAKS,
]
