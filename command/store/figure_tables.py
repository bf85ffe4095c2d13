"""The tables of figures: what a follower of the ledger makes of it, and how far it has come. No decision reads them.

They can be dropped at any time: the ledger alone makes them again.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, SmallInteger, Table, Text, text

from command.store.tables import Moment, metadata

__all__ = ["metadata"]

follower = Table(
    "follower",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),  # the last ledger number that is in its tables
    Column("hash", LargeBinary, nullable=False),  # of that entry: another one there is another history
    Column("version", Integer, nullable=False),  # of the rules it followed by; negative while its tables are emptied
)

figure_case = Table(
    "figure_case",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # the incident
    Column("grid", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),  # the last fact about it
    Column("voided_at", Moment),
    Column("is_over", Boolean, nullable=False),
    Column("state", Text, nullable=False),  # JSON of domain.figures.Case, whole
    Index("figure_case_changed", "universe", "changed_at"),
    Index("figure_case_open", "universe", "filed_at", postgresql_where=text("NOT is_over")),
)

figure_happening = Table(
    "figure_happening",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("incident", Text, nullable=False),
    Column("grid", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("times", Integer, nullable=False),
    Index("figure_happening_at", "universe", "at", "kind"),
)
