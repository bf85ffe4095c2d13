"""Tables of drills as documents: their plans, and the library of scripts. What happens in one is in its own ledger."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from command.store.tables import Moment, metadata

__all__ = ["metadata"]

exercise = Table(
    "exercise",
    metadata,
    Column("id", Text, primary_key=True),
    Column("district", Text, nullable=False),
    Column("state", Text, nullable=False),  # draft, running, paused, over
    Column("plan", Text, nullable=False),  # JSON of facts.drill.DrillPlan
    Column("script", Text, nullable=False),  # JSON of facts.script.Script
    Column("version", Integer, nullable=False),  # of the document, against lost edits; fixed once it has started
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    Column("sign_in", LargeBinary),  # sha256 of the code by which units and residents join
    Column("followed", BigInteger),  # up to which number of the district's ledger the drill has looked
    Index("exercise_of", "district", "state", "changed_at"),
)

script = Table(
    "script",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),  # every save is a new one
    Column("district", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),  # draft, ready, retired
    Column("content", Text, nullable=False),  # JSON of facts.script.Script
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("script_district", "district", "id", "version"),
)
