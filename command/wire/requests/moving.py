"""Requests about moving people: evacuations and their lists, what became of each name, shelters."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.moving import EvacueeSource, EvacueeStatus, Signed, Whither
from command.domain.place import Place
from command.wire.requests.base import WRITABLE, Durable, Moment, Photos, Reason, ThingId

Line = Annotated[str, Meta(max_length=200, pattern=WRITABLE)]
Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]
Phone = Annotated[str, Meta(max_length=40, pattern=r"^[0-9+\- ]*$")]
Grid = Annotated[str, Meta(pattern="^[0-9]{15}$")]
Heads = Annotated[int, Meta(ge=1, le=500)]
LineCode = Annotated[str, Meta(max_length=20, pattern=WRITABLE)]


class ListEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody to be listed. `id`: theirs in the registry (a person in special need, a household); without one, it is
    made of name, telephone and address, so that the same person added twice is found."""

    grid: Grid
    name: Name
    id: ThingId | None = None
    phone: Phone = ""
    address: Line = ""
    building: Line = ""
    heads: Heads = 1
    source: EvacueeSource = "hand"
    need: Annotated[str, Meta(max_length=40, pattern=WRITABLE)] = ""
    worker: Annotated[str, Meta(max_length=64, pattern=WRITABLE)] = ""


class OpenEvacuation(Durable, frozen=True, kw_only=True):
    """`evacuation.open`: 转移令, with whom it is about. `until`: by when everybody is to be safe."""

    area: Annotated[str, Meta(pattern="^[0-9]{6,15}$")]
    title: Line = ""
    reason: Reason = ""
    until: Moment | None = None
    people: Annotated[list[ListEntry], Meta(max_length=20_000)] = []


class AddEvacuees(Durable, frozen=True, kw_only=True):
    """`evacuee.add`: more people come on the lists."""

    evacuation: ThingId
    people: Annotated[list[ListEntry], Meta(min_length=1, max_length=5000)]


class AssignEvacuees(Durable, frozen=True, kw_only=True):
    """`evacuee.assign`: somebody else answers for these."""

    evacuees: Annotated[list[ThingId], Meta(min_length=1, max_length=1000)]
    worker: ThingId


class RemoveEvacuee(Durable, frozen=True, kw_only=True):
    """`evacuee.remove`: they should never have been on the list."""

    evacuee: ThingId
    reason: Reason


class AmendEvacuee(Durable, frozen=True, kw_only=True):
    """`evacuee.amend`: who they are was written down wrongly; this is right. Without `heads` as many as before."""

    evacuee: ThingId
    name: Name
    phone: Phone = ""
    address: Line = ""
    heads: Heads | None = None
    reason: Reason = ""


class MarkEvacuee(Durable, frozen=True, kw_only=True):
    """`evacuee.mark`: told, moved (to a shelter or a relative), refused or returned. `reason`: why they refuse, or why
    they are sent to a shelter that is full. `paper`: entered later from a printed list, with its own time."""

    evacuee: ThingId
    to: Literal["told", "moved", "refused", "returned"]
    at: Moment
    whither: Whither = "shelter"
    shelter: ThingId | None = None
    relative_name: Line = ""
    relative_phone: Phone = ""
    relative_address: Line = ""
    signed: Signed = "unsigned"
    photos: Photos = []
    heads: Heads | None = None
    reason: Reason = ""
    note: Reason = ""
    paper: bool = False
    place: Place | None = None


class ArriveEvacuee(Durable, frozen=True, kw_only=True):
    """`evacuee.arrive`: somebody is at the shelter's door; one who is on no list comes with their name. `reason`: why
    they are taken in although it is full."""

    shelter: ThingId
    at: Moment
    evacuee: ThingId | None = None
    name: Line = ""
    phone: Phone = ""
    address: Line = ""
    grid: Grid | None = None
    heads: Heads | None = None
    reason: Reason = ""
    note: Reason = ""
    paper: bool = False


class CorrectEvacuee(Durable, frozen=True, kw_only=True):
    """`evacuee.correct`: what was recorded is wrong; this is so."""

    evacuee: ThingId
    to: EvacueeStatus
    reason: Reason
    at: Moment
    whither: Whither = "shelter"
    shelter: ThingId | None = None
    heads: Heads | None = None


class CloseEvacuation(Durable, frozen=True, kw_only=True):
    """`evacuation.close`: with a reason while somebody is not accounted for."""

    evacuation: ThingId
    reason: Reason = ""


class SetShelter(Durable, frozen=True, kw_only=True):
    """`shelter.set`: a new shelter, or what changes about one (`shelter`)."""

    name: Name
    place: Place
    capacity: Annotated[int, Meta(ge=1, le=100_000)]
    shelter: ThingId | None = None
    address: Line = ""
    contact_name: Line = ""
    contact_phone: Phone = ""
    keepers: Annotated[list[ThingId], Meta(max_length=20)] = []


class CountShelter(Durable, frozen=True, kw_only=True):
    """`shelter.count`: so many are there."""

    shelter: ThingId
    counted: Annotated[int, Meta(ge=0, le=100_000)]
    at: Moment
    note: Reason = ""


class CloseShelter(Durable, frozen=True, kw_only=True):
    """`shelter.close`: nobody is sent there any more."""

    shelter: ThingId
    reason: Reason = ""


DURABLE: dict[str, type[Durable]] = {
    "evacuation.open": OpenEvacuation,
    "evacuation.close": CloseEvacuation,
    "evacuee.add": AddEvacuees,
    "evacuee.assign": AssignEvacuees,
    "evacuee.remove": RemoveEvacuee,
    "evacuee.amend": AmendEvacuee,
    "evacuee.mark": MarkEvacuee,
    "evacuee.arrive": ArriveEvacuee,
    "evacuee.correct": CorrectEvacuee,
    "shelter.set": SetShelter,
    "shelter.count": CountShelter,
    "shelter.close": CloseShelter,
}
