"""A leader's own people: a grid out of contact, and work of the day that is not done, are called by name too.

`contact`: a grid is still silent after the first wait. Its leaders are called by messenger and SMS, later by telephone,
one call about all of theirs in a community, however many grids fell silent. Whoever says that they see to it is left
alone for half an hour. `missed`: the evening's look, once, and once more to whoever did not answer and the tier above.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from command.domain.draft import Draft
from command.domain.facts.reach import Rung
from command.domain.facts.summons import Summoned
from command.domain.kept.reach import Silence
from command.domain.kept.summons import Called, Summons
from command.domain.patrol.day import leaders_of
from command.domain.summons.calling import call, end, summoned, summons_of, widen
from command.domain.upward import upward

TURNS = 4
"""So often the same leader is called anew about silence [D]; it is told upward on every screen all the while."""
SEEN_FOR = timedelta(minutes=30)
"""[D] So long "I see to it" is believed."""
EVENING_AGAIN = timedelta(minutes=45)
"""[D] Who has not answered the evening's call is called once more then: still before the quiet hours."""
_COMMUNITY = 12
_QUIET: list[Rung] = ["messenger", "sms"]


def still_silent(draft: Draft, silence: Silence) -> None:
    """A grid is silent still: its leaders are called, or called anew. The tiers above are told in any case."""
    community = silence.id[:_COMMUNITY]
    known = summons_of(draft, "contact", community)
    lost = sorted(silence.people)
    leaders = leaders_of(draft, silence.id)
    if known is None:
        people = {one: replace(summoned(draft, one, lost, silence.id), rungs=_QUIET) for one in leaders}
        call(draft, "contact", community, community, people, None)
        return
    again = {one: found for one in leaders if (found := _again(draft, known, one, lost)) is not None}
    if again:
        widen(draft, known, again, due=None, told=again, level=max(known.level, silence.level))


def _again(draft: Draft, known: Summons, leader: str, lost: list[str]) -> Summoned | None:
    """How a leader is called about these now; None: they are not."""
    before = known.people.get(leader)
    if before is None:
        return replace(summoned(draft, leader, lost, known.area), rungs=_QUIET)
    about = sorted({*before.about, *lost})
    asked = replace(summoned(draft, leader, about, before.area))
    if not set(lost) <= set(before.about):
        return replace(asked, more=before.word is None, rungs=_QUIET)
    return asked if _is_due(draft, before) and before.turn + 1 < TURNS else None


def _is_due(draft: Draft, before: Called) -> bool:
    if before.heard_at is not None:
        return draft.now - before.heard_at >= SEEN_FOR
    return draft.now - before.at >= draft.policy.silent_again


def heard_again(draft: Draft, grid: str) -> None:
    """A grid is heard of: if it was the last of its community, nobody is called for it any more."""
    community = grid[:_COMMUNITY]
    if not any(one.startswith(community) for one in draft.picture.silences):
        end(draft, summons_of(draft, "contact", community), "answered")


def call_for_evening(draft: Draft, community: str, on: date, about: Mapping[str, Iterable[str]]) -> None:
    """Each leader about all of theirs: no telephone call, it is nobody's life."""
    people = {one: replace(summoned(draft, one, of, community), rungs=_QUIET) for one, of in about.items()}
    call(draft, "missed", f"{community}:{on.isoformat()}", community, people, draft.now + EVENING_AGAIN)


def unanswered(draft: Draft, known: Summons) -> None:
    """Once more, and to the next tier that is there; then it is left: the day's end says the rest."""
    silent = {id_: one for id_, one in known.people.items() if one.word is None}
    if not silent or known.level:
        end(draft, known, "over" if silent else "answered")
        return
    about = sorted({what for one in silent.values() for what in one.about})
    above = [one for one in upward(draft, known.area, 2)[1] if one not in known.people]
    people = {one: replace(summoned(draft, one, about, known.area), rungs=_QUIET) for one in (*silent, *above)}
    widen(draft, known, people, due=draft.now + EVENING_AGAIN, told=people)
