"""What `picture.get` and `staff.get` answer: a snapshot with the number (`offset`) it stands at, seen by one person."""

from command.wire.answers.parts import AlertView, Headcount, Lag, OnDuty, RollCallView, SentAlert
from command.wire.answers.phone import DutyState, StaffAnswer, staff_answer
from command.wire.answers.picture import PictureAnswer, PictureView, picture_view, shown_incident
from command.wire.answers.work import AssignmentView, FinishedView, Matter, OfferView, OrderView

__all__ = [
    "AlertView",
    "AssignmentView",
    "DutyState",
    "FinishedView",
    "Headcount",
    "Lag",
    "Matter",
    "OfferView",
    "OnDuty",
    "OrderView",
    "PictureAnswer",
    "PictureView",
    "RollCallView",
    "SentAlert",
    "StaffAnswer",
    "picture_view",
    "shown_incident",
    "staff_answer",
]
