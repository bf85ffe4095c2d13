"""Who may look at the file of a person in special need, and on what ground. Every look is recorded."""

from command.domain.permission import answers_for
from command.domain.picture import Incident, Person
from command.domain.refusals import Refusal, refuse


def may_look(reader: Person, grid: str, resident: str, phone: str, reason: str, at: Incident | None) -> Refusal | None:
    """None if the reader may see the file of the `resident` who lives in `grid` (15 digits) and has this `phone`.

    A worker their own grid's, with a reason or at an incident; a supervisor those of their areas; operators and
    coordinators anybody's at an incident that concerns them (`at`), or with a reason.
    """
    if not reader.active or not may_ask(reader):
        return refuse("not_allowed")
    grounded = bool(reason.strip()) or (at is not None and _concerns(at, grid, resident, phone))
    if {"operator", "coordinator"}.intersection(reader.roles):
        return None if grounded else refuse("reason_needed")
    if not answers_for(reader, grid):
        return refuse("unknown_thing")  # who lives elsewhere is not theirs to know
    return None if grounded or "supervisor" in reader.roles else refuse("reason_needed")


def may_ask(reader: Person) -> bool:
    """Whether any of the reader's roles ever sees a file."""
    return bool({"worker", "supervisor", "operator", "coordinator"}.intersection(reader.roles))


def _concerns(incident: Incident, grid: str, resident: str, phone: str) -> bool:
    """It came from their button or telephone, or it is at their door."""
    if incident.press is not None and incident.press.resident == resident:
        return True
    if incident.caller is not None and phone and incident.caller.phone == phone:
        return True
    return incident.place.grid == grid
