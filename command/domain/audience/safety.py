"""Who sees facts about roll-calls."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, people, person, told
from command.domain.picture import Picture


def _called(fact: f.RollCallClosed, picture: Picture) -> list[str]:
    rollcall = picture.rollcalls.get(fact.rollcall)
    return [*rollcall.people, rollcall.by] if rollcall is not None else []


AUDIENCES: Audiences = {
    f.RollCallOpened: Audience(people, hides=("reason",)),
    f.RollCallAnswered: Audience(person, hides=("reason",)),
    f.RollCallEscalated: Audience(told),
    f.RollCallClosed: Audience(_called, hides=("reason",)),
}
