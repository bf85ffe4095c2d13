"""Who in an exercise sees which of its facts. Its channel, `exercise:<id>`, is filtered for each participant: what is
addressed to them, and of the rest what their roles *in the exercise* show them.
"""

from msgspec import Struct

from command.domain.audience import View, shown, view_of
from command.domain.permission import may_call
from command.domain.picture import Person


class Sight(Struct, frozen=True):
    """How a participant sees an exercise. `view` None: only what is addressed to them."""

    person: str
    view: View | None = None


def sight_of(person: Person) -> Sight:
    """What the person's roles in the exercise show them."""
    return Sight(person.id, view_of(person) if may_call(list(person.roles), "picture.get") else None)


def sees(
    sight: Sight, universe: str, type_: str, channels: tuple[str, ...], area: str | None, body: bytes
) -> bytes | None:
    """What a participant is sent of a fact: whole if it is addressed to them, else as their view shows it, or None."""
    if f"staff:{sight.person}" in channels:
        return body
    if sight.view is None or f"picture:{universe}" not in channels:
        return None
    return shown(sight.view, type_, area, body)
