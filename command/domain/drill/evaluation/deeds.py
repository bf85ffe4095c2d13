"""Which fact does what can be expected of an inject. A deed names who did it; an empty actor: the programs did."""

from msgspec import Struct

from command.domain import facts as f
from command.domain.facts.base import Fact
from command.domain.facts.script import Expected


class Deed(Struct, frozen=True, kw_only=True):
    """One thing that was done. `actors`: any of them counts. `incident`: of which; None: of none. `value`: a first
    line; `level`: a response level, `was` the one before it; `about`: whom or what it concerns."""

    what: Expected
    actors: tuple[str, ...] = ("",)
    incident: str | None = None
    value: str = ""
    level: int | None = None
    about: tuple[str, ...] = ()


def deeds(fact: Fact) -> list[Deed]:
    """Everything that a fact does. Later steps of work contain the earlier ones."""
    match fact:
        case f.IncidentFiled() | f.ReportMerged():
            return [Deed(what="stored", actors=(fact.reporter,), incident=fact.incident)]
        case f.IncidentReferred():
            return [Deed(what="referred", actors=(fact.by,), incident=fact.incident, value=fact.to)]
        case f.OfferMade() | f.AssignmentMade() | f.AssignmentChanged() | f.IncidentClosed():
            return _steps(fact)
        case _:
            return _elsewhere(fact)


def _steps(fact: f.OfferMade | f.AssignmentMade | f.AssignmentChanged | f.IncidentClosed) -> list[Deed]:
    done: tuple[Expected, ...] = ()
    actors: tuple[str, ...]
    match fact:
        case f.IncidentClosed():
            actors, done = (fact.by,), () if fact.outcome == "no_action" else ("done",)
        case f.AssignmentChanged():
            actors, done = (fact.unit or fact.person, fact.person), _DONE_BY[fact.to]
        case f.AssignmentMade():
            actors, done = (fact.unit or fact.person,), ("offered", "accepted")
        case f.OfferMade():
            actors, done = (fact.unit or fact.person,), ("offered",)
    return [Deed(what=one, actors=actors, incident=fact.incident) for one in done]


_DONE_BY: dict[str, tuple[Expected, ...]] = {
    "en_route": ("set_out",),
    "on_scene": ("set_out", "arrived"),
    "done": ("set_out", "arrived", "done"),
    "failed": (),
}


def _elsewhere(fact: Fact) -> list[Deed]:
    """What is of no incident."""
    match fact:
        case f.ProposalMade():
            return [Deed(what="proposed", level=fact.level or 0)]
        case f.SwitchProposed():
            return [Deed(what="proposed", actors=(fact.by,), level=fact.level)]
        case f.ModeSwitched():
            both = (fact.second or fact.by, fact.by)
            return [
                Deed(what="proposed", actors=(fact.by,), level=fact.level),
                Deed(what="switched", actors=both, level=fact.level),
            ]
        case f.ProposalTaken():
            return [Deed(what="proposal_taken", actors=(fact.by,), about=(fact.proposal,))]
        case f.AlertSent():
            return [Deed(what="alerted", actors=(fact.by, *fact.roles), about=(fact.area,))]
        case _:
            return _noticed(fact)


def _noticed(fact: Fact) -> list[Deed]:
    """Somebody, or the watch over silent grids, found somebody out of contact."""
    match fact:
        case f.ContactLost():
            return [Deed(what="noticed", actors=("", *fact.told), about=tuple(fact.people))]
        case f.ContactReported():
            return [Deed(what="noticed", actors=(fact.by,), about=(fact.about,))]
        case f.RollCallOpened():
            return [Deed(what="noticed", actors=(fact.by,), about=tuple(fact.people))]
        case f.CallAsked():
            return [Deed(what="noticed", about=(fact.person,))]
        case _:
            return []
