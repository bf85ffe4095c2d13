"""报数: a street confirms its figures, with the losses that only people on the spot can have counted."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.permission import covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons.reports import handed_in
from command.wire.requests import HandInSitrep

_NONE = f.Losses()


def hand_in(draft: Draft, asked: Asked, request: HandInSitrep) -> Refusal | None:
    """By the head of the street; or, with a note how they know, by somebody of the centre. As often as there is news
    before the cut; after it, it counts in the next report and the street stays named as late."""
    known = draft.picture.sitreps.get(request.sitrep)
    if known is None or not covers(asked.sender, request.street):
        return refuse("sitrep_unknown")
    if request.street not in known.streets:
        return refuse("sitrep_street", street=request.street)
    refusal = _unsound(draft, asked, request, known.chain)
    if refusal is not None:
        return refusal
    handed = f.SitrepHandedIn(
        request=asked.request,
        chain=known.chain,
        sitrep=known.id,
        area=request.street,
        nothing=request.nothing,
        losses=request.losses or _last(draft, known.chain, request.street),
        note=request.note.strip(),
        behalf=not _is_own(asked, request.street),
        late=known.cut > 0,
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(handed, asked.sender.id)
    handed_in(draft, known, request.street)
    return None


def _unsound(draft: Draft, asked: Asked, request: HandInSitrep, chain: str) -> Refusal | None:
    note, before = request.note.strip(), _last(draft, chain, request.street)
    if not _is_own(asked, request.street) and not note:
        return refuse("reason_needed")
    losses = request.losses or before
    if request.nothing and losses != _NONE:
        return refuse("sitrep_not_nothing")
    fewer = next((name for name in _NONE.__struct_fields__ if getattr(losses, name) < getattr(before, name)), None)
    if fewer is not None and not note:
        return refuse("sitrep_fewer", name=f"losses:{fewer}", was=getattr(before, fewer))
    return None


def _is_own(asked: Asked, street: str) -> bool:
    return "supervisor" in asked.sender.roles and street in asked.sender.areas


def _last(draft: Draft, chain: str, street: str) -> f.Losses:
    part = draft.picture.sitrepchains[chain].parts.get(street)
    return part.losses if part is not None else _NONE
