"""Acting on one's own things, or for somebody else with a reason."""

from command.domain.draft import Draft
from command.domain.permission import may_act_for
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked


def not_theirs(draft: Draft, asked: Asked, owner: str | None, reason: str, unknown: str) -> Refusal | None:
    """Why the sender may not act on a thing of `owner` (None: there is no such thing), or None if they may.

    A thing that is not theirs to act on is refused as `unknown`, the code for "no such thing": nothing is given away.
    """
    if owner is None:
        return refuse(unknown)
    if owner in (asked.sender.id, asked.sender.unit):
        return None
    if owner in draft.picture.units:
        if not {"operator", "coordinator"}.intersection(asked.sender.roles):
            return refuse(unknown)
        return None if reason.strip() else refuse("reason_needed")
    person = draft.picture.people.get(owner)
    if person is None or not may_act_for(asked.sender, person):
        return refuse(unknown)
    return None if reason.strip() else refuse("reason_needed")
