"""Rows of a roster's file, understood: plans of groups, or what is wrong with which row.

One row is one person on one shift of one day. The header may be in Chinese or English, in any order; people are named,
or meant by their account where two of a group have one name.
"""

import re
from datetime import date

from msgspec import Struct

from command.domain.roster import DayPlan, Group, Shift
from command.domain.roster.model import ShiftKind
from command.service.rosters import Kept
from command.wire.requests import PlanData

COLUMNS: dict[str, tuple[str, str]] = {
    "group": ("班组", "Group"),
    "name": ("姓名", "Name"),
    "account": ("账号", "Account"),
    "day": ("日期", "Date"),
    "shift": ("班次", "Shift"),
    "kind": ("类型", "Kind"),
    "starts": ("开始", "From"),
    "ends": ("结束", "To"),
    "leads": ("带班", "Leads"),
}
_MAY_LACK = ("account", "leads")
KINDS: dict[ShiftKind, tuple[str, str]] = {
    "watch": ("值班", "watch"),
    "station": ("驻站", "station"),
    "patrol": ("巡查", "patrol"),
    "standby": ("备班", "stand-by"),
}
YES = ("是", "y", "yes", "1", "true", "√")
_SAID: dict[str, tuple[str, str]] = {
    "group": ("没有这个班组，或不归您管", "No such group, or it is not yours"),
    "person": (
        "班组里没有这个人；跨组请填账号",
        "Nobody of that name in the group: give the account",
    ),
    "same_name": ("同组有重名，请填账号", "Two of the group have that name: give the account"),
    "account": ("没有这个账号，或已停用", "There is no such active account"),
    "day": ("日期要写成 2026-12-01", "Write dates as 2026-12-01"),
    "kind": ("类型只能是值班、驻站、巡查或备班", "The kind is watch, station, patrol or stand-by"),
    "time": ("时间要写成 08:00", "Write times as 08:00"),
    "shift": ("请写班次名称（60 字以内）", "Name the shift, in 60 letters at most"),
    "shift_differs": (
        "同名班次的时间或类型与前面的行不一致",
        "Another time or kind than in a row above",
    ),
    "twice": ("与前面的行重复", "The same as a row above"),
}


class RowError(Struct, frozen=True):
    """What is wrong with a row (its number as Excel shows it), in which column."""

    row: int
    column: str
    message: str


class Understood(Struct):
    """Plans made of rows; or errors, and no plans."""

    plans: list[PlanData]
    errors: list[RowError]
    turns: int


class _Plan(Struct):
    """A plan as it grows: shifts by name, people by day and shift, leaders first."""

    shifts: dict[str, Shift]
    people: dict[tuple[date, str], list[str]]


def header(cells: list[str]) -> dict[str, int] | str:
    """Where each column is; or the name of the first that is missing."""
    known = {word.lower(): name for name, words in COLUMNS.items() for word in words}
    found = {known[cell.strip().lower()]: at for at, cell in enumerate(cells) if cell.strip().lower() in known}
    missing = [name for name in COLUMNS if name not in found and name not in _MAY_LACK]
    return COLUMNS[missing[0]][0] + " / " + COLUMNS[missing[0]][1] if missing else found


def understand(
    rows: list[list[str]], where: dict[str, int], kept: Kept, groups: list[Group], *, english: bool
) -> Understood:
    """Every row, whatever is wrong with those before it: all errors are told at once."""
    reader = _Reader(where, kept, groups, english=english)
    for number, row in enumerate(rows, start=2):
        if any(row):
            reader.row(number, row)
    plans = [] if reader.errors else [_made(group, plan) for group, plan in reader.plans.items()]
    return Understood(plans, reader.errors, reader.turns)


