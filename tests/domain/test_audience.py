"""Who sees which fact: its channels, and what of it each kind of viewer is shown (P4)."""

from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest

from command.domain import facts as f
from command.domain.audience import View, channels_of, shown, view_of
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.duty import Sheet
from command.domain.facts.script import Inject, MessageInject
from command.domain.mode.builtin import TYPHOON
from command.domain.picture import Person
from command.domain.place import Spot
from command.domain.roster import TurnRef
from command.domain.storm.track import TrackPoint
from command.service.seal import wire
from tests.domain.builder import DISTRICT, World, addressed, grid, small_world

AT = datetime(2026, 7, 18, tzinfo=UTC)
DRILL = DrillPlan(name="夜间演练", participants=[Participant(person="w1")])
INJECT = Inject(number=1, offset_s=0, title="来电", content=MessageInject(text="来电", to=["operator"]))
DIRECTED = {
    *("CarriedOver", "ParticipantSilenced", "ParticipantHeard", "InjectPlanned", "InjectGiven", "InjectHeld"),
    *("InjectReleased", "InjectSkipped", "InjectAnswered", "NoticeOver", "ObserverNoted", "ImprovementSet"),
    "ConclusionWritten",
}
"""What the players of a drill must not know beforehand."""
KINDS: tuple[type[f.Fact], ...] = get_args(f.AnyFact)
FILLED: dict[str, Any] = {
    "roles": ["worker"],
    "areas": [grid(1)],
    "place": Spot(20.0, 110.0, grid(1)),
    "caller": f.Caller(name="SECRET caller", phone="SECRET phone"),
    "callers": [f.Caller(name="SECRET caller", phone="SECRET phone")],
    "text": "SECRET text",
    "photos": ["SECRET photo"],
    "note": "SECRET note",
    "reporter": "SECRET reporter",
    "reporter_name": "SECRET name",
    "error": "SECRET error",
    "sender": "SECRET sender",
    "priority": 1,
    "category": "grid.medical",
    "disposition": "help",
    "reasons": ["hazard_life"],
    "reported_at": AT,
    "answer_by": AT,
    "next": f.Deadline("answer", 0, 1, AT),
    "passed": f.Deadline("answer", 0, 1, AT),
    "told": ["s"],
    "people": {"w1": "name of w1"},
    "missing": ["w1"],
    "unread": ["w1"],
    "due": AT,
    "tally": f.Tally(people=1, off_duty=1),
    "level": 1,
    "pressed_at": AT,
    "period_s": 900.0,
    "since": AT,
    "said_at": AT,
    "until": AT,
    "whence": "fix",
    "near": [f.Nearby("w2", "name of w2", 120)],
    "button": "red",
    "device": "SECRET device",
    "device_name": "SECRET device",
    "resident": "SECRET resident",
    "resident_name": "SECRET resident",
    "reference": "SECRET reference",
    "filed_at": AT,
    "last_report_at": AT,
    "handle_by": AT,
    "received_at": AT,
    "count": 1,
    "took_s": 1,
    "base": 1,
    "plan_version": 1,
    "mode_version": 1,
    "upto_number": 1,
    "was": 0,
    "content": TYPHOON,
    "review_at": AT,
    "expires_at": AT,
    "threat": "typhoon",
    "order": f.Order(issuer="三防指挥部", number="1", at=AT),
    "below_reason": "SECRET reason",
    "version": 1,
    "cut_at": AT,
    "cut": 1,
    "items": 1,
    "issue": 1,
    "figures": {},
    "words": f.SitrepWords(situation="SECRET words"),
    "losses": f.Losses(dead=1),
    "streets": [grid(1)[:9]],
    "incident_number": 1,
    "upheld": True,
    "to": ["SECRET person"],
    "before": ["SECRET photo"],
    "after": ["SECRET photo"],
    "reporters": ["SECRET reporter"],
    "origin": f.Origin("110", "SECRET reference"),
    "loop": f.Loop(returned_why="SECRET reason"),
    "refusal": f.RefusalInfo("x", "y", "SECRET refusal"),
    "area": grid(1),
    "patterns": [],
    "shifts": [],
    "days": [],
    "plans": ["p"],
    "first": AT.date(),
    "last": AT.date(),
    "turns": 1,
    "starts": AT,
    "ends": AT,
    "turn": TurnRef("g", AT.date(), "patrol"),
    "groups": ["g"],
    "stints": [],
    "gaps": [],
    "hands_over_at": AT,
    "outgoing": {"w1": "name of w1"},
    "incoming": {"w2": "name of w2"},
    "need": 2,
    "rounds": 1,
    "began_at": AT,
    "over_at": AT,
    "at_door": AT,
    "lasted_s": 7200,
    "visits": ["SECRET resident"],
    "missed": ["SECRET resident"],
    "evacuees": ["SECRET evacuee"],
    "evacuee": "SECRET evacuee",
    "movelist": "e-1:460107001001001",
    "lists": ["e-1:460107001001001"],
    "heads": 1,
    "happened_at": AT,
    "lat": 20.0,
    "lon": 110.3,
    "capacity": 100,
    "counted": 1,
    "listed": 2,
    "sent": AT,
    "expires": AT,
    "status": "Actual",
    "source": "push",
    "state": "active",
    "times": 1,
    "sheet": Sheet(events="SECRET events"),
    "issued_at": AT,
    "points": [TrackPoint(AT, 20.0, 110.0)],
    "averaging": "2-min",
    "force": 10,
    "grids": [grid(1)],
    "out": [f.StillOut("SECRET person", "SECRET name", "i", grid(1), "en_route")],
    "rate": 90,
    "held": 7,
    "quiet": True,
    "oldest": AT,
    "operators": 2,
    "concerns": 3,
    "life": False,
    "automatic": True,
    "participant": DRILL.participants[0],
    "inject": INJECT,
    "paused_at": AT,
    "shift_s": 60.0,
    "serial": 1,
    "things": {},
}
LITERALS = {
    ("EvacueesListed", "people"): [],
    ("EvacueesNamed", "people"): [],
    ("EvacuationOpened", "people"): 3,
    ("EvacueeMoved", "whither"): "shelter",
    ("EvacueeRefused", "signed"): "photo",
    ("EvacueeCorrected", "was"): "told",
    ("EvacueeCorrected", "to"): "moved",
    ("EvacuationOverdue", "left"): {grid(1): 3},
    ("EvacuationClosed", "away"): 3,
    ("EvacuationClosed", "tally"): {"returned": 3},
    **{(kind, "need"): f.Need(people=2) for kind in ("IncidentFiled", "ReportMerged", "IncidentReopened")},
    ("NeedChanged", "need"): None,
    ("AlertSent", "people"): 3,
    ("AlertSent", "level"): "warning",
    ("AlertEnded", "why"): "withdrawn",
    ("ReportStored", "outcome"): "filed",
    ("IncidentClosed", "outcome"): "handled",
    ("OfferClosed", "why"): "declined",
    ("AssignmentEnded", "why"): "reassigned",
    ("AssignmentChanged", "to"): "done",
    ("IncidentReferred", "to"): "120",
    ("SosEnded", "why"): "safe",
    ("ContactRegained", "how"): "socket",
    ("ContactReported", "how"): "radio",
    ("ContactReported", "said_by"): "SECRET somebody",
    ("RungTried", "rung"): "sms",
    ("RungTried", "outcome"): "sent",
    ("CallDone", "outcome"): "reached",
    ("SosRaised", "cause"): "hand",
    ("SosEscalated", "why"): "open",
    ("TimerEnded", "why"): "out",
    ("IncidentReassigned", "to"): "w1",
    ("ReturnRuled", "to"): "w1",
    ("IncidentReopened", "why"): "ordered",
    ("SupervisionEnded", "why"): "incident_closed",
    ("SupervisionOrdered", "kind"): "leader",
    ("SupervisionReplied", "kind"): "leader",
    ("SupervisionEscalated", "kind"): "leader",
    ("CallBackMade", "outcome"): "satisfied",
    ("ReferralMoved", "step"): "closed",
    ("OfferMade", "reason"): f.Choice("own_grid", 1),
    ("GroupRostered", "kind"): "grid",
    ("RosterItemEnded", "kind"): "plans",
    ("RosterItemEnded", "why"): "over",
    ("SwapClosed", "why"): "over",
    ("LeaveClosed", "why"): "over",
    ("ReliefSigned", "side"): "outgoing",
    ("ReliefOverdue", "waits_for"): "outgoing",
    ("ReliefClosed", "why"): "signed",
    ("UnitRegistered", "kind"): "water",
    ("IncidentRouted", "to"): "grid",
    ("IncidentRouted", "tier"): "grid",
    ("IncidentUrged", "people"): ["w1"],
    ("SlotOpened", "part"): "co",
    ("SlotOpened", "to"): "w1",
    ("SlotOpened", "why"): "need",
    ("SlotUnfilled", "part"): "co",
    ("SlotClosed", "why"): "handled",
    ("VisitRecorded", "outcome"): "well",
    ("CareOrdered", "why"): "heat",
    ("CareOrdered", "visits"): {"w1": ["SECRET resident"]},
    ("CareClosed", "missed"): {"w1": ["SECRET resident"]},
    ("DayEnded", "visits"): 1,
    ("WarningReceived", "sender"): "bureau@46",
    ("WarningCancelled", "sender"): "bureau@46",
    ("WarningCancelled", "note"): "over",
    ("WarningCancelled", "references"): ["bureau@46,one"],
    ("ProposalMade", "reasons"): [f.ProposalReason(warning="w", hazard="typhoon", level=2)],
    ("ProposalClosed", "why"): "dismissed",
    ("BulletinDrafted", "kind"): "alert",
    ("BulletinDrafted", "urgency"): "Expected",
    ("BulletinDrafted", "severity"): "Severe",
    ("BulletinDrafted", "certainty"): "Likely",
    ("BulletinDrafted", "zh"): f.PublicWords(event="SECRET event", headline="SECRET headline"),
    ("BulletinReleased", "references"): [],
    ("BulletinDropped", "why"): "dropped",
    ("StormProposed", "source"): "form",
    ("StormTracked", "source"): "form",
    ("OutdoorPeakBegan", "grids"): {grid(1): None},
    ("OutdoorOverridden", "by"): "SECRET person",
    ("OutdoorOverridden", "by_name"): "SECRET name",
    ("GridTasksSet", "people"): ["w1"],
    ("GridTasksSet", "tasks"): [],
    ("GridTasksTimed", "people"): ["w1"],
    ("GridTasksTimed", "times"): {},
    ("GridTaskDone", "people"): ["w1"],
    ("GridTasksMissed", "people"): ["w1"],
    ("GridTasksMissed", "tasks"): ["drains"],
    ("GridTasksEnded", "people"): ["w1"],
    ("ResponsePlanDropped", "why"): "rejected",
    ("SwitchClosed", "why"): "refused",
    ("RecallEnded", "why"): "complete",
    ("PeopleSummoned", "people"): {"w1": f.Summoned(name="name of w1")},
    ("SummonsWidened", "people"): {"w1": f.Summoned(name="name of w1")},
    ("SummonsAnswered", "word"): "indoors",
    ("SummonsAnswered", "by_name"): "SECRET name",
    ("SummonsEnded", "why"): "over",
    **{(kind.__name__, "kind"): "outdoors" for kind in get_args(f.SummonsFact)},
    ("AttentionReturned", "why"): "time",
    ("AttentionWidened", "was"): grid(1),
    **{(f"Sitrep{name}", "kind"): "first" for name in ("Asked", "Retimed", "Cut", "Late", "Sent")},
    ("SitrepItems", "kind"): "incident",
    ("SitrepItems", "items"): [],
    ("SitrepAsked", "since"): 1,
    ("SitrepCut", "before"): {},
    ("SitrepSent", "before"): {},
    ("DrillStarted", "plan"): DRILL,
    ("ParticipantTaken", "why"): "real_event",
    ("DrillPaused", "why"): "director",
    ("DrillEnded", "why"): "done",
    **{(kind, "text"): "SECRET text" for kind in ("InjectGiven", "InjectAnswered")},
    **{
        (kind, "inject"): "inj"
        for kind in (
            *("InjectGiven", "InjectHeld", "InjectReleased", "InjectSkipped", "InjectAnswered"),
            *("ParticipantSilenced", "ObserverNoted"),
        )
    },
    **{
        (f"Attention{kind}", "kind"): "filing"
        for kind in ("Opened", "Widened", "Taken", "Shelved", "Returned", "Closed")
    },
}


