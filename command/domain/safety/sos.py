"""呼救: somebody of ours calls for help. It goes to everybody above at once and again until one of them has it, to the
nearest colleagues, and becomes an incident of its own, so that somebody is sent by the same rules as for anybody else.
"""

from datetime import UTC, datetime

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.dispatch import dispatch
from command.domain.draft import Draft
from command.domain.filing import reported_at
from command.domain.geo import distance_m
from command.domain.kept.sos import Sos
from command.domain.permission import covers
from command.domain.picture import Person
from command.domain.place import Place, Spot
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.situation import Situation
from command.domain.supervising import end_work
from command.domain.triage import triage
from command.domain.upward import appointed_up_to
from command.wire.requests import AcknowledgeSos, CancelSos, RaiseSos

CATEGORY = "grid.rescue"
_RINGS = 8
"""Squares of some 400 m: colleagues farther than about 3 km are not near."""


def locate(
    situation: Situation, areas: AreaIndex, sender: Person, place: Place | None
) -> tuple[Spot | None, f.Whence | None]:
    """Where they are: as the phone says, even outside the district; else where it was last heard of; else their area.

    Whoever calls for help is never refused for want of a place.
    """
    home = next((spot for code in sender.areas if (spot := _middle(areas, code)) is not None), None)
    if place is not None:
        spot = areas.resolve(place)
        if spot is None and place.lat is not None and place.lon is not None and home is not None:
            spot = Spot(place.lat, place.lon, home.grid, place.accuracy_m)
        if spot is not None:
            return spot, "fix"
    last = situation.where.get(sender.id)
    spot = areas.resolve(Place(lat=last[0], lon=last[1])) if last is not None else None
    if spot is not None:
        return spot, "last"
    return (home, "home") if home is not None else (None, None)


def _middle(areas: AreaIndex, code: str) -> Spot | None:
    area = areas.get(code)
    if area is None:
        return None
    return areas.resolve(Place(grid=code) if area.level == "grid" else Place(lat=area.lat, lon=area.lon))


def raise_sos(draft: Draft, asked: Asked, request: RaiseSos) -> Refusal | None:
    """Never refused. A second call of the same person wakes everybody again."""
    mine = next((sos for sos in draft.picture.sos.values() if sos.person == asked.sender.id), None)
    if mine is not None:
        repeated = f.SosRepeated(
            request=asked.request,
            sos=mine.id,
            person=mine.person,
            area=mine.area,
            place=asked.spot if asked.whence == "fix" else None,
            whence="fix" if asked.whence == "fix" else None,
            due=draft.now + draft.policy.sos_again,
        )
        draft.add(repeated, asked.sender.id)
        return None
    at, off = reported_at(draft, asked, request.at)
    raise_for(draft, asked.sender, asked.spot, asked.whence, at=at, off=off, request=asked.request, pressed=request.at)
    return None


def raise_for(
    draft: Draft,
    person: Person,
    spot: Spot | None,
    whence: f.Whence | None,
    *,
    at: datetime,
    off: float | None = None,
    request: str | None = None,
    pressed: datetime | None = None,
) -> None:
    """File the incident, tell everybody above and near, then dispatch. Without a request it is a timer that calls."""
    area = spot.grid if spot is not None else next(iter(person.areas), "")
    incident = _file(draft, person, spot, at, off) if spot is not None else None
    raised = f.SosRaised(
        request=request,
        sos=draft.new_id(),
        person=person.id,
        person_name=person.name,
        area=area,
        cause="hand" if request is not None else "timer",
        place=spot,
        whence=whence,
        pressed_at=(pressed or at).astimezone(UTC),
        clock_off_s=off,
        incident=incident,
        told=everybody_above(draft, area),
        near=_near(draft, spot, person.id) if spot is not None else [],
        due=draft.now + draft.policy.sos_again,
    )
    draft.add(raised)
    if incident is not None:
        dispatch(draft, draft.picture.incidents[incident])


def acknowledge_sos(draft: Draft, asked: Asked, request: AcknowledgeSos) -> Refusal | None:
    """Seen; or seen, and on the way. Only somebody above stops it from going up: a colleague's word sends nobody."""
    sos = draft.picture.sos.get(request.sos)
    if sos is None:
        return refuse("sos_unknown")
    above = covers(asked.sender, sos.area)
    is_near = any(one.person == asked.sender.id for one in sos.near)
    if not above and not (is_near and request.coming):
        return refuse("sos_unknown")
    before = next((one for one in sos.answers if one.by == asked.sender.id), None)
    if before is not None and before.coming == request.coming:
        return refuse("sos_seen")
    taken = above or sos.taken
    acknowledged = f.SosAcknowledged(
        request=asked.request,
        sos=sos.id,
        person=sos.person,
        area=sos.area,
        by=asked.sender.id,
        by_name=asked.sender.name,
        coming=request.coming,
        above=above,
        due=draft.now + draft.policy.sos_open if taken else sos.due or draft.now,
    )
    draft.add(acknowledged, asked.sender.id)
    return None


