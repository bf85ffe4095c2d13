"""Who sees which fact: the channels it goes to, and what of it each kind of viewer is shown.

One table a topic, `AUDIENCES`; a fact that none names is nobody's in particular and is shown whole.
`channels_of` is applied when a fact is stored; `shown` when it is sent or read back.
"""

from typing import Any

import msgspec

from command.domain import facts as f
from command.domain.audience import (
    alerts,
    attention,
    bulletins,
    drill,
    duty,
    incidents,
    loop,
    mode,
    moving,
    patrol,
    people,
    reach,
    roster,
    safety,
    sitreps,
    sos,
    storm,
    summons,
    supervision,
    tasks,
    warnings,
    work,
)
from command.domain.audience.passers_by import (
    held_for_passers_by,
    loop_for_passers_by,
    press_for_passers_by,
    referrals_for_passers_by,
)
from command.domain.audience.row import Audience, Audiences, Pick
from command.domain.audience.view import View, view_of
from command.domain.picture import Picture
from command.domain.warning.reach import concerns

_TOPICS = (
    people,
    incidents,
    work,
    tasks,
    safety,
    sos,
    reach,
    loop,
    supervision,
    roster,
    duty,
    alerts,
    patrol,
    warnings,
    bulletins,
    moving,
    storm,
    summons,
    mode,
    attention,
    sitreps,
    drill,
)
AUDIENCES: Audiences = {kind: one for topic in _TOPICS for kind, one in topic.AUDIENCES.items()}
_BY_NAME = {kind.__name__: one for kind, one in AUDIENCES.items()}
_OFF_PICTURE = frozenset(kind for kind, one in AUDIENCES.items() if not one.picture)
_TO: dict[type, Pick] = {kind: one.to for kind, one in AUDIENCES.items() if one.to is not None}
_DIRECTED = frozenset(name for name, one in _BY_NAME.items() if one.directed)
_EVERYBODY = Audience()


def channels_of(fact: f.AnyFact, district: str, people: list[str]) -> tuple[str, ...]:
    """The channels of a fact; `people` are the ids that the decision addressed it to (sender, candidate, told)."""
    personal = tuple(dict.fromkeys(f"staff:{person}" for person in people))
    return personal if type(fact) in _OFF_PICTURE else (*personal, f"picture:{district}")


def people_of(fact: f.AnyFact, picture: Picture) -> list[str]:
    """Whom a fact concerns personally, apart from the sender of the request it answers."""
    pick = _TO.get(type(fact))
    found = pick(fact, picture) if pick is not None else []
    return [desk for one in found for desk in _desks(one, picture)] if picture.units else found


def _desks(one: str, picture: Picture) -> list[str]:
    """What goes to a unit goes to the accounts of its desk."""
    unit = picture.units.get(one)
    return unit.desks if unit is not None else [one]


def shown(view: View, type_: str, area: str | None, body: bytes) -> bytes | None:
    """What `view` is shown of a fact of `picture:`: its JSON, a redacted one, or None for nothing."""
    if type_ in _DIRECTED and not view.directs:
        return None
    if view.whole:
        return body
    audience = _BY_NAME.get(type_, _EVERYBODY)
    if view.kiosk:
        return _without(body, audience.hides) if audience.kiosk else None
    return body if _reaches(audience, area, view.areas) else None


def _reaches(audience: Audience, area: str | None, own: tuple[str, ...]) -> bool:
    """Whether a fact of this area is for somebody who sees some areas only."""
    if audience.areas == "every":
        return True
    if audience.areas == "none" or area is None:
        return False
    if audience.areas == "touched":
        return concerns([area], own)
    return any(area.startswith(one) for one in own)


def _without(body: bytes, names: tuple[str, ...]) -> bytes:
    if not names:
        return body
    fact: dict[str, Any] = msgspec.json.decode(body)
    for name in names:
        fact.pop(name, None)
    return msgspec.json.encode(fact)


__all__ = [
    "AUDIENCES",
    "View",
    "channels_of",
    "held_for_passers_by",
    "loop_for_passers_by",
    "people_of",
    "press_for_passers_by",
    "referrals_for_passers_by",
    "shown",
    "view_of",
]
