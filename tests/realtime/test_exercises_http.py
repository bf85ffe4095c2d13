"""HTTP in a drill: the routes of a console answer from the exercise that `X-Exercise` names, to its members alone."""

from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
from python_calamine import CalamineWorkbook

from command.clock import new_id, now
from command.domain import facts as f
from command.http.exercises import FRESH_S
from command.service.drill_mark import MARKS
from command.store import universe
from realtime import keys
from tests.district import DISTRICT, report
from tests.realtime.conftest import House
from tests.realtime.exercise import Drill, drilled, filed


@pytest.fixture
async def drill(house: House) -> AsyncIterator[Drill]:
    async with drilled(house) as made:
        yield made


class Web:
    """Requests in somebody's name, in the exercise or outside."""

    def __init__(self, house: House, exercise: str | None = None) -> None:
        self._house = house
        self._exercise = exercise

    async def __call__(self, person: str, method: str, path: str, **more: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._house.token(person)}"} if person else {}
        if self._exercise is not None:
            headers["X-Exercise"] = self._exercise
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self._house.port}") as client:
            return await client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]


async def heads(house: House, drill: Drill) -> tuple[int, int]:
    """The last numbers of both ledgers."""
    engine = house.district.engine
    return (await universe.look(engine, DISTRICT)).number, (await universe.look(engine, drill.channel)).number


async def test_a_member_reads_the_exercise_and_with_no_header_the_district(house: House, drill: Drill) -> None:
    mine = filed(1)
    await drill.relay(mine)
    real = filed(2)
    await house.relay(real)
    inside, outside = Web(house, drill.id), Web(house)
    for path, name in (("/api/incidents", "incidents"),):
        assert [x["id"] for x in (await inside("op", "GET", path)).json()[name]] == [mine.incident]
        assert [x["id"] for x in (await outside("op", "GET", path)).json()[name]] == [real.incident]
    asked = await outside("op", "GET", f"/api/incidents?exercise={drill.id}")
    assert [x["id"] for x in asked.json()["incidents"]] == [mine.incident]
    picture = (await inside("op", "GET", "/api/picture")).json()
    assert [x["id"] for x in picture["picture"]["incidents"]] == [mine.incident]
    assert picture["picture"]["district"] == DISTRICT
    assert (await inside("op", "GET", f"/api/incidents/{real.incident}")).status_code == 404
    assert (await outside("op", "GET", f"/api/incidents/{mine.incident}")).status_code == 404
    story = (await inside("op", "GET", f"/api/incidents/{mine.incident}")).json()
    assert story["timeline"][0]["exercise"] == drill.id


@pytest.mark.parametrize(
    "path",
    [
        "/api/incidents",
        "/api/picture",
        "/api/duty",
        "/api/duty/watch",
        "/api/people",
        "/api/reach",
        "/api/units",
        "/api/needs",
        "/api/modes",
        "/api/attention",
        "/api/evacuations",
        "/api/storms",
        "/api/shelters",
        "/api/warnings",
        "/api/days",
        "/api/areas",
        "/api/duty/week",
        "/api/duty/gaps",
        "/api/plans",
    ],
)
async def test_every_read_route_of_a_console_answers_in_an_exercise_and_to_nobody_outside_it(
    house: House, drill: Drill, path: str
) -> None:
    inside, outside = Web(house, drill.id), Web(house)
    plain = await outside("op", "GET", path)
    answer = await inside("op", "GET", path)
    assert answer.status_code == plain.status_code, answer.text
    if path != "/api/units":  # those are for who sends them
        director = await inside("co", "GET", path)
        assert director.status_code == plain.status_code, director.text
    for exercise in (drill.id, "no-such"):
        refused = await Web(house, exercise)("wl", "GET", path)
        assert refused.status_code == 404
        assert refused.json()["code"] == "exercise_unknown"
    assert (await inside("", "GET", path)).status_code == 401


