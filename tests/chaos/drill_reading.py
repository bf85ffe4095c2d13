"""What a run with a drill left behind, read by SQL, from Redis and from what phones heard: no trace of the drill in the
real district, who was taken out of it and when, what was given, and what the evaluation says against the ledger."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any

import redis

from command.store.engine import Engine
from tests.chaos.checks import DISTRICT, rows
from tests.service.drill_by_sql import outcomes
from tests.service.paper import pages

Json = dict[str, Any]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WORDS = ("演练", "EXERCISE", '"exercise"', "exercise:")
STANDING = "演练不计"
"""Every workbook of figures says that drills never count: that is no trace of one."""
OWN_TABLES = ("exercise", "script", "evaluation")
"""What is planned, and what it came to, are documents of the drill."""
OPENING = ("DrillStarted", "CarriedOver", "PersonRegistered", "ParticipantJoined", "DutyStarted")
"""Facts that name what the drill has from the district: those ids are the district's own."""
NEEDING = ("OfferMade", "AssignmentMade", "SosRaised", "SosEscalated", "RollCallOpened", "PeopleSummoned",
           "TimerMissed", "ModeSwitched", "IncidentEscalated", "NobodyAvailable")  # fmt: skip
"""Real facts for whose sake somebody may be taken out."""
LAST = timedelta(seconds=15)
"""Whom real work needed so shortly before ENDEX may have been left in: the drill was over before it looked."""


class Ledgers:
    """Both ledgers as plain JSON: (number, at, fact)."""

    def __init__(self, real: list[Json], drill: list[Json]) -> None:
        self.real, self.drill = real, drill

    @classmethod
    async def read(cls, engine: Engine, drill: str) -> "Ledgers":
        return cls(await _facts(engine, DISTRICT), await _facts(engine, f"exercise:{drill}"))

    def only(self, kind: str) -> Json:
        """The one fact of the drill of that type."""
        (found,) = [fact for fact in self.drill if fact["type"] == kind]
        return found


async def _facts(engine: Engine, universe: str) -> list[Json]:
    found = await rows(engine, f"SELECT number, at, body FROM ledger WHERE universe = '{universe}' ORDER BY number")
    return [{**json.loads(row.body), "number": row.number, "when": row.at} for row in found]


def needles(ledgers: Ledgers) -> set[str]:
    """Every id that the drill made: of its incidents, offers, injects, reports, notices."""
    known: set[str] = set()
    made: set[str] = set()
    for fact in ledgers.drill:
        (known if fact["type"] in OPENING else made).update(UUID.findall(json.dumps(fact, default=str)))
    return made - known | {ledgers.only("DrillStarted")["drill"]}