_DRILL = (f.DrillStarted, f.DrillPaused, f.DrillResumed, f.DrillEnded)


def sample(kind: type[f.Fact]) -> f.AnyFact:
    """A fact of the kind with every field filled, words of people marked."""
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        name = field.name
        if (kind.__name__, name) in LITERALS:
            values[name] = LITERALS[kind.__name__, name]
        elif name == "reason":
            values[name] = "SECRET reason"
        elif name in FILLED:
            values[name] = FILLED[name]
        elif field.required or field.type is str:
            values[name] = f"the {name}"
    return msgspec.json.decode(msgspec.json.encode(kind(**values)), type=f.AnyFact)


def sealed(kind: type[f.Fact]) -> bytes:
    return wire(sample(kind), 7, AT, DISTRICT)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kiosk_is_never_shown_what_people_wrote_or_who_they_are(kind: type[f.Fact]) -> None:
    seen = shown(View(kiosk=True), kind.__name__, grid(1), sealed(kind))
    if kind not in (
        f.ReportStored,
        f.RequestRefused,
        f.CalendarOpened,
        f.CalendarClosed,
        f.EvacueesNamed,
        f.RelativeNamed,
        f.SitrepItems,
    ):  # never on the picture at all: see below
        assert seen is None or b"SECRET" not in seen


