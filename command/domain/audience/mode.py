"""Who sees facts about response levels and their plans. A level is in force in every street."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, handler, people, people_and_told, person, told
from command.domain.picture import Picture


def _missing(fact: f.RecallEnded, _: Picture) -> list[str]:
    return list(fact.missing)


def _missing_and_told(fact: f.RecallMissed, _: Picture) -> list[str]:
    return [*fact.missing, *fact.told]


AUDIENCES: Audiences = {
    f.ResponsePlanDrafted: Audience(kiosk=False),
    f.ResponsePlanPublished: Audience(kiosk=False),
    f.ResponsePlanDropped: Audience(kiosk=False),
    f.SwitchProposed: Audience(told, hides=("reason", "below_reason", "by_name")),
    f.SwitchEscalated: Audience(told),
    f.SwitchClosed: Audience(told, hides=("reason", "by_name")),
    f.ModeSwitched: Audience(told, hides=("reason", "below_reason"), areas="every"),
    f.SwitchCarriedOn: Audience(kiosk=False),
    f.TasksReconsidered: Audience(kiosk=False),
    f.IncidentRetimed: Audience(handler),
    f.ModeReviewed: Audience(kiosk=False, areas="every"),
    f.ModeReviewDue: Audience(told),
    f.ModeCountersigned: Audience(areas="every"),
    f.CountersignMissed: Audience(told),
    f.RecalledCame: Audience(person),
    f.RecallMissed: Audience(_missing_and_told),
    f.RecallEnded: Audience(_missing),
    f.GridTasksSet: Audience(people_and_told),
    f.GridTasksTimed: Audience(people),
    f.GridTaskDone: Audience(people, hides=("note", "photos", "by_name")),
    f.GridTasksMissed: Audience(people_and_told),
    f.GridTasksEnded: Audience(people),
}