class Traces:
    """Looks for the drill in whatever is put before it."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids
        self.looked = Counter[str]()

    def of(self, where: str, text: str) -> list[str]:
        """What of the drill is in it."""
        self.looked[where.split(" ", maxsplit=1)[0]] += 1
        said = text.replace(STANDING, "")
        found = [word for word in WORDS if word in said]
        found += sorted(self.ids.intersection(UUID.findall(text)))[:3]
        return [f"{where}: {found} in {text[:160]}"] if found else []


async def in_tables(engine: Engine, traces: Traces) -> list[str]:
    """Every row of every table that is not the drill's own."""
    named = await rows(engine, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'")
    own = await rows(engine, "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'universe'")
    keyed = {row.name for row in own}
    wrong: list[str] = []
    for name in sorted({row.name for row in named} - set(OWN_TABLES)):
        where = " WHERE universe NOT LIKE 'exercise:%'" if name in keyed else ""
        for row in await rows(engine, f'SELECT t::text AS line FROM "{name}" t{where}'):
            wrong += traces.of(f"table {name}", row.line)
    return wrong


def in_redis(url: str, drill: str, traces: Traces) -> list[str]:
    """Every key of Redis that is not the drill's own."""
    client = redis.Redis.from_url(url)
    wrong: list[str] = []
    for key in client.scan_iter(count=1000):
        if f"exercise:{drill}" not in key.decode():
            wrong += traces.of(f"redis {key.decode()}", _content(client, key))
    client.close()
    return wrong


def _content(client: Any, key: bytes) -> str:
    match client.type(key):
        case b"string":
            found = client.get(key)
        case b"hash":
            found = client.hgetall(key)
        case b"zset":
            found = client.zrange(key, 0, -1)
        case b"set":
            found = client.smembers(key)
        case b"list":
            found = client.lrange(key, 0, -1)
        case _:
            found = client.xrange(key)
    return _plain(found)


def _plain(found: Any) -> str:
    """Bytes as what they say, however they are nested."""
    if isinstance(found, bytes):
        return found.decode("utf-8", "replace")
    if isinstance(found, dict):
        return " ".join(_plain(one) for pair in found.items() for one in pair)
    if isinstance(found, list | tuple | set):
        return " ".join(_plain(one) for one in found)
    return str(found)


def readable(content: bytes) -> str:
    """A document's text: of a workbook all its parts, of a PDF what stands on its pages."""
    if content[:4] == b"%PDF":
        return "\n".join(pages(content))
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return content.decode()


def nothing_written(ledgers: Ledgers, real: set[str], drilled: set[str]) -> list[str]:
    """The real ledger has no fact that a request of the drill led to, and every real incident is one that was really
    reported. `real`, `drilled`: ids of the requests that phones sent, without and with `exercise`."""
    wrong = [
        f"{fact['type']} by the drill's {fact['request']}" for fact in ledgers.real if fact.get("request") in drilled
    ]
    wrong += [f"{fact['type']} by the real {fact['request']}" for fact in ledgers.drill if fact.get("request") in real]
    stored = Counter(fact["incident"] for fact in ledgers.real if fact["type"] == "ReportStored")
    filed = {fact["incident"] for fact in ledgers.real if fact["type"] == "IncidentFiled"}
    asked = {fact["incident"] for fact in ledgers.real if fact["type"] == "ReportStored" and fact["request"] in real}
    wrong += [f"nobody reported {one}" for one in filed - asked]
    return wrong + [f"filed and not stored: {one}" for one in filed - stored.keys()]


class Taken:
    """Who was taken out of the drill by real work. `lags`: seconds from the first real offer."""

    def __init__(self, ledgers: Ledgers) -> None:
        self.faults: list[str] = []
        self.lags: list[float] = []
        started, ended = ledgers.only("DrillStarted")["when"], ledgers.only("DrillEnded")["when"]
        self._players = {
            fact["participant"]["person"]
            for fact in ledgers.drill
            if fact["type"] == "ParticipantJoined" and fact["participant"].get("part", "player") == "player"
        }
        real = [fact for fact in ledgers.real if fact["when"] > started]
        self.asked = self._asked(real)
        self.out = self._out(ledgers.drill)
        self._each(ended)
        self._explained(real)
        self._left_alone(ledgers.drill)

    def _asked(self, real: list[Json]) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for fact in real:
            if fact["type"] in ("OfferMade", "AssignmentMade") and fact["person"] in self._players:
                found.setdefault(fact["person"], fact["when"])
        return found

    def _out(self, drill: list[Json]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for fact in drill:
            if fact["type"] == "ParticipantTaken":
                if fact["person"] in found:
                    self.faults.append(f"taken out twice: {fact['person']}")
                found[fact["person"]] = fact
        return found

    def _each(self, ended: datetime) -> None:
        for person, asked in self.asked.items():
            if person in self.out:
                self.lags.append((self.out[person]["when"] - asked).total_seconds())
            elif asked < ended - LAST:
                self.faults.append(f"offered real work at {asked} and left in the drill: {person}")

    def _explained(self, real: list[Json]) -> None:
        called = [(one["when"], json.dumps(one, default=str)) for one in real if one["type"] in NEEDING]
        for person, fact in self.out.items():
            if not any(when <= fact["when"] and person in body for when, body in called):
                self.faults.append(f"taken out for nothing: {person}")

    def _left_alone(self, drill: list[Json]) -> None:
        for fact in drill:
            asks = fact["type"] in ("OfferMade", "AssignmentMade") and fact["person"] in self.out
            if asks and fact["number"] > self.out[fact["person"]]["number"]:
                self.faults.append(f"asked in the drill after being taken out: {fact['person']}")


def given_once(ledgers: Ledgers, injects: int) -> tuple[list[str], Counter[str], list[float]]:
    """Faults; how many of each kind were given or could not be; how late, in seconds."""
    planned = [fact["id"] for fact in ledgers.drill if fact["type"] == "InjectPlanned"]
    came = [fact for fact in ledgers.drill if fact["type"] == "InjectGiven"]
    times = Counter(fact["inject"] for fact in came)
    wrong = [] if len(planned) == injects else [f"{len(planned)} planned of {injects}"]
    wrong += [f"given {times[id_]} times: {id_}" for id_ in planned if times[id_] != 1]
    wrong += [f"never planned: {id_}" for id_ in times.keys() - set(planned)]
    kinds = Counter(" ".join(filter(None, (fact.get("kind"), fact.get("failed")))) for fact in came)
    return wrong, kinds, [fact.get("late_s", 0.0) for fact in came]


async def judged_alike(engine: Engine, drill: str, evaluation: Json) -> tuple[list[str], Counter[str]]:
    """What the evaluation says of every expectation, against SQL over the ledger; and the outcomes. What was given is
    judged: nothing is left open."""
    ours = {
        (one["id"], each.get("index", 0)): (
            each["expectation"]["what"],
            each.get("outcome", "open"),
            _s(each.get("took_s")),
        )
        for one in evaluation["evaluation"]["injects"]
        for each in one.get("expected", [])
    }
    theirs = {
        (one["id"], one["n"]): (one["what"], one["outcome"], _s(one["took_s"])) for one in await outcomes(engine, drill)
    }
    wrong = [f"{key}: {ours.get(key)} in the evaluation, {theirs.get(key)} in the ledger"
             for key in sorted(ours.keys() | theirs.keys()) if ours.get(key) != theirs.get(key)]  # fmt: skip
    wrong += [f"not judged: {key} {one}" for key, one in theirs.items() if one[1] == "open"]
    return wrong, Counter(one[1] for one in theirs.values())


def _s(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def spread(values: list[float]) -> Json:
    """Seconds: median, P90, P99 and most, of how many."""
    if len(values) < 2:
        return {"n": len(values)}
    cuts = quantiles(values, n=100, method="inclusive")
    found = {"p50": median(values), "p90": cuts[89], "p99": cuts[98], "max": max(values)}
    return {"n": len(values), **{name: round(value, 3) for name, value in found.items()}}
