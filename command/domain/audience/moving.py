"""Who sees facts about people who are moved. Who is moved where to goes to nobody: whoever asks for names is recorded
as having looked.
"""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, told
from command.domain.picture import Picture


def _worker(fact: f.EvacueesAssigned, _: Picture) -> list[str]:
    return [fact.worker]


def _keepers(fact: f.ShelterSet, _: Picture) -> list[str]:
    return list(fact.keepers)


AUDIENCES: Audiences = {
    f.EvacuationOpened: Audience(hides=("reason", "by_name")),
    f.EvacueesListed: Audience(kiosk=False),
    f.EvacueesNamed: Audience(kiosk=False, picture=False),
    f.RelativeNamed: Audience(kiosk=False, picture=False),
    f.EvacueesAssigned: Audience(_worker, kiosk=False),
    f.EvacueeRemoved: Audience(kiosk=False),
    f.EvacueeAmended: Audience(kiosk=False),
    f.EvacueeTold: Audience(kiosk=False),
    f.EvacueeMoved: Audience(kiosk=False),
    f.EvacueeRefused: Audience(told, kiosk=False),
    f.EvacueeArrived: Audience(kiosk=False),
    f.EvacueeReturned: Audience(kiosk=False),
    f.EvacueeCorrected: Audience(kiosk=False),
    f.ArrivalsMissing: Audience(told, kiosk=False),
    f.EvacuationOverdue: Audience(told),
    f.EvacuationClosed: Audience(hides=("reason", "by_name")),
    f.ShelterSet: Audience(_keepers, kiosk=False),
    f.ShelterCounted: Audience(told, kiosk=False),
    f.ShelterClosed: Audience(hides=("reason",)),
}
