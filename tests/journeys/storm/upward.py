"""Reports upward in the storm: the heads of streets hand in, a coordinator reads and sends. Some streets are late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from command.domain import facts as f
from tests.journeys.life.clockwork import ANY, Ask, Script, Until, pause
from tests.journeys.storm.ground import STREETS

if TYPE_CHECKING:
    from tests.journeys.storm.people import StormLife

LAST = timedelta(hours=59)
"""After the beginning: a report of the day after is nobody's any more."""
LATE = 0.08
"""The share of hand-ins that nobody makes in time."""


def reported_up(life: StormLife, fact: f.SitrepAsked | f.SitrepRetimed) -> None:
    for street in range(len(STREETS)):
        if life.chance.random() >= LATE:
            life.soon("street handed in", hand_in(life, fact.sitrep, street, fact.cut_at))


def hand_in(life: StormLife, sitrep: str, street: int, until: datetime) -> Script:
    """In the first three quarters of the time there is; the level may change meanwhile, and the report with it."""
    moment = life.now + (until - life.now) * life.chance.uniform(0.1, 0.75)
    yield Until(min(moment, life.begun + LAST))
    data = {"sitrep": sitrep, "street": STREETS[street], "nothing": True}
    yield Ask(f"head{street}", "sitrep.hand_in", data, ANY)


def sent_up(life: StormLife, cut: f.SitrepCut) -> None:
    if cut.kind != "correction":
        life.soon("reported upward", send(life, cut))


def send(life: StormLife, cut: f.SitrepCut) -> Script:
    """A few minutes after the cut; refused only when the level has changed since."""
    yield from pause(life, 60, 300)
    number = next(told.number for told in reversed(life.all) if told.fact is cut or told.fact == cut)
    words = {"situation": "全区平稳有序", "measures": "继续转移和排查"}
    yield Ask("co2", "sitrep.send", {"sitrep": cut.sitrep, "cut": number, "words": words}, ANY)
