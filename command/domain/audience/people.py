"""Who sees facts about accounts and duty."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, person

AUDIENCES: Audiences = {
    f.PersonRegistered: Audience(kiosk=False, areas="none"),
    f.PasswordReset: Audience(person, kiosk=False, areas="none"),
    f.RightsChanged: Audience(person, kiosk=False, areas="none"),
    f.DutyStarted: Audience(person),
    f.DutyEnding: Audience(person),
    f.DutyEnded: Audience(person),
}
