"""Whether something is in a viewer's sight: as `audience.shown` decides it for the facts about it."""

from command.domain.audience import View
from command.domain.picture import Person
from command.domain.warning.reach import concerns


def in_sight(view: View, area: str) -> bool:
    """Whether something of this area or grid is."""
    return view.whole or view.kiosk or any(area.startswith(own) for own in view.areas)


def warns(view: View, areas: list[str]) -> bool:
    """Whether a warning for these areas is."""
    return view.whole or view.kiosk or concerns(areas, view.areas)


def sees_queue(view: View) -> bool:
    """Whether the operators' queue is."""
    return view.whole or view.kiosk


def owed(view: View, area: str) -> bool:
    """What somebody waits for is nothing for passers-by."""
    return not view.kiosk and in_sight(view, area)


def of_interest(view: View, person: Person) -> bool:
    """Whether somebody on the staff is."""
    return view.whole or view.kiosk or any(in_sight(view, area) for area in person.areas)
