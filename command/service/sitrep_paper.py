"""A report upward on paper: everything the template sets, from one report in its one shape."""

from datetime import datetime, tzinfo
from typing import Any

from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.category import CATEGORIES
from command.service.desk import Desk
from command.service.sitrep_whole import Whole
from command.service.sitrep_words import figure_name, say
from command.service.sitreps import behind

_MOVING = (
    "moving.listed",
    "moving.out",
    "moving.safe",
    "moving.arrived",
    "moving.moved",
    "moving.told",
    "moving.to_move",
    "moving.refused",
    "moving.returned",
    "moving.unsafe",
    "shelters",
    "shelters.occupied",
    "shelters.here",
    "shelters.capacity",
)
_INCIDENTS = (
    "reports",
    "incidents",
    "priority.1",
    "priority.2",
    "priority.3",
    "priority.4",
    "incidents.closed",
    "incidents.open",
    "incidents.carried",
)
_LOSSES = ("dead", "missing", "injured", "trapped", "collapsed", "damaged")
_FORCE = (
    "duty.workers",
    "duty.leaders",
    "units",
    "units.busy",
    "recall.called",
    "recall.come",
    "tasks",
    "tasks.done",
    "tasks.undone",
    "tasks.missed",
    "silent",
)
_WIND = ("warnings", "wind.7", "wind.10", "wind.12")
_ANNEX = (
    "reports",
    "incidents",
    "incidents.open",
    "priority.1",
    "moving.listed",
    "moving.out",
    "moving.unsafe",
    "shelters.here",
    "duty.workers",
    "tasks.undone",
    "losses.dead",
    "losses.injured",
)


class _Paper(Struct, frozen=True):
    """What every part needs."""

    whole: Whole
    areas: AreaIndex
    zone: tzinfo
    english: bool

    def say(self, key: str, **values: object) -> str:
        return say(key, english=self.english, **values)

    def time(self, at: datetime | None) -> str:
        if at is None:
            return "—"
        here = at.astimezone(self.zone)
        return here.strftime("%Y-%m-%d %H:%M") if self.english else f"{here.month}月{here.day}日{here:%H时%M分}"

    def area(self, code: str) -> str:
        found = self.areas.get(code)
        if found is None:
            return code
        return found.name_en if self.english else found.name

    def total(self, name: str) -> int:
        return sum(self.whole.figures.get(name, {}).values())


async def paper(desk: Desk, whole: Whole, areas: AreaIndex, zone: tzinfo, *, english: bool) -> dict[str, Any]:
    """The template's data. From a demo nothing goes out as real: its reports say that they are an exercise."""
    p, head = _Paper(whole, areas, zone, english), whole.head
    warnings = [row.label for row in await behind(desk, head.cut, "warnings", "")]
    drill = "" if desk.policy.public_real else p.say("drill")
    threat = p.say(head.threat) + _called(p)
    began = p.time(whole.began_at)
    opening = {"at": p.time(head.cut_at), "threat": threat, "level": p.say(f"level.{head.level}"), "began": began}
    return {
        "lang": "en" if english else "zh",
        "issuer": whole.issuer,
        "masthead": drill + p.say("masthead"),
        "issue": p.say("issue", n=head.issue),
        "kind": p.say(head.kind),
        "title": drill + p.say("title", threat=threat, kind=p.say(head.kind)),
        "to": p.say("to", receiver=whole.receiver),
        "draft": "" if head.sent_at is not None else p.say("draft", at=p.time(head.cut_at)),
        "cut": p.say("cut", at=p.time(head.cut_at)),
        "corrects": p.say("corrects", n=head.corrects_issue, reason=head.reason) if head.corrects else "",
        "opening": p.say("opening", **opening, reports=p.total("reports"), incidents=p.total("incidents")),
        "sections": _sections(p, warnings),
        "signed": p.say("signed", name=head.by_name) if head.sent_at is not None else "",
        "date": _date(p, head.sent_at or head.cut_at),
        "late": p.say("late_s", minutes=max(1, round(head.late_s / 60))) if head.late_s else "",
        "columns": [
            p.say("figure"),
            p.say("n"),
            *([p.say("change", n=whole.before_issue)] if whole.before_issue else []),
            *([p.say("most")] if whole.most else []),
        ],
        "annex": _annex(p),
    }


