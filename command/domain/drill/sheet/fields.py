"""Which columns each kind of inject has, and how a value of it is written."""

from collections import Counter
from collections.abc import Iterable, Mapping

from command.domain.drill.sheet import codecs as c
from command.domain.drill.sheet import words
from command.domain.picture import Person

Fields = dict[str, tuple[str, c.Codec]]
"""A content's field → its column and how it is written."""


def fields_of(kind: str, names: Mapping[str, str]) -> Fields:
    """Which columns a kind of inject has."""
    incident: Fields = {
        "category": ("category", c.CATEGORY),
        "place": ("place", c.PLACE),
        "text": ("text", c.TEXT),
        "hazard": ("hazard", c.HAZARD),
    }
    table: dict[str, Fields] = {
        "report": {**incident, "by": ("by", c.person(names))},
        "call": incident,
        "warning": {
            "event": ("event", c.TEXT),
            "colour": ("colour", c.COLOUR),
            "areas": ("areas", c.CODES),
            "headline": ("text", c.TEXT),
            "description": ("more", c.TEXT),
            "expires_s": ("ends", c.TIME),
        },
        "track": {
            "storm": ("document", c.TEXT),
            "agency": ("issuer", c.TEXT),
            "averaging": ("averaging", c.AVERAGING),
            "points": ("points", c.POINTS),
        },
        "order": {
            "issuer": ("issuer", c.TEXT),
            "number": ("document", c.TEXT),
            "level": ("level", c.LEVEL),
            "text": ("text", c.TEXT),
        },
        "road": {
            "text": ("text", c.TEXT),
            "place": ("place", c.PLACE),
            "areas": ("areas", c.CODES),
            "opens_s": ("ends", c.TIME),
        },
        "silent": {
            "people": ("to", c.people(names)),
            "area": ("areas", c.TEXT),
            "count": ("count", c.COUNT),
            "for_s": ("lasts", c.TIME),
        },
        "message": {"text": ("text", c.TEXT), "to": ("to", c.people(names))},
        "contact": {"text": ("text", c.TEXT), "to": ("to", c.people(names))},
    }
    return table[kind]


CALLED = {"caller": "name", "phone": "phone"}
MAY_BE_EMPTY = {"text", "headline", "description", "storm", "agency", "issuer", "number", "to"}
EXPECTED: dict[str, tuple[str, c.Codec]] = {
    "what": ("what", c.choice(words.EXPECTED)),
    "within_s": ("within", c.TIME),
    "value": ("value", c.TEXT),
    "note": ("expected_note", c.TEXT),
}


def names_of(people: Iterable[Person]) -> dict[str, str]:
    """Name → id, of those whose name is theirs alone."""
    people = [one for one in people if one.active and one.name]
    times = Counter(one.name for one in people)
    ids = {one.id for one in people}
    return {one.name: one.id for one in people if times[one.name] == 1 and one.name not in ids}
