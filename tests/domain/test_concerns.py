"""What needs an operator is the same on the server and on the screens: both are held to one list, step by step."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from command.domain.attention.queue import Queue
from command.domain.fold import apply
from command.domain.picture import Picture
from tests.golden.test_golden import STORY, _fact

WANTED = Path(__file__).parents[1] / "golden" / "folded" / "concerns.json"


def steps() -> list[list[Any]]:
    """The concerns after each fact of the golden story that changed them, with its kind."""
    picture, found, last = Picture(), [], None
    for message in STORY:
        apply(picture, message["number"], datetime.fromisoformat(message["at"]), _fact(message))
        now = sorted(
            [*key, one.kind, one.life, one.area, one.priority] for key, one in Queue(picture, "460107").concerns()
        )
        if now != last:
            found.append([message["type"], now])
        last = now
    return found


def test_the_golden_story_needs_operators_for_what_the_screens_say_too() -> None:
    """If it changed on purpose: `python -m tests.domain.test_concerns`."""
    assert steps() == json.loads(WANTED.read_text(encoding="utf-8"))


if __name__ == "__main__":
    WANTED.write_text("[\n" + ",\n".join(json.dumps(one) for one in steps()) + "\n]\n", encoding="utf-8")
