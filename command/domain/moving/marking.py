"""What became of somebody on a list: told, moved, refused, returned; put right when it was wrong."""

from datetime import datetime, timedelta
from typing import Any

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.facts.moving import EvacueeStatus
from command.domain.kept.moving import MoveList, Moving, Shelter
from command.domain.moving.who import concerned, find, may_keep, may_mark
from command.domain.patrol.day import leaders_of
from command.domain.patrol.rounds import phones_time
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons.arrivals import settled
from command.domain.worktime import LOCAL
from command.wire.requests.moving import CorrectEvacuee, MarkEvacuee

_BEFORE_THE_ORDER = timedelta(days=1)
_AFTER: dict[str, set[EvacueeStatus]] = {
    "told": {"to_move", "refused"},
    "moved": {"to_move", "told", "refused", "moved", "arrived"},
    "refused": {"to_move", "told"},
    "returned": {"moved", "arrived"},
}
"""What may come after what. Anything else is a correction, with its reason."""


def mark_evacuee(draft: Draft, asked: Asked, request: MarkEvacuee) -> Refusal | None:
    """One step, said by whoever is at the door; said twice, it is refused as said."""
    found = find(draft, request.evacuee)
    if found is None or not _may(draft, asked, request.to, *found):
        return refuse("evacuee_unknown")
    known, entry = found
    at = when(draft, asked, known, request.at, paper=request.paper)
    if isinstance(at, Refusal):
        return at
    refusal = _out_of_turn(entry, request, at) or _incomplete(draft, entry, request)
    if refusal is not None:
        return refusal
    step = _step(asked, known, entry, request.evacuee, at) | {
        "heads": request.heads or entry.heads,
        "paper": request.paper,
        "note": request.note.strip(),
        "spot": asked.spot,
    }
    fact = _fact(draft, known, entry, request, step)
    draft.add(fact, asked.sender.id, *concerned(draft, known, entry), *_keepers(draft, request.shelter))
    if request.to == "moved" and request.whither == "relative":
        draft.add(_relative(known, request))
    settled(draft, known.id)
    return None


def _relative(known: MoveList, request: MarkEvacuee) -> f.RelativeNamed:
    return f.RelativeNamed(
        evacuation=known.evacuation,
        area=known.area,
        evacuee=request.evacuee,
        name=request.relative_name.strip(),
        phone=request.relative_phone.strip(),
        address=request.relative_address.strip(),
    )


def _may(draft: Draft, asked: Asked, to: str, known: MoveList, entry: Moving) -> bool:
    shelter = draft.picture.shelters.get(entry.shelter or "")
    if to == "returned" and shelter is not None and may_keep(asked.sender, shelter):
        return True
    return may_mark(asked.sender, known, entry)


def _fact(draft: Draft, known: MoveList, entry: Moving, request: MarkEvacuee, step: dict[str, Any]) -> f.AnyFact:
    match request.to:
        case "told":
            return f.EvacueeTold(**step)
        case "moved":
            return f.EvacueeMoved(left=entry.shelter, **_whither(draft, request, step["happened_at"]), **step)
        case "returned":
            return f.EvacueeReturned(left=entry.shelter, **step)
        case "refused":
            told = dict.fromkeys([*leaders_of(draft, known.area), *upward(draft, known.area, 1)[1]])
            return f.EvacueeRefused(
                reason=request.reason.strip(),
                signed="photo" if request.photos and request.signed == "unsigned" else request.signed,
                photos=request.photos,
                left=entry.shelter,
                told=list(told),
                **step,
            )


def _whither(draft: Draft, request: MarkEvacuee, at: datetime) -> dict[str, Any]:
    if request.whither == "relative":
        return {"whither": "relative"}
    return {
        "whither": "shelter",
        "shelter": request.shelter,
        "arrive_by": at + draft.policy.evacuee_arrives,
        "over": request.reason.strip(),
    }


def _out_of_turn(entry: Moving, request: MarkEvacuee, at: datetime) -> Refusal | None:
    if entry.status == "returned":
        return refuse("evacuee_returned", at=said(entry.at))
    if entry.status == request.to and not _moves_on(entry, request):
        return refuse("evacuee_so_already", status=f"evacuee:{entry.standing}", at=said(entry.at))
    if request.paper and entry.status != "to_move" and entry.at is not None and at < entry.at:
        return refuse("evacuee_older", status=f"evacuee:{entry.standing}", at=said(entry.at))
    if entry.status not in _AFTER[request.to] or (request.to == "returned" and not entry.is_safe):
        return refuse("evacuee_not_yet", status=f"evacuee:{entry.standing}")
    return None


