"""P4 over HTTP: every route of ours × every role, against the table of the outside contract."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Router
from litestar.testing import AsyncTestClient
from msgspec import to_builtins

from command.clock import new_id
from command.domain.mode.builtin import TYPHOON
from command.http.app import route_handlers

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]

ROLES = {
    "worker": "worker-001", "supervisor": "supervisor-1", "operator": "operator-1", "coordinator": "coordinator-1",
    "admin": "admin-1", "auditor": "auditor-1", "kiosk": "kiosk-1", "device": "device-1",
}  # fmt: skip
EVERYBODY = set(ROLES)
STAFF = {"worker", "supervisor", "operator", "coordinator"}
STORMS = {"worker", "supervisor", "operator", "coordinator", "auditor", "kiosk", "unit"}
LISTING = {"supervisor", "operator", "coordinator", "admin", "auditor"}
VOID = {"reason": "误报"}
CARE = {"area": "460107001001", "why": "heat", "until": "2020-01-01T00:00:00Z"}
BULLETIN = {
    "areas": ["460107"],
    "hazard": "typhoon",
    "expires": "2020-01-01T00:00:00Z",
    "zh": {"event": "台风", "headline": "台风"},
}
PHOTO = b"\xff\xd8\xff" + b"x" * 20

# Route → who is let in. What is let in may still find nothing (404) or be too late (409): that is no matter of rights.
TABLE: dict[tuple[str, str], set[str]] = {
    ("GET", "/api/storms"): STORMS,
    ("GET", "/api/storms/mine"): STORMS,
    ("GET", "/api/storms/{storm_id}/arrivals"): STORMS,
    ("POST", "/api/storms"): {"operator", "coordinator"},
    ("POST", "/api/storms/import"): {"operator", "coordinator"},
    ("POST", "/api/storms/{storm_id}/confirm"): {"coordinator"},
    ("POST", "/api/storms/{storm_id}/end"): {"coordinator"},
    ("POST", "/api/storms/{storm_id}/lift"): {"coordinator"},
    ("POST", "/api/incidents/{incident_id}/send-out"): {"coordinator"},
    ("GET", "/api/session"): EVERYBODY,
    ("DELETE", "/api/session"): EVERYBODY,
    ("GET", "/api/areas"): EVERYBODY,
    ("GET", "/api/places"): STAFF,
    ("GET", "/api/places/pack"): STAFF,
    ("GET", "/api/picture"): {"supervisor", "operator", "coordinator", "auditor", "kiosk"},
    ("GET", "/api/incidents"): {"worker", "supervisor", "operator", "coordinator", "auditor", "kiosk"},
    ("GET", "/api/incidents/{incident_id}"): EVERYBODY,  # what one may not see is not found
    ("POST", "/api/incidents/{incident_id}/close"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/void"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/reassign"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/call"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/seen"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/route"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/urge"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/dispatch"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/refer"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/referrals/{referral_id}"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/extend"): STAFF,
    ("POST", "/api/incidents/{incident_id}/suspend"): STAFF,
    ("POST", "/api/incidents/{incident_id}/resume"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/rule"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/feedback"): STAFF,
    ("POST", "/api/incidents/{incident_id}/rework"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/return"): STAFF,
    ("POST", "/api/incidents/{incident_id}/reopen"): {"operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/supervise"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/incidents/{incident_id}/call-back"): {"operator", "coordinator"},
    ("POST", "/api/supervisions/{supervision_id}/reply"): STAFF,
    ("POST", "/api/handovers/{handover_id}/answer"): {"operator", "coordinator"},
    ("GET", "/api/limits"): LISTING,
    ("POST", "/api/limits/{category}"): {"coordinator"},
    ("GET", "/api/attention"): {"operator", "coordinator", "auditor", "kiosk"},
    ("POST", "/api/attention/{item_id}/take"): {"operator", "coordinator"},
    ("POST", "/api/attention/{item_id}/give-back"): {"operator", "coordinator"},
    ("POST", "/api/attention/{item_id}/shelve"): {"operator", "coordinator"},
    ("POST", "/api/attention/{item_id}/close"): {"operator", "coordinator"},
    ("GET", "/api/team"): {"supervisor"},
    ("GET", "/api/team/unattended"): {"supervisor"},
    ("GET", "/api/reach"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/people/{person_id}/reach"): LISTING,
    ("GET", "/api/people/{person_id}/contact"): LISTING,
    ("PUT", "/api/people/{person_id}/contact"): {"admin"},
    ("POST", "/api/slots/{slot_id}/release"): {"supervisor", "operator", "coordinator"},
    ("GET", "/api/incidents/{incident_id}/candidates"): {"supervisor", "operator", "coordinator"},
    ("GET", "/api/alerts/{alert_id}/readers"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/sitreps"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/sitreps/now"): {"operator", "coordinator", "auditor"},  # a street's too, their own
    ("GET", "/api/sitreps/{sitrep_id}"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/sitreps/{sitrep_id}/figures/{figure}"): {
        "operator",
        "coordinator",
        "auditor",
    },  # a street's too, their own
    ("GET", "/api/sitreps/{sitrep_id}/report.pdf"): {"operator", "coordinator", "auditor"},
    ("POST", "/api/sitreps/{sitrep_id}/hand-in"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/sitreps/{sitrep_id}/cut"): {"operator", "coordinator"},
    ("POST", "/api/sitreps/{sitrep_id}/send"): {"coordinator"},
    ("POST", "/api/sitreps/{sitrep_id}/correct"): {"coordinator"},
    ("POST", "/api/sitreps/{sitrep_id}/drop"): {"coordinator"},
    ("POST", "/api/bulletins"): {"operator", "coordinator"},
    ("POST", "/api/bulletins/{bulletin_id}/release"): {"coordinator"},
    ("POST", "/api/bulletins/{bulletin_id}/drop"): {"operator", "coordinator"},
    ("GET", "/api/bulletins/{bulletin_id}/preview"): {"operator", "coordinator"},
    ("POST", "/api/warnings"): {"operator", "coordinator"},  # and a device that is for the whole district
    ("GET", "/api/warnings"): {"supervisor", "operator", "coordinator", "auditor", "kiosk"},
    ("GET", "/api/warnings/{warning_id}/original"): {"supervisor", "operator", "coordinator", "auditor"},
    ("POST", "/api/proposals/{proposal_id}/take"): {"operator", "coordinator"},
    ("POST", "/api/proposals/{proposal_id}/dismiss"): {"operator", "coordinator"},
    ("GET", "/api/units"): {"supervisor", "operator", "coordinator", "admin"},
    ("PUT", "/api/units/{unit_id}"): {"coordinator", "admin"},
    ("GET", "/api/needs"): LISTING,
    ("POST", "/api/needs/{category}"): {"coordinator"},
    ("GET", "/api/residents/{resident_id}"): STAFF,  # whom one may not see is not found
    ("GET", "/api/looks"): {"auditor"},
    ("GET", "/api/reports/{report_id}"): EVERYBODY,  # one's own only
    ("PUT", "/api/uploads/{upload_id}"): STAFF,
    ("GET", "/api/uploads/{upload_id}"): EVERYBODY,  # what one may not see is not found
    ("GET", "/api/people"): {"supervisor", "operator", "coordinator", "admin", "auditor"},
    ("POST", "/api/people/{person_id}/rights"): {"admin"},
    ("POST", "/api/people"): {"admin"},
    ("POST", "/api/people/{person_id}/password"): {"admin"},
    ("GET", "/api/day"): {"worker"},
    ("GET", "/api/days"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/modes"): {*STAFF, "auditor"},
    ("GET", "/api/modes/effective"): {*STAFF, "auditor"},
    ("GET", "/api/modes/history"): {*STAFF, "auditor"},
    ("GET", "/api/modes/tasks"): {*STAFF, "auditor"},
    ("POST", "/api/modes/tasks/{area}/{task}"): STAFF,
    ("POST", "/api/modes/dry-run"): {"operator", "coordinator"},
    ("POST", "/api/modes/proposals"): {"operator", "coordinator"},
    ("POST", "/api/modes/proposals/{proposal}/approve"): {"coordinator"},
    ("POST", "/api/modes/proposals/{proposal}/refuse"): {"coordinator"},
    ("POST", "/api/modes/proposals/{proposal}/withdraw"): {"operator", "coordinator"},
    ("POST", "/api/modes/alone"): {"coordinator"},
    ("POST", "/api/modes/countersign"): {"coordinator"},
    ("POST", "/api/modes/review"): {"coordinator"},
    ("POST", "/api/modes/superior"): {"operator", "coordinator"},
    ("GET", "/api/plans"): {*STAFF, "auditor"},
    ("POST", "/api/plans/check"): {"operator", "coordinator"},
    ("POST", "/api/plans/drafts"): {"operator", "coordinator"},
    ("POST", "/api/plans/{plan}/publish"): {"coordinator"},
    ("POST", "/api/plans/{plan}/drop"): {"operator", "coordinator"},
    ("POST", "/api/care-checks"): {"supervisor", "operator", "coordinator"},
    ("GET", "/api/statistics"): {*STAFF, "auditor", "kiosk"},
    ("GET", "/api/statistics/figures"): {*STAFF, "auditor", "kiosk"},
    ("GET", "/api/statistics/incidents"): {*STAFF, "auditor"},
    ("GET", "/api/statistics.xlsx"): {*STAFF, "auditor", "kiosk"},
    ("GET", "/api/duty"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/duty/watch"): {"supervisor", "operator", "coordinator", "auditor", "kiosk"},
    ("GET", "/api/duty/gaps"): {*STAFF, "auditor"},
    ("GET", "/api/duty/week"): {*STAFF, "auditor"},
    ("GET", "/api/duty/requests"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/duty/reliefs"): {*STAFF, "auditor"},
    ("GET", "/api/duty/attendance"): {"supervisor", "operator", "coordinator", "auditor"},
    ("GET", "/api/duty/mine"): STAFF,
    ("POST", "/api/duty/calendar"): STAFF,
    ("DELETE", "/api/duty/calendar"): STAFF,
    ("GET", "/api/duty/calendar.ics"): STAFF,
    ("POST", "/api/sos"): STAFF,
    ("POST", "/api/sos/{sos_id}/acknowledge"): STAFF,
    ("POST", "/api/sos/{sos_id}/cancel"): STAFF,
    ("POST", "/api/rollcalls"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/rollcalls/{rollcall_id}/answer"): STAFF,
    ("POST", "/api/rollcalls/{rollcall_id}/close"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/timers"): STAFF,
    ("POST", "/api/timers/{timer_id}/answer"): STAFF,
    ("POST", "/api/alerts"): {"coordinator"},
    ("POST", "/api/alerts/{alert_id}/read"): STAFF,
    ("POST", "/api/alerts/{alert_id}/withdraw"): {"coordinator"},
    ("GET", "/api/duty/groups"): {"supervisor", "coordinator"},
    ("POST", "/api/duty/groups/try"): {"supervisor", "coordinator"},
    ("POST", "/api/duty/plans/try"): {"supervisor", "coordinator"},
    ("GET", "/api/duty/roster.xlsx"): {"supervisor", "coordinator"},
    ("GET", "/api/duty/template.xlsx"): {"supervisor", "coordinator"},
    ("POST", "/api/duty/import"): {"supervisor", "coordinator"},
    ("GET", "/api/evacuations"): {*STAFF, "auditor", "kiosk"},
    ("GET", "/api/paper/{code}"): STAFF,
    ("GET", "/api/evacuations/mine"): STAFF,
    ("GET", "/api/evacuations/candidates"): {"operator", "coordinator"},  # a supervisor asks for an area of theirs
    ("GET", "/api/evacuations/{evacuation_id}/people"): STAFF,
    ("GET", "/api/evacuations/{evacuation_id}/people.xlsx"): STAFF,
    ("GET", "/api/evacuees/{evacuee_id}"): STAFF,  # whom one may not see is not found
    ("GET", "/api/lines/{code}"): STAFF,
    ("POST", "/api/evacuations"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/evacuations/{evacuation_id}/people"): STAFF,
    ("POST", "/api/evacuations/{evacuation_id}/close"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/evacuees/{evacuee_id}/mark"): STAFF,
    ("POST", "/api/evacuees/{evacuee_id}/correct"): STAFF,
    ("POST", "/api/evacuees/{evacuee_id}/amend"): STAFF,
    ("POST", "/api/evacuees/{evacuee_id}/remove"): STAFF,
    ("POST", "/api/evacuees/assign"): STAFF,
    ("GET", "/api/pack.pdf"): {"operator", "coordinator"},  # of the district; others ask for an area of theirs
    ("GET", "/api/shelters"): {*STAFF, "auditor", "kiosk"},
    ("GET", "/api/shelters/{shelter_id}/people"): STAFF,
    ("POST", "/api/shelters"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/shelters/{shelter_id}"): {"supervisor", "operator", "coordinator"},
    ("POST", "/api/shelters/{shelter_id}/arrive"): STAFF,
    ("POST", "/api/shelters/{shelter_id}/count"): STAFF,
    ("POST", "/api/shelters/{shelter_id}/close"): {"supervisor", "operator", "coordinator"},
    # to whoever is not in it there is no such drill
    ("GET", "/api/drills/{drill_id}/progress"): EVERYBODY,
    ("POST", "/api/drills/{drill_id}/start"): EVERYBODY,
    ("POST", "/api/drills/{drill_id}/stop"): EVERYBODY,
    ("POST", "/api/drills/{drill_id}/code"): EVERYBODY,
    ("POST", "/api/drills/{drill_id}/leave"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/evaluation"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/evaluation.docx"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/evaluation.pdf"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/evaluation/check"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/timeline"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}/comparison"): EVERYBODY,
    ("POST", "/api/drills/{drill_id}/check"): EVERYBODY,
    ("GET", "/api/drills/{drill_id}"): EVERYBODY,
    ("PUT", "/api/drills/{drill_id}"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects/{inject_id}/answer"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects/{inject_id}/hold"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects/{inject_id}/release"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects/{inject_id}/repeat"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/injects/{inject_id}/skip"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/notes"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/participants/{person_id}/readmit"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/participants/{person_id}/take"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/pause"): EVERYBODY,
    ("POST", "/api/drills/{exercise_id}/resume"): EVERYBODY,
    ("POST", "/api/drills/join"): EVERYBODY,
    ("GET", "/api/exercises"): EVERYBODY,  # one's own only
    ("GET", "/api/drills"): EVERYBODY,  # those one may know
    ("GET", "/api/scripts"): {"coordinator"},
    ("GET", "/api/scripts/template.xlsx"): {"coordinator"},
    ("GET", "/api/scripts/{script_id}"): {"coordinator"},
    ("GET", "/api/scripts/{script_id}/script.xlsx"): {"coordinator"},
    ("POST", "/api/scripts/import"): {"coordinator"},
}
OPEN = {
    ("POST", "/api/session"), ("GET", "/api/categories"), ("GET", "/api/public/cap"),
    ("GET", "/api/public/cap/{name}"), ("GET", "/schema/asyncapi.json"),
    ("GET", "/schema/asyncapi.yaml"),
}  # fmt: skip


ELSEWHERE = {
    ("DELETE", "/api/drills/{drill_id}"),
    ("POST", "/api/drills"),
    ("POST", "/api/drills/contact-tests"),
    ("POST", "/api/drills/{drill_id}/conclusion"),
    ("POST", "/api/drills/{drill_id}/improvements"),
    ("POST", "/api/scripts"),
    ("POST", "/api/scripts/check"),
    ("POST", "/api/scripts/generate"),
    ("POST", "/api/scripts/workbook"),
    ("PUT", "/api/scripts/{script_id}"),
}
"""Their body is read before anybody is asked who they are: who may is tested where there is one, in `test_scripts`,
`test_drills` and the evaluation's own tests."""


