"""Reports upward in the storm: the heads of streets hand in, a coordinator reads and sends. Some streets are late."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from command.domain import facts as f
from tests.journeys.life.clockwork import ANY, Ask, Script
from tests.journeys.storm.ground import STREETS

if TYPE_CHECKING:
    from tests.journeys.storm.people import StormLife

LAST = timedelta(hours=59)
"""After the beginning: a report of the day after is nobody's any more."""
LATE = 0.08
"""The share of hand-ins that nobody makes in time."""


def reported_up(life: StormLife, fact: f.SitrepAsked | f.SitrepRetimed) -> None:
    """By a chance of its own: everything else is drawn as if nobody reported."""
    chance = Random(f"{fact.due} {fact.kind}")
    for street in range(len(STREETS)):
        if chance.random() >= LATE:
            moment = life.now + (fact.cut_at - life.now) * chance.uniform(0.1, 0.75)
            life.begin("street handed in", hand_in(fact.sitrep, street), min(moment, life.begun + LAST))


def hand_in(sitrep: str, street: int) -> Script:
    """In the first three quarters of the time there is; the level may change meanwhile, and the report with it."""
    data = {"sitrep": sitrep, "street": STREETS[street], "nothing": True}
    yield Ask(f"head{street}", "sitrep.hand_in", data, ANY)


def sent_up(life: StormLife, cut: f.SitrepCut) -> None:
    """A few minutes after the cut."""
    if cut.kind != "correction":
        moment = life.now + timedelta(seconds=Random(f"{cut.due}").uniform(60, 300))
        life.begin("reported upward", send(life, cut), moment)


def send(life: StormLife, cut: f.SitrepCut) -> Script:
    """Refused only when the level has changed since."""
    number = next(told.number for told in reversed(life.all) if told.fact is cut or told.fact == cut)
    words = {"situation": "全区平稳有序", "measures": "继续转移和排查"}
    yield Ask("co2", "sitrep.send", {"sitrep": cut.sitrep, "cut": number, "words": words}, ANY)
