"""Is it true what was lived? What our people were told against what the picture told everybody, and how duty stands."""

from datetime import datetime, timedelta

from command.clock import district_now
from workers.simulator.day.crowd import DayCrowd
from workers.simulator.figures import Figures
from workers.simulator.web import Web, WebError

_SAME: dict[str, tuple[str, ...]] = {
    "RoundStarted": ("rounds begun",),
    "RoundFinished": ("rounds",),
    "VisitRecorded": ("visits",),
    "SosRaised": ("SOS",),
    "RollCallOpened": ("roll-calls",),
    "RollCallAnswered": ("roll-call answered", "answered for"),
    "LeaveAsked": ("leave asked",),
    "SwapAsked": ("swaps asked",),
    "ReliefClosed": ("handover: taken over",),
    "SupervisionReplied": ("督办 replied",),
    "CallBackMade": ("called back: satisfied", "called back: unsatisfied", "called back: unreached"),
    "ReferralMoved": ("referral acknowledged", "referral closed"),
}
"""A fact of the picture, and what our people count when they are told of one. Others may act too, and the clock may."""
_LATE = timedelta(minutes=30)
_ANSWERS_S = 15.0
"""Seconds of the machine in which both sides can have signed, however fast the district's clock runs."""


async def check_day(web: Web, crowd: DayCrowd, figures: Figures) -> list[str]:
    """Everything that does not agree, in words."""
    reader = crowd.centre[0]
    faults = [] if reader.link.unrecovered else _told_to_all(figures)
    try:
        watch = await web.get("/api/duty/watch", reader.token)
        reliefs = (await web.get("/api/duty/reliefs", reader.token))["reliefs"]
    except WebError as error:
        return [*faults, f"the duty of the centre: {error}"]
    if watch["leader"] is None and not watch["names"]:
        faults.append("nobody has the watch")
    slow = timedelta(seconds=_ANSWERS_S * crowd.world.speed)
    due = (crowd.world.ended or district_now()) - max(_LATE, slow)
    open_ = [one["relief"] for one in reliefs]
    late = [one for one in open_ if datetime.fromisoformat(one["hands_over_at"]) < due]
    return faults + [f"the handover of {one['hands_over_at']} is not signed" for one in late]


def _told_to_all(figures: Figures) -> list[str]:
    """What was granted to our people was told to whoever watches the district."""
    ours = {type_: sum(figures.work[name] for name in names) for type_, names in _SAME.items()}
    return [
        f"{type_}: {n} of ours were stored, the picture told {figures.district[type_]}"
        for type_, n in ours.items()
        if figures.district[type_] < n
    ]
