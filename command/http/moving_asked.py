"""What is asked of lists of people to be moved: which entries, and which page of them."""

from typing import Annotated

from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from msgspec import Struct

from command.service.moving import Filter

Code = Annotated[str, QueryParameter(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})?$", description="An area.")]
Words = Annotated[str, QueryParameter(max_length=200, pattern=r"^[^\x00]*$")]
Standing = Annotated[str, QueryParameter(pattern=r"^[a-z_,]*$", description="Some, with commas between them.")]
Open = Annotated[bool, QueryParameter(name="open", description="Not accounted for.")]
Most = Annotated[int, QueryParameter(ge=1, le=1000)]
Skipped = Annotated[int, QueryParameter(ge=0, le=100_000)]


class Page(Struct, frozen=True):
    """Which part of a list; `q`: words that a name, a telephone, an address or a line's code holds."""

    q: str
    limit: int
    offset: int


Wanted = NamedDependency[SkipValidation[Filter]]
Paged = NamedDependency[SkipValidation[Page]]


async def wanted(
    area: Code = "",
    standing: Standing = "",
    shelter: Words = "",
    responsible: Words = "",
    late: FromQuery[bool] = False,
    unsafe: FromQuery[bool] = False,
    open_: Open = False,
) -> Filter:
    """The dependency for which entries: everything that is given must hold."""
    standings = tuple(one for one in standing.split(",") if one)
    return Filter(
        area=area,
        standing=standings,
        shelter=shelter,
        responsible=responsible,
        late=late,
        unsafe=unsafe,
        open=open_,
    )


async def page(q: Words = "", limit: Most = 100, offset: Skipped = 0) -> Page:
    """The dependency for a page."""
    return Page(q.strip(), limit, offset)


NEEDED = {"wanted": Provide(wanted), "page": Provide(page)}