async def test_what_is_done_in_an_exercise_is_done_there_and_nowhere_else(house: House, drill: Drill) -> None:
    inside, outside = Web(house, drill.id), Web(house)
    mine = filed(1)
    await drill.relay(mine)
    before = await heads(house, drill)
    done = await inside("op", "POST", f"/api/incidents/{mine.incident}/void", json={"reason": "演练"})
    assert done.status_code == 202, done.text
    done = await inside("op", "POST", "/api/sos", json={"at": now().isoformat()})
    assert done.status_code == 200, done.text
    real, drilled_ = await heads(house, drill)
    assert real == before[0]
    assert drilled_ > before[1]
    done = await outside("op", "POST", "/api/sos", json={"at": now().isoformat()})
    assert done.status_code == 200, done.text
    assert (await heads(house, drill))[1] == drilled_
    assert (await heads(house, drill))[0] > real


async def test_a_report_over_http_goes_to_the_inbox_of_its_exercise(house: House, drill: Drill) -> None:
    body = {"id": new_id(), **report(), "at": now().isoformat()}
    sent = await Web(house, drill.id)("w1", "POST", "/api/reports", json=body)
    assert sent.status_code == 202, sent.text
    named = await Web(house)("w1", "POST", "/api/reports", json={**body, "id": new_id(), "exercise": drill.id})
    assert named.status_code == 202, named.text
    assert await house.redis.xlen(keys.inbox(drill.channel, "routine")) == 2
    assert await house.redis.xlen(keys.inbox(DISTRICT, "routine")) == 0
    for web, more in ((Web(house, drill.id), {}), (Web(house), {"exercise": drill.id})):
        refused = await web("w2", "POST", "/api/reports", json={**body, "id": new_id(), **more})
        assert refused.status_code == 404, refused.text
        assert refused.json()["code"] == "exercise_unknown"
    other = await Web(house, drill.id)("w1", "POST", "/api/reports", json={**body, "exercise": "another"})
    assert other.status_code == 404


def grows_old(house: House, drill: Drill) -> None:
    """As long goes by as what HTTP has read of a drill is good for."""
    assert house.gateway.context.exercises is not None
    known = house.gateway.context.exercises._known.get(drill.id)
    if known is not None:
        known.read_at -= FRESH_S


async def test_own_exercises_are_listed_and_no_others(house: House, drill: Drill) -> None:
    web = Web(house)
    [mine] = (await web("op", "GET", "/api/exercises")).json()["exercises"]
    assert (mine["id"], mine["part"], mine["roles"]) == (drill.id, "player", ["operator"])
    assert (await web("wl", "GET", "/api/exercises")).json() == {"exercises": []}
    await drill.relay(f.ParticipantTaken(person="op"))
    grows_old(house, drill)
    assert (await web("op", "GET", "/api/exercises")).json() == {"exercises": []}
    assert (await Web(house, drill.id)("op", "GET", "/api/incidents")).status_code == 404


async def test_who_was_in_it_may_look_back_at_it_once_it_is_over(house: House, drill: Drill) -> None:
    mine = filed(1)
    await drill.relay(mine, f.ParticipantTaken(person="op"), f.DrillEnded(why="done", by="co"))
    grows_old(house, drill)
    inside = Web(house, drill.id)
    assert (await inside("op", "GET", "/api/incidents")).status_code == 200
    assert (await inside("w2", "GET", "/api/incidents")).status_code == 404
    assert (await Web(house)("op", "GET", "/api/exercises")).json() == {"exercises": []}


async def test_a_file_made_in_an_exercise_says_so_by_its_name(house: House, drill: Drill) -> None:
    for web, marked in ((Web(house, drill.id), True), (Web(house), False)):
        answer = await web("s", "GET", "/api/duty/template.xlsx")
        assert answer.status_code == 200, answer.text
        assert ('filename="EXERCISE-' in answer.headers["content-disposition"]) == marked
        first = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()[0][0]
        assert (first in MARKS) == marked, "and inside, whatever it is called later"


@pytest.mark.parametrize("path", ["/api/statistics", "/api/statistics.xlsx", "/api/statistics/incidents?figure=filed"])
async def test_figures_that_nobody_counts_are_refused_in_a_drill_and_no_zeros_are_shown(
    house: House, drill: Drill, path: str
) -> None:
    refused = await Web(house, drill.id)("op", "GET", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_in_drill"), refused.text
    assert (await Web(house)("op", "GET", path)).status_code == 200
