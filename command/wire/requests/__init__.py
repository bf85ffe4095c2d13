"""The requests of the socket (`rpc`), as in the outside contract. Unknown fields are refused by name."""

from command.wire.requests import reporting, safety, supervising, working
from command.wire.requests.base import Durable, Moment, Photos, Reason, Request, RequestId, Text, ThingId
from command.wire.requests.reading import GetPicture, GetStaff
from command.wire.requests.reporting import PressButton, SubmitReport
from command.wire.requests.safety import (
    AcknowledgeSos,
    AnswerRollCall,
    AnswerTimer,
    CancelSos,
    CloseRollCall,
    OpenRollCall,
    RaiseSos,
    StartTimer,
)
from command.wire.requests.supervising import (
    CloseIncident,
    CloseTask,
    OrderDispatch,
    ReassignIncident,
    ReferIncident,
    VoidIncident,
)
from command.wire.requests.working import (
    AdvanceAssignment,
    AnswerOffer,
    CheckIn,
    CheckOut,
    ConfirmArrival,
    UpdatePosition,
)

DURABLE: dict[str, type[Durable]] = {**reporting.DURABLE, **working.DURABLE, **supervising.DURABLE, **safety.DURABLE}
"""Every durable method and the shape of its data."""

__all__ = [
    "DURABLE",
    "AcknowledgeSos",
    "AdvanceAssignment",
    "AnswerOffer",
    "AnswerRollCall",
    "AnswerTimer",
    "CancelSos",
    "CheckIn",
    "CheckOut",
    "CloseIncident",
    "CloseRollCall",
    "CloseTask",
    "ConfirmArrival",
    "Durable",
    "GetPicture",
    "GetStaff",
    "Moment",
    "OpenRollCall",
    "OrderDispatch",
    "Photos",
    "PressButton",
    "RaiseSos",
    "Reason",
    "ReassignIncident",
    "ReferIncident",
    "Request",
    "RequestId",
    "StartTimer",
    "SubmitReport",
    "Text",
    "ThingId",
    "UpdatePosition",
    "VoidIncident",
]
