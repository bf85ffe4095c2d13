"""Requests of those who steer."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import FirstLine
from command.wire.requests.base import WRITABLE, Durable, Reason, ThingId


class OrderDispatch(Durable, frozen=True, kw_only=True):
    """`incident.dispatch`: 派单 now, of an incident that is held or that nobody could be found for; `to` asks this
    person first, one of the ranked candidates."""

    incident: ThingId
    to: ThingId | None = None


class ReferIncident(Durable, frozen=True, kw_only=True):
    """`incident.refer`: 已转, the first line was called; `reference` is what they gave, if anything."""

    incident: ThingId
    to: FirstLine
    reference: Annotated[str, Meta(max_length=100, pattern=WRITABLE)] = ""


class CloseIncident(Durable, frozen=True, kw_only=True):
    """`incident.close`: 核查结案 by somebody other than the handler."""

    incident: ThingId
    outcome: Literal["handled", "no_action"] = "handled"
    note: Reason = ""


class VoidIncident(Durable, frozen=True, kw_only=True):
    """`incident.void`: 作废, by a watch leader, with a reason."""

    incident: ThingId
    reason: Reason


class ReassignIncident(Durable, frozen=True, kw_only=True):
    """`incident.reassign`: 改派, to a named person (`to`) or back to dispatch, with a reason. A coordinator may send
    anybody, also who is off duty or busy, declined or cannot be reached: which rules that broke is recorded."""

    incident: ThingId
    reason: Reason
    to: ThingId | None = None


class CloseTask(Durable, frozen=True, kw_only=True):
    """`task.close`: an operator dealt with an entry that was set aside."""

    task: ThingId
    note: Reason = ""


DURABLE: dict[str, type[Durable]] = {
    "incident.dispatch": OrderDispatch,
    "incident.refer": ReferIncident,
    "incident.close": CloseIncident,
    "incident.void": VoidIncident,
    "incident.reassign": ReassignIncident,
    "task.close": CloseTask,
}