def routes() -> set[tuple[str, str]]:
    found = set()
    for handler in route_handlers():
        if isinstance(handler, Router):  # some stand together under one
            named = [(route.path, set(route.methods) - {"OPTIONS"}) for route in handler.routes]
        else:
            named = [(path, handler.http_methods) for path in handler.paths]  # type: ignore[union-attr]
        found |= {(str(method), path.replace(":str}", "}")) for path, methods in named for method in methods}
    return found


def test_every_route_is_in_the_table() -> None:
    assert routes() == set(TABLE) | OPEN | ELSEWHERE


@pytest.mark.parametrize(("method", "path"), sorted(TABLE))
async def test_a_route_lets_in_whom_the_table_names_and_nobody_else(
    client: Client, headers: Headers, method: str, path: str
) -> None:
    url = path
    url = re.sub(r"{category}", "event.0404", url)
    url = url.replace("{area}", "460107001001001").replace("{task}", "drains").replace("{plan}", "flood")
    url = re.sub(r"{person_id}", "worker-001", url)
    url = re.sub(r"{\w+}", lambda _: new_id(), url)
    assert (await ask(client, method, url, {})).status_code == 401, "without signing in"
    for role, username in ROLES.items():
        answer = await ask(client, method, url, headers(username))
        let_in = answer.status_code not in (401, 403)
        assert let_in == (role in TABLE[method, path]), (role, answer.status_code, answer.text)


