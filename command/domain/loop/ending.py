"""What the end of an incident ends and begins: orders nobody replied to, and the call-back."""

from typing import Literal

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.limits import limits_of
from command.domain.picture import Incident

_PUT_OFF = 3
"""Under a response level that does not call back, so many times as long: put off, not forgotten."""


def orders_end(draft: Draft, incident: Incident, why: Literal["incident_closed", "incident_voided"]) -> None:
    """督办 that wait for a reply are over with it."""
    waiting = [one for one in draft.picture.supervisions.values() if one.incident == incident.id]
    for one in waiting:
        draft.add(f.SupervisionEnded(supervision=one.id, incident=incident.id, area=one.area, to=list(one.to), why=why))


def call_back_due(draft: Draft, incident: Incident) -> None:
    """回访: whoever called, or whose button it was, is to be asked. To be said just before the closing."""
    first = incident.caller if incident.caller is not None and incident.caller.phone else None
    callers = list(incident.callers)
    resident = incident.press.resident if incident.press is not None else None
    if first is None and resident is None and callers:
        first, callers = callers[0], callers[1:]
    if not limits_of(incident).call_back or not (first or resident):
        return
    draft.add(
        f.CallBackDue(
            incident=incident.id,
            incident_number=incident.number,
            category=incident.category,
            area=incident.place.grid,
            handler=incident.handler,
            caller=first or incident.caller,
            resident=resident,
            callers=callers,
            due=draft.now + draft.policy.call_back * (_PUT_OFF if "call_back" in draft.policy.not_done else 1),
        )
    )
