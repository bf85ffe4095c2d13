"""The response plans that ship: a typhoon's and a rainstorm's, version 1.

All figures are our own defaults [D] unless marked: a district edits them, checks them and publishes them by two people.
Levels and who orders them: domain facts §4 [P]; colours and levels: §4 [D]; what is done as it climbs: §4 [P].

`raised` goes to 1 only for what kills by itself (a line down). A signboard or a flooded road that endangers somebody is
1 by what is reported of it: where everything is about life, nothing is.
"""

from command.domain.facts.response import (
    Layer,
    OutdoorHold,
    Rank,
    ResponsePlan,
    TaskTemplate,
    Words,
)

_OVERHEAD = ["event.0205", "component.0303", "event.0303", "component.0401", "event.0601", "event.0408"]
"""Signboards, billboards, scaffolding, fallen trees, lines down."""
_ORDERED: dict[int, list[Rank]] = {
    4: ["deputy", "secretary"],
    3: ["commander", "deputy"],
    2: ["commander", "deputy"],
    1: ["commander"],
}
"""[P] Ⅰ the commander; Ⅱ and Ⅲ the commander or a deputy; Ⅳ a deputy or the secretary-general."""
_HELPERS = {
    "volunteer": ["grid.special_need", "grid.service", "grid.notice"],
    "assistant": ["grid.special_need", "grid.service", "grid.notice", "event.0406", "event.0404", "component."],
    "first_aid": ["grid.medical"],
    "boat": ["event.0406", "grid.lost_person"],
}


def _task(
    id_: str, kind: str, zh: str, en: str, force: int, lead_h: float, within: str, *, photo: bool = False
) -> TaskTemplate:
    return TaskTemplate(
        id=id_,
        kind=kind,  # type: ignore[arg-type]
        title=Words(zh=zh, en=en),
        force=force or None,  # type: ignore[arg-type]
        lead_minutes=round(lead_h * 60),
        within=within,
        photo=photo,
    )


TYPHOON = ResponsePlan(
    id="typhoon",
    version=1,
    threat="typhoon",
    name=Words(zh="台风应急响应预案", en="Typhoon response plan"),
    triggers={"blue": 4, "yellow": 3, "orange": 2, "red": 1},
    levels=[
        Layer(
            level=4,
            ordered_by=_ORDERED[4],
            raised={"event.0205": 2, "event.0303": 2, "component.0303": 3, "component.0401": 3},
            pool="on_shift",
            rounds=3,
            report_every="24h",
            report_first="2h",
            tasks=[
                _task(
                    "drains", "drains", "清理排水口、雨水篦子", "Clear drains and gratings", 7, 24, "12h", photo=True
                ),
                _task("signboards", "signboards", "排查广告牌、店招", "Check signboards", 7, 24, "12h", photo=True),
                _task("people_list", "people", "核对需转移人员名单", "Check the list of people to move", 7, 24, "12h"),
            ],
            messages={
                "worker": Words(
                    zh="台风Ⅳ级响应：保持手机畅通，今日起每日三巡，先查排水口和广告牌。",
                    en="Typhoon level IV: keep your phone on; three rounds a day, drains and signboards first.",
                ),
            },
            wall=["tasks", "storm"],
        ),
        Layer(
            level=3,
            ordered_by=_ORDERED[3],
            answer=["60s", "90s", "180s", "300s"],
            arrive=["15m", "15m", "30m", "45m"],
            handle=["2h", "4h", "8h", "24h"],
            raised={"event.0406": 2, "event.0404": 2, "event.0408": 1, "component.0401": 2, "component.0303": 2},
            pool="recalled",
            recall_within="2h",
            two_person=["event.0408", "event.0401"],
            rounds=4,
            round_least="1h",
            report_every="6h",
            tasks=[
                _task(
                    "scaffolding", "scaffolding", "检查工地脚手架、塔吊", "Check scaffolding and cranes", 7, 18, "8h"
                ),
                _task(
                    "houses", "houses", "四房一低洼逐户排查", "Check dangerous and low houses", 7, 18, "8h", photo=True
                ),
                _task("visits", "people", "走访独居老人、病残孕", "Visit those in special need", 7, 12, "6h"),
            ],
            messages={
                "worker": Words(
                    zh="台风Ⅲ级响应：全员到岗。触电、塌陷处须两人同行。",
                    en="Typhoon level III: everybody on duty. Nobody goes alone to lines down or collapses.",
                ),
            },
            wall=["recall", "moving"],
            not_done=["sampling", "leader_filing"],
        ),
        Layer(
            level=2,
            ordered_by=_ORDERED[2],
            answer=["45s", "60s", "120s", "180s"],
            arrive=["10m", "15m", "20m", "30m"],
            handle=["1h", "2h", "6h", "12h"],
            verify="20m",
            raised={"event.0601": 2},
            pool="recalled",
            recall_within="1h",
            two_person=["event.04", *_OVERHEAD, "component."],
            rounds=6,
            round_least="30m",
            report_every="2h",
            hold=OutdoorHold(force=10),
            tasks=[
                _task("move", "people", "危险区人员转移到位、逐户清点", "Move people out and count heads", 10, 6, "4h"),
                _task("shelters", "shelter", "避灾点开放、接收签收", "Open shelters, sign for arrivals", 10, 8, "2h"),
                _task("vehicles", "vehicles", "低洼地段车辆挪移", "Move vehicles from low places", 7, 6, "4h"),
            ],
            messages={
                "worker": Words(
                    zh="台风Ⅱ级响应：户外一律两人同行；接到撤回指令立即进室内。",
                    en="Typhoon level II: never alone outdoors; go indoors at once when told.",
                ),
                "public": Words(zh="非必要不外出，危险区居民请配合转移。", en="Stay in; those in danger areas move."),
            },
            wall=["shelters"],
            not_done=["visits", "call_back", "one_click", "routine"],
        ),
        Layer(
            level=1,
            ordered_by=_ORDERED[1],
            answer=["30s", "45s", "90s", "120s"],
            arrive=["10m", "10m", "15m", "20m"],
            handle=["1h", "2h", "4h", "8h"],
            verify="15m",
            raised={"event.0402": 2},
            pool="volunteers",
            recall_within="45m",
            helpers=_HELPERS,
            two_person=[""],
            report_every="1h",
            hold=OutdoorHold(force=7),
            tasks=[
                _task("indoors", "people", "辖区人员全部进入室内", "Everybody is indoors", 10, 3, "1h"),
                _task("search", "search", "风停后逐户搜救排查", "Search house by house after the wind", 0, 0, "24h"),
            ],
            messages={
                "worker": Words(
                    zh="台风Ⅰ级响应：停止户外巡查，人员第一；除救命外不外出。",
                    en="Typhoon level I: no patrols outdoors, people first; go out only to save a life.",
                ),
            },
            wall=["contact"],
            not_done=["patrol"],
        ),
    ],
)

