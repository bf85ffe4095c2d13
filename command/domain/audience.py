"""Who sees which fact: the channels it goes to, and what of it each kind of viewer is shown.

One place. `channels_of` is applied when a fact is stored; `shown` when it is sent or read back.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.facts import Loop, Press, Referral
from command.domain.permission import WHOLE_DISTRICT
from command.domain.picture import Held, Person, Picture
from command.domain.warning.reach import concerns

_OWN_ONLY = (
    f.ReportStored,
    f.RequestRefused,
    f.CalendarOpened,
    f.CalendarClosed,
    f.EvacueesNamed,
    f.RelativeNamed,
    f.SitrepItems,
)
"""Answers that concern nobody but the sender; and who is moved where to, which goes to nobody: whoever asks for names
is recorded as having looked; and the long lists behind a report's figures, which whoever opens a figure asks for."""


class View(Struct, frozen=True):
    """How somebody sees the picture: the whole district, some areas only, or a kiosk's redacted whole. `directs`: and,
    of a drill, what is still to come."""

    whole: bool = False
    kiosk: bool = False
    directs: bool = False
    areas: tuple[str, ...] = ()


def view_of(person: Person) -> View:
    """The widest view that the person's roles give."""
    if WHOLE_DISTRICT.intersection(person.roles):
        return View(whole=True, directs=not {"director", "observer"}.isdisjoint(person.roles))
    if "supervisor" in person.roles:
        return View(areas=tuple(sorted(person.areas)))
    return View(kiosk=True)


def channels_of(fact: f.AnyFact, district: str, people: list[str]) -> tuple[str, ...]:
    """The channels of a fact; `people` are the ids that the decision addressed it to (sender, candidate, told)."""
    personal = tuple(dict.fromkeys(f"staff:{person}" for person in people))
    return personal if isinstance(fact, _OWN_ONLY) else (*personal, f"picture:{district}")


def people_of(fact: f.AnyFact, picture: Picture) -> list[str]:
    """Whom a fact concerns personally, apart from the sender of the request it answers."""
    pick = _PEOPLE.get(type(fact))
    found = pick(fact, picture) if pick is not None else []
    return [desk for one in found for desk in _desks(one, picture)] if picture.units else found


def _desks(one: str, picture: Picture) -> list[str]:
    """What goes to a unit goes to the accounts of its desk."""
    unit = picture.units.get(one)
    return unit.desks if unit is not None else [one]


def _handler(fact: Any, picture: Picture) -> list[str]:
    """Those on the job, who must hear that the incident changed under them."""
    incident = picture.incidents.get(fact.incident)
    if incident is None:
        return []
    offer = picture.offers.get(incident.offer or "")
    return [p for p in (incident.handler, offer.person if offer else None, *incident.crew) if p]


def _handler_and_reporters(fact: Any, picture: Picture) -> list[str]:
    """An outcome goes to everybody who reported the incident too."""
    incident = picture.incidents.get(fact.incident)
    return _handler(fact, picture) + (incident.reporters if incident else [])


def _swappers(fact: Any, picture: Picture) -> list[str]:
    swap = picture.swaps.get(fact.swap)
    return [swap.giver, swap.taker, *getattr(fact, "told", [])] if swap is not None else []


def _on_leave(fact: Any, picture: Picture) -> list[str]:
    leave = picture.leaves.get(fact.leave)
    return [leave.person] if leave is not None else []


def _members(fact: f.GroupRostered, _: Picture) -> list[str]:
    return list(fact.patterns[-1].members) if fact.patterns else []


def _both_sides(fact: Any, picture: Picture) -> list[str]:
    handover = picture.reliefs.get(fact.relief)
    parties = [*handover.outgoing, *handover.incoming] if handover is not None else []
    return [*parties, *getattr(fact, "told", [])]


def _visited(fact: f.VisitRecorded, picture: Picture) -> list[str]:
    """Whoever had them on a list need not go there any more."""
    day, care = picture.days.get(fact.day or ""), picture.cares.get(fact.care or "")
    owners = [who for who, residents in care.visits.items() if fact.resident in residents] if care is not None else []
    return [fact.person, *([day.person] if day is not None else []), *owners]


def _cared_for(fact: f.CareClosed, picture: Picture) -> list[str]:
    care = picture.cares.get(fact.care)
    return [*fact.told, *(care.visits if care is not None else ())]