PLAN: dict[str, Any] = to_builtins(TYPHOON)
BODIES: dict[str, dict[str, Any]] = {
    "send-out": {"confirm": "1", "reason": "x"},
    "close": {},
    "care-checks": CARE,
    "seen": {},
    "give-back": {},
    "take": {},
    "route": {"to": "up", "reason": "超出职责"},
    "dispatch": {},
    "refer": {"to": "120"},
    "suspend": {"reason": "等材料", "until": "2030-01-01T00:00:00Z"},
    "rule": {"on": "extension", "grant": True},
    "feedback": {"note": "已处理"},
    "supervise": {"kind": "leader", "reason": "限时办结"},
    "call-back": {"outcome": "satisfied"},
    "reply": {"text": "正在办"},
    "answer": {"note": "已办"},
    "contact": {"phone": "13800000000"},
    "password": {"reason": "x"},
    "people": {
        "username": "x.y",
        "name": "x",
        "role": "worker",
        "areas": ["460107001001001"],
        "reason": "x",
    },
    "rights": {"version": 0, "roles": ["worker"], "areas": ["460107001001001"], "reason": "x"},
}
"""Bodies that can be read, by the end of the route; else a reason."""


PATTERN = {"begins": "2030-01-07", "members": [], "lines": []}
SHIFT = {"name": "x", "kind": "patrol", "starts": "08:00", "ends": "18:00"}
TRIALS = {
    "groups": {"group": "g", "kind": "grid", "name": "g", "area": "460107001001", "pattern": PATTERN},
    "plans": {"plan": {"group": "g", "first": "2030-01-07", "last": "2030-01-07", "shifts": [SHIFT], "days": []}},
}


