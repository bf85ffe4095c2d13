"""Every message ever shipped is still read, and both folds (here and in web/) make the same picture of them."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import msgspec

from command.domain.facts import AnyFact
from command.domain.fold import apply
from command.domain.picture import Picture

HERE = Path(__file__).parent
ENTRY = ("number", "at", "district", "exercise")
STORY: list[dict[str, Any]] = sorted(
    (json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))),
    key=lambda one: int(one["number"]),
)


def _fact(message: dict[str, Any]) -> AnyFact:
    body = {name: value for name, value in message.items() if name not in ENTRY}
    return msgspec.convert(body, AnyFact)  # type: ignore[no-any-return]


def test_every_kind_of_fact_has_a_golden_message() -> None:
    assert {message["type"] for message in STORY} == {cls.__name__ for cls in get_args(AnyFact)}


def test_every_golden_message_has_a_number_of_its_own() -> None:
    twice = {number for number, n in Counter(message["number"] for message in STORY).items() if n > 1}
    assert twice == set(), "in what order they were would hang on their files' names"


def test_a_golden_message_is_read_and_written_without_loss() -> None:
    for message in STORY:
        written = json.loads(msgspec.json.encode(_fact(message)))
        assert written == {name: value for name, value in message.items() if name not in ENTRY}


def test_the_golden_story_folds_into_the_picture_that_the_screens_fold_too() -> None:
    picture = Picture()
    for message in STORY:
        apply(picture, message["number"], datetime.fromisoformat(message["at"]), _fact(message))
    made = json.loads(msgspec.json.encode(picture))
    made["duty"] = sorted(person["id"] for person in made.pop("people").values() if person["on_duty"])
    assert made == json.loads((HERE / "folded" / "picture.json").read_text(encoding="utf-8"))
