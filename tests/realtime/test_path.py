"""The thin path: connect, subscribe, report, and hear of it."""

from command.clock import new_id
from command.domain import facts as f
from realtime import keys
from tests.district import DISTRICT, report
from tests.realtime.conftest import House


async def test_connecting_says_who_and_where_one_is(house: House) -> None:
    async with house.phone("w1") as phone:
        again = await phone.ask(ping={})
        assert again["ping"] == {}
    async with house.phone("co"):
        pass


async def test_a_report_is_accepted_once_it_is_on_the_disk(house: House) -> None:
    async with house.phone("w1", "staff:w1") as phone:
        id_ = new_id()
        answer = await phone.rpc("report.submit", id=id_, **report())
    assert answer["status"] == "accepted"
    assert answer["id"] == id_
    assert answer["resend_after"] >= 5
    [(receipt, fields)] = await house.redis.xrange(keys.inbox(DISTRICT, "routine"))
    assert receipt.decode() == answer["receipt"]
    assert (fields[b"m"], fields[b"s"], fields[b"i"]) == (b"report.submit", b"w1", id_.encode())
    assert len(fields[b"k"]) == 32


async def test_a_fact_goes_to_those_who_may_see_it_and_to_nobody_else(house: House) -> None:
    picture = f"picture:{DISTRICT}"
    async with house.phone("w1", "staff:w1") as phone, house.phone("op", picture) as wall:
        number = await house.relay(f.DutyStarted(person="w2", name="w2"))
        pushed = await wall.fact(picture, "DutyStarted")
        assert pushed["number"] == number
        assert pushed["district"] == DISTRICT
        assert phone.pushes == []
