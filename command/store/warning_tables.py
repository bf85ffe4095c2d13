"""Tables about warnings from outside: the messages as they came, and how polling stands."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, text

from command.store.tables import Moment, metadata

cap_original = Table(
    "cap_original",
    metadata,
    Column("digest", Text, primary_key=True),  # sha256 of the canonical XML, hex: as facts name it
    Column("bytes", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False, server_default=text("clock_timestamp()")),
)

feed = Table(
    "feed",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("holder", Text, nullable=False, server_default=""),
    Column("lease_until", Moment, nullable=False, server_default=text("'-infinity'")),
    Column("next_at", Moment, nullable=False, server_default=text("'-infinity'")),
    Column("etag", Text, nullable=False, server_default=""),
    Column("modified", Text, nullable=False, server_default=""),
    Column("checked_at", Moment),
    Column("ok_at", Moment),
    Column("changed_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("elsewhere", Integer, nullable=False, server_default="0"),
    Column("last_refusal", Text, nullable=False, server_default=""),
)
