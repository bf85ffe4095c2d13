"""What comes from outside: the bureau's signals, the track, six-hourly, and everything that breaks."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import msgspec

from command.domain.storm.bureau import Signal, signals
from command.domain.storm.damage import Damage, damages
from command.domain.storm.track import Track, as_of
from command.domain.storm.tracks.rammasun import CODE, NAME, NAME_EN, rammasun
from command.domain.warning.reading import read_cap
from tests.district import DISTRICT
from tests.domain.cap import cap, info, reference
from tests.journeys.life.clockwork import Ask, Script, pause
from tests.journeys.storm.ground import BEGIN, END, GRIDS, RANKS, SHELTERS, ground, shelters
from tests.journeys.storm.people import WORKERS, StormLife

SCALE = 0.15
GRAVITY = {"blue": "Minor", "yellow": "Moderate", "orange": "Severe", "red": "Extreme"}
WORDS = {"blue": "蓝色", "yellow": "黄色", "orange": "橙色", "red": "红色"}
BULLETIN = timedelta(hours=6)


def begin_all(life: StormLife) -> tuple[list[Signal], list[Damage]]:
    """Every script; what the bureau says, and what breaks."""
    track = rammasun()
    said = signals(track, GRIDS, BEGIN, END)
    broken = damages(track, GRIDS, BEGIN, END, Random(f"{life.chance.random()}"), SCALE)
    life.begun = BEGIN
    for n, person in enumerate(WORKERS):
        if n % 4 != 0:
            life.begin("on duty", check_in(life, person), BEGIN - timedelta(minutes=30))
    for keeper in range(SHELTERS):
        life.begin("on duty", check_in(life, f"keeper{keeper}"), BEGIN - timedelta(minutes=30))
    life.alive.update({*RANKS, *(f"op{n}" for n in range(1, 7))})
    life.begin("shelters set up", set_up(life), BEGIN - timedelta(minutes=20))
    before: Signal | None = None
    for n, signal in enumerate(said):
        life.begin("signal issued", issue(life, n, signal, before), signal.at + timedelta(seconds=1))
        before = signal
    for n in range(int((END - BEGIN) / BULLETIN)):
        life.begin("track revised", bulletin(life, track), BEGIN + BULLETIN * n + timedelta(minutes=5))
    points, where = Random(f"{life.chance.random()}"), ground()
    for one in broken:
        life.begin("damage reported", tell(life, one, where.point_in(one.grid, points)), one.at)
    return said, broken


def check_in(life: StormLife, person: str) -> Script:
    life.alive.add(person)
    yield from pause(life, 1, 900)
    yield Ask(person, "duty.check_in", {"at": life.now.isoformat()})


def set_up(life: StormLife) -> Script:
    for one in shelters():
        made = yield Ask("co2", "shelter.set", one)
        life.shelters.append(made.shelter)


def bulletin(life: StormLife, track: Track) -> Script:
    """The operator enters it, the deputy confirms it."""
    known = as_of(track, life.now)
    assert known is not None
    told = msgspec.to_builtins(known)
    data: dict[str, Any] = {"code": CODE, "name": NAME, "name_en": NAME_EN, "source": "csv"}
    data |= {name: told[name] for name in ("agency", "averaging", "issued_at", "points")}
    proposed = yield Ask("op1", "storm.track", data)
    yield from pause(life, 60, 240)
    yield Ask("co2", "storm.confirm", {"storm": proposed.storm, "version": proposed.version, "accept": True})


def issue(life: StormLife, n: int, signal: Signal, before: Signal | None) -> Script:
    """CAP, as the bureau sends it; read by the product's own reader."""
    refers = [reference(_identifier(n - 1), sent=_sent(before.at))] if before is not None else []
    if signal.colour is None:
        content = cap(_identifier(n), sent=_sent(life.now), kind="Cancel", references=refers, infos=[])
    else:
        block = info(
            colour=signal.colour.upper(),
            severity=GRAVITY[signal.colour],
            expires=_sent(life.now + timedelta(hours=48)),
            headline=f"海口市气象台发布台风{WORDS[signal.colour]}预警",
        )
        kind = "Update" if refers else "Alert"
        content = cap(_identifier(n), sent=_sent(signal.at), kind=kind, references=refers, infos=[block])
    message = read_cap(content, DISTRICT)
    yield Ask("bureau", "warning.receive", {"message": msgspec.to_builtins(message), "source": "push"})


def tell(life: StormLife, one: Damage, point: tuple[float, float]) -> Script:
    """Somebody calls, or a worker of the grid reports."""
    matter = one.matter
    data: dict[str, Any] = {
        "category": matter.category,
        "disposition": matter.disposition,
        "hazard": matter.hazard,
        "text": matter.text,
        "at": life.now.isoformat(),
        "place": {"lat": point[0], "lon": point[1]},
    }
    here = [w for w, grid in WORKERS.items() if grid == one.grid and w in life.on_duty]
    if one.called or not here:
        data["caller"] = {"name": "陈女士", "phone": "000-0000000"}
        yield Ask(f"op{life.chance.randint(2, 6)}", "report.submit", data)
    else:
        yield Ask(here[0], "report.submit", data)


def _identifier(n: int) -> str:
    return f"46010041600000_2014{n:04d}"


def _sent(at: datetime) -> str:
    return at.astimezone(BEGIN.tzinfo).replace(microsecond=0).isoformat()
