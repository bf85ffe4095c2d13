"""Who sees facts of a drill: its state everybody, who is in it the centre, its script those who direct it."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person
from command.domain.picture import Picture


def _in_the_drill(_: Any, picture: Picture) -> list[str]:
    """Everybody who takes part and has not been taken out."""
    return [one.id for one in picture.participants.values() if one.is_in]


def _joined(fact: f.ParticipantJoined, _: Picture) -> list[str]:
    return [fact.participant.person]


def _addressed(fact: f.InjectGiven, _: Picture) -> list[str]:
    return list(fact.to)


def _noticed(fact: f.NoticeOver, picture: Picture) -> list[str]:
    notice = picture.notices.get(fact.notice)
    return notice.to if notice is not None else []


AUDIENCES: Audiences = {
    f.DrillStarted: Audience(_in_the_drill, hides=("by", "by_name"), areas="every"),
    f.CarriedOver: Audience(directed=True),
    f.ParticipantJoined: Audience(_joined, kiosk=False, areas="none"),
    f.ParticipantTaken: Audience(person, kiosk=False, areas="none"),
    f.ParticipantBack: Audience(person, kiosk=False, areas="none"),
    f.ParticipantSilenced: Audience(directed=True),
    f.ParticipantHeard: Audience(directed=True),
    f.InjectPlanned: Audience(directed=True),
    f.InjectGiven: Audience(_addressed, directed=True),
    f.InjectHeld: Audience(directed=True),
    f.InjectReleased: Audience(directed=True),
    f.InjectSkipped: Audience(directed=True),
    f.InjectAnswered: Audience(person, directed=True),
    f.NoticeOver: Audience(_noticed, directed=True),
    f.DrillPaused: Audience(_in_the_drill, hides=("by",), areas="every"),
    f.DrillResumed: Audience(_in_the_drill, hides=("by",), areas="every"),
    f.DrillEnded: Audience(_in_the_drill, hides=("by",), areas="every"),
    f.ObserverNoted: Audience(directed=True),
    f.ImprovementSet: Audience(directed=True),
    f.ConclusionWritten: Audience(directed=True),
}
