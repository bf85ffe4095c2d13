"""What earlier drills were to make better is in every later evaluation until somebody says that it is done."""

from datetime import datetime, timedelta

from command.clock import new_id
from command.domain.drill.evaluation.said import Outstanding
from command.service.evaluation.evaluating import Books, current, outstanding
from tests.district import DISTRICT, District
from tests.drill import Play, begun, inject, reported


async def drilled(district: District, name: str) -> Play:
    """A drill that was begun and is over."""
    play = await begun(district, inject(1, 6000, reported(1)), id_=new_id(), name=name)
    await play.send("wl", "drill.stop", why="done")
    return play


async def seen(district: District, play: Play, now: datetime) -> list[Outstanding]:
    books = Books(district.engine, district.engine, DISTRICT)
    found = await current(books, play.id, now)
    assert found is not None
    return await outstanding(books, found.evaluation, now)


async def test_open_improvements_of_earlier_drills_are_listed_until_they_are_done(district: District) -> None:
    first = await drilled(district, "春季演练")
    now = await district.desk.look(lambda draft: draft.now)
    late, soon = now - timedelta(days=1), now + timedelta(days=30)
    await first.send("wl", "drill.improve", text="补充沙袋", owner="s", owner_name="负责人", due=soon)
    lamp = new_id()
    await first.send("wl", "drill.improve", id=lamp, text="更换探照灯", owner_name="后勤", due=late)
    assert await seen(district, first, now) == [], "a drill's own are no earlier one's"
    second = await drilled(district, "秋季演练")
    await second.send("wl", "drill.improve", text="再练一次转移")
    listed = await seen(district, second, now)
    assert [(one.text, one.owner_name, one.overdue, one.drill) for one in listed] == [
        ("更换探照灯", "后勤", True, "春季演练"),
        ("补充沙袋", "负责人", False, "春季演练"),
    ]
    await first.send("wl", "drill.improve", improvement=lamp, text="更换探照灯", owner_name="后勤", due=late, done=True)
    assert [one.text for one in await seen(district, second, now)] == ["补充沙袋"]
    assert await seen(district, first, now) == [], "what a later drill found is no business of an earlier one"
