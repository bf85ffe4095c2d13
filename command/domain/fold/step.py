"""What a step of the fold is."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from command.domain.picture import Picture

Step = Callable[[Picture, int, datetime, Any], None]
"""Folds one kind of fact, with its ledger number and time (UTC), into the picture."""
Steps = dict[type, Step]
Touches = dict[type, Callable[[Any], Iterable[tuple[str, str]]]]
"""Which kept things a kind of fact changes: (member of the picture, id)."""
