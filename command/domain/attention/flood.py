"""A flood of reports: noticed by their rate, with a lower bound for its end, and what then needs no operator's key."""

from command.domain import facts as f
from command.domain.attention.concern import needs
from command.domain.dispatch import begin
from command.domain.draft import Draft
from command.domain.kept.attention import FLOW, Flood
from command.domain.picture import Incident

RISING_MIN = 2
FALLING_MIN = 10
"""Minutes over which the rate is taken, at the beginning and at the end."""
_RELEASED = 200
_KEYS = ("press", "confirm", "filing")


def flood_of(draft: Draft) -> Flood | None:
    """The flood that goes on, if one does."""
    flow = draft.picture.flow.get(FLOW)
    return flow.flood if flow is not None else None


def needs_no_key(draft: Draft) -> bool:
    """Whether reports are filed and dispatched now without the key they else wait for."""
    flood = flood_of(draft)
    return flood is not None and flood.automatic


def watch_flood(draft: Draft) -> None:
    """Whether a flood begins or is over."""
    rate, policy = draft.situation.rate, draft.policy
    flood = flood_of(draft)
    if flood is not None:
        counted = rate.since is not None and draft.now - rate.since >= policy.attention_window
        over = counted or draft.now - flood.since >= 2 * policy.attention_window
        if over and (now := rate.per_minute(draft.now, FALLING_MIN)) < policy.flood_until:
            draft.add(f.FloodEnded(rate=now))
        return
    if policy.flood_from and (now := rate.per_minute(draft.now, RISING_MIN)) >= policy.flood_from:
        _begin(draft, now)


def _begin(draft: Draft, rate: int) -> None:
    waiting = _waiting(draft) if draft.policy.flood_auto else []
    released = [incident.id for incident in waiting]
    draft.add(f.FloodBegan(rate=rate, automatic=draft.policy.flood_auto, released=released))
    for incident in waiting:
        begin(draft, incident)


def _waiting(draft: Draft) -> list[Incident]:
    """What waits for a key, the most urgent first. What is beyond the first of them the clock sends in its time."""
    found = [one for one in draft.picture.incidents.values() if needs(one) in _KEYS]
    return sorted(found, key=lambda one: (one.priority, one.number))[:_RELEASED]
