"""What a drill's script (MSEL) is made of: timed injects (情景注入), each with what is expected of whom by when.

Offsets are seconds after STARTEX as written; a compression of 10 makes an hour of offsets six
minutes. It divides offsets
and the times inside an inject (a track's points, a closed road's opening), never the clock nor what is expected: people
take as long as people take.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Caller, Written
from command.domain.facts.response import ModeLevel
from command.domain.facts.warnings import SignalColour
from command.domain.place import Place

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
MaybeId = Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")]
"""Somebody's id, or nobody's."""
Words = Annotated[str, Meta(max_length=2000, pattern=r"^[^\x00]*$")]
Seconds = Annotated[int, Meta(ge=0, le=7 * 86_400)]
"""Up to a week."""
AreaCode = Annotated[str, Meta(pattern="^[0-9]{6,15}$")]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[^\x00]*$")]
Expected = Literal[
    "stored",
    "offered",
    "accepted",
    "set_out",
    "arrived",
    "done",
    "referred",
    "proposed",
    "switched",
    "proposal_taken",
    "alerted",
    "noticed",
    "answered",
    "noted",
]
"""What can be expected. The first six of an inject that becomes an incident; `referred`: told to a first line;
`proposed`, `switched`: a level, `value`; `proposal_taken`: a warning's proposal; `alerted`: staff were alerted;
`noticed`: somebody noted that the silent one is out of contact; `answered`: a message or contact test; `noted`: only an
observer can say so."""


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The root of everything in a script."""


class Expectation(Part, frozen=True, kw_only=True):
    """Expected `within_s` seconds of the true clock after the inject was given. `who`: a role, or the id of a person or
    unit; empty: whoever it may be. `value`: a level, for `switched` and `proposed`."""

    what: Expected
    within_s: Seconds
    who: MaybeId = ""
    value: Words = ""
    note: Words = ""


class ReportInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """A report comes in, as from a participant (`by`) or, with `by` empty, from the director's cell as a caller."""

    category: Code
    place: Place
    text: Words = ""
    hazard: Literal["life", "property", "none"] = "none"
    caller: Caller | None = None
    by: MaybeId = ""


class CallInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="call"):
    """Somebody of the director's cell rings the command centre and reads this out: the operator has to file it."""

    text: Words
    category: Code
    place: Place
    hazard: Literal["life", "property", "none"] = "none"
    caller: Caller | None = None


class WarningInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="warning"):
    """A warning signal of the exercise's weather bureau. `expires_s`: offset at which it ends."""

    event: Code
    colour: SignalColour
    areas: Annotated[list[AreaCode], Meta(min_length=1, max_length=100)]
    headline: Words = ""
    description: Words = ""
    expires_s: Seconds = 86_400


class TrackFix(Part, frozen=True, kw_only=True):
    """A point of a track, `offset_s` after STARTEX (negative: before). Wind m/s, pressure hPa,
    radii km (None: unknown),
    of force 7, 10 and 12: one number for all quadrants, or NE, SE, SW, NW."""

    offset_s: int
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    wind_ms: Annotated[float, Meta(ge=0, le=120)] | None = None
    pressure_hpa: Annotated[float, Meta(ge=850, le=1080)] | None = None
    r7_km: list[float | None] = []
    r10_km: list[float | None] = []
    r12_km: list[float | None] = []
    forecast: bool = False


class TrackInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="track"):
    """A bulletin with a storm's track as it is known then."""

    storm: Words
    agency: Words
    averaging: Literal["2min", "10min", "1min"] = "2min"
    points: Annotated[list[TrackFix], Meta(min_length=1, max_length=200)]


class OrderInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """The superior orders a response level: the people switch, the drill does not."""

    issuer: Words
    number: Words
    level: ModeLevel
    text: Words = ""


class RoadInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="road"):
    """A closed road: a mark on the maps and a message to whoever works in the areas. `opens_s`: offset, None: never."""

    text: Words
    place: Place
    areas: Annotated[list[AreaCode], Meta(max_length=100)] = []
    opens_s: Seconds | None = None


class SilentInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="silent"):
    """The drill does not hear somebody for `for_s` true seconds: a named participant, or `count` workers of an area."""

    people: Annotated[list[Id], Meta(max_length=200)] = []
    area: AreaCode | None = None
    count: Annotated[int, Meta(ge=0, le=200)] = 0
    for_s: Seconds = 600


class MessageInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="message"):
    """A message on the screens of roles, people or units (the media ring, a village chief asks); to be `answered`."""

    text: Words
    to: Annotated[list[Id], Meta(min_length=1, max_length=300)]


class ContactInject(Part, frozen=True, kw_only=True, tag_field="kind", tag="contact"):
    """点名: every participant, or those named, is to press that they are there."""

    text: Words = ""
    to: Annotated[list[Id], Meta(max_length=300)] = []


Content = (
    ReportInject
    | CallInject
    | WarningInject
    | TrackInject
    | OrderInject
    | RoadInject
    | SilentInject
    | MessageInject
    | ContactInject
)


class Inject(Part, frozen=True, kw_only=True):
    """One line of the script. `number` is unique in it; `offset_s` as written, before compression."""

    number: Annotated[int, Meta(ge=1, le=9999)]
    offset_s: Seconds
    title: Words
    content: Content
    expected: Annotated[list[Expectation], Meta(max_length=20)] = []
    note: Words = ""


class Script(Part, frozen=True, kw_only=True):
    """A whole script. `source`: hand, risks (a grid's own), ledger (a past stretch, names
    removed), excel or shipped."""

    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$")]
    scenario: Words = ""
    source: Literal["hand", "risks", "ledger", "excel", "shipped"] = "hand"
    origin: Written = ""
    injects: Annotated[list[Inject], Meta(max_length=2000)] = []
