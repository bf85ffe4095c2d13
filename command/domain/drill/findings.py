"""What is to be said of a script or a plan before anybody starts it: one sentence each, with the line it is about."""

from typing import Literal

from msgspec import Struct

from command.domain.drill.finding_words import WORDS

Severity = Literal["refused", "warning", "note"]
"""`refused`: it does not start like this; `warning`: somebody should look at it; `note`: good to know."""
Value = str | int | float


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing. `number`: the inject's in its script, `expectation`: counted from 0. `overridable`: a director may
    start all the same who writes down why."""

    severity: Severity
    code: str
    zh: str
    en: str
    number: int | None = None
    expectation: int | None = None
    overridable: bool = False
    data: dict[str, Value] = {}


def finding(code: str, number: int | None = None, expectation: int | None = None, **data: Value) -> Finding:
    """The finding of that code. Raises KeyError for one that has no words."""
    severity, zh, en = WORDS[code]
    return Finding(
        severity="refused" if severity == "overridable" else severity,
        code=code,
        zh=zh.format_map({"number": number, **data}),
        en=en.format_map({"number": number, **data}),
        number=number,
        expectation=expectation,
        overridable=severity == "overridable",
        data=data,
    )


def foreign(code: str, zh: str, en: str, number: int, **data: Value) -> Finding:
    """What another part of the product would refuse, in its own words behind ours."""
    _, ours, our_english = WORDS[code]
    return Finding(
        severity="refused",
        code=code,
        zh=ours.format_map(data) + zh,
        en=our_english.format_map(data) + en,
        number=number,
        data=data,
    )


def forbids(findings: list[Finding], overridden: str = "") -> list[Finding]:
    """Those for which it cannot start: nothing helps against some, a written reason (`overridden`) against others."""
    reason = bool(overridden.strip())
    return [one for one in findings if one.severity == "refused" and not (one.overridable and reason)]


def named(names: list[str]) -> str:
    """A few names, and how many there are besides."""
    return "、".join(names[:5]) + (f" … ({len(names)})" if len(names) > 5 else "")
