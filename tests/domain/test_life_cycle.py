"""The life of an incident, every status with everything that can be asked of it."""

from collections.abc import Callable

import pytest

from command.domain import facts as f
from tests.domain.builder import World, only, small_world

ACTIONS: dict[str, Callable[[World, str, str, str], list[f.AnyFact]]] = {
    "accept": lambda w, i, o, a: w.answer("w1", "accept", o),
    "decline": lambda w, i, o, a: w.answer("w1", "decline", o),
    "en_route": lambda w, i, o, a: w.advance("w1", "en_route", a),
    "on_scene": lambda w, i, o, a: w.advance("w1", "on_scene", a),
    "done": lambda w, i, o, a: w.advance("w1", "done", a, note="水已退"),
    "failed": lambda w, i, o, a: w.advance("w1", "failed", a),
    "close": lambda w, i, o, a: w.send("op", "incident.close", incident=i),
    "no_action": lambda w, i, o, a: w.send("op", "incident.close", incident=i, outcome="no_action", note="x"),
    "void": lambda w, i, o, a: w.send("wl", "incident.void", incident=i, reason="x"),
    "reassign": lambda w, i, o, a: w.send("op", "incident.reassign", incident=i, reason="x"),
    "name": lambda w, i, o, a: w.send("op", "incident.reassign", incident=i, reason="x", to="w2"),
}

# What each action leads to from each status: the next status, or the code of the refusal.
TABLE = """
              filed               offered             unattended          assigned              en_route              on_scene              handled          closed           voided
accept        offer_closed        assigned            offer_closed        offer_closed          offer_closed          offer_closed          offer_closed     offer_closed     offer_closed
decline       offer_closed        offered             offer_closed        offer_closed          offer_closed          offer_closed          offer_closed     offer_closed     offer_closed
en_route      assignment_unknown  assignment_unknown  assignment_unknown  en_route              step_backwards        step_backwards        assignment_over  assignment_over  assignment_over
on_scene      assignment_unknown  assignment_unknown  assignment_unknown  on_scene              on_scene              step_backwards        assignment_over  assignment_over  assignment_over
done          assignment_unknown  assignment_unknown  assignment_unknown  handled               handled               handled               assignment_over  assignment_over  assignment_over
failed        assignment_unknown  assignment_unknown  assignment_unknown  offered               offered               offered               assignment_over  assignment_over  assignment_over
close         not_handled         not_handled         not_handled         not_handled           not_handled           not_handled           closed           incident_over    incident_over
no_action     closed              closed              closed              closed                closed                closed                closed           incident_over    incident_over
void          voided              voided              voided              voided                voided                voided                voided           incident_over    incident_over
reassign      filed               filed               filed               filed                 filed                 filed                 filed            incident_over    incident_over
name          assigned            assigned            assigned            assigned              assigned              assigned              assigned         incident_over    incident_over
"""  # noqa: E501
_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(status, row[0], cell) for row in _ROWS for status, cell in zip(_HEAD, row[1:], strict=True)]


def reach(status: str) -> tuple[World, str, str, str]:
    """A world whose one incident has the status; with its id, the first offer's and the first assignment's."""
    world = small_world()
    world.on_duty("w1", "w2")
    world.report("w3")
    (offer,), incident, assignment = world.picture.offers, world.incident.id, "none"
    if status == "filed":
        ACTIONS["reassign"](world, incident, offer, assignment)
    elif status == "unattended":
        world.answer("w1", "decline")
        world.answer("w2", "decline")
    elif status != "offered":
        assignment = only(world.answer("w1", "accept"), f.AssignmentMade).assignment
        path = {"en_route": ["en_route"], "on_scene": ["on_scene"], "handled": ["done"], "closed": ["done", "close"]}
        for step in path.get(status, ["void"] if status == "voided" else []):
            ACTIONS[step](world, incident, offer, assignment)
    assert status_of(world, incident) == status
    return world, incident, offer, assignment


def status_of(world: World, incident: str) -> str:
    known = world.picture.incidents.get(incident)
    return known.status if known is not None else world.situation.past.incidents[incident]


@pytest.mark.parametrize(("status", "action", "leads_to"), CASES)
def test_each_status_allows_what_the_table_says_and_refuses_the_rest(status: str, action: str, leads_to: str) -> None:
    world, incident, offer, assignment = reach(status)
    done = ACTIONS[action](world, incident, offer, assignment)
    refusals = [fact.refusal.code.removeprefix("incident_not_") for fact in done if isinstance(fact, f.RequestRefused)]
    if refusals:
        assert refusals[0].replace("handled", "not_handled") == leads_to
        assert len(done) == 1, "a refusal changes nothing"
        assert status_of(world, incident) == status
    else:
        assert status_of(world, incident) == leads_to
    open_ = world.picture.incidents.get(incident)
    assert open_ is None or open_.next is not None
