"""Requests of those who report."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import Button, Caller, Disposition, Origin
from command.domain.place import Place
from command.wire.requests.base import WRITABLE, Durable, Moment, Photos, Text


class SubmitReport(Durable, frozen=True, kw_only=True):
    """`report.submit`. `origin`: who handed it over to us, by which reference; only for whoever takes calls."""

    category: Annotated[str, Meta(min_length=1, max_length=40, pattern=WRITABLE)]
    disposition: Disposition
    text: Text = ""
    at: Moment
    place: Place
    photos: Photos = []
    hazard: Literal["life", "property", "none"] = "none"
    caller: Caller | None = None
    origin: Origin | None = None


class PressButton(Durable, frozen=True, kw_only=True):
    """`button.press`: a call button says that it was pressed; red for rescue, green for a service."""

    button: Button
    at: Moment


DURABLE: dict[str, type[Durable]] = {
    "report.submit": SubmitReport,
    "button.press": PressButton,
}