def _called(p: _Paper) -> str:
    """The storm's name, if it is one that has one."""
    names = [one.name for one in p.whole.winds if one.name]
    if len(names) != 1 or p.whole.head.threat != "typhoon":
        return ""
    return f" {names[0]}" if p.english else f"“{names[0]}”"


def _date(p: _Paper, at: datetime) -> str:
    here = at.astimezone(p.zone)
    return f"{here:%Y-%m-%d}" if p.english else f"{here.year}年{here.month}月{here.day}日"


def _sections(p: _Paper, warnings: list[str]) -> list[dict[str, Any]]:
    """Those that have something to say, in the order in which a superior reads them."""
    words = p.whole.words
    found = [
        _section(p, "s.situation", [words.situation]),
        _section(p, "s.wind", [*_winds(p), *warnings], _WIND),
        _section(p, "s.moving", [], _MOVING),
        _section(p, "s.incidents", [_kinds(p)], (*(f"losses.{name}" for name in _LOSSES), *_INCIDENTS, *_states(p))),
        _section(p, "s.force", [], _FORCE),
        _section(p, "s.streets", [_streets(p)]),
        _section(p, "s.measures", [words.measures]),
        _section(p, "s.needs", [words.needs]),
    ]
    return [one for one in found if one["text"] or one["rows"]]


def _section(p: _Paper, key: str, text: list[str], figures: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"title": p.say(key), "text": [one for one in text if one], "rows": [_row(p, name) for name in figures]}


def _row(p: _Paper, name: str) -> list[str]:
    n = p.total(name)
    row = [figure_name(name, english=p.english), str(n)]
    if p.whole.before_issue:
        change = n - p.whole.before.get(name, 0)
        row.append(f"+{change}" if change > 0 else "—" if change == 0 else f"−{-change}")
    if p.whole.most:
        row.append(str(p.whole.most.get(name, n)))
    return row


def _states(p: _Paper) -> list[str]:
    return [name for name in p.whole.figures if name.startswith("state.") and p.total(name)]


def _kinds(p: _Paper) -> str:
    """The categories with most incidents, in one sentence."""
    counted = [(p.total(name), name.removeprefix("category.")) for name in p.whole.figures if name[:9] == "category."]
    told = []
    for n, code in sorted(counted, key=lambda one: (-one[0], one[1])):
        known = CATEGORIES.get(code)
        word = code if known is None else known.name_en if p.english else known.name
        told.append(f"{word} {n}")
    return (", " if p.english else "，").join(told) + ("." if p.english else "。") if told else ""


def _winds(p: _Paper) -> list[str]:
    found: list[str] = []
    for one in p.whole.winds:
        near = {"at": p.time(one.closest_at), "grid": p.area(one.grid), "km": round(one.closest_km)}
        said = p.say("closest", name=one.name or one.code, **near)
        said += "".join(p.say("arrives", force=force, at=p.time(at)) for force, at in one.arrives.items())
        found.append(said)
    return found or [p.say("no_wind")]


def _streets(p: _Paper) -> str:
    head = p.whole.head
    if head.kind == "correction":
        return ""
    if not head.missing:
        return p.say("all_handed")
    return p.say("missing", streets=("、", ", ")[p.english].join(map(p.area, head.missing)))


def _annex(p: _Paper) -> dict[str, Any]:
    """The main figures by street; what is of no street is the district's own."""
    streets = sorted({street for by in p.whole.figures.values() for street in by} | set(p.whole.head.streets))
    rows = [
        [
            p.say("centre") if len(street) == 6 else p.area(street),
            *(str(p.whole.figures.get(name, {}).get(street, 0)) for name in _ANNEX),
            "" if len(street) == 6 else p.say("late") if street in p.whole.head.missing else "✓",
        ]
        for street in streets
        if len(street) > 6 or any(p.whole.figures.get(name, {}).get(street) for name in _ANNEX)
    ]
    total = [p.say("total"), *(str(p.total(name)) for name in _ANNEX), ""]
    names = [figure_name(name, english=p.english).removeprefix("其中：").removeprefix("of these: ") for name in _ANNEX]
    return {
        "title": p.say("annex"),
        "columns": [p.say("street"), *names, p.say("handed")],
        "rows": [*rows, total] if p.whole.figures else [],
    }