def cancel_sos(draft: Draft, asked: Asked, request: CancelSos) -> Refusal | None:
    """By the person within seconds: then its incident is void too. By somebody above with a reason: the incident stays
    open for whoever was sent, and is closed like any other."""
    sos = _named(draft, asked, request.sos)
    if sos is None:
        return refuse("sos_unknown")
    mine = sos.person == asked.sender.id
    if mine and _in_time(draft, sos, request.at):
        _take_back(draft, asked, sos)
        return None
    if mine and sos.cause != "timer":
        return refuse("sos_too_late")
    if not mine and not covers(asked.sender, sos.area):
        return refuse("sos_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    _end(draft, asked, sos, request.reason.strip(), is_mistake=False)
    return None


def sos_due(draft: Draft, sos: Sos) -> None:
    """Nobody above has it, or it has been open for long: everybody above, again, at once."""
    draft.add(
        f.SosEscalated(
            sos=sos.id,
            person=sos.person,
            area=sos.area,
            level=sos.level + 1,
            told=everybody_above(draft, sos.area),
            why="open" if sos.taken else "silence",
            due=draft.now + (draft.policy.sos_open if sos.taken else draft.policy.sos_again),
        )
    )


def everybody_above(draft: Draft, area: str) -> list[str]:
    """All who stand above an area, from the community to the coordinators."""
    return appointed_up_to(draft, area, draft.policy.top_level)


def _file(draft: Draft, person: Person, spot: Spot, at: datetime, off: float | None) -> str:
    priority, reasons = triage(CATEGORY, "life", "help")
    filed = f.IncidentFiled(
        incident=draft.new_id(),
        report=draft.new_id(),
        category=CATEGORY,
        disposition="help",
        priority=priority,
        reasons=reasons,
        place=spot,
        text=f"SOS · {person.name}",
        hazard="life",
        reporter=person.id,
        reporter_name=person.name,
        reported_at=at,
        clock_off_s=off,
        limits=draft.limits(CATEGORY, priority),
        need=draft.need(CATEGORY, priority),
    )
    draft.add(filed)
    return filed.incident


def _near(draft: Draft, spot: Spot, but: str) -> list[f.Nearby]:
    """The nearest colleagues on duty who can be heard of, the nearest first."""
    situation, found = draft.situation, list[f.Nearby]()
    for radius in range(_RINGS):
        for id_ in situation.ring(spot, radius):
            if id_ != but and draft.reachable(id_):
                metres = round(distance_m(*situation.where[id_], spot.lat, spot.lon))
                found.append(f.Nearby(id_, situation.workers[id_].name, metres))
        if len(found) >= draft.policy.sos_near * 2:
            break
    return sorted(found, key=lambda one: (one.distance_m, one.person))[: draft.policy.sos_near]


def _named(draft: Draft, asked: Asked, id_: str) -> Sos | None:
    """By its id; or, for whoever raised it, by the id of their request: a phone without a network knows no other."""
    known = draft.picture.sos.get(id_)
    if known is not None:
        return known
    mine = (one for one in draft.picture.sos.values() if one.person == asked.sender.id and one.request == id_)
    return next(mine, None)


def _in_time(draft: Draft, sos: Sos, at: datetime) -> bool:
    """Within seconds by the phone's own clock, which may have been without a network, or by ours."""
    pressed = at.astimezone(UTC) - sos.pressed_at
    limit = draft.policy.sos_take_back
    return abs(pressed) <= limit or draft.now - sos.raised_at <= limit


def _take_back(draft: Draft, asked: Asked, sos: Sos) -> None:
    _end(draft, asked, sos, "", is_mistake=True)
    incident = draft.picture.incidents.get(sos.incident or "")
    if incident is not None:
        end_work(draft, incident, "incident_voided", asked.sender.id)
        draft.add(f.IncidentVoided(incident=incident.id, by=asked.sender.id, reason="误触，本人当即撤回"))


def _end(draft: Draft, asked: Asked, sos: Sos, reason: str, *, is_mistake: bool) -> None:
    ended = f.SosEnded(
        request=asked.request,
        sos=sos.id,
        person=sos.person,
        area=sos.area,
        by=asked.sender.id,
        by_name=asked.sender.name,
        why="mistake" if is_mistake else "safe",
        reason=reason,
    )
    draft.add(ended, asked.sender.id)
