"""What observers saw, and what players answered."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill.common import inject_of
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import AnswerInject, NoteDrill


def note_drill(draft: Draft, asked: Asked, request: NoteDrill) -> Refusal | None:
    """A note, of an inject or in general: also when the drill is over."""
    if not request.text.strip() and request.seen is None:
        return refuse("note_empty")
    found = inject_of(draft, request.inject) if request.inject is not None else None
    if request.inject is not None and found is None:
        return refuse("inject_unknown")
    if request.expectation is not None and (found is None or request.expectation >= len(found.inject.expected)):
        return refuse("expectation_unknown")
    noted = f.ObserverNoted(
        request=asked.request,
        id=draft.new_id(),
        text=request.text.strip(),
        inject=request.inject or "",
        expectation=request.expectation,
        seen=request.seen,
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(noted, asked.sender.id)
    return None


def answer_inject(draft: Draft, asked: Asked, request: AnswerInject) -> Refusal | None:
    """A message or contact test is answered by one of those it went to, once."""
    notice = draft.picture.notices.get(request.inject)
    if notice is None or not notice.answer or asked.sender.id not in notice.to:
        return refuse("inject_no_answer")
    if asked.sender.id in notice.answered:
        return refuse("inject_answered")
    answered = f.InjectAnswered(
        request=asked.request,
        inject=notice.id,
        person=asked.sender.id,
        took_s=round((draft.now - notice.at).total_seconds(), 3),
        text=request.text.strip(),
    )
    draft.add(answered, asked.sender.id)
    if set(notice.to) <= set(notice.answered):
        draft.add(f.NoticeOver(notice=notice.id))
    return None
