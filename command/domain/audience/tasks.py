"""Who sees facts about what the centre itself must put right."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences

AUDIENCES: Audiences = {
    f.EntrySetAside: Audience(kiosk=False, areas="none"),
    f.TaskDone: Audience(hides=("note",), areas="none"),
}
