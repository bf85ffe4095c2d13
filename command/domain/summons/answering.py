"""An answer to a summons, and what silence leads to."""

from command.domain.draft import Draft
from command.domain.facts.summons import SummonsKind, SummonsWord
from command.domain.kept.summons import Summons
from command.domain.permission import covers, may_act_for
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons import arrivals, outdoors, recalled, reports, team
from command.domain.summons.calling import heard
from command.wire.requests import AnswerSummons

WORDS: dict[SummonsKind, set[SummonsWord]] = {
    "recall": {"coming", "cannot"},
    "outdoors": {"indoors"},
    "proposal": set(),
    "arrivals": set(),
    "sitrep": set(),
    "handin": set(),
    "contact": set(),
    "missed": set(),
}
"""What somebody may answer who is asked of themselves; whoever is asked about others says `seen`."""


def answer_summons(draft: Draft, asked: Asked, request: AnswerSummons) -> Refusal | None:
    """Somebody answers for themselves, or is answered for by one above them who says how they know."""
    known = draft.picture.summonses.get(request.summons)
    person = request.person or asked.sender.id
    called = known.people.get(person) if known is not None else None
    if known is None or called is None or not _may(draft, asked, known, person):
        return refuse("summons_unknown")
    if request.word not in (WORDS[known.kind] if not called.about else {"seen"}):
        return refuse("summons_word", words=f"summons:{'seen' if called.about else known.kind}")
    for_another = person != asked.sender.id
    if (for_another or request.word == "cannot") and not request.reason.strip():
        return refuse("reason_needed")
    if called.word in (request.word, "came"):
        return refuse("summons_answered", name=called.name)
    heard(
        draft,
        known,
        person,
        request.word,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        request=asked.request,
    )
    return None


def _may(draft: Draft, asked: Asked, known: Summons, person: str) -> bool:
    sender, other = asked.sender, draft.picture.people.get(person)
    if person in (sender.id, sender.unit):
        return True
    return may_act_for(sender, other) if other is not None else covers(sender, known.area)


def summons_due(draft: Draft, known: Summons) -> None:
    """Nobody has answered in time."""
    match known.kind:
        case "outdoors":
            outdoors.indoors_due(draft, known)
        case "recall":
            recalled.unanswered(draft, known)
        case "arrivals":
            arrivals.unanswered(draft, known)
        case "handin":
            reports.unanswered(draft, known)
        case "missed":
            team.unanswered(draft, known)
        case "proposal" | "sitrep" | "contact":
            pass  # these have a deadline of their own, see `warning.proposing`, `sitrep.making` and `reach.watching`
