"""The layers, resolved: every seat of every shift with who sits in it, from when to when, and which layer says so."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

import msgspec
from msgspec import Struct

from command.domain.roster.hours import day_of, span_of
from command.domain.roster.model import RANK, Group, Layer, Leave, Override, Plan, Shift, Swap, TurnRef

_DAY = timedelta(days=1)


class Turn(Struct, frozen=True):
    """A stretch of a seat (UTC). `day`: the local day the shift belongs to. `person` None: nobody, as `layer` says;
    `holder`: who would be there but for a leave, or for being elsewhere. `source`: the exception it comes from."""

    group: str
    day: date
    shift: Shift
    seat: int
    starts: datetime
    ends: datetime
    person: str | None
    layer: Layer = "pattern"
    holder: str | None = None
    source: str = ""
    order: int = 0

    @property
    def leads(self) -> bool:
        """Whether it is the duty leader's seat."""
        return self.shift.led and self.seat == 0

    @property
    def ref(self) -> TurnRef:
        """The shift it is a part of."""
        return TurnRef(self.group, self.day, self.shift.name)

    def covers(self, t: datetime) -> bool:
        """Whether `t` is in it: its first instant is, its last is not."""
        return self.starts <= t < self.ends


class Roster:
    """Everything that says who is on duty. Never changed: a new one is made when something of it has changed."""

    def __init__(
        self,
        zone: tzinfo,
        groups: Iterable[Group] = (),
        plans: Iterable[Plan] = (),
        overrides: Iterable[Override] = (),
        swaps: Iterable[Swap] = (),
        leaves: Iterable[Leave] = (),
    ) -> None:
        self.zone = zone
        self.groups = {one.id: one for one in groups}
        self._plans: dict[str, list[Plan]] = {}
        self._overrides: dict[str, list[Override]] = {}
        self._swaps: dict[TurnRef, list[tuple[Swap, str, str]]] = {}
        self._leaves: dict[str, list[Leave]] = {}
        self._groups_of: dict[str, set[str]] = {}
        for group in self.groups.values():
            for pattern in group.patterns:
                self._note(group.id, pattern.members)
        for plan in sorted(plans, key=_order, reverse=True):
            self._plans.setdefault(plan.group, []).append(plan)
            self._note(plan.group, (person for day in plan.days for person in day.people))
        for override in sorted(overrides, key=_order):
            self._overrides.setdefault(override.group, []).append(override)
            self._note(override.group, [override.person] if override.person else [])
        for swap in sorted((one for one in swaps if one.state == "approved"), key=_order):
            self._add_swap(swap)
        for leave in leaves:
            if leave.state == "approved":
                self._leaves.setdefault(leave.person, []).append(leave)

    def turns(self, starts: datetime, ends: datetime, groups: Iterable[str] | None = None) -> list[Turn]:
        """Every stretch that touches [starts, ends), empty seats included, of these groups or of all, in order."""
        wanted = set(self.groups if groups is None else groups)
        found = [turn for group in sorted(wanted) for turn in self._seats(group, starts, ends)]
        people = {turn.person for turn in found if turn.person is not None}
        others = {group for person in people for group in self._groups_of.get(person, ())} - wanted
        found += [turn for group in sorted(others) for turn in self._seats(group, starts, ends)]
        return sorted(
            (one for one in _once_each(found) if one.group in wanted and one.starts < ends and one.ends > starts),
            key=lambda one: (one.starts, one.group, one.shift.name, one.seat),
        )

    def turns_of(self, person: str, starts: datetime, ends: datetime) -> list[Turn]:
        """A person's own stretches that touch [starts, ends), in order; no two of them share an instant."""
        return [one for one in self.turns(starts, ends, self._groups_of.get(person, ())) if one.person == person]

    def named(self, starts: datetime, ends: datetime, group: str) -> list[Turn]:
        """Everybody whom a group's shifts that touch [starts, ends) name, with all other shifts that name them: what is
        written, not who wins. A person may be in two places here."""
        own = [one for one in self._seats(group, starts, ends) if one.person is not None]
        people = {one.person for one in own}
        others = {other for person in people for other in self._groups_of.get(person or "", ())} - {group}
        rest = [one for other in sorted(others) for one in self._seats(other, starts, ends) if one.person in people]
        return own + rest

    def on_leave(self, person: str, starts: datetime, ends: datetime) -> Leave | None:
        """An approved leave of the person that touches [starts, ends)."""
        return next((one for one in self._leaves.get(person, ()) if one.starts < ends and one.ends > starts), None)

    def groups_of(self, person: str) -> list[str]:
        """The groups in which the person is named at all."""
        return sorted(self._groups_of.get(person, ()))

    def _add_swap(self, swap: Swap) -> None:
        self._swaps.setdefault(swap.turn, []).append((swap, swap.giver, swap.taker))
        self._note(swap.turn.group, [swap.taker])
        if swap.back is not None:
            self._swaps.setdefault(swap.back, []).append((swap, swap.taker, swap.giver))
            self._note(swap.back.group, [swap.giver])

    def _note(self, group: str, people: Iterable[str]) -> None:
        for person in people:
            self._groups_of.setdefault(person, set()).add(group)

    def _seats(self, group: str, starts: datetime, ends: datetime) -> Iterator[Turn]:
        """The seats of a group, each layer laid over the one below; a person may still be named twice."""
        known = self.groups.get(group)
        if known is None:
            return
        day, last = day_of(starts, self.zone) - _DAY, day_of(ends, self.zone)
        while day <= last:
            for base in self._base(known, day):
                yield from self._layered(base)
            day += _DAY
        for one in self._overrides.get(group, ()):
            if one.replaces is None and one.starts < ends and one.ends > starts:
                yield self._extra(one)

    def _base(self, group: Group, day: date) -> Iterator[Turn]:
        """What the temporary plan of the day says, else the month's plan, else the pattern."""
        plan = self._plan_on(group.id, day)
        if plan is not None:
            layer: Layer = "temporary" if plan.temporary else "pattern"
            for one in plan.days:
                if one.day == day:
                    yield from self._filled(group.id, day, plan.shifts[one.shift], one.people, layer, plan.id)
            return
        pattern = group.pattern_on(day)
        for line in pattern.lines if pattern is not None else ():
            if line.cycle and pattern is not None:
                seats = line.cycle[(day - pattern.begins).days % len(line.cycle)]
                people = [pattern.members[seat] for seat in seats if seat < len(pattern.members)]
                yield from self._filled(group.id, day, line.shift, people, "pattern", "")

    def _plan_on(self, group: str, day: date) -> Plan | None:
        """The newest temporary plan of the day, else the newest plan."""
        covering = [one for one in self._plans.get(group, ()) if one.first <= day <= one.last]
        return next((one for one in covering if one.temporary), covering[0] if covering else None)

    def _filled(
        self, group: str, day: date, shift: Shift, people: list[str], layer: Layer, source: str
    ) -> Iterator[Turn]:
        starts, ends = span_of(shift, day, self.zone)
        if starts < ends:
            for seat, person in enumerate(people):
                yield Turn(group, day, shift, seat, starts, ends, person, layer, person, source)

    def _layered(self, base: Turn) -> list[Turn]:
        if base.layer == "temporary":
            return [base]
        pieces = [base]
        for leave in self._leaves.get(base.person or "", ()):
            pieces = _laid(pieces, leave, base.holder, None, "leave", keep_holder=True)
        for swap, giver, taker in self._swaps.get(base.ref, ()):
            if pieces[0].holder == giver:  # a whole shift changes hands, whatever was said below
                whole = {"person": taker, "holder": taker, "layer": "swap", "source": swap.id, "order": swap.number}
                pieces = [msgspec.structs.replace(base, **whole)]
        for override in self._overrides.get(base.group, ()):
            if override.replaces is not None:
                pieces = _laid(pieces, override, override.replaces, override.person, "override")
        return pieces

    def _extra(self, one: Override) -> Turn:
        local = [t.astimezone(self.zone).strftime("%H:%M") for t in (one.starts, one.ends)]
        shift = Shift("+", one.kind, local[0], local[1])
        day = day_of(one.starts, self.zone)
        return Turn(
            one.group, day, shift, 0, one.starts, one.ends, one.person, "override", one.person, one.id, one.number
        )


