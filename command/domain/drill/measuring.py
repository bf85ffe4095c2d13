"""How long a script takes at a compression, and how much it asks: of everybody, and of each who is named in it.

Compression divides offsets. What is expected takes people as long as it takes them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct

from command.domain.facts import Role
from command.domain.facts.script import CallInject, ContactInject, Inject, MessageInject, ReportInject, Script

TEN_S = 600
ROLES: frozenset[str] = frozenset(Role.__args__)  # type: ignore[attr-defined]
"""What `who` and `to` may say instead of somebody's id."""
GOING = frozenset({"accepted", "set_out", "arrived", "done"})
"""What has to be done by somebody at the place."""


class Load(Struct, frozen=True, kw_only=True):
    """What the script asks of somebody by name (an account's or a unit's id, or a role): so many things in all, at most
    `most` within ten minutes, from `from_s` true seconds after STARTEX."""

    who: str
    things: int
    most: int
    from_s: int


class Measured(Struct, frozen=True, kw_only=True):
    """`written_s`: to the last inject as written; `duration_s`: until the last that is expected should be done, at the
    compression; both seconds. `tens`: injects in each ten minutes; `most` of them in the ten minutes from `from_s`."""

    injects: int
    written_s: int
    duration_s: int
    tens: list[int]
    most: int
    from_s: int
    kinds: dict[str, int]
    people: list[Load]


def measure(script: Script, compression: float = 1) -> Measured:
    """The script at a compression (1: as written)."""
    given = sorted(given_s(one, compression) for one in script.injects)
    ends = [given_s(one, compression) + longest_s(one) for one in script.injects]
    most, from_s = busiest(given)
    return Measured(
        injects=len(given),
        written_s=max((one.offset_s for one in script.injects), default=0),
        duration_s=round(max(ends, default=0)),
        tens=_tens(given),
        most=most,
        from_s=round(from_s),
        kinds=dict(Counter(kind_of(one) for one in script.injects)),
        people=_loads(script, compression),
    )


def given_s(inject: Inject, compression: float) -> float:
    """True seconds after STARTEX at which it comes."""
    return inject.offset_s / max(1.0, compression)


def longest_s(inject: Inject) -> int:
    """So long after it came something may still be expected, seconds."""
    return max((one.within_s for one in inject.expected), default=0)


def kind_of(inject: Inject) -> str:
    """Its content's tag: report, call, warning…"""
    return str(type(inject.content).__struct_config__.tag)


def busiest(moments: list[float]) -> tuple[int, float]:
    """How many of the moments (seconds, in order) lie within ten minutes at most, and from when."""
    most, since, first = 0, 0.0, 0
    for n, at in enumerate(moments):
        while at - moments[first] >= TEN_S:
            first += 1
        if n - first + 1 > most:
            most, since = n - first + 1, moments[first]
    return most, since


def asked_of(inject: Inject) -> Iterable[str]:
    """Everybody it names: who reports, who is told or tested, of whom something is expected. Each as often as asked."""
    content = inject.content
    if isinstance(content, ReportInject) and content.by:
        yield content.by
    if isinstance(content, MessageInject | ContactInject):
        yield from content.to
    yield from (one.who for one in inject.expected if one.who)


def at_scene(inject: Inject) -> int | None:
    """For how long somebody has to be busy there, true seconds; None: nobody has to go."""
    if not isinstance(inject.content, ReportInject | CallInject):
        return None
    return max((one.within_s for one in inject.expected if one.what in GOING), default=None)


def together(script: Script, compression: float) -> tuple[int, float]:
    """How many incidents have to be dealt with at the scene at once at most, and when (true seconds)."""
    steps = []
    for inject in script.injects:
        for_s = at_scene(inject)
        if for_s is not None:
            starts = given_s(inject, compression)
            steps += [(starts, 1), (starts + for_s, -1)]
    most, when, now = 0, 0.0, 0
    for at, step in sorted(steps):
        now += step
        if now > most:
            most, when = now, at
    return most, when


def _tens(given: list[float]) -> list[int]:
    counted = Counter(int(at // TEN_S) for at in given)
    return [counted[n] for n in range(max(counted) + 1)] if counted else []


def _loads(script: Script, compression: float) -> list[Load]:
    asked: dict[str, list[float]] = defaultdict(list)
    for inject in script.injects:
        for who in asked_of(inject):
            asked[who].append(given_s(inject, compression))
    found = []
    for who, moments in asked.items():
        most, from_s = busiest(sorted(moments))
        found.append(Load(who=who, things=len(moments), most=most, from_s=round(from_s)))
    return sorted(found, key=lambda one: (-one.most, -one.things, one.who))