RAINSTORM = ResponsePlan(
    id="rainstorm",
    version=1,
    threat="rainstorm",
    name=Words(zh="暴雨应急响应预案", en="Rainstorm response plan"),
    triggers={"blue": 4, "yellow": 3, "orange": 2, "red": 1},
    levels=[
        Layer(
            level=4,
            ordered_by=_ORDERED[4],
            raised={"event.0404": 2, "event.0406": 2},
            pool="on_shift",
            report_every="12h",
            report_first="1h",
            tasks=[
                _task("drains", "drains", "清理排水口、雨水篦子", "Clear drains and gratings", 0, 0, "3h", photo=True),
                _task("low_places", "houses", "查看低洼处、地下车库", "Look at low places and garages", 0, 0, "3h"),
            ],
            messages={
                "worker": Words(zh="暴雨Ⅳ级响应：先清排水口。", en="Rainstorm level IV: drains first."),
            },
            wall=["tasks"],
        ),
        Layer(
            level=3,
            ordered_by=_ORDERED[3],
            answer=["60s", "90s", "180s", "300s"],
            arrive=["15m", "15m", "30m", "45m"],
            handle=["2h", "4h", "8h", "24h"],
            raised={"event.0408": 1},
            pool="on_shift",
            two_person=["event.0406", "event.0408"],
            rounds=4,
            round_least="1h",
            report_every="4h",
            tasks=[
                _task(
                    "underpass",
                    "other",
                    "下穿通道、积水点设警戒",
                    "Guard underpasses and floods",
                    0,
                    0,
                    "2h",
                    photo=True,
                ),
                _task("visits", "people", "走访低洼处独居老人", "Visit old people in low places", 0, 0, "3h"),
            ],
            not_done=["sampling", "leader_filing"],
        ),
        Layer(
            level=2,
            ordered_by=_ORDERED[2],
            answer=["45s", "60s", "120s", "180s"],
            arrive=["10m", "15m", "20m", "30m"],
            handle=["1h", "2h", "6h", "12h"],
            pool="recalled",
            recall_within="1h",
            two_person=["event.04"],
            rounds=6,
            round_least="30m",
            report_every="2h",
            tasks=[
                _task("move", "people", "低洼地段人员转移、逐户清点", "Move people out of low places", 0, 0, "2h"),
                _task("vehicles", "vehicles", "低洼地段车辆挪移", "Move vehicles from low places", 0, 0, "2h"),
            ],
            wall=["recall", "moving", "shelters"],
            not_done=["visits", "call_back", "one_click", "routine"],
        ),
        Layer(
            level=1,
            ordered_by=_ORDERED[1],
            answer=["30s", "45s", "90s", "120s"],
            arrive=["10m", "10m", "15m", "20m"],
            handle=["1h", "2h", "4h", "8h"],
            verify="15m",
            raised={"event.0402": 2},
            pool="volunteers",
            recall_within="45m",
            helpers=_HELPERS,
            two_person=[""],
            report_every="1h",
            tasks=[
                _task("search", "search", "雨停后逐户搜救排查", "Search house by house after the rain", 0, 0, "24h"),
            ],
            messages={
                "worker": Words(
                    zh="暴雨Ⅰ级响应：涉水必须两人同行，水过膝不得进入。",
                    en="Rainstorm level I: never alone in water; not in above the knee.",
                ),
            },
            wall=["contact"],
            not_done=["patrol"],
        ),
    ],
)

BUILT_IN: dict[str, ResponsePlan] = {plan.id: plan for plan in (TYPHOON, RAINSTORM)}
