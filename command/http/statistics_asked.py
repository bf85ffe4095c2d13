"""What is asked of figures: which period, and which part of the district the reader may see."""

from typing import Annotated

from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from msgspec import Struct

from command.domain.figures import By
from command.domain.permission import sees_whole_district
from command.domain.picture import Person
from command.domain.reading import is_kiosk
from command.http.problems import refused
from command.http.reader import Asker, require
from command.store.figure_reading import Scope

First = Annotated[str, QueryParameter(name="from", max_length=40, description="First day, or a time. Today.")]
Last = Annotated[str, QueryParameter(name="to", max_length=40, description="Last day, included, or a time, excluded.")]
Code = Annotated[str, QueryParameter(max_length=15, pattern="^[0-9]*$", description="Only in this area.")]
Id = Annotated[str, QueryParameter(max_length=64, pattern=r"^[^\x00]*$", description="Only what is counted for them.")]
Kind = Annotated[str, QueryParameter(max_length=64, pattern=r"^[a-z0-9_.]*$", description="Only this category.")]
Urgency = Annotated[int, QueryParameter(ge=0, le=4, description="Only this priority; 0: any.")]


class When(Struct, frozen=True):
    """The period as it was written."""

    first: str
    last: str


class Slice(Struct, frozen=True):
    """Which incidents are counted, and by what."""

    by: By
    scope: Scope


Within = NamedDependency[SkipValidation[When]]
Sliced = NamedDependency[SkipValidation[Slice]]


async def when(first: First = "", last: Last = "") -> When:
    """The dependency for a period."""
    return When(first.strip().replace(" ", "+"), last.strip().replace(" ", "+"))  # a + in an address is a space


async def slice_(
    reader: Asker,
    by: FromQuery[By] = "district",
    area: Code = "",
    person: Id = "",
    category: Kind = "",
    priority: Urgency = 0,
) -> Slice:
    """The dependency for a part of the district. Raises Refused for what the reader may not count."""
    require(reader, "statistics.get")
    areas, own = _sight(reader.person, by, person)
    return Slice(by, Scope(areas=areas, within=area, person=own, category=category, priority=priority))


def _sight(who: Person, by: By, person: str) -> tuple[tuple[str, ...] | None, str]:
    """The areas and the person that the reader's figures are of: the district (None), a supervisor's areas, a worker's
    own work, and no names for a screen on a wall."""
    if is_kiosk(who):
        if by == "worker" or person:
            raise refused("not_allowed")
        return None, ""
    if sees_whole_district(who):
        return None, person
    if "supervisor" in who.roles:
        return tuple(who.areas), person
    if person not in ("", who.id):
        raise refused("not_allowed")
    return None, who.id


NEEDED = {"when": Provide(when), "slice_": Provide(slice_)}