NOW = "2030-01-01T00:00:00Z"
SHELTER = {"name": "学校", "capacity": 1, "place": {"grid": "460107001001001"}}
MOVING: dict[str, dict[str, Any]] = {
    "evacuations": {"area": "460107001001", "in_need": False},
    "people": {"people": [{"grid": "460107001001001", "name": "x"}]},
    "close": {},
    "mark": {"to": "told", "at": NOW},
    "correct": {"to": "told", "reason": "x", "at": NOW},
    "amend": {"name": "x"},
    "remove": VOID,
    "assign": {"evacuees": ["x"], "worker": "x"},
    "arrive": {"name": "x", "at": NOW},
    "count": {"counted": 1, "at": NOW},
}


STORM: dict[str, dict[str, Any]] = {
    "storms": {
        "code": "9901",
        "agency": "X",
        "averaging": "2-min",
        "issued_at": NOW,
        "points": [{"at": NOW, "lat": 10.0, "lon": 140.0, "wind_ms": 20}],
    },
    "confirm": {"version": 1, "accept": True},
    "lift": {"area": "460107", "reason": "x"},
}


ORDERED = {"issuer": "三防", "at": "2020-01-01T00:00:00Z"}
SWITCH = {"response_plan": "typhoon", "plan_version": 9, "level": 4, "mode_version": 0, "reason": "x"}
MODES: dict[str, dict[str, Any]] = {
    "dry-run": {"response_plan": "typhoon", "level": 4},
    "proposals": {**SWITCH, "order": ORDERED},
    "approve": {"mode_version": 0},
    "alone": {**SWITCH, "typed": "x"},
    "countersign": {"version": 9},
    "review": {"version": 9, "review_at": "2030-01-01T00:00:00Z", "reason": "x"},
    "superior": {"threat": "typhoon", "level": 0, "order": ORDERED},
    "drains": {"at": "2030-01-01T00:00:00Z"},
    "check": PLAN,
    "drafts": {"content": PLAN, "base": 9, "reason": "x"},
    "publish": {"base": 0},
}
AT = "2026-07-18T00:00:00Z"
SAFETY: dict[str, dict[str, Any]] = {
    "sos": {"at": AT},
    "acknowledge": {"at": AT},
    "cancel": {"at": AT},
    "rollcalls": {"area": "460107001001001", "within_s": 30},
    "rollcalls/answer": {"at": AT},
    "timers": {"at": AT, "minutes": 15},
    "timers/answer": {"at": AT, "answer": "safe"},
    "alerts": {"area": "460107001001001", "text": "x", "for_s": 60},
    "read": {"at": AT},
}


