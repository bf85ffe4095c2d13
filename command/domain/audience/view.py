"""How somebody sees the picture, by their roles."""

from msgspec import Struct

from command.domain.permission import WHOLE_DISTRICT
from command.domain.picture import Person


class View(Struct, frozen=True):
    """How somebody sees the picture: the whole district, some areas only, or a kiosk's redacted whole. `directs`: and,
    of a drill, what is still to come."""

    whole: bool = False
    kiosk: bool = False
    directs: bool = False
    areas: tuple[str, ...] = ()


def view_of(person: Person) -> View:
    """The widest view that the person's roles give."""
    if WHOLE_DISTRICT.intersection(person.roles):
        return View(whole=True, directs=not {"director", "observer"}.isdisjoint(person.roles))
    if "supervisor" in person.roles:
        return View(areas=tuple(sorted(person.areas)))
    return View(kiosk=True)
