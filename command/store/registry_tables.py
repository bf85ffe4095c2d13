"""The registry's tables. Columns are named as the fields of `command.domain.registry` and hold the same.

`place` is what is searched by words (`command.domain.search.Entry`), with its spelling worked out beforehand.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, Table, Text, text

from command.store.tables import TextArray, metadata

__all__ = ["metadata"]


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _point() -> list[Column[float]]:
    return [Column("lat", Float, nullable=False), Column("lon", Float, nullable=False)]


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _synthetic() -> Column[bool]:
    return Column("synthetic", Boolean, nullable=False)


estate = Table("estate", metadata, _id(), *_text("grid", "name", "address"), *_point(), _synthetic())

building = Table(
    "building",
    metadata,
    _id(),
    *_text("estate", "grid", "number", "name", "address"),
    Column("hazard", Text, nullable=False, server_default=""),
    Column("storeys", Integer, nullable=False),
    *_point(),
    _synthetic(),
)

household = Table(
    "household",
    metadata,
    _id(),
    *_text("building", "grid", "room", "head", "phone", "tenure"),
    Column("people", Integer, nullable=False),
    _synthetic(),
    Index("household_building", "building"),
    Index("household_phone", "phone"),
)

person_in_need = Table(
    "person_in_need",
    metadata,
    _id(),
    *_text("name", "kind", "grid", "building", "room", "phone", "worker", "medical"),
    *_text("family_name", "family_relation", "family_phone"),
    Column("birth_year", Integer, nullable=False),
    Column("device", Text, unique=True),  # the account of their call button
    _synthetic(),
    Index("person_in_need_grid", "grid"),
    Index("person_in_need_phone", "phone"),
)

facility = Table("facility", metadata, _id(), *_text("kind", "name", "grid"), *_point(), _synthetic())

grid_group = Table(
    "grid_group",
    metadata,
    _id(),
    *_text("community", "name", "leader", "overseer"),
    Column("members", TextArray, nullable=False),
    Column("grids", TextArray, nullable=False),
    _synthetic(),
)

station = Table("station", metadata, _id(), *_text("name", "name_en", "address", "phone"), *_point(), _synthetic())

post = Table("post", metadata, _id(), *_text("station", "title"))

contact = Table("contact", metadata, _id(), *_text("phone", "wecom", "dingtalk", "feishu"), _synthetic())

place = Table(
    "place",
    metadata,
    Column("kind", Text, primary_key=True),
    _id(),
    *_text("name", "detail", "number", "spelled", "area"),
    *_point(),
)

registry_version = Table(
    "registry_version",
    metadata,
    Column("one", Boolean, primary_key=True, server_default=text("true")),
    Column("version", BigInteger, nullable=False),  # grows with every change, so that readers know when to read again
)