def body_of(url: str) -> dict[str, Any]:
    for places, bodies, other in (
        (("/api/modes", "/api/plans"), MODES, VOID),
        (("/api/evacu", "/api/shelters"), MOVING, SHELTER),
        (("/api/storms",), STORM, VOID),
        (("/api/sitreps",), {"hand-in": {"street": "460107001"}, "cut": {}, "send": {"cut": 1}}, VOID),
        (("/api/bulletins",), {"bulletins": BULLETIN, "release": {}}, VOID),
    ):
        if url.startswith(places):
            return bodies.get(url.rsplit("/", 1)[1], other)
    parts = url.split("/")
    if parts[2] in ("sos", "rollcalls", "timers", "alerts"):
        return SAFETY.get(f"{parts[2]}/{parts[-1]}", SAFETY.get(parts[-1], VOID))
    if parts[-1] == "try" and parts[2] == "duty":
        return TRIALS[parts[-2]]
    by_part = {"referrals": {"step": "closed"}, "units": UNIT, "limits": CHANGE, "needs": CHANGE}
    found = next((body for part, body in by_part.items() if part in parts[2:-1]), None)
    return found or BODIES.get(parts[-1], VOID)


CHANGE = {"version": 0, "reason": "试行"}
UNIT = {"name": "燃气站", "kind": "gas", "areas": ["460107"]}


async def ask(client: Client, method: str, url: str, headers: dict[str, str]) -> Any:
    if method == "PUT" and "/uploads/" in url:
        return await client.put(url, content=PHOTO, headers=headers)
    if method in ("POST", "PUT"):
        return await client.request(method, url, json=body_of(url), headers=headers)
    if url == "/api/places/pack":
        url += "?community=460107001001"
    if url == "/api/pack.pdf":
        url += "?area=460107"
    if url == "/api/statistics/incidents":
        url += "?figure=handled"
    return await client.request(method, url, headers=headers)


async def test_somebody_whose_account_was_closed_is_nobody(client: Client, context: Any, headers: Headers) -> None:
    from command.domain import facts as f

    mine = headers("worker-010")
    assert (await client.get("/api/areas", headers=mine)).status_code == 200
    person = (await client.get("/api/session", headers=headers("kiosk-1"))).json()["user"]["id"]
    for username in ("worker-010", "kiosk-1"):
        token = headers(username)
        id_ = person if username == "kiosk-1" else context.tokens.verify(token["Authorization"][7:]).person
        context.directory.apply(f.RightsChanged(person=id_, roles=[], areas=[], active=False))
        assert (await client.get("/api/areas", headers=token)).status_code == 401, username
