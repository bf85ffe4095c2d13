"""Who sees facts about reports and incidents. What only answers a request concerns nobody but the sender."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, handler, handler_and_reporters, people, told

_REPORTED = ("text", "caller", "reporter", "reporter_name", "photos")

AUDIENCES: Audiences = {
    f.RequestRefused: Audience(picture=False),
    f.ReportStored: Audience(picture=False),
    f.IncidentFiled: Audience(hides=_REPORTED),
    f.ReportMerged: Audience(handler, hides=_REPORTED),
    f.ButtonPressed: Audience(hides=("device", "device_name", "resident", "resident_name")),
    f.IncidentReferred: Audience(handler, hides=("reference",)),
    f.IncidentClosed: Audience(handler_and_reporters, hides=("note",)),
    f.IncidentVoided: Audience(handler_and_reporters, hides=("reason",)),
    f.EscalationSeen: Audience(handler),
    f.IncidentRouted: Audience(told, hides=("reason",)),
    f.IncidentUrged: Audience(people, hides=("reason",)),
    f.NeedChanged: Audience(kiosk=False),
}
