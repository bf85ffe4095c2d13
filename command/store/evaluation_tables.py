"""The table of evaluations: what a drill came to, frozen when it was over. The exercise's ledger makes it again."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from command.store.tables import Moment, metadata

__all__ = ["metadata"]

evaluation = Table(
    "evaluation",
    metadata,
    Column("exercise", Text, primary_key=True),
    Column("district", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("number", BigInteger, nullable=False),  # of the last entry that is in it: ENDEX
    Column("hash", LargeBinary, nullable=False),  # of that entry: with another one it is another history
    Column("version", Integer, nullable=False),  # of the rules it was made by
    Column("summary", Text, nullable=False),  # JSON of drill.evaluation.comparing.Earlier
    Column("body", Text, nullable=False),  # JSON of service.evaluation.frozen.Frozen
    Column("made_at", Moment, nullable=False),
    Index("evaluation_of", "district", "form", "ended_at"),
)

evaluation_try = Table(
    "evaluation_try",  # of a drill that is over and could not be evaluated so far
    metadata,
    Column("exercise", Text, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("why", Text, nullable=False),  # for whoever mends it
    Column("last_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
)
