"""Who may look at a person's file, and on what ground (P4)."""

from typing import Any

import pytest

from command.domain.facts import Caller
from command.domain.looking import may_look
from command.domain.picture import Incident, Person, Press
from command.domain.place import Spot
from tests.domain.builder import DISTRICT, START, grid

HOME = grid(1)


def somebody(role: Any, area: str, **more: Any) -> Person:
    return Person(id="me", name="me", roles=[role], areas=[area], **more)


def incident(n: int, **more: Any) -> Incident:
    return Incident(
        id="i",
        number=1,
        category="grid.rescue",
        disposition="help",
        priority=1,
        reasons=[],
        status="filed",
        place=Spot(20.0, 110.0, grid(n)),
        filed_at=START,
        last_report_at=START,
        changed_at=START,
        **more,
    )


def told(person: Person, reason: str = "", at: Incident | None = None) -> str | None:
    refusal = may_look(person, HOME, "r", "138", reason, at)
    return refusal.code if refusal is not None else None


@pytest.mark.parametrize("role", ["operator", "coordinator"])
def test_the_centre_needs_an_incident_that_concerns_the_person_or_a_reason(role: str) -> None:
    person = somebody(role, DISTRICT)
    press = Press(id="p", device="d", device_name="", button="red", resident="r", resident_name="", pressed_at=START)
    assert told(person) == told(person, "  ") == told(person, at=incident(2)) == "reason_needed"
    assert told(person, "家属来电") is None
    assert told(person, at=incident(1)) is None
    assert told(person, at=incident(2, press=press)) is None
    assert told(person, at=incident(2, caller=Caller(phone="138"))) is None


def test_a_worker_looks_in_the_own_grid_only_and_says_why() -> None:
    assert told(somebody("worker", HOME)) == "reason_needed"
    assert told(somebody("worker", HOME), "入户走访") is None
    assert told(somebody("worker", grid(2)), "入户走访") == "unknown_thing"


def test_a_supervisor_looks_in_the_own_areas() -> None:
    assert told(somebody("supervisor", HOME[:12])) is None
    assert told(somebody("supervisor", grid(5)[:12]), "x") == "unknown_thing"


@pytest.mark.parametrize("role", ["admin", "auditor", "kiosk", "device"])
def test_nobody_else_looks(role: str) -> None:
    assert told(somebody(role, DISTRICT), "x", incident(1)) == "not_allowed"


def test_a_closed_account_looks_at_nothing() -> None:
    assert told(somebody("operator", DISTRICT, active=False), "x") == "not_allowed"
