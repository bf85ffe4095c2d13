"""The closed loop over HTTP: every request has its twin, each refusal its problem; and the limits in force."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id, now

Headers = Callable[..., dict[str, str]]
Report = Callable[..., Any]
Client = AsyncTestClient[Any]


async def worked(client: Client, headers: Headers, report: Report) -> str:
    """worker-001 has a dispute of their own."""
    stored = await report("worker-001", category="grid.dispute", disposition="mine")
    return str(stored["incident"])


async def post(client: Client, path: str, who: dict[str, str], **body: Any) -> tuple[int, str]:
    answer = await client.post(f"/api/{path}", json=body, headers=who)
    return answer.status_code, answer.json().get("code", answer.json().get("status", ""))


async def types(client: Client, headers: Headers, incident: str) -> list[str]:
    story = (await client.get(f"/api/incidents/{incident}", headers=headers("coordinator-1"))).json()
    return [fact["type"] for fact in story["timeline"]]


async def test_an_extension_is_asked_for_and_granted_by_somebody_else(
    client: Client, headers: Headers, report: Report
) -> None:
    at = f"incidents/{await worked(client, headers, report)}"
    assert await post(client, f"{at}/extend", headers("worker-005"), reason="等人") == (404, "incident_unknown")
    assert await post(client, f"{at}/extend", headers("worker-001"), reason="") == (422, "reason_needed")
    assert await post(client, f"{at}/extend", headers("worker-001"), reason="等人") == (200, "stored")
    assert await post(client, f"{at}/rule", headers("worker-001"), on="extension", grant=True) == (403, "not_allowed")
    assert await post(client, f"{at}/rule", headers("supervisor-1"), on="extension", grant=True) == (200, "stored")
    assert "ExtensionGranted" in await types(client, headers, at.removeprefix("incidents/"))


async def test_suspended_resumed_supervised_and_replied(client: Client, headers: Headers, report: Report) -> None:
    incident = await worked(client, headers, report)
    at, leader = f"incidents/{incident}", headers("operator-1")
    until = (now() + timedelta(days=3)).isoformat()
    assert await post(client, f"{at}/supervise", leader, kind="leader", reason="催办") == (200, "stored")
    story = (await client.get(f"/api/{at}", headers=leader)).json()
    order = next(fact["supervision"] for fact in story["timeline"] if fact["type"] == "SupervisionOrdered")
    assert await post(client, f"supervisions/{order}/reply", headers("worker-005"), text="我") == (
        404,
        "supervision_unknown",
    )
    assert await post(client, f"supervisions/{order}/reply", headers("worker-001"), text="今日办完") == (200, "stored")
    assert await post(client, f"{at}/suspend", headers("worker-001"), reason="等规划", until=until) == (200, "stored")
    assert await post(client, f"{at}/rule", leader, on="suspension", grant=True) == (200, "stored")
    assert await post(client, f"{at}/resume", headers("operator-2"), reason="x") == (403, "not_approver")
    assert await post(client, f"{at}/resume", leader, reason="规划到了") == (200, "stored")


async def test_a_result_is_shown_sent_back_returned_and_the_matter_opened_again(
    client: Client, headers: Headers, report: Report
) -> None:
    stored = await report("worker-001", category="grid.dispute", disposition="settled", text="已调解")
    at, leader = f"incidents/{stored['incident']}", headers("operator-1")
    assert await post(client, f"{at}/rework", leader, reason="x") == (409, "incident_over")
    assert await post(client, f"{at}/reopen", leader, reason="又吵起来了") == (200, "stored")
    assert await post(client, f"{at}/reopen", leader, reason="x") == (409, "not_closed")
    assert await post(client, f"{at}/call-back", leader, outcome="satisfied") == (404, "call_back_unknown")
    assert await post(client, f"{at}/return", headers("supervisor-1"), reason="x") == (409, "not_worked_on")
    assert await post(client, f"{at}/feedback", headers("supervisor-1"), note="x") == (409, "not_worked_on")


async def test_whom_we_refer_to_and_who_hands_over_to_us_are_both_timed(
    client: Client, headers: Headers, report: Report
) -> None:
    origin = {"service": "12345", "reference": "HK-77"}
    stored = await report("operator-1", category="grid.dispute", origin=origin)
    at, operator = f"incidents/{stored['incident']}", headers("operator-1")
    assert await post(client, f"{at}/refer", operator, to="110") == (200, "stored")
    incident = (await client.get(f"/api/{at}", headers=operator)).json()["incident"]
    referral = incident["referrals"][0]["id"]
    moved = await post(client, f"{at}/referrals/{referral}", operator, step="closed", reference="A-9", note="已出警")
    assert moved == (200, "stored")
    assert await post(client, f"handovers/{stored['report']}/answer", operator, note="已派人") == (200, "stored")
    assert await post(client, f"handovers/{stored['report']}/answer", operator, note="x") == (404, "handover_unknown")


async def test_limits_are_read_by_those_who_lead_and_changed_by_coordinators_alone(
    client: Client, headers: Headers
) -> None:
    answer = await client.get("/api/limits", headers=headers("operator-1"))
    limits = {one["category"]: one for one in answer.json()["limits"]}
    assert limits["component.0101"]["rule"]["handle"] == ["2h", "2h", "2h", "2h"]
    assert answer.json()["known_until"] >= 2026
    assert (await client.get("/api/limits", headers=headers("worker-001"))).status_code == 403
    rule = {**limits["grid.other"]["rule"], "verify": "1wh"}
    change = {"version": 0, "reason": "试行", "rule": rule}
    assert await post(client, "limits/grid.other", headers("operator-1"), **change) == (403, "not_allowed")
    assert await post(client, "limits/grid.other", headers("coordinator-1"), **change) == (200, "stored")
    assert await post(client, "limits/grid.other", headers("coordinator-1"), **change) == (409, "limits_stale")
    after = (await client.get("/api/limits", headers=headers("operator-1"))).json()["limits"]
    (other,) = [one for one in after if one["category"] == "grid.other"]
    assert (other["version"], other["rule"]["verify"], other["changed"]) == (1, "1wh", True)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("extend", {}),
        ("rule", {"on": "dinner", "grant": True}),
        ("suspend", {"reason": "x", "until": "tomorrow"}),
        ("call-back", {"outcome": "delighted"}),
        ("extend", {"reason": "x", "colour": "red"}),
    ],
)
async def test_what_makes_no_sense_is_refused_by_name(
    client: Client, headers: Headers, path: str, body: dict[str, Any]
) -> None:
    assert await post(client, f"incidents/{new_id()}/{path}", headers("operator-1"), **body) == (400, "invalid")