@pytest.mark.parametrize(
    "kind", [f.IncidentFiled, f.OfferMade, f.NobodyAvailable, f.IncidentEscalated, f.IncidentClosed]
)
def test_a_kiosk_is_shown_what_it_draws(kind: type[f.Fact]) -> None:
    seen = shown(View(kiosk=True), kind.__name__, grid(1), sealed(kind))
    assert seen is not None
    told = msgspec.json.decode(seen)
    assert (told["type"], told["number"], told["district"]) == (kind.__name__, 7, DISTRICT)
    assert isinstance(msgspec.json.decode(seen, type=dict), dict)


@pytest.mark.parametrize("kind", KINDS)
def test_who_sees_the_whole_district_is_shown_every_fact_byte_for_byte(kind: type[f.Fact]) -> None:
    body = sealed(kind)
    for area in (grid(1), None):
        told = None if kind.__name__ in DIRECTED else body
        assert shown(View(whole=True), kind.__name__, area, body) == told
        assert shown(View(whole=True, directs=True), kind.__name__, area, body) == body


@pytest.mark.parametrize("kind", KINDS)
def test_a_supervisor_is_shown_their_own_areas_and_nothing_else(kind: type[f.Fact]) -> None:
    view, body = View(areas=("460107001001",)), sealed(kind)
    for area in ("460107001002001", "460107", "4601070010", None):
        above = area in ("460107", "4601070010")
        told = body if above and kind in (f.WarningReceived, f.WarningCancelled, f.WarningExpired) else None
        if kind in (f.ModeSwitched, f.ModeCountersigned, f.ModeReviewed, *_DRILL):
            told = body  # a level is in force in every street
        if kind in (f.SitrepAsked, f.SitrepRetimed, f.SitrepReminded):
            told = body  # and every street reports in it
        assert shown(view, kind.__name__, area, body) == told, "a warning for the district is one for its parts"
    own = shown(view, kind.__name__, grid(1), body)
    private = kind in (
        f.PersonRegistered,
        f.PasswordReset,
        f.RightsChanged,
        f.UnitRegistered,
        f.EntrySetAside,
        f.TaskDone,
    )
    private = private or kind in (f.ParticipantJoined, f.ParticipantTaken, f.ParticipantBack)
    private = private or kind.__name__ in DIRECTED
    private = private or kind.__name__.startswith("Attention")  # the queue of the whole district's operators
    assert own == (None if private else body)


