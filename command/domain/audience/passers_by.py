"""Parts of the picture as a kiosk is shown them, whom passers-by read."""

import msgspec

from command.domain.facts import Loop, Press, Referral
from command.domain.picture import Held


def press_for_passers_by(press: Press | None) -> Press | None:
    """A press as a kiosk is shown it: that it was one, not whose."""
    if press is None:
        return None
    return msgspec.structs.replace(press, device="", device_name="", resident=None, resident_name="")


def referrals_for_passers_by(referrals: list[Referral]) -> list[Referral]:
    """Referrals without what the first line said."""
    return [msgspec.structs.replace(one, reference="", outcome="") for one in referrals]


def loop_for_passers_by(loop: Loop | None) -> Loop | None:
    """How often it went round, without what anybody said or showed."""
    if loop is None:
        return None
    stands = loop.suspension and msgspec.structs.replace(loop.suspension, reason="", handler_name="", by_name="")
    back = loop.rework and msgspec.structs.replace(loop.rework, reason="", by_name="")
    return msgspec.structs.replace(
        loop, asked=None, feedback=None, suspension=stands, rework=back, returned_name="", returned_why=""
    )


def held_for_passers_by(held: Held | None) -> Held | None:
    """That it is held, and until when; not who sent somebody all the same, or why."""
    return held and msgspec.structs.replace(held, sent_by="", sent_by_name="", reason="")