class _Reader:
    def __init__(self, where: dict[str, int], kept: Kept, groups: list[Group], *, english: bool) -> None:
        self._where = where
        self._kept = kept
        self._groups = {word: one for one in groups for word in (one.id, one.name)}
        self._english = english
        self.plans: dict[str, _Plan] = {}
        self.errors: list[RowError] = []
        self.turns = 0

    def row(self, number: int, row: list[str]) -> None:
        """One row into its group's plan, or everything that is wrong with it into the errors."""
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in self._where.items()}
        before = len(self.errors)
        group = self._groups.get(cells["group"])
        if group is None:
            self._wrong(number, "group", "group")
        person = self._person(number, cells, group) if group is not None else None
        day = self._day(number, cells["day"])
        shift = self._shift(number, cells, group)
        if len(self.errors) == before and group and person and day and shift:
            self._take(number, cells, group, person, day, shift)

    def _take(self, number: int, cells: dict[str, str], group: Group, person: str, day: date, shift: Shift) -> None:
        plan = self.plans.setdefault(group.id, _Plan({}, {}))
        known = plan.shifts.setdefault(shift.name, shift)
        if (known.starts, known.ends, known.kind) != (shift.starts, shift.ends, shift.kind):
            return self._wrong(number, "shift", "shift_differs")
        people = plan.people.setdefault((day, shift.name), [])
        if person in people:
            return self._wrong(number, "name", "twice")
        people.insert(0 if cells.get("leads", "").lower() in YES else len(people), person)
        self.turns += 1
        return None

    def _person(self, number: int, cells: dict[str, str], group: Group) -> str | None:
        account = cells.get("account", "")
        if account:
            known = self._kept.people.get(account)
            if known is not None and known.active:
                return account
            self._wrong(number, "account", "account")
            return None
        members = {person for pattern in group.patterns for person in pattern.members}
        named = [person for person in sorted(members) if self._kept.name(person) == cells["name"]]
        if len(named) == 1:
            return named[0]
        self._wrong(number, "name", "same_name" if named else "person")
        return None

    def _day(self, number: int, cell: str) -> date | None:
        found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", cell)
        try:
            if found:
                return date(*map(int, found.groups()))
        except ValueError:
            pass
        self._wrong(number, "day", "day")
        return None

    def _shift(self, number: int, cells: dict[str, str], group: Group | None) -> Shift | None:
        kind = next((name for name, words in KINDS.items() if cells["kind"].lower() in words), None)
        if kind is None:
            self._wrong(number, "kind", "kind")
        if not 1 <= len(cells["shift"]) <= 60:
            self._wrong(number, "shift", "shift")
        times = [self._time(number, name, cells[name]) for name in ("starts", "ends")]
        if kind is None or not cells["shift"] or None in times or group is None:
            return None
        lines = [line.shift for line in group.patterns[-1].lines] if group.patterns else []
        known = next((one for one in lines if one.name == cells["shift"]), None)
        need, led = (known.need, known.led) if known is not None else (1, kind == "watch")
        rounds = known.rounds if known is not None else []
        return Shift(cells["shift"], kind, times[0] or "", times[1] or "", need, led, rounds)

    def _time(self, number: int, column: str, cell: str) -> str | None:
        found = re.fullmatch(r"(\d{1,2})[:：](\d{2})(?::00)?", cell)
        hour, minute = map(int, found.groups()) if found else (99, 99)
        if (hour, minute) == (24, 0):
            hour = 0
        if hour > 23 or minute > 59:
            self._wrong(number, column, "time")
            return None
        return f"{hour:02}:{minute:02}"

    def _wrong(self, number: int, column: str, what: str) -> None:
        self.errors.append(RowError(number, column, _SAID[what][self._english]))


def _made(group: str, plan: _Plan) -> PlanData:
    """From the first day that is written to the last: the days between without a row are free."""
    days, shifts = sorted(day for day, _ in plan.people), list(plan.shifts)
    return PlanData(
        group=group,
        first=days[0],
        last=days[-1],
        shifts=list(plan.shifts.values()),
        days=[DayPlan(day, shifts.index(name), people) for (day, name), people in sorted(plan.people.items())],
    )
