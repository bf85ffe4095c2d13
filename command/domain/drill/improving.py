"""What is said of a drill for its report: improvements as tasks, and the conclusion. Also when it is over."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.refusals import Refusal
from command.domain.sender import Asked
from command.wire.requests import ConcludeDrill, ImproveDrill


def improve_drill(draft: Draft, asked: Asked, request: ImproveDrill) -> Refusal | None:
    """Something to do better, new or as it stands by now. Its id is the caller's to get right: what was said of an
    improvement stays in the ledger, and the last word counts."""
    draft.add(
        f.ImprovementSet(
            request=asked.request,
            id=request.improvement or request.id,
            text=request.text.strip(),
            owner=request.owner,
            owner_name=request.owner_name.strip(),
            due=request.due,
            done=request.done,
            by=asked.sender.id,
        ),
        asked.sender.id,
    )
    return None


def conclude_drill(draft: Draft, asked: Asked, request: ConcludeDrill) -> Refusal | None:
    """The conclusion, or another one instead."""
    text, by = request.text.strip(), asked.sender
    draft.add(f.ConclusionWritten(request=asked.request, text=text, by=by.id, by_name=by.name), by.id)
    return None
