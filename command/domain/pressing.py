"""一键通: a call button was pressed. Red is a call for rescue, green asks for a service; each press is an incident of
its own, never merged: two presses are two needs until a person has said otherwise.
"""

from datetime import UTC

from command.domain import facts as f
from command.domain.attention.flood import needs_no_key
from command.domain.dispatch import begin
from command.domain.draft import Draft
from command.domain.filing import reported_at
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked, Resident
from command.domain.triage import by_level, triage
from command.domain.upward import is_watched
from command.wire.requests import PressButton

CATEGORY: dict[f.Button, str] = {"red": "grid.rescue", "green": "grid.service"}
_WORDS: dict[f.Button, str] = {"red": "红键呼救", "green": "绿键求助"}
_KINDS = {
    "living_alone": "独居老人",
    "empty_nest": "空巢老人",
    "disabled": "残疾人",
    "pregnant": "孕产妇",
    "low_income": "低收入户",
}

_GRID_DIGITS = 15


def press_button(draft: Draft, asked: Asked, request: PressButton) -> Refusal | None:
    """File the press. Red waits a moment for the key of an operator who is there; silence does not hold it longer."""
    if asked.spot is None:
        return refuse("outside_district", district=draft.situation.district)
    if not any(len(area) == _GRID_DIGITS for area in asked.sender.areas):
        return refuse("not_allowed")  # the bureau's device, say, is no button
    who = asked.resident
    category = CATEGORY[request.button]
    priority, reasons = by_level(draft.policy, category, *triage(category, "none", "help"))
    at, off = reported_at(draft, asked, request.at)
    is_held = request.button == "red" and draft.policy.press_hold.total_seconds() > 0 and is_watched(draft)
    without_key = is_held and needs_no_key(draft)
    is_held = is_held and not without_key
    filed = f.IncidentFiled(
        incident=draft.new_id(),
        report=draft.new_id(),
        category=category,
        disposition="help",
        priority=priority,
        reasons=reasons,
        place=asked.spot,
        text=_told(request.button, asked),
        reporter=asked.sender.id,
        reporter_name=asked.sender.name,
        caller=f.Caller(name=who.name, phone=who.phone) if who is not None else None,
        reported_at=at,
        clock_off_s=off,
        limits=draft.limits(category, priority),
        need=draft.need(category, priority),
        next=draft.deadline(None, "confirm", draft.now + draft.policy.press_hold) if is_held else None,
        without_key=without_key,
    )
    draft.add(filed)
    pressed = f.ButtonPressed(
        request=asked.request,
        press=filed.report,
        device=asked.sender.id,
        device_name=asked.sender.name,
        button=request.button,
        resident=who.id if who is not None else None,
        resident_name=who.name if who is not None else "",
        incident=filed.incident,
        pressed_at=request.at.astimezone(UTC),
    )
    draft.add(pressed, asked.sender.id)
    if not is_held:
        begin(draft, draft.picture.incidents[filed.incident])
    return None


def _told(button: f.Button, asked: Asked) -> str:
    """What whoever is sent must know: where exactly, and who."""
    who: Resident | None = asked.resident
    parts = [_WORDS[button]]
    if who is None:
        parts.append(asked.sender.name)
    else:
        parts += [who.address, f"{who.name}（{_KINDS[who.kind]}）" if who.kind in _KINDS else who.name]
    return " · ".join(part for part in parts if part)