def _rollcall_people(fact: f.RollCallClosed, picture: Picture) -> list[str]:
    rollcall = picture.rollcalls.get(fact.rollcall)
    return [*rollcall.people, rollcall.by] if rollcall is not None else []


def _sos_people(fact: Any, picture: Picture) -> list[str]:
    """Everybody who was told of a call for help hears how it goes on, and so does whoever called."""
    sos = picture.sos.get(fact.sos)
    return [sos.person, *sos.told, *(one.person for one in sos.near)] if sos is not None else []


def _own_and_told(fact: Any, _: Picture) -> list[str]:
    return [fact.person, *getattr(fact, "told", ())]


def _timer_people(fact: Any, picture: Picture) -> list[str]:
    """Who was told of a silence hears of its end too."""
    timer = picture.timers.get(fact.timer)
    return [fact.person, *(timer.told if timer is not None else ())]


def _asker_and_handler(fact: Any, picture: Picture) -> list[str]:
    """A ruling goes to whoever asked for it."""
    incident = picture.incidents.get(fact.incident)
    asked = incident.way.asked if incident is not None else None
    return ([asked.by] if asked is not None else []) + _handler(fact, picture)


def _supervised(fact: Any, picture: Picture) -> list[str]:
    """Who was to reply, and who demanded it."""
    known = picture.supervisions.get(fact.supervision)
    return [*known.to, *([known.by] if known.by else [])] if known is not None else []


def _those_in(areas: list[str], picture: Picture) -> list[str]:
    """Everybody on the staff who works where a warning is for, on duty or not."""
    staff = (p for p in picture.people.values() if p.active and not {"kiosk", "device", "unit"}.intersection(p.roles))
    return [person.id for person in staff if concerns(areas, person.areas)]


def _warned(fact: Any, picture: Picture) -> list[str]:
    """Who was warned hears that it is over."""
    if isinstance(fact, f.WarningExpired) and fact.state != "active":
        return []  # they heard when it was replaced or cancelled
    ids = fact.warnings if isinstance(fact, f.WarningCancelled) else [fact.warning]
    areas = [area for id_ in ids if (known := picture.warnings.get(id_)) is not None for area in known.areas]
    return _those_in(areas, picture) if areas else []


def _summoned(fact: Any, picture: Picture) -> list[str]:
    """Who was heard of; and whoever is still asked about them, so that they need not ask any more."""
    known = picture.summonses.get(fact.summons)
    if known is None:
        return []
    if isinstance(fact, f.SummonsEnded):
        return list(known.people)
    return [fact.person, *(id_ for id_, one in known.people.items() if fact.person in one.about)]


def _in_the_drill(_: Any, picture: Picture) -> list[str]:
    """Everybody who takes part and has not been taken out."""
    return [one.id for one in picture.participants.values() if one.is_in]


def _drafter(fact: Any, picture: Picture) -> list[str]:
    known = picture.bulletins.get(fact.bulletin)
    return [known.by] if known is not None else []


def _proposed_to(fact: Any, picture: Picture) -> list[str]:
    known = picture.proposals.get(fact.proposal)
    return known.told if known is not None else []