def test_a_supervisor_without_areas_is_shown_nothing() -> None:
    assert shown(View(), "IncidentFiled", grid(1), sealed(f.IncidentFiled)) is None


@pytest.mark.parametrize(
    ("roles", "view"),
    [
        (["operator"], View(whole=True)),
        (["director"], View(whole=True, directs=True)),
        (["observer"], View(whole=True, directs=True)),
        (["coordinator"], View(whole=True)),
        (["auditor"], View(whole=True)),
        (["supervisor"], View(areas=("460107001",))),
        (["supervisor", "operator"], View(whole=True)),
        (["kiosk"], View(kiosk=True)),
        (["worker"], View(kiosk=True)),
        (["admin"], View(kiosk=True)),
        ([], View(kiosk=True)),
    ],
)
def test_the_view_is_the_widest_the_roles_give_and_otherwise_the_narrowest(roles: list[Any], view: View) -> None:
    assert view_of(Person(id="p", name="p", roles=roles, areas=["460107001"])) == view


@pytest.mark.parametrize("kind", KINDS)
def test_answers_go_to_the_sender_alone_and_everything_else_to_the_picture_too(kind: type[f.Fact]) -> None:
    channels = channels_of(sample(kind), DISTRICT, ["a", "b", "a"])
    own = (f.ReportStored, f.RequestRefused, f.CalendarOpened, f.CalendarClosed, f.EvacueesNamed, f.RelativeNamed)
    alone = kind in (*own, f.SitrepItems)
    assert channels == ("staff:a", "staff:b", *(() if alone else (f"picture:{DISTRICT}",)))


@pytest.fixture
def world() -> World:
    made = small_world()
    made.on_duty("w1", "w2")
    made.report("w3")
    return made


def test_a_change_of_rights_is_told_to_whom_it_concerns(world: World) -> None:
    world.rights("w1", areas=[grid(2)])
    assert addressed(world, f.RightsChanged) == {"w1"}


def test_who_is_asked_and_who_no_longer_is_are_both_told(world: World) -> None:
    world.wait_for_deadline()
    assert (addressed(world, f.OfferClosed), addressed(world, f.OfferMade)) == ({"w1"}, {"w2"})


def test_a_fact_carries_the_grid_it_is_about_so_that_supervisors_see_their_own(world: World) -> None:
    world.answer("w1", "accept")
    world.advance("w1", "done", note="水已退")
    assert [one.area for one in world.last] == [grid(1)]
    world.send("op", "incident.close", incident=world.incident.id)
    assert [one.area for one in world.last] == [grid(1), grid(1)]
    world.send("w1", "duty.check_out")
    assert [one.area for one in world.last] == [grid(1)]


def test_a_refusal_is_seen_by_nobody_but_the_sender(world: World) -> None:
    world.send("w2", "duty.check_in")
    assert [one.channels for one in world.last] == [("staff:w2",)]
