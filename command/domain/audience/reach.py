"""Who sees facts about grids out of contact, and calls to whoever does not answer."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, told

AUDIENCES: Audiences = {
    f.ContactLost: Audience(told),
    f.ContactEscalated: Audience(told),
    f.ContactReported: Audience(hides=("text", "said_by")),
    f.CallDone: Audience(hides=("note",)),
}
