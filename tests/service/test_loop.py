"""The closed loop on a real desk: what is opened again was closed long ago, what is suspended wakes by itself."""

from datetime import datetime, timedelta

import msgspec
import pytest

from command.clock import now
from command.domain import facts as f
from command.domain.limits import built_in
from command.domain.picture import Incident
from command.domain.policy import DEFAULT
from command.service.desk import Desk
from command.store import universe
from tests.district import DISTRICT, District, report
from tests.service.busy import clear_due, facts, kinds, must_hold, picture_of

CALLER = {"name": "符先生", "phone": "13800000000"}


@pytest.fixture
async def worked(district: District) -> f.AssignmentMade:
    """w1 has a flooded road that somebody called about."""
    district.phones.alive = {"w1", "w2", "s", "op", "wl", "co"}
    for worker in ("w1", "w2", "s"):
        await district.send(worker, "duty.check_in", at=now())
    filed = facts(await district.send("op", "report.submit", **report(1, caller=CALLER, text="水深三十厘米")))
    (offer,) = [fact for fact in filed if isinstance(fact, f.OfferMade)]
    (made,) = facts(await district.send("w1", "offer.answer", offer=offer.offer, answer="accept"))[:1]
    assert isinstance(made, f.AssignmentMade)
    return made


def another_process(district: District) -> None:
    """It knows only what the database knows."""
    district.desk = Desk(district.engine, DISTRICT, district.areas, district.phones)


async def only_incident(district: District) -> Incident:
    (incident,) = (await picture_of(district)).incidents.values()
    return incident


async def closed(district: District, made: f.AssignmentMade) -> None:
    await district.send(
        "w1", "assignment.advance", assignment=made.assignment, to="done", at=now(), note="水已退", photos=[]
    )
    done = await district.send("op", "incident.close", incident=made.incident, note="看过")
    assert kinds(done) == ["IncidentVerified", "CallBackDue", "IncidentClosed"]


async def test_an_unsatisfied_caller_opens_again_what_another_process_closed(
    district: District, worked: f.AssignmentMade
) -> None:
    before = await only_incident(district)
    await closed(district, worked)
    another_process(district)
    done = await district.send(
        "op", "incident.call_back", incident=worked.incident, outcome="unsatisfied", note="又积水了"
    )
    assert kinds(done) == ["CallBackMade", "IncidentReopened"]
    again = await only_incident(district)
    assert (again.id, again.number, again.caller, again.text) == (before.id, before.number, before.caller, before.text)
    await must_hold(district, [])
    another_process(district)
    offered = await clear_due(district.desk)
    assert isinstance(offered[0], f.OfferMade)
    await must_hold(district, [])


async def test_closed_and_opened_again_time_after_time_every_step_is_its_own(
    district: District, worked: f.AssignmentMade
) -> None:
    made = worked
    for n in (1, 2, 3):
        await closed(district, made)
        await district.send("wl", "incident.reopen", incident=made.incident, reason="复查不合格")
        assert (await only_incident(district)).way.reopened == n
        assert not (await picture_of(district)).callbacks
        await clear_due(district.desk)
        done = facts(await district.send("op", "incident.reassign", incident=made.incident, reason="原人办理", to="w1"))
        (made,) = [fact for fact in done if isinstance(fact, f.AssignmentMade)]
        await must_hold(district, [])


async def test_what_is_suspended_wakes_by_itself_with_what_was_left(
    district: District, worked: f.AssignmentMade
) -> None:
    about = {"incident": worked.incident, "reason": "等规划"}
    await district.send("w1", "incident.suspend", **about, until=now() + timedelta(days=2))
    await district.send("wl", "incident.rule", **about, on="suspension", grant=True)
    standing = (await only_incident(district)).way.suspension
    assert standing is not None
    assert standing.handle_by is not None
    left = standing.handle_by - standing.since
    another_process(district)
    assert await clear_due(district.desk) == []
    await universe.fast_forward(district.engine, DISTRICT, 2 * 86_400 + 60)
    done = await clear_due(district.desk)
    assert [type(fact).__name__ for fact in done][:2] == ["IncidentResumed", "AssignmentMade"]
    resumed = done[0]
    assert isinstance(resumed, f.IncidentResumed)
    assert resumed.handle_by is not None
    assert abs((resumed.handle_by - (await universe_now(district)) - left).total_seconds()) < 30
    await must_hold(district, [])


async def universe_now(district: District) -> datetime:
    picture = await picture_of(district)
    assert picture.at is not None
    return picture.at


async def test_limits_are_frozen_at_filing_and_new_ones_hold_in_every_process(
    district: District, worked: f.AssignmentMade
) -> None:
    rule = msgspec.structs.replace(built_in("event.0406", DEFAULT), handle=["1h", "2h", "1wd", "1wd"])
    changed = await district.send(
        "co", "limits.change", category="event.0406", version=0, reason="台风季", rule=msgspec.to_builtins(rule)
    )
    assert kinds(changed) == ["LimitsChanged"]
    another_process(district)
    filed = facts(await district.send("w4", "report.submit", **report(4)))[0]
    assert isinstance(filed, f.IncidentFiled)
    assert filed.limits is not None
    assert filed.limits.handle == "1wd"
    old = (await picture_of(district)).incidents[worked.incident]
    assert old.limits is not None
    assert old.limits.handle == "8h"
    await must_hold(district, [])


async def test_orders_and_answers_that_are_owed_wait_in_the_tables_and_rise(
    district: District, worked: f.AssignmentMade
) -> None:
    origin = {"service": "12345", "reference": "HK-77"}
    await district.send("op", "report.submit", **report(3, origin=origin))
    ordered = facts(
        await district.send(
            "co", "incident.supervise", incident=worked.incident, kind="leader", reason="催", within_s=60
        )
    )[0]
    assert isinstance(ordered, f.SupervisionOrdered)
    another_process(district)
    await universe.fast_forward(district.engine, DISTRICT, 1801)
    rose = {type(fact).__name__ for fact in await clear_due(district.desk)}
    assert {"SupervisionEscalated", "HandoverLate"} <= rose
    assert await clear_due(district.desk) == [], "each step once"
    replied = await district.send("w1", "supervision.reply", supervision=ordered.supervision, text="今日办完")
    assert kinds(replied) == ["SupervisionReplied"]
    await must_hold(district, [])
    assert not (await picture_of(district)).supervisions
