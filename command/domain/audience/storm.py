"""Who sees facts about a storm and the hours of its peak."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, handler, told

AUDIENCES: Audiences = {
    f.StormProposed: Audience(told, kiosk=False),
    f.StormRejected: Audience(kiosk=False),
    f.StormEnded: Audience(hides=("reason",)),
    f.StormWatched: Audience(told),
    f.OutdoorPeakBegan: Audience(hides=("out",)),
    f.OutdoorPeakOver: Audience(hides=("reason",)),
    f.DispatchHeld: Audience(handler),
    f.OutdoorOverridden: Audience(told, hides=("reason", "told", "by", "by_name")),
}
