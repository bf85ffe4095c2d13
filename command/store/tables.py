"""The tables. Ids are UUIDv7 text; times are timestamptz (UTC).

`universe` is the district's code, or `exercise:<id>`: each universe has its own counter, ledger and inbox.
Ledger and tables are written in one transaction under the universe's counter row (see `ledger.py`).
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    Float,
    Index,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from command.store.mode_ledger import MODE_TYPES
from command.store.roster_ledger import ROSTER_TYPES
from command.store.shift_types import SHIFT_TYPES

metadata = MetaData()
Moment = DateTime(timezone=True)
TextArray = ARRAY(Text)

universe = Table(
    "universe",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("number", BigInteger, nullable=False, server_default="0"),  # last ledger number
    Column("hash", LargeBinary, nullable=False),  # hash of the last entry
    Column("now", Moment, nullable=False),  # the district's time: never goes back
    # How far its clock runs ahead of the database's: rehearsals fast-forward, the live district never does.
    Column("ahead", Interval, nullable=False, server_default=text("'0'")),
    Column("rate", Double, nullable=False, server_default="1"),  # seconds of it in a second, since `rate_from`
    Column("rate_from", Moment, nullable=False, server_default=text("'epoch'")),
    Column("epoch", Text, nullable=False),  # of the live stream; a new one after a restore
    Column("writer_token", BigInteger, nullable=False, server_default="0"),
    Column("writer_backend", Integer),  # pg pid of the holder's connection, ended at a takeover
    Column("writer_seen", Moment),
)

ledger = Table(
    "ledger",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("type", Text, nullable=False),
    Column("incident", Text),
    Column("area", Text),  # 15-digit grid or shorter division code: what a supervisor's areas are matched with
    Column("channels", TextArray, nullable=False),
    Column("body", Text, nullable=False),  # the fact as it travels, byte for byte: what the hash covers
    Column("hash", LargeBinary, nullable=False),
    Index(
        "ledger_duty",  # attendance, and who was on duty at an earlier moment
        "universe",
        "at",
        postgresql_where=text("type IN ('DutyStarted', 'DutyEnding', 'DutyEnded', 'ShiftsOver')"),
    ),
    Index("ledger_shift", "universe", "at", postgresql_where=text(SHIFT_TYPES)),
    Index("ledger_roster", "universe", "at", postgresql_where=text(ROSTER_TYPES)),
    Index("ledger_mode", "universe", "number", postgresql_where=text(MODE_TYPES)),
    Index("ledger_improvement", "universe", "number", postgresql_where=text("type = 'ImprovementSet'")),
    Index("ledger_sitrep", "universe", "number", postgresql_where=text("type = 'SitrepSent'")),
    Index("ledger_incident", "universe", "incident", "number", postgresql_where=text("incident IS NOT NULL")),
)

ledger_channel = Table(
    "ledger_channel",
    metadata,
    Column("channel", Text, primary_key=True),  # `staff:<id>` only; `picture:` is the ledger itself
    Column("number", BigInteger, primary_key=True),
    Column("universe", Text, primary_key=True),
)

request = Table(
    "request",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("method", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("content_hash", LargeBinary, nullable=False),
    Column("number", BigInteger, nullable=False),  # of the fact that answered it
    Column("outcome", Text, nullable=False),  # JSON: {"status": "stored"|"refused", ...}
    Column("at", Moment, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("grid", Text, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("caller_name", Text),
    Column("caller_phone", Text),
    Column("reported_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("number", BigInteger, nullable=False),
    Index("report_incident", "incident"),
    Index("report_sender", "sender", "request"),
    Index("report_number", "number", postgresql_using="brin", postgresql_with={"pages_per_range": 16}),
    Index("report_phone", "caller_phone", postgresql_where=text("caller_phone IS NOT NULL")),
)

incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("category", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("grid", Text, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("handler", Text),
    Column("state", Text, nullable=False),  # JSON of domain.picture.Incident, whole
    Index("incident_open", "universe", "number", postgresql_where=text("closed_at IS NULL")),
    Index("incident_number", "universe", "number"),
)

offer = Table(
    "offer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("outcome", Text),  # accepted, declined, expired, withdrawn, incident_closed, off_duty
    Column("slot", Text, nullable=False, server_default=""),  # empty: to lead
    Column("state", Text, nullable=False),
    Index("offer_open", "universe", postgresql_where=text("closed_at IS NULL")),
    # One person at a time is asked to lead an incident, and one for each place beside its lead.
    Index("offer_one_open_each", "incident", "slot", unique=True, postgresql_where=text("closed_at IS NULL")),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("slot", Text, nullable=False, server_default=""),  # empty: the lead
    Column("status", Text, nullable=False),
    Column("state", Text, nullable=False),
    Index("assignment_open", "universe", postgresql_where=text("closed_at IS NULL")),
    Index("assignment_one_open_each", "incident", "slot", unique=True, postgresql_where=text("closed_at IS NULL")),
)

deadline = Table(
    "deadline",
    metadata,
    Column("universe", Text, nullable=False),
    Column("incident", Text, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("deadline_due", "universe", "due", postgresql_where=text("closed_at IS NULL")),
    Index("deadline_one_open_each", "incident", unique=True, postgresql_where=text("closed_at IS NULL")),
)

person = Table(
    "person",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # in an exercise the same as in the district
    Column("name", Text, nullable=False),
    Column("roles", TextArray, nullable=False),
    Column("areas", TextArray, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("on_duty", Boolean, nullable=False),
    Column("rights_number", BigInteger, nullable=False),
    Column("state", Text, nullable=False),  # JSON of domain.picture.Person, whole
)

credential = Table(
    "credential",
    metadata,
    Column("person", Text, primary_key=True),
    Column("username", String(64), unique=True),  # null for devices and kiosks
    Column("password_hash", Text),  # argon2id
    Column("key_hash", LargeBinary, unique=True),  # sha256 of a device's or kiosk's key
)

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("session_ended", "ended_at", postgresql_where=text("ended_at IS NOT NULL")),
)

kept = Table(
    "kept",
    metadata,
    Column("universe", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # the member of the picture
    Column("id", Text, primary_key=True),
    Column("state", Text),  # JSON; empty when it was made and ended in one transaction
    Column("due", Moment),
    Column("closed_at", Moment),
    Index("kept_open", "universe", postgresql_where=text("closed_at IS NULL")),
    Index("kept_due", "universe", "due", postgresql_where=text("closed_at IS NULL AND due IS NOT NULL")),
)

delivery = Table(
    "delivery",  # one rung of the ladder for one person: leased, sent once, recorded
    metadata,
    Column("universe", Text, primary_key=True),
    Column("about", Text, primary_key=True),  # offer:, sos: or rollcall: and its id
    Column("person", Text, primary_key=True),
    Column("rung", Text, primary_key=True),  # messenger, sms, call
    Column("incident", Text),
    Column("area", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("state", Text, nullable=False),  # leased, waiting (for another try), done
    Column("lease_until", Moment, nullable=False),
    Column("next_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("outcome", Text),  # sent, skipped, failed
    Column("why", Text),
    Column("reference", Text),  # what the service called it
    Column("at", Moment),
    Column("told", Boolean, nullable=False),  # its fact is in the ledger
    Index("delivery_untold", "universe", postgresql_where=text("state = 'done' AND NOT told")),
)

task = Table(
    "task",
    metadata,
    Column("id", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("state", Text, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("task", Text, primary_key=True),
    Column("universe", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("fields", LargeBinary, nullable=False),  # the inbox entry, whole
    Column("error", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

look = Table(
    "look",  # who looked at whose file, when and why; refused looks too
    metadata,
    Column("id", Text, primary_key=True),  # UUIDv7: in the order of time
    Column("universe", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", Text, nullable=False),
    Column("resident", Text, nullable=False),  # as asked for: there may be no such person
    Column("incident", Text),
    Column("reason", Text, nullable=False),
    Column("outcome", Text, nullable=False),  # shown, or the code of the refusal
    Index("look_resident", "resident", "id"),
    Index("look_person", "person", "id"),
)

evacuee = Table(
    "evacuee",  # who is on a list of people to be moved: the names that the picture does not hold (ADR 22)
    metadata,
    Column("universe", Text, primary_key=True),
    Column("evacuation", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("grid", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("building", Text, nullable=False),
)

evacuee_step = Table(
    "evacuee_step",  # what became of them, one row a fact: a person's story without walking the ledger
    metadata,
    Column("universe", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("evacuation", Text, nullable=False),
    Column("evacuee", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),  # the fact's JSON
    Index("evacuee_step_of", "universe", "evacuation", "evacuee", "number"),
    Index("evacuee_step_refused", "universe", "number", postgresql_where=text("type = 'EvacueeRefused'")),
)

area = Table(
    "area",
    metadata,
    Column("code", Text, primary_key=True),  # 6 district, 9 street, 12 community, 15 grid
    Column("parent", Text),
    Column("level", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("lat", Float, nullable=False),  # a point inside, for people without a better place
    Column("lon", Float, nullable=False),
    Column("geometry", Text, nullable=False),  # GeoJSON Polygon/MultiPolygon, WGS84
)

upload = Table(
    "upload",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),  # "token": the key tokens are signed with, made at the first start
    Column("value", LargeBinary, nullable=False),
)
