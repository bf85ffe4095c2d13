"""公众预警: one person drafts, two others release. What the public was told stays until its time is over.

From a drill, a rehearsal or a demo nothing goes out as real: its messages say `Exercise`, whatever anybody wanted.
"""

from datetime import timedelta

from command.domain import facts as f
from command.domain.bulletin.writing import carried
from command.domain.draft import Draft
from command.domain.kept.bulletins import Bulletin
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.warning.reach import spanning
from command.wire.requests import DraftBulletin, DropBulletin, ReleaseBulletin

RELEASERS = 2
_NARROWEST = timedelta(minutes=5)


def draft_bulletin(draft: Draft, asked: Asked, request: DraftBulletin) -> Refusal | None:
    """Write it down. Nobody outside sees it yet."""
    district = draft.situation.district
    if not all(area.startswith(district) for area in request.areas):
        return refuse("bulletin_elsewhere", district=district)
    if not all(_says(words) for words in (request.zh, request.en) if words is not None):
        return refuse("bulletin_empty")
    if not draft.now + _NARROWEST <= request.expires <= draft.now + timedelta(days=7):
        return refuse("bulletin_time")
    refusal = _refers(draft, request)
    if refusal is not None:
        return refusal
    drafted = f.BulletinDrafted(
        request=asked.request,
        bulletin=draft.new_id(),
        area=spanning(list(request.areas)),
        areas=sorted(set(request.areas)),
        kind=request.kind,
        status=status_of(draft),
        hazard=request.hazard,
        urgency=request.urgency,
        severity=request.severity,
        certainty=request.certainty,
        zh=request.zh,
        en=request.en,
        refers=request.refers,
        expires=request.expires,
        by=asked.sender.id,
        by_name=asked.sender.name,
        told=list(draft.situation.coordinators),
        due=draft.now + draft.policy.bulletin_wait,
    )
    draft.add(drafted, asked.sender.id)
    return None


def _says(words: f.PublicWords) -> bool:
    return bool(carried(words.headline).strip() and carried(words.event).strip())


def status_of(draft: Draft) -> f.PublicStatus:
    """Real only in the district's own universe, and only where the settings let it be."""
    real = draft.situation.universe.isdigit() and draft.policy.public_real
    return "Actual" if real else "Exercise"


def _refers(draft: Draft, request: DraftBulletin) -> Refusal | None:
    """An update or a cancellation is about something that is public and not replaced; an alert is about nothing."""
    if request.kind == "alert":
        return refuse("bulletin_refers") if request.refers is not None else None
    known = draft.picture.bulletins.get(request.refers or "")
    if known is None or not known.is_public or known.ended_by is not None or known.kind == "cancel":
        return refuse("bulletin_refers")
    return None


def release_bulletin(draft: Draft, asked: Asked, request: ReleaseBulletin) -> Refusal | None:
    """Agree to it. The drafter never does, and nobody twice; with the second it is public."""
    bulletin = draft.picture.bulletins.get(request.bulletin)
    if bulletin is None:
        return refuse("bulletin_unknown")
    code = _unfit(draft, bulletin, asked.sender.id)
    if code:
        return refuse(code)
    if len(bulletin.signatures) + 1 < RELEASERS:
        signed = f.BulletinSigned(
            request=asked.request,
            bulletin=bulletin.id,
            area=bulletin.area,
            by=asked.sender.id,
            by_name=asked.sender.name,
        )
        draft.add(signed, asked.sender.id)
        return None
    return _release(draft, asked, bulletin)


def _unfit(draft: Draft, bulletin: Bulletin, person: str) -> str:
    """Why this person cannot release it now; empty if they can."""
    if bulletin.is_public:
        return "bulletin_released"
    if person == bulletin.by:
        return "bulletin_own"
    if any(one.by == person for one in bulletin.signatures):
        return "bulletin_signed"
    return "bulletin_time" if bulletin.expires <= draft.now else ""


def _release(draft: Draft, asked: Asked, bulletin: Bulletin) -> Refusal | None:
    about = draft.picture.bulletins.get(bulletin.refers or "")
    if bulletin.refers is not None and (about is None or about.ended_by is not None):
        return refuse("bulletin_refers")
    released = f.BulletinReleased(
        request=asked.request,
        bulletin=bulletin.id,
        area=bulletin.area,
        identifier=f"{draft.situation.universe.replace(':', '-')}-{bulletin.id}",
        sender=draft.policy.public_sender,
        sender_name=draft.policy.public_sender_name,
        sent=draft.now,
        references=_triples(about) if about is not None else [],
        ends=about.id if about is not None else None,
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(released, asked.sender.id)
    return None


def _triples(about: Bulletin) -> list[str]:
    """What CAP 1.2 asks for: the message it is about, and all that this one was about in turn."""
    sent = about.sent
    assert sent is not None, "only what is public is referred to"  # noqa: S101 - checked where it was drafted
    stamp = sent.replace(microsecond=0).isoformat()
    return [*about.references, f"{about.sender},{about.identifier},{stamp}"]


def drop_bulletin(draft: Draft, asked: Asked, request: DropBulletin) -> Refusal | None:
    """Not to be released, with a reason. What is public is cancelled, never dropped."""
    bulletin = draft.picture.bulletins.get(request.bulletin)
    if bulletin is None:
        return refuse("bulletin_unknown")
    if bulletin.is_public:
        return refuse("bulletin_released")
    if not request.reason.strip():
        return refuse("reason_needed")
    dropped = f.BulletinDropped(
        request=asked.request,
        bulletin=bulletin.id,
        area=bulletin.area,
        why="dropped",
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    draft.add(dropped, bulletin.by, asked.sender.id)
    return None


def bulletin_due(draft: Draft, bulletin: Bulletin) -> None:
    """A public one is over; a draft is told again, until it would be over before anybody read it."""
    if bulletin.is_public:
        draft.add(f.BulletinOver(bulletin=bulletin.id, area=bulletin.area))
    elif bulletin.expires <= draft.now:
        draft.add(f.BulletinDropped(bulletin=bulletin.id, area=bulletin.area, why="lapsed"), bulletin.by)
    else:
        draft.add(
            f.BulletinWaits(
                bulletin=bulletin.id,
                area=bulletin.area,
                times=bulletin.times + 1,
                told=[bulletin.by, *draft.situation.coordinators],
                due=min(draft.now + draft.policy.bulletin_wait, bulletin.expires),
            )
        )
