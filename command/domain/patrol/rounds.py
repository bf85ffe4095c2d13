"""一日双巡: a round begins and ends at a touch; time and place come from the phone."""

from datetime import UTC, datetime, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.patrol import WorkDay
from command.domain.patrol.day import day_id, open_day, today
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import FinishRound, StartRound

_KEPT_BY_THE_PHONE = timedelta(hours=24)


def start_round(draft: Draft, asked: Asked, request: StartRound) -> Refusal | None:
    """Begin a round: on duty, and one at a time."""
    day = _day_of(draft, asked)
    if day is None:
        return refuse("not_on_duty")
    if day.running is not None:
        return refuse("round_running")
    started = f.RoundStarted(
        request=asked.request,
        day=day.id,
        round=draft.new_id(),
        person=asked.sender.id,
        area=day.area,
        spot=asked.spot,
        began_at=phones_time(draft, asked, request.at),
    )
    draft.add(started, asked.sender.id)
    return None


def finish_round(draft: Draft, asked: Asked, request: FinishRound) -> Refusal | None:
    """End the round under way, on duty or not; one that lasted too short is a round, and said to be short [P]."""
    day = draft.picture.days.get(day_id(asked.sender.id, today(draft.now)))
    running = day.running if day is not None else None
    if day is None or running is None:
        return refuse("no_round")
    over_at = max(phones_time(draft, asked, request.at), running.began_at)
    lasted = over_at - running.began_at
    finished = f.RoundFinished(
        request=asked.request,
        day=day.id,
        round=running.id,
        person=asked.sender.id,
        area=day.area,
        spot=asked.spot,
        over_at=over_at,
        lasted_s=round(lasted.total_seconds()),
        short=lasted < draft.policy.round_least,
    )
    draft.add(finished, asked.sender.id)
    return None


def phones_time(draft: Draft, asked: Asked, at: datetime) -> datetime:
    """When it was, as the phone says (UTC): what waited in a phone without a network was earlier than it came. A time
    to come, or one more than a day ago, is no time of this day: then it was when it came."""
    at = at.astimezone(UTC)
    is_sound = draft.now - _KEPT_BY_THE_PHONE <= at <= draft.now + draft.policy.clock_tolerance
    return min(at, draft.now) if is_sound else draft.now


def _day_of(draft: Draft, asked: Asked) -> WorkDay | None:
    id_ = day_id(asked.sender.id, today(draft.now))
    if id_ not in draft.picture.days:
        open_day(draft, asked.sender, ())  # the clock has not come round yet: their visits are on the next day's list
    return draft.picture.days.get(id_)
