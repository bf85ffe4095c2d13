"""The registry (底账): what stands and who lives in the district's grids. Places are WGS84 degrees.

Ids of estates and buildings are their grid's code with a serial behind it; a facility's id is the number painted on
it. `synthetic` marks what was made up (demo, tests).
"""

from typing import Literal

from msgspec import Struct, field

FacilityKind = Literal["hydrant", "manhole", "camera", "lamp"]
NeedKind = Literal["living_alone", "empty_nest", "disabled", "pregnant", "low_income"]
"""重点人群: 独居老人, 空巢老人, 残疾人, 孕产妇, 低收入户."""
Hazard = Literal["", "dangerous", "tiled", "makeshift", "board", "low_lying"]
"""四房一低洼: dangerous, tiled, makeshift and board houses, and low-lying places [P]; empty: none is known."""
Tenure = Literal["owned", "rented"]


class Estate(Struct, frozen=True, kw_only=True):
    """小区 or village: the buildings that share a gate and a name. `lat`, `lon`: its middle."""

    id: str
    grid: str
    name: str
    address: str
    lat: float
    lon: float
    synthetic: bool = False


class Building(Struct, frozen=True, kw_only=True):
    """One building of an estate. `number` as people say it (3栋), `address` by street and house number."""

    id: str
    estate: str
    grid: str
    number: str
    name: str
    address: str
    storeys: int
    lat: float
    lon: float
    hazard: Hazard = ""
    synthetic: bool = False


class Household(Struct, frozen=True, kw_only=True):
    """One home. `head`: 户主; `people`: how many live there."""

    id: str
    building: str
    grid: str
    room: str
    head: str
    phone: str
    people: int
    tenure: Tenure
    synthetic: bool = False


class PersonInNeed(Struct, frozen=True, kw_only=True):
    """Somebody a grid worker looks after by name. Whoever is shown this is shown a person's file: record the look.

    `worker`: the named worker's account; `device`: the account of their call button, if they have one.
    """

    id: str
    name: str
    kind: NeedKind
    birth_year: int
    grid: str
    building: str
    room: str
    phone: str
    worker: str
    family_name: str
    family_relation: str
    family_phone: str
    medical: str = ""
    device: str | None = None
    synthetic: bool = False


class Facility(Struct, frozen=True, kw_only=True):
    """A hydrant, manhole, camera or lamp. `id`: the number on it, as a caller reads it out."""

    id: str
    kind: FacilityKind
    name: str
    grid: str
    lat: float
    lon: float
    synthetic: bool = False


class Group(Struct, frozen=True, kw_only=True):
    """3-5 grid workers with their 网格组长 (`leader`) and 分管委员 (`overseer`): account ids. `grids`: the group's."""

    id: str
    community: str
    name: str
    leader: str
    overseer: str
    members: list[str]
    grids: list[str]
    synthetic: bool = False


class Station(Struct, frozen=True, kw_only=True):
    """The office of a community, street or the district; `id` is the code of its area."""

    id: str
    name: str
    name_en: str
    address: str
    phone: str
    lat: float
    lon: float
    synthetic: bool = False


class Post(Struct, frozen=True, kw_only=True):
    """What an account's holder is at a station: `id` is the account's, `title` as people say it (受理员)."""

    id: str
    station: str
    title: str


class Contact(Struct, frozen=True, kw_only=True):
    """How somebody with an account (`id`) is reached beside their phone's page. Shown to nobody without a record.

    `wecom`, `dingtalk`, `feishu`: their id there; empty where they have none.
    """

    id: str
    phone: str = ""
    wecom: str = ""
    dingtalk: str = ""
    feishu: str = ""
    synthetic: bool = False


class Registry(Struct, frozen=True):
    """Everything the registry holds of a district, or a part of it to be saved."""

    estates: list[Estate] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    in_need: list[PersonInNeed] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