_PEOPLE: dict[type, Callable[[Any, Picture], list[str]]] = {
    f.PasswordReset: lambda fact, _: [fact.person],
    f.RightsChanged: lambda fact, _: [fact.person],
    f.DutyStarted: lambda fact, _: [fact.person],
    f.DutyEnding: lambda fact, _: [fact.person],
    f.DutyEnded: lambda fact, _: [fact.person],
    f.ReportMerged: _handler,
    f.OfferMade: lambda fact, _: [fact.person],
    f.OfferClosed: lambda fact, _: [fact.person],
    f.AssignmentMade: lambda fact, _: [fact.person],
    f.AssignmentChanged: lambda fact, _: [fact.person],
    f.AssignmentEnded: lambda fact, _: [fact.person],
    f.NobodyAvailable: lambda fact, _: list(fact.told),
    f.IncidentEscalated: lambda fact, _: list(fact.told),
    f.IncidentReassigned: _handler,
    f.IncidentReferred: _handler,
    f.IncidentClosed: _handler_and_reporters,
    f.IncidentVoided: _handler_and_reporters,
    f.SlotOpened: _handler,
    f.SlotUnfilled: lambda fact, _: list(fact.told),
    f.SlotClosed: _handler,
    f.IncidentRouted: lambda fact, _: list(fact.told),
    f.IncidentUrged: lambda fact, _: list(fact.people),
    f.UnitRegistered: lambda fact, _: [*(fact.desks or ()), *fact.released],
    f.EscalationSeen: _handler,
    f.ArrivalAsked: lambda fact, _: [fact.person],
    f.ArrivalAnswered: lambda fact, _: [fact.person],
    f.RollCallOpened: lambda fact, _: list(fact.people),
    f.RollCallAnswered: lambda fact, _: [fact.person],
    f.RollCallEscalated: lambda fact, _: list(fact.told),
    f.RollCallClosed: _rollcall_people,
    f.DayOpened: lambda fact, _: [fact.person],
    f.DayEnded: lambda fact, _: [fact.person, *fact.told],
    f.VisitRecorded: _visited,
    f.CareOrdered: lambda fact, _: list(fact.visits),
    f.CareClosed: _cared_for,
    f.AlertRead: lambda fact, _: [fact.person],
    f.SosRaised: lambda fact, _: [fact.person, *fact.told, *(one.person for one in fact.near)],
    f.SosRepeated: _sos_people,
    f.SosAcknowledged: _sos_people,
    f.SosEscalated: lambda fact, picture: [*fact.told, *_sos_people(fact, picture)],
    f.SosEnded: _sos_people,
    f.ContactLost: lambda fact, _: list(fact.told),
    f.ContactEscalated: lambda fact, _: list(fact.told),
    f.TimerStarted: _own_and_told,
    f.TimerAsked: _own_and_told,
    f.TimerAnswered: _timer_people,
    f.TimerMissed: _own_and_told,
    f.TimerEnded: _timer_people,
    f.ExtensionAsked: _handler,
    f.ExtensionGranted: _asker_and_handler,
    f.ExtensionRefused: _asker_and_handler,
    f.SuspensionAsked: _handler,
    f.SuspensionRefused: _asker_and_handler,
    f.VoidRefused: _asker_and_handler,
    f.IncidentSuspended: lambda fact, p: [one for one in (fact.handler, *_asker_and_handler(fact, p)) if one],
    f.FeedbackGiven: lambda fact, _: [fact.person],
    f.ReworkOrdered: lambda fact, _: [fact.person],
    f.IncidentReturned: lambda fact, _: [fact.person, *fact.told],
    f.ReturnRuled: lambda fact, _: [fact.person],
    f.IncidentSampled: lambda fact, _: [fact.person],
    f.IncidentVerified: _handler_and_reporters,
    f.SupervisionOrdered: lambda fact, _: list(fact.to),
    f.SupervisionReplied: _supervised,
    f.SupervisionEscalated: lambda fact, p: [*fact.told, *_supervised(fact, p)],
    f.SupervisionEnded: _supervised,
    f.CallBackMissed: lambda fact, _: list(fact.told),
    f.HandoverLate: lambda fact, _: list(fact.told),
    f.ReferralMoved: _handler,
    f.GroupRostered: _members,
    f.PlanSet: lambda fact, _: list(dict.fromkeys(person for day in fact.days for person in day.people)),
    f.OverrideSet: lambda fact, _: [one for one in (fact.person, fact.replaces) if one],
    f.SwapAsked: lambda fact, _: [fact.giver, fact.taker],
    f.SwapAccepted: _swappers,
    f.SwapApproved: _swappers,
    f.SwapClosed: _swappers,
    f.LeaveAsked: lambda fact, _: [fact.person, *fact.told],
    f.LeaveApproved: _on_leave,
    f.LeaveClosed: _on_leave,
    f.CalendarOpened: lambda fact, _: [fact.person],
    f.CalendarClosed: lambda fact, _: [fact.person],
    f.ShiftsBegan: lambda fact, _: [stint.person for stint in fact.stints],
    f.ShiftsMissed: lambda fact, _: [*fact.people, *fact.told],
    f.GapsFound: lambda fact, _: list(fact.told),
    f.ReliefOpened: lambda fact, _: [*fact.outgoing, *fact.incoming],
    f.ReliefSigned: _both_sides,
    f.ReliefOverdue: _both_sides,
    f.ReliefClosed: _both_sides,
    f.WarningReceived: lambda fact, p: _those_in(fact.areas, p),
    f.WarningCancelled: _warned,
    f.WarningExpired: _warned,
    f.ProposalMade: lambda fact, _: list(fact.told),
    f.ProposalEscalated: lambda fact, _: list(fact.told),
    f.ProposalTaken: _proposed_to,
    f.ProposalClosed: _proposed_to,
    f.BulletinDrafted: lambda fact, _: list(fact.told),
    f.BulletinWaits: lambda fact, _: list(fact.told),
    f.BulletinSigned: _drafter,
    f.BulletinReleased: _drafter,
    f.EvacueesAssigned: lambda fact, _: [fact.worker],
    f.EvacueeRefused: lambda fact, _: list(fact.told),
    f.ArrivalsMissing: lambda fact, _: list(fact.told),
    f.EvacuationOverdue: lambda fact, _: list(fact.told),
    f.ShelterSet: lambda fact, _: list(fact.keepers),
    f.ShelterCounted: lambda fact, _: list(fact.told),
    f.StormProposed: lambda fact, _: list(fact.told),
    f.StormWatched: lambda fact, _: list(fact.told),
    f.OutdoorOverridden: lambda fact, _: list(fact.told),
    f.DispatchHeld: _handler,
    f.ModeSwitched: lambda fact, _: list(fact.told),
    f.SwitchProposed: lambda fact, _: list(fact.told),
    f.SwitchEscalated: lambda fact, _: list(fact.told),
    f.SwitchClosed: lambda fact, _: list(fact.told),
    f.ModeReviewDue: lambda fact, _: list(fact.told),
    f.CountersignMissed: lambda fact, _: list(fact.told),
    f.IncidentRetimed: _handler,
    f.RecalledCame: lambda fact, _: [fact.person],
    f.RecallMissed: lambda fact, _: [*fact.missing, *fact.told],
    f.RecallEnded: lambda fact, _: list(fact.missing),
    f.PeopleSummoned: lambda fact, _: list(fact.people),
    f.SummonsWidened: lambda fact, _: [*fact.people, *fact.told],
    f.SummonsAnswered: _summoned,
    f.SummonsEnded: _summoned,
    f.GridTasksSet: lambda fact, _: [*fact.people, *fact.told],
    f.GridTasksTimed: lambda fact, _: list(fact.people),
    f.GridTaskDone: lambda fact, _: list(fact.people),
    f.GridTasksMissed: lambda fact, _: [*fact.people, *fact.told],
    f.GridTasksEnded: lambda fact, _: list(fact.people),
    f.SitrepAsked: lambda fact, _: list(fact.told),
    f.SitrepRetimed: lambda fact, _: list(fact.told),
    f.SitrepReminded: lambda fact, _: list(fact.told),
    f.SitrepCut: lambda fact, _: list(fact.told),
    f.SitrepLate: lambda fact, _: list(fact.told),
    f.DrillStarted: _in_the_drill,
    f.ParticipantJoined: lambda fact, _: [fact.participant.person],
    f.ParticipantTaken: lambda fact, _: [fact.person],
    f.ParticipantBack: lambda fact, _: [fact.person],
    f.InjectGiven: lambda fact, _: list(fact.to),
    f.InjectAnswered: lambda fact, _: [fact.person],
    f.NoticeOver: lambda fact, picture: notice.to if (notice := picture.notices.get(fact.notice)) is not None else [],
    f.DrillPaused: _in_the_drill,
    f.DrillResumed: _in_the_drill,
    f.DrillEnded: _in_the_drill,
}

