"""Who sees facts about who is called by name (叫应)."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, people, people_and_told
from command.domain.picture import Picture


def _summoned(fact: Any, picture: Picture) -> list[str]:
    """Who was heard of; and whoever is still asked about them, so that they need not ask any more."""
    known = picture.summonses.get(fact.summons)
    if known is None:
        return []
    if isinstance(fact, f.SummonsEnded):
        return list(known.people)
    return [fact.person, *(id_ for id_, one in known.people.items() if fact.person in one.about)]


AUDIENCES: Audiences = {
    f.PeopleSummoned: Audience(people),
    f.SummonsWidened: Audience(people_and_told),
    f.SummonsAnswered: Audience(_summoned, hides=("reason", "by_name")),
    f.SummonsEnded: Audience(_summoned),
}
