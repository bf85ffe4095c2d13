"""Who sees facts about alerts to staff; whoever an alert goes to is told by the desk that sends it."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person

AUDIENCES: Audiences = {
    f.AlertSent: Audience(hides=("text",)),
    f.AlertRead: Audience(person),
    f.AlertEnded: Audience(hides=("reason",)),
}
