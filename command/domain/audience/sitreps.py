"""Who sees facts about reports upward. Every street reports; the long lists behind the figures go to nobody, whoever
opens a figure asks for them.
"""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, told

AUDIENCES: Audiences = {
    f.SitrepAsked: Audience(told, kiosk=False, areas="every"),
    f.SitrepRetimed: Audience(told, kiosk=False, areas="every"),
    f.SitrepHandedIn: Audience(kiosk=False),
    f.SitrepReminded: Audience(told, kiosk=False, areas="every"),
    f.SitrepCut: Audience(told, kiosk=False),
    f.SitrepItems: Audience(picture=False),
    f.SitrepLate: Audience(told, kiosk=False),
    f.SitrepSent: Audience(kiosk=False),
    f.SitrepDropped: Audience(kiosk=False),
    f.SitrepChainClosed: Audience(kiosk=False),
}
