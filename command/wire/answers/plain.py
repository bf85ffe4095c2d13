"""What a kiosk, whom passers-by read, is shown of a thing; everybody else sees it as it is."""

from msgspec.structs import replace

from command.domain.audience import (
    View,
    held_for_passers_by,
    loop_for_passers_by,
    press_for_passers_by,
    referrals_for_passers_by,
)
from command.domain.kept.attention import AttentionItem
from command.domain.kept.dispatch import Unit
from command.domain.kept.mode import GridTasks, Mode, Recall, SwitchProposal
from command.domain.kept.reach import ContactReport
from command.domain.kept.safety import RollCall
from command.domain.kept.sos import Timer
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Proposal, Warning  # noqa: A004 - the field's word
from command.domain.picture import Incident


def incident(one: Incident, view: View) -> Incident:
    """An incident without who reported it and in which words."""
    if not view.kiosk:
        return one
    return replace(
        one,
        caller=None,
        callers=[],
        text="",
        photos=[],
        reporters=[],
        tried={},
        press=press_for_passers_by(one.press),
        referrals=referrals_for_passers_by(one.referrals),
        loop=loop_for_passers_by(one.loop),
        held=held_for_passers_by(one.held),
    )


def unit(one: Unit, view: View) -> Unit:
    """Who reads a desk is no business of whoever passes a screen."""
    return replace(one, desks=[]) if view.kiosk else one


def mode(one: Mode, view: View) -> Mode:
    """The mode without its reasons."""
    return replace(one, reason="", below_reason="") if view.kiosk else one


def switch(one: SwitchProposal, view: View) -> SwitchProposal:
    """A proposed switch without who proposes it and why."""
    return replace(one, reason="", below_reason="", by_name="") if view.kiosk else one


def recall(one: Recall, view: View) -> Recall:
    """How many have come, for a kiosk; not who."""
    return replace(one, people=dict.fromkeys(one.people, "")) if view.kiosk else one


def summons(one: Summons, view: View) -> Summons:
    """Who is not heard of is shown to everybody; what was said of whom is not."""
    if not view.kiosk:
        return one
    plain = {id_: replace(p, by_name="", reason="") for id_, p in one.people.items()}
    return replace(one, people=plain)


def tasks(one: GridTasks, view: View) -> GridTasks:
    """A grid's tasks without what was noted and who did them."""
    if not view.kiosk:
        return one
    plain = {id_: replace(t, note="", photos=[], done_by_name="") for id_, t in one.tasks.items()}
    return replace(one, tasks=plain)


def warning(one: Warning, view: View) -> Warning:
    """A warning without who passed it on."""
    return replace(one, by_name="") if view.kiosk else one


def proposal(one: Proposal, view: View) -> Proposal:
    """A proposal without whom it waits for."""
    return replace(one, taken_by_name="", told=[]) if view.kiosk else one


def item(one: AttentionItem, view: View) -> AttentionItem:
    """A line of the queue without who has it, or why it was put off."""
    return replace(one, taken_name="", shelved_name="", shelved_why="") if view.kiosk else one


def rollcall(one: RollCall, view: View) -> RollCall:
    """A roll-call without what anybody said."""
    if not view.kiosk:
        return one
    plain = {id_: replace(answer, reason="") for id_, answer in one.answers.items()}
    return replace(one, reason="", answers=plain)


def timer(one: Timer, view: View) -> Timer:
    """A timer without its note."""
    return replace(one, note="") if view.kiosk else one


def report(one: ContactReport, view: View) -> ContactReport:
    """A report of contact without its words and who spoke."""
    return replace(one, text="", said_by="") if view.kiosk else one
