"""A whole drill by hand, with something of everything: what documents and screens are looked at with."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.facts import drill as d
from command.domain.facts import script as s
from command.domain.place import Place
from tests.domain.drilled import CAST, GRID, START, Drilled, expect, inject, player, report

STAFF = [
    *CAST,
    *(player(f"v{n}", "worker", area=f"46010700{n % 3 + 1}001001") for n in range(1, 9)),
    player("su", "supervisor", area="460107001"),
]
TITLES = (
    "海甸溪边店铺进水", "路口大树倒伏压线", "老屋屋顶铁皮被掀起", "地下车库雨水倒灌", "塔吊吊臂摆动",
    "广告牌松动将坠", "独居老人求助转移", "电动车桩冒烟",
)  # fmt: skip
STEPS = ("offer", "accept", "en_route", "on_scene", "done")


def storied() -> Drilled:
    """Eight reports, a call, a warning with a switch, a silent worker, a message, a contact test; a pause, somebody who
    is taken out; things that are late and missed."""
    plan = d.DrillPlan(
        name="“威马逊”Ⅱ级防风综合演练", form="live", scope="combined", participants=STAFF, compression=10,
        goal="检验Ⅱ级响应启动、一级案件派遣与网格员失联处置；检验坐席在来电高峰下的立案速度。",
        units=["u-water", "u-power"],
    )  # fmt: skip
    told = Drilled(plan)
    told.tell(
        d.CarriedOver(kind="units", things={"u-water": {"name": "区水务局"}, "u-power": {"name": "供电所"}}),
        *(
            d.ParticipantJoined(participant=player(f"v{n}", "worker"), name=f"陈{'一二三四五六七八'[n - 1]}")
            for n in range(1, 9)
        ),
    )
    told.plan(*_script())
    _warned(told)
    for n in range(1, 9):
        _reported(told, n)
    _rest(told)
    told.wait(200)
    told.end()
    told.wait(900)
    told.tell(
        d.ObserverNoted(id="n2", text="坐席立案口径不一致，两起并案过晚。", by="obs", by_name="评一"),
        d.ImprovementSet(id="m1", text="为坐席印发台风期间并案口径卡片", owner="op", owner_name="席一", by="co",
            due=START + timedelta(days=14)),
        d.ImprovementSet(id="m2", text="补齐第三社区网格员备用手机，失联先打组长", owner="su", by="co", done=True,
            due=START + timedelta(days=30)),
        d.ConclusionWritten(
            text="总体达到演练目标。Ⅱ级响应启动及时；夜间失联处置和一级案件到场时间需改进，一个月内复训。",
            by="co", by_name="何主任"),
    )  # fmt: skip
    return told


def _script() -> list[s.Inject]:
    limits = [expect("offered", 30), expect("accepted", 90), expect("arrived", 420), expect("done", 900)]
    reports = [
        s.Inject(
            number=n, offset_s=600 * n, title=TITLES[n - 1], expected=limits,
            content=s.ReportInject(category="event.0101", place=Place(grid=GRID), text=TITLES[n - 1]),
        )
        for n in range(1, 9)
    ]  # fmt: skip
    warning = s.WarningInject(event="11B01", colour="red", areas=["460107"], headline="台风红色预警")
    call = s.CallInject(text="滨江路有人被困", category="event.0404", place=Place(grid=GRID))
    return [
        *reports,
        inject(9, warning, expect("proposed", 10), expect("switched", 300, who="coordinator", value="2"),
            expect("alerted", 600)),
        inject(10, call, expect("stored", 120, who="operator"), expect("referred", 300, value="119")),
        inject(11, s.SilentInject(people=["v3"]), expect("noticed", 600, who="operator")),
        inject(12, s.MessageInject(text="媒体来电询问积水情况", to=["su"]), expect("answered", 180)),
        inject(13, s.ContactInject(text="点名"), expect("answered", 120)),
        inject(14, s.RoadInject(text="滨江路封闭", place=Place(grid=GRID)), expect("noted", 300)),
        report(15, expect("accepted", 60)),
    ]  # fmt: skip


def _warned(told: Drilled) -> None:
    told.wait(20)
    reason = f.ProposalReason(warning="w1", hazard="typhoon", level=2)
    told.tell(
        f.ProposalMade(proposal="p1", area="460107", hazard="typhoon", level=2, reasons=[reason], due=told.now),
        d.InjectGiven(inject="i9", serial=9, made="w1"),
    )
    told.wait(190)
    told.tell(
        f.ModeSwitched(
            version=1, level=2, was=0, threat="typhoon", response_plan="p", plan_version=1, by="op", second="co",
            reason="红色预警",
        )
    )  # fmt: skip


def _reported(told: Drilled, n: int) -> None:
    told.wait(15)
    content = s.ReportInject(category="event.0101", place=Place(grid=GRID), text=TITLES[n - 1])
    priority = 1 if n in (2, 7) else 2 + n % 3
    told.tell(
        told.filed(f"x{n}", content, priority=priority, report=f"i{n}"),
        d.InjectGiven(inject=f"i{n}", serial=n, incident=f"x{n}", late_s=0.4),
    )
    if n == 4:
        told.offer("x4", "v5")
        told.wait(60)
        told.expire("x4", "v5")
        return
    for m, step in enumerate(STEPS[: 5 if n % 4 else 3]):
        told.wait(8 + 9 * n * m)
        getattr(told, step)(f"x{n}", f"v{n}") if step in ("offer", "accept") else told.advance(f"x{n}", f"v{n}", step)
    if n == 3:
        told.pause(420, "real_event")


def _rest(told: Drilled) -> None:
    told.give(10, to=["dir"])
    told.wait(75)
    told.tell(told.filed("x10", reporter="op", category="event.0404", priority=1))
    told.wait(60)
    told.tell(f.IncidentReferred(incident="x10", to="119", by="op"))
    told.tell(d.ParticipantSilenced(person="v3", inject="i11", due=told.now))
    told.give(11, made="v3")
    told.wait(640)
    told.tell(f.ContactLost(area=GRID, people={"v3": "陈三"}, since=told.now, told=["op"], due=told.now))
    told.give(12, to=["su"])
    told.give(13, to=["w1", "w2", *(f"v{n}" for n in range(1, 9)), "op"])
    told.tell(d.ParticipantTaken(person="v8"))
    for n, person in enumerate(("v1", "v2", "op", "v4", "w1", "v6", "v7")):
        told.wait(6 + 7 * n)
        told.tell(d.InjectAnswered(inject="i13", person=person, took_s=0))
    told.give(14)
    told.tell(
        d.ObserverNoted(
            id="n1", text="交警到位，绕行标志齐全。", inject="i14", expectation=0, seen=True, by="obs", by_name="评一"
        )
    )
    told.tell(d.InjectSkipped(inject="i15", by="dir", reason="时间不足"))