def _moves_on(entry: Moving, request: MarkEvacuee) -> bool:
    """Moved again is something new only to another place."""
    if request.to != "moved":
        return False
    return request.whither != entry.whither or (request.whither == "shelter" and request.shelter != entry.shelter)


def _incomplete(draft: Draft, entry: Moving, request: MarkEvacuee) -> Refusal | None:
    if request.to == "refused":
        return None if request.reason.strip() else refuse("reason_needed")
    if request.to != "moved":
        return None
    if request.whither == "relative":
        whole = request.relative_phone.strip() and request.relative_address.strip()
        return None if whole else refuse("relative_needed")
    shelter = draft.picture.shelters.get(request.shelter or "")
    if shelter is None:
        return refuse("shelter_unknown")
    return full(shelter, request.heads or entry.heads, entry, request.reason)


def full(shelter: Shelter, heads: int, entry: Moving | None, reason: str) -> Refusal | None:
    """No room for so many more; whoever is expected there has their place. A reason overrides it."""
    own = entry.heads if entry is not None and entry.shelter == shelter.id else 0
    if shelter.left + own >= heads or reason.strip():
        return None
    return refuse(
        "shelter_full", name=shelter.name, capacity=shelter.capacity, here=shelter.here, coming=shelter.coming
    )


def when(draft: Draft, asked: Asked, known: MoveList, at: datetime, *, paper: bool) -> datetime | Refusal:
    """When it was: of a phone as ever; of paper as it is written, which must be possible."""
    if not paper:
        return phones_time(draft, asked, at)
    order = draft.picture.evacuations.get(known.evacuation)
    least = (order.opened_at if order is not None else draft.now) - _BEFORE_THE_ORDER
    return at if least <= at <= draft.now + draft.policy.clock_tolerance else refuse("evacuee_time")


def correct_evacuee(draft: Draft, asked: Asked, request: CorrectEvacuee) -> Refusal | None:
    """From any status to any other, with a reason; the wrong fact stays in the ledger."""
    found = find(draft, request.evacuee)
    if found is None or not _may(draft, asked, "returned", *found):
        return refuse("evacuee_unknown")
    known, entry = found
    if not request.reason.strip():
        return refuse("reason_needed")
    at = when(draft, asked, known, request.at, paper=True)
    if isinstance(at, Refusal):
        return at
    to_shelter = request.to == "arrived" or (request.to == "moved" and request.whither == "shelter")
    shelter = request.shelter if to_shelter else None
    if to_shelter and shelter not in draft.picture.shelters:
        return refuse("shelter_unknown")
    whither = request.whither if request.to == "moved" else None
    if (request.to, shelter) == (entry.status, entry.shelter) and whither in (None, entry.whither):
        return refuse("evacuee_so_already", status=f"evacuee:{entry.standing}", at=said(entry.at))
    fact = f.EvacueeCorrected(
        was=entry.status,
        to=request.to,
        whither=whither,
        shelter=shelter,
        left=entry.shelter,
        arrive_by=at + draft.policy.evacuee_arrives if request.to == "moved" and shelter is not None else None,
        reason=request.reason.strip(),
        heads=request.heads or entry.heads,
        **_step(asked, known, entry, request.evacuee, at),
    )
    draft.add(fact, asked.sender.id, *concerned(draft, known, entry), *_keepers(draft, shelter))
    settled(draft, known.id)
    return None


def _step(asked: Asked, known: MoveList, entry: Moving, evacuee: str, at: datetime) -> dict[str, Any]:
    return {
        "request": asked.request,
        "evacuation": known.evacuation,
        "movelist": known.id,
        "area": known.area,
        "evacuee": evacuee,
        "by": asked.sender.id,
        "by_name": asked.sender.name,
        "happened_at": at,
    }


def _keepers(draft: Draft, shelter: str | None) -> list[str]:
    known = draft.picture.shelters.get(shelter or "")
    return known.keepers if known is not None else []


def said(at: datetime | None) -> str:
    """A time as a person reads it, in the district's time."""
    return at.astimezone(LOCAL).strftime("%m-%d %H:%M") if at is not None else "—"
