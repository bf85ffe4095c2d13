"""Settling who goes where in a draft, when more wait than can be looked at one after the other.

Stable by its making: only who is free and what waits is looked at. An offer that was made stands until it is answered
or expires, an assignment until it is over; settling twice changes nothing.
"""

from collections.abc import Callable
from itertools import chain, islice

import numpy as np
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Candidate, candidate
from command.domain.draft import Draft
from command.domain.fitness import SPEED_M_S, parts
from command.domain.geo import EARTH_RADIUS_M
from command.domain.picture import Incident
from command.domain.storm.peak import is_held_out
from command.domain.surge.matching import Matrix
from command.domain.surge.plan import Free, Match, Waiting, together

MOST = 400
"""So many of what waits are settled at once, the most urgent and longest waiting first: the rest has nobody anyhow."""
_NOWHERE_S = EARTH_RADIUS_M * 4 / SPEED_M_S
Offer = Callable[[Draft, Incident, Candidate], None]


def is_pressed(draft: Draft) -> bool:
    """Whether so many wait for somebody that who goes where is settled for all together."""
    return sum(len(one) for one in draft.situation.waiting.values()) >= draft.policy.surge_from


def settle(draft: Draft, offer: Offer) -> int:
    """Offer what waits to whoever is free, the best way for all together; how many offers were made."""
    waits = _waiting(draft)
    free = _free(draft) if waits else []
    if not free:
        return 0
    listed, needs_s = [_as_waiting(draft, one) for one in waits], _needs_s(draft, waits, free)
    plan = together(listed, free, needs_s)
    given = {one.column: waits[one.row] for one in plan}
    for one in sorted(plan, key=lambda m: m.row):
        incident, person = waits[one.row], free[one.column].person
        reason = _reason(one, listed, free, needs_s, given)
        made = candidate(draft, incident, person, len(free), {})
        offer(draft, incident, Candidate(made.person, replace(made.choice, together=reason)))
    return len(plan)


def _waiting(draft: Draft) -> list[Incident]:
    """What waits for a person (not for a unit), the most urgent first, of equals the longest waiting."""
    ids = chain.from_iterable(draft.situation.waiting.values())
    found = (draft.picture.incidents[id_] for id_ in ids)
    return list(islice((one for one in found if one.awaits is None and not is_held_out(draft, one)), MOST))


def _as_waiting(draft: Draft, incident: Incident) -> Waiting:
    asked = [person for person, why in incident.tried.items() if why != "off_duty"]
    return Waiting(
        incident=incident.id,
        number=incident.number,
        priority=incident.priority,
        waited_s=max(0.0, (draft.now - incident.filed_at).total_seconds()),
        barred=frozenset((*asked, *incident.reporters, *incident.crew)),
    )


def _free(draft: Draft) -> list[Free]:
    """Who can be asked about anything at all, in the order of their ids."""
    situation = draft.situation
    sets = [situation.burdens.free_for(priority) for priority in (1, 2, 3, 4)]
    found = []
    for person in sorted(sets[0]):
        who = situation.workers.get(person)
        if who is not None and who.active and who.on_duty and who.leaving is None and draft.reachable(person):
            found.append(Free(person=person, burden=2 + sum(person in one for one in sets[1:])))
    return found


def _needs_s(draft: Draft, waits: list[Incident], free: list[Free]) -> Matrix:
    """Seconds until each would be there: the same figure as `fitness.parts`, for many at once. Whose place is unknown
    comes last."""
    where = [draft.situation.where.get(one.person) for one in free]
    lat, lon = (np.radians([at[k] if at is not None else 0.0 for at in where]) for k in (0, 1))
    to_lat, to_lon = (np.radians([getattr(one.place, k) for one in waits])[:, None] for k in ("lat", "lon"))
    half = np.sin((to_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
    way = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half))) / SPEED_M_S
    way[:, [at is None for at in where]] = _NOWHERE_S
    beside = [parts(draft, waits[0], one.person) for one in free]
    needs: Matrix = way + np.array([one.age_s + one.load_s + one.rest_s for one in beside])
    return needs


def _reason(
    one: Match, waits: list[Waiting], free: list[Free], needs_s: Matrix, given: dict[int, Incident]
) -> f.Together:
    """Why this one and not somebody nearer: where those who are nearer were sent."""
    mine = needs_s[one.row]
    nearer = [c for c in np.argsort(mine)[:8].tolist() if mine[c] < one.arrival_s and c in given]
    return f.Together(
        waiting=len(waits),
        people=len(free),
        arrival_s=round(one.arrival_s),
        nearer=[
            f.Nearer(arrival_s=round(float(mine[c])), sent_to=given[c].number, priority=given[c].priority)
            for c in nearer[:3]
        ],
    )
