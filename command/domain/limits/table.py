"""The built-in rule of each category. Trust marks: [P] practice seen elsewhere, [D] our own default, [S] published.

By priority 1 and 2 every kind has the urgent hours of the policy; a category's own limit holds for priorities 3 and 4,
and for 1 and 2 only where it runs on and is shorter. Nobody waits for a watch leader's filing unless a district says
so: a report that waits for a signature is a report that nobody acts on.
"""

from command.domain.category import CATEGORIES
from command.domain.facts import CategoryRule, Span, Verifier
from command.domain.limits.notation import span, written
from command.domain.policy import Policy

_RUNS_ON = ("urgent_hours", "calendar_days")

_HANDLE: dict[str, Span] = {
    "component.0101": "2h",  # [P] a missing manhole cover: 2 urgent hours
    "component.0102": "2h",  # [P]
    "component.0103": "2h",  # [P]
    "component.0105": "2h",  # [P]
    "component.0104": "4h",  # [D] a grating in the road, as a trench cover
    "component.0204": "4h",  # [P] a broken trench cover: 4 urgent hours
    "component.0201": "4h",  # [D] traffic light
    "component.0107": "1wd",  # [D] fire hydrant
    "component.0106": "1wd",  # [P] most repairs take 1 to 5 working days; a lamp at the short end
    "component.0303": "1wd",  # [P] a collapsed billboard: 1 working day
    "component.0401": "1wd",  # [P] a fallen street tree: 1 working day
    "event.0601": "1wd",  # [P]
    "event.0205": "1wd",  # [P] as a billboard
    "event.0101": "4wh",  # [D]
    "event.0102": "1wd",  # [D]
    "event.0103": "3wd",  # [P] 1 to 5 working days
    "event.0201": "1wd",  # [D]
    "event.0301": "4wh",  # [D]
    "event.0302": "4wh",  # [D]
    "event.0303": "4h",  # [D] unsafe scaffolding does not wait for the morning
    "event.0501": "2wh",  # [D]
    "event.0502": "2wh",  # [D]
    "grid.dispute": "5wd",  # [D]
    "grid.hidden_danger": "2wd",  # [D]
    "grid.special_need": "1wd",  # [D]
    "grid.service": "2wd",  # [D]
    "grid.notice": "1wd",  # [D]
    "grid.other": "3wd",  # [D]
}
_COMPONENT: Span = "3wd"  # [P] most component repairs: 1 to 5 working days
_VERIFIER: dict[str, Verifier] = {"grid.notice": "none"}  # [D] a notice that was noted: nothing to look at
SAMPLE = 0.05  # [D] of those settled on the spot


def built_in(category: str, policy: Policy) -> CategoryRule:
    """The rule of a category where the district has not changed it; of an unknown one the policy's limits alone."""
    base = [written(limit) for limit in policy.finish]
    known = CATEGORIES.get(category)
    own = _HANDLE.get(category) or (_COMPONENT if known is not None and known.kind == "component" else None)
    return CategoryRule(
        filing="rule",
        accept="15m",  # [P] §2: default of the stage
        dispatch="15m",  # [P]
        arrive=[written(limit) for limit in policy.arrive],
        handle=base if own is None else [_sooner(base[0], own), _sooner(base[1], own), own, own],
        verify=written(policy.verify),  # [P] 30 minutes
        verifier=_VERIFIER.get(category, "area"),
        sample=SAMPLE,
        call_back=True,
    )


def _sooner(urgent: Span, own: Span) -> Span:
    kind, length = span(own)
    return own if kind in _RUNS_ON and length < span(urgent)[1] else urgent
