"""Who sees facts about the operators' queue. It holds the whole district: what a supervisor answers for is on their
own desk.
"""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences

AUDIENCES: Audiences = {
    f.AttentionOpened: Audience(areas="none"),
    f.AttentionWidened: Audience(areas="none"),
    f.AttentionTaken: Audience(hides=("by_name",), areas="none"),
    f.AttentionShelved: Audience(hides=("by_name", "reason"), areas="none"),
    f.AttentionReturned: Audience(hides=("by_name",), areas="none"),
    f.AttentionLooked: Audience(areas="none"),
    f.AttentionClosed: Audience(hides=("by_name",), areas="none"),
    f.AttentionPaced: Audience(areas="none"),
}
