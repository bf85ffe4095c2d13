"""One more place beside the lead of an incident is opened: by its needs, by a handler's call, or by order."""

from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.dispatch import Slot
from command.domain.picture import Incident


class Wanted(Struct, frozen=True, kw_only=True):
    """What is wanted beside the lead: see `SlotOpened`."""

    part: f.Part = "co"
    why: Literal["need", "called", "ordered"] = "need"
    kind: f.UnitKind | None = None
    unit: str | None = None
    to: str | None = None
    skills: tuple[str, ...] = ()
    leader: bool = False
    by: str = ""
    reason: str = ""


def open_slot(draft: Draft, incident: Incident, wanted: Wanted, request: str | None = None) -> Slot:
    """One more place. The caller fills it, or leaves it to the clock, which finds it due at once."""
    opened = f.SlotOpened(
        request=request,
        slot=draft.new_id(),
        incident=incident.id,
        part=wanted.part,
        why=wanted.why,
        kind=wanted.kind,
        unit=wanted.unit,
        to=wanted.to,
        skills=list(wanted.skills),
        leader=wanted.leader,
        by=wanted.by,
        reason=wanted.reason,
        due=draft.now,
    )
    draft.add(opened, *([wanted.by] if request else []))
    return draft.picture.slots[opened.slot]
