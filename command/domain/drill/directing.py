"""导调: directors hold an inject back, let it come, skip it, repeat it, or add one that the script has not."""

from datetime import timedelta

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill.common import due_of, inject_of, running
from command.domain.kept.drill import DrillInject
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import AddInject, HoldInject, ReleaseInject, RepeatInject, SkipInject


def _to_come(found: DrillInject | None) -> Refusal | None:
    """An inject that has not been given or skipped."""
    if found is None:
        return refuse("inject_unknown")
    if found.state == "given":
        return refuse("inject_given")
    return refuse("inject_skipped") if found.state == "skipped" else None


def hold_inject(draft: Draft, asked: Asked, request: HoldInject) -> Refusal | None:
    """It does not come until it is released."""
    found = inject_of(draft, request.inject)
    refusal = _to_come(found)
    if refusal is not None or found is None:
        return refusal
    if found.state == "held":
        return refuse("inject_held")
    draft.add(f.InjectHeld(request=asked.request, inject=found.id, by=asked.sender.id), asked.sender.id)
    return None


def release_inject(draft: Draft, asked: Asked, request: ReleaseInject) -> Refusal | None:
    """It comes now or in a while, whether it was held or is planned for later."""
    found = inject_of(draft, request.inject)
    refusal = _to_come(found)
    if refusal is not None or found is None:
        return refusal
    due = draft.now + timedelta(seconds=request.in_s)
    released = f.InjectReleased(request=asked.request, inject=found.id, due=due, by=asked.sender.id)
    draft.add(released, asked.sender.id)
    return None


def skip_inject(draft: Draft, asked: Asked, request: SkipInject) -> Refusal | None:
    """It does not come at all."""
    found = inject_of(draft, request.inject)
    refusal = _to_come(found)
    if refusal is not None or found is None:
        return refusal
    skipped = f.InjectSkipped(request=asked.request, inject=found.id, reason=request.reason.strip(), by=asked.sender.id)
    draft.add(skipped, asked.sender.id)
    return None


def repeat_inject(draft: Draft, asked: Asked, request: RepeatInject) -> Refusal | None:
    """The same comes once more, with a number of its own."""
    found = inject_of(draft, request.inject)
    if found is None:
        return refuse("inject_unknown")
    if found.state != "given":
        return refuse("inject_not_given")
    again = f.InjectPlanned(
        request=asked.request,
        id=draft.new_id(),
        inject=replace(found.inject, number=_free_number(draft)),
        spot=found.spot,
        due=draft.now + timedelta(seconds=request.in_s),
        by=asked.sender.id,
        repeats=found.id,
    )
    draft.add(again, asked.sender.id)
    return None


def add_inject(draft: Draft, asked: Asked, request: AddInject) -> Refusal | None:
    """One that the script has not: in a while, or by its offset, and at once if that is past."""
    drill = running(draft.picture)
    if drill is None:
        return refuse("exercise_unknown", exercise="-")
    if any(one.number == request.inject.number for one in draft.picture.injects.values()):
        return refuse("inject_number", number=request.inject.number)
    if getattr(request.inject.content, "place", None) is not None and asked.spot is None:
        return refuse("drill_place", number=request.inject.number)
    due = due_of(drill, request.inject.offset_s)
    if request.in_s is not None:
        due = draft.now + timedelta(seconds=request.in_s)
    planned = f.InjectPlanned(
        request=asked.request,
        id=draft.new_id(),
        inject=request.inject,
        spot=asked.spot,
        due=max(due, draft.now),
        by=asked.sender.id,
    )
    draft.add(planned, asked.sender.id)
    return None


def _free_number(draft: Draft) -> int:
    return max(one.number for one in draft.picture.injects.values()) + 1
