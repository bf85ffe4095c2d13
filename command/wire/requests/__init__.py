"""The requests of the socket (`rpc`), as in the outside contract. Unknown fields are refused by name."""

from command.wire.requests import reach, reporting, rostering, safety, supervising, working
from command.wire.requests.base import Durable, Moment, Photos, Reason, Request, RequestId, Text, ThingId
from command.wire.requests.reach import FinishCall, ReportContact
from command.wire.requests.reading import GetPicture, GetStaff
from command.wire.requests.reporting import PressButton, SubmitReport
from command.wire.requests.rostering import (
    AnswerSwap,
    AskLeave,
    AskSwap,
    DecideLeave,
    DecideSwap,
    DissolveGroup,
    ImportRoster,
    PlanData,
    SetGroup,
    SetOverride,
    SetPlan,
    SheetData,
    SignRelief,
    WithdrawItem,
    WithdrawLeave,
    WithdrawSwap,
)
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
from command.wire.requests.working import AdvanceAssignment, AnswerOffer, CheckIn, CheckOut, UpdatePosition

DURABLE: dict[str, type[Durable]] = {
    **reporting.DURABLE,
    **working.DURABLE,
    **supervising.DURABLE,
    **rostering.DURABLE,
    **reach.DURABLE,
    **safety.DURABLE,
}
"""Every durable method and the shape of its data."""

__all__ = [
    "DURABLE",
    "AcknowledgeSos",
    "AdvanceAssignment",
    "AnswerOffer",
    "AnswerRollCall",
    "AnswerSwap",
    "AnswerTimer",
    "AskLeave",
    "AskSwap",
    "CancelSos",
    "CheckIn",
    "CheckOut",
    "CloseIncident",
    "CloseRollCall",
    "CloseTask",
    "DecideLeave",
    "DecideSwap",
    "DissolveGroup",
    "Durable",
    "FinishCall",
    "GetPicture",
    "GetStaff",
    "ImportRoster",
    "Moment",
    "OpenRollCall",
    "OrderDispatch",
    "Photos",
    "PlanData",
    "PressButton",
    "RaiseSos",
    "Reason",
    "ReassignIncident",
    "ReferIncident",
    "ReportContact",
    "Request",
    "RequestId",
    "SetGroup",
    "SetOverride",
    "SetPlan",
    "SheetData",
    "SignRelief",
    "StartTimer",
    "SubmitReport",
    "Text",
    "ThingId",
    "UpdatePosition",
    "VoidIncident",
    "WithdrawItem",
    "WithdrawLeave",
    "WithdrawSwap",
]