def _order(one: Plan | Override | Swap) -> tuple[int, str]:
    return one.number, one.id


def _laid(
    pieces: list[Turn],
    over: Leave | Override,
    holder: str | None,
    person: str | None,
    layer: Layer,
    *,
    keep_holder: bool = False,
) -> list[Turn]:
    """`person` in the place of `holder` while `over` lasts, the pieces cut where it begins and ends."""
    found = []
    for piece in pieces:
        if piece.holder != holder or over.starts >= piece.ends or over.ends <= piece.starts:
            found.append(piece)
            continue
        starts, ends = max(piece.starts, over.starts), min(piece.ends, over.ends)
        new_holder = piece.holder if keep_holder else person
        laid = {"person": person, "holder": new_holder, "layer": layer, "source": over.id, "order": over.number}
        found += _cut(piece, starts, ends)
        found.append(msgspec.structs.replace(piece, starts=starts, ends=ends, **laid))
    return sorted(found, key=lambda one: one.starts)


def _cut(piece: Turn, starts: datetime, ends: datetime) -> list[Turn]:
    """What is left of a piece outside [starts, ends)."""
    rest = []
    if piece.starts < starts:
        rest.append(msgspec.structs.replace(piece, ends=min(piece.ends, starts)))
    if piece.ends > ends:
        rest.append(msgspec.structs.replace(piece, starts=max(piece.starts, ends)))
    return rest


def _once_each(turns: list[Turn]) -> list[Turn]:
    """Nobody is in two places: the higher layer has them, of one layer the newer exception; the other seat is empty."""
    kept, of = [one for one in turns if one.person is None], dict[str, list[Turn]]()
    named = [one for one in turns if one.person is not None]
    for turn in sorted(named, key=lambda one: (-RANK[one.layer], -one.order, one.starts, one.group, one.seat)):
        mine = of.setdefault(turn.person or "", [])
        free, lost = [turn], list[Turn]()
        for other in mine:
            lost += [_lost(part, other) for part in free if _shares(part, other)]
            free = [
                rest
                for part in free
                for rest in (_cut(part, other.starts, other.ends) if _shares(part, other) else [part])
            ]
        mine += free
        kept += lost
    return kept + [one for own in of.values() for one in own]


def _shares(one: Turn, other: Turn) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _lost(part: Turn, winner: Turn) -> Turn:
    """The stretch of a seat whose person is elsewhere then."""
    starts, ends = max(part.starts, winner.starts), min(part.ends, winner.ends)
    return msgspec.structs.replace(
        part, starts=starts, ends=ends, person=None, layer=winner.layer, source=winner.source
    )
