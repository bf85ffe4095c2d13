"""Who sees facts about words to the public, before they are public: not passers-by."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, told
from command.domain.picture import Picture


def _drafter(fact: Any, picture: Picture) -> list[str]:
    known = picture.bulletins.get(fact.bulletin)
    return [known.by] if known is not None else []


AUDIENCES: Audiences = {
    f.BulletinDrafted: Audience(told, kiosk=False),
    f.BulletinSigned: Audience(_drafter, kiosk=False),
    f.BulletinReleased: Audience(_drafter, kiosk=False),
    f.BulletinDropped: Audience(kiosk=False),
    f.BulletinWaits: Audience(told, kiosk=False),
    f.BulletinOver: Audience(kiosk=False),
}