_KIOSK_HIDES = {
    "IncidentFiled": ("text", "caller", "reporter", "reporter_name", "photos"),
    "ReportMerged": ("text", "caller", "reporter", "reporter_name", "photos"),
    "ButtonPressed": ("device", "device_name", "resident", "resident_name"),
    "IncidentReferred": ("reference",),
    "OfferMade": ("text", "photos"),
    "OfferClosed": ("reason",),
    "AssignmentMade": ("text", "photos", "reason"),
    "AssignmentChanged": ("note", "photos", "reason"),
    "IncidentClosed": ("note",),
    "IncidentVoided": ("reason",),
    "IncidentReassigned": ("reason",),
    "TaskDone": ("note",),
    "UnitRegistered": ("desks", "released", "by"),
    "SlotOpened": ("reason",),
    "IncidentRouted": ("reason",),
    "IncidentUrged": ("reason",),
    "SlotClosed": ("reason",),
    "ArrivalAnswered": ("reason",),
    "AlertSent": ("text",),
    "AlertEnded": ("reason",),
    "RollCallOpened": ("reason",),
    "RollCallAnswered": ("reason",),
    "RollCallClosed": ("reason",),
    "SosEnded": ("reason",),
    "ContactReported": ("text", "said_by"),
    "CallDone": ("note",),
    "TimerStarted": ("note",),
    "TimerAnswered": ("reason",),
    "TimerEnded": ("reason",),
    "ExtensionGranted": ("reason", "by_name"),
    "IncidentSuspended": ("reason", "by_name", "handler_name"),
    "IncidentResumed": ("reason", "by_name"),
    "ReworkOrdered": ("reason", "by_name", "photos"),
    "IncidentReturned": ("reason", "by_name", "person_name"),
    "ReturnRuled": ("reason", "by_name"),
    "IncidentReopened": (
        "reason",
        "by_name",
        "text",
        "photos",
        "reporters",
        "caller",
        "callers",
        "press",
        "referrals",
        "loop",
    ),
    "GroupDissolved": ("reason",),
    "PlanSet": ("reason",),
    "OverrideSet": ("reason",),
    "RosterItemEnded": ("reason",),
    "ReliefSigned": ("sheet",),
    "WarningReceived": ("by", "by_name"),
    "WarningCancelled": ("by", "by_name"),
    "ProposalMade": ("told",),
    "ProposalEscalated": ("told",),
    "ProposalTaken": ("by_name",),
    "ProposalClosed": ("reason", "by_name"),
    "EvacuationOpened": ("reason", "by_name"),
    "EvacuationClosed": ("reason", "by_name"),
    "ShelterClosed": ("reason",),
    "OutdoorPeakBegan": ("out",),
    "OutdoorOverridden": ("reason", "told", "by", "by_name"),
    "OutdoorPeakOver": ("reason",),
    "StormEnded": ("reason",),
    "SummonsAnswered": ("reason", "by_name"),
    "SwitchProposed": ("reason", "below_reason", "by_name"),
    "SwitchClosed": ("reason", "by_name"),
    "ModeSwitched": ("reason", "below_reason"),
    "GridTaskDone": ("note", "photos", "by_name"),
    "AttentionTaken": ("by_name",),
    "AttentionShelved": ("by_name", "reason"),
    "AttentionReturned": ("by_name",),
    "AttentionClosed": ("by_name",),
    "DrillStarted": ("by", "by_name"),
    "DrillPaused": ("by",),
    "DrillResumed": ("by",),
    "DrillEnded": ("by",),
}
_PRIVATE = {
    "SwapAsked",
    "SwapAccepted",
    "SwapApproved",
    "SwapClosed",
    "LeaveAsked",
    "LeaveApproved",
    "LeaveClosed",
    "ShiftsOver",
}
"""Who swaps, is ill or was late is no business of whoever passes a screen."""
_MOVING = {
    "EvacueesNamed",
    "RelativeNamed",
    "EvacueesListed",
    "EvacueesAssigned",
    "EvacueeRemoved",
    "EvacueeAmended",
    "EvacueeTold",
    "EvacueeMoved",
    "EvacueeRefused",
    "EvacueeArrived",
    "EvacueeReturned",
    "EvacueeCorrected",
    "ArrivalsMissing",
    "ShelterSet",
    "ShelterCounted",
}
_KIOSK_NEVER = {
    "BulletinDrafted",
    "BulletinSigned",
    "BulletinReleased",
    "BulletinDropped",
    "BulletinWaits",
    "BulletinOver",
    "DayOpened",
    "RoundStarted",
    "RoundFinished",
    "VisitRecorded",
    "CareOrdered",
    "CareClosed",
    "DayEnded",
    "PersonRegistered",
    "PasswordReset",
    "RightsChanged",
    "EntrySetAside",
    "ExtensionAsked",
    "ExtensionRefused",
    "SuspensionAsked",
    "SuspensionRefused",
    "VoidAsked",
    "VoidRefused",
    "FeedbackGiven",
    "IncidentVerified",
    "SupervisionOrdered",
    "SupervisionReplied",
    "SupervisionEscalated",
    "SupervisionEnded",
    "CallBackDue",
    "CallBackMade",
    "CallBackMissed",
    "ReportHandedOver",
    "HandoverAnswered",
    "HandoverLate",
    "ReferralMoved",
    "LimitsChanged",
    "StormProposed",
    "StormRejected",
    "NeedChanged",
    "ResponsePlanDrafted",
    "ResponsePlanPublished",
    "ResponsePlanDropped",
    "SwitchCarriedOn",
    "TasksReconsidered",
    "ModeReviewed",
    "SitrepAsked",
    "SitrepRetimed",
    "SitrepHandedIn",
    "SitrepReminded",
    "SitrepCut",
    "SitrepLate",
    "SitrepSent",
    "SitrepDropped",
    "SitrepChainClosed",
    "ParticipantJoined",
    "ParticipantTaken",
    "ParticipantBack",
    *_PRIVATE,
    *_MOVING,
}
_BELOW_TOO = {"WarningReceived", "WarningCancelled", "WarningExpired"}
"""A warning for the district is one for each part of it."""
_DIRECTED = {
    "CarriedOver",
    "ParticipantSilenced",
    "ParticipantHeard",
    "InjectPlanned",
    "InjectGiven",
    "InjectHeld",
    "InjectReleased",
    "InjectSkipped",
    "InjectAnswered",
    "NoticeOver",
    "ObserverNoted",
    "ImprovementSet",
    "ConclusionWritten",
}
"""What a drill's players must not know beforehand, or hear of only when it is addressed to them."""
_EVERYWHERE = {
    "ModeSwitched",
    "ModeCountersigned",
    "ModeReviewed",
    "SitrepAsked",
    "SitrepRetimed",
    "SitrepReminded",
    "DrillStarted",
    "DrillPaused",
    "DrillResumed",
    "DrillEnded",
}
"""Of no area, and everybody's business: a level is in force in every street, and every street reports in it."""
_QUEUE = {
    "AttentionOpened",
    "AttentionWidened",
    "AttentionTaken",
    "AttentionShelved",
    "AttentionReturned",
    "AttentionLooked",
    "AttentionClosed",
    "AttentionPaced",
}
"""The operators' queue holds the whole district: what a supervisor answers for is on their own desk."""
_WHOLE_ONLY = {
    "ParticipantJoined",
    "ParticipantTaken",
    "ParticipantBack",
    "UnitRegistered",
    "PersonRegistered",
    "PasswordReset",
    "RightsChanged",
    "EntrySetAside",
    "TaskDone",
} | _QUEUE


