"""What all rules of a drill begin with: the drill itself, and who may still do what in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from command.domain.draft import Draft
from command.domain.kept.drill import DRILL, Drill, DrillInject, Standstill
from command.domain.picture import Person, Picture
from command.domain.refusals import Refusal, refuse

AFTER = frozenset({"drill.note", "drill.improve", "drill.conclude"})
"""What is still said when the drill is over."""
_MARK = ("【演练】", "EXERCISE:")


def running(picture: Picture) -> Drill | None:
    """The drill of this universe; None in the district's own."""
    return picture.drills.get(DRILL)


def stands_still(picture: Picture) -> bool:
    """Whether nothing comes by itself: the drill is paused or over. Never so in the district's own universe."""
    drill = running(picture)
    return drill is not None and drill.state != "running"


def gate(picture: Picture, sender: Person, method: str) -> Refusal | None:
    """Whether the sender may ask this of the drill as it stands; the district's own universe asks nothing."""
    drill = running(picture)
    if drill is None:
        return refuse("exercise_unknown", exercise="-") if method.startswith("drill.") else None
    if drill.state == "over":
        return None if method in AFTER else refuse("drill_over")
    known = picture.participants.get(sender.id)
    if known is not None and known.out_why is not None:
        return refuse("drill_left", why=_WHY[known.out_why])
    if drill.state == "paused" and not method.startswith("drill."):
        return refuse("drill_paused")
    return None


_WHY = {"real_event": "真实事件 / real event", "director": "导调 / by a director", "left": "自行退出 / left"}


def due_of(drill: Drill, offset_s: float) -> datetime:
    """When an offset of the script comes (UTC): the offset is divided by the compression, the clock never; pauses are
    not counted."""
    return drill.started_at + timedelta(seconds=offset_s / drill.plan.compression + drill.paused_s)


def later_by_pauses(pauses: Sequence[Standstill], at: datetime) -> datetime:
    """A moment as late as it would be had the drill stood still before it and never since (UTC): what waits from `at`
    has waited so much less."""
    stood = (one.until - max(one.since, at) for one in pauses if one.until > at)
    return at + sum(stood, timedelta())


def marked(text: str) -> str:
    """A text with 【演练】 before it, once."""
    return text if not text or text.startswith(_MARK) else f"{_MARK[0]}{text}"


def marked_in(language: str, text: str) -> str:
    """The same in the language of whoever reads it: `EXERCISE: ` before English."""
    return f"{_MARK[1]} {text}" if language.lower().startswith("en") else f"{_MARK[0]}{text}"


def inject_of(draft: Draft, id_: str) -> DrillInject | None:
    """An inject of this drill."""
    return draft.picture.injects.get(id_)