def shown(view: View, type_: str, area: str | None, body: bytes) -> bytes | None:
    """What `view` is shown of a fact of `picture:`: its JSON, a redacted one, or None for nothing."""
    if type_ in _DIRECTED and not view.directs:
        return None
    if view.whole:
        return body
    if view.kiosk:
        return None if type_ in _KIOSK_NEVER else _without(body, _KIOSK_HIDES.get(type_, ()))
    return _shown_in(view, type_, area, body)


def _shown_in(view: View, type_: str, area: str | None, body: bytes) -> bytes | None:
    """To whom sees some areas only."""
    if type_ in _EVERYWHERE:
        return body
    if type_ in _WHOLE_ONLY or area is None:
        return None
    if type_ in _BELOW_TOO:
        return body if concerns([area], view.areas) else None
    return body if any(area.startswith(own) for own in view.areas) else None


def press_for_passers_by(press: Press | None) -> Press | None:
    """A press as a kiosk is shown it: that it was one, not whose."""
    if press is None:
        return None
    return msgspec.structs.replace(press, device="", device_name="", resident=None, resident_name="")


def referrals_for_passers_by(referrals: list[Referral]) -> list[Referral]:
    """Referrals without what the first line said."""
    return [msgspec.structs.replace(one, reference="", outcome="") for one in referrals]


def loop_for_passers_by(loop: Loop | None) -> Loop | None:
    """How often it went round, without what anybody said or showed."""
    if loop is None:
        return None
    stands = loop.suspension and msgspec.structs.replace(loop.suspension, reason="", handler_name="", by_name="")
    back = loop.rework and msgspec.structs.replace(loop.rework, reason="", by_name="")
    return msgspec.structs.replace(
        loop, asked=None, feedback=None, suspension=stands, rework=back, returned_name="", returned_why=""
    )


def held_for_passers_by(held: Held | None) -> Held | None:
    """That it is held, and until when; not who sent somebody all the same, or why."""
    return held and msgspec.structs.replace(held, sent_by="", sent_by_name="", reason="")


def _without(body: bytes, names: tuple[str, ...]) -> bytes:
    if not names:
        return body
    fact: dict[str, Any] = msgspec.json.decode(body)
    for name in names:
        fact.pop(name, None)
    return msgspec.json.encode(fact)
