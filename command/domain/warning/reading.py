"""CAP 1.2 XML read into plain values, or refused with a sentence that says what is wrong.

Nothing is fetched, no DTD is processed, no entity expanded: a message that declares any is refused before it is parsed.
Only what a district needs is read; elements that we do not know are left alone, as the standard asks for.
"""

import hashlib
import re
from datetime import UTC, datetime

import msgspec
from lxml import etree

from command.domain.facts.warnings import WarningWords
from command.domain.refusals import Refusal
from command.domain.warning.events import EVENTS
from command.domain.warning.grading import colour_of, notice_of
from command.domain.warning.message import CapMessage
from command.domain.warning.reach import inside
from command.domain.warning.xml import Element, Unfit, tree

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_STATUS = ("Actual", "Exercise", "System", "Test", "Draft")
_TYPES = ("Alert", "Update", "Cancel", "Ack", "Error")
_GRADES = {
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown", "Very Likely"),
}
_TIME = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}:\d{2}$")
_NO_IDENTIFIER = re.compile(r"[\s,<&]")
_LONGEST = {"event": 100, "headline": 500, "description": 5000, "instruction": 5000, "senderName": 200}
"""Characters of each text that travel to screens; the original is kept whole."""


def read_cap(content: bytes, district: str) -> CapMessage | Refusal:
    """The message in `content`, told for the district (its code): of several info blocks those that concern it speak.

    Never raises for what it is given.
    """
    try:
        return _message(_root(content), district)
    except Unfit as no:
        return no.refusal


def _root(content: bytes) -> Element:
    root = tree(content)
    name = etree.QName(root)
    if (name.namespace, name.localname) != (NAMESPACE, "alert"):
        raise Unfit("cap_namespace", found=str(root.tag)[:120])
    return root


def _message(root: Element, district: str) -> CapMessage:
    kind = _one_of(root, "msgType", _TYPES)
    if kind in ("Ack", "Error"):
        raise Unfit("cap_not_a_warning", kind=kind)
    infos = root.findall(_tag("info"))
    if not infos and kind != "Cancel":
        raise Unfit("cap_missing", field="info")
    told = [info for info in infos if inside(_codes(info), district)] or infos
    made = {
        "identifier": _identifier(root, "identifier"),
        "sender": _identifier(root, "sender"),
        "sent": _time(root, "sent", needed=True),
        "status": _one_of(root, "status", _STATUS),
        "msg_type": kind,
        "references": _references(root),
        "codes": list(dict.fromkeys(code for info in infos for code in _codes(info))),
        "note": (_text(root, "note") or "")[:2000],
        "digest": hashlib.sha256(etree.tostring(root, method="c14n2", strip_text=True)).hexdigest(),
        **(_informed(told) if told else {}),
    }
    try:
        return msgspec.convert(made, CapMessage)
    except msgspec.ValidationError as error:
        raise Unfit("cap_unreadable", detail=str(error)[:200]) from None


def _informed(infos: list[Element]) -> dict[str, object]:
    """What the info blocks say together. Where blocks contradict each other, the gravest and the longest holds."""
    graded = [(colour_of(*_graded(info)), notice_of(*_graded(info))) for info in infos]
    gravest = max(range(len(infos)), key=lambda i: _gravity(*graded[i]))
    chief = infos[gravest]
    words = {language: _words(info) for info in reversed(infos) if (language := _language(info))}
    if "zh" in words and _language(chief) == "zh":
        words["zh"] = _words(chief)
    grades = {name: _one_of(chief, name, allowed) for name, allowed in _GRADES.items()}
    onsets = [t for info in infos if (t := _time(info, "onset") or _time(info, "effective")) is not None]
    ends = [_time(info, "expires") for info in infos]
    return {
        **grades,
        "event_code": _event_code(infos),
        "colour": graded[gravest][0],
        "notice": graded[gravest][1],
        "zh": words.get("zh"),
        "en": words.get("en") if "zh" in words or "en" in words else _words(chief),
        "onset": min(onsets, default=None),
        "expires": None if None in ends else max(end for end in ends if end is not None),
    }


def _gravity(colour: str | None, notice: str | None) -> tuple[int, int]:
    return (
        ("blue", "yellow", "orange", "red").index(colour) + 1 if colour else 0,
        ("grade4", "grade3", "grade2", "grade1").index(notice) + 1 if notice else 0,
    )


def _graded(info: Element) -> tuple[dict[str, str], str, str]:
    said = f"{_text(info, 'headline') or ''} {_text(info, 'event') or ''}"
    return _pairs(info, "parameter"), said, _text(info, "severity") or ""


def _language(info: Element) -> str:
    """`zh` or `en`, by what it says; without a word about it en-US (CAP 1.2, 3.2.2), unless the text is Chinese."""
    said = (_text(info, "language") or "").lower()
    if said[:2] in ("zh", "en"):
        return said[:2]
    if said:
        return ""
    return "zh" if re.search(r"[一-鿿]", _text(info, "headline") or _text(info, "event") or "") else "en"


def _words(info: Element) -> WarningWords:
    cut = {name: (_text(info, name) or "")[:longest] for name, longest in _LONGEST.items()}
    return WarningWords(
        event=cut["event"],
        headline=cut["headline"],
        description=cut["description"],
        instruction=cut["instruction"],
        sender_name=cut["senderName"],
    )


def _event_code(infos: list[Element]) -> str:
    said = [value.strip() for info in infos for value in _pairs(info, "eventCode").values()]
    return next((code for code in said if code in EVENTS), said[0][:40] if said else "")


def _codes(info: Element) -> list[str]:
    """Division codes of its areas: of every geocode those that are digits, whatever their value is named."""
    found = [
        value.strip()
        for area in info.findall(_tag("area"))
        for geocode in area.findall(_tag("geocode"))
        if (value := geocode.findtext(_tag("value"))) is not None
    ]
    return [code for code in found if code.isascii() and code.isdigit() and 2 <= len(code) <= 15][:2000]


def _pairs(info: Element, name: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in info.findall(_tag(name)):
        key = (one.findtext(_tag("valueName")) or "").strip()
        pairs[f"{key}#{len(pairs)}"] = (one.findtext(_tag("value")) or "").strip()
    return pairs


def _references(root: Element) -> list[str]:
    """Keys (`sender,identifier`) of the messages referred to: triples with the time sent, separated by white space."""
    found: list[str] = []
    for said in (_text(root, "references") or "").split():
        parts = said.split(",")
        if len(parts) != 3 or not all(parts):
            raise Unfit("cap_value", field="references", value=said[:80], allowed="sender,identifier,sent")
        found.append(f"{parts[0][:200]},{parts[1][:200]}")
    return list(dict.fromkeys(found))[:100]


def _identifier(root: Element, name: str) -> str:
    said = _text(root, name, needed=True) or ""
    if not 1 <= len(said) <= 200 or _NO_IDENTIFIER.search(said):
        raise Unfit("cap_identifier", field=name)
    return said


def _time(element: Element, name: str, *, needed: bool = False) -> datetime | None:
    said = _text(element, name, needed=needed)
    if said is None:
        return None
    if not _TIME.match(said):
        raise Unfit("cap_time", field=name, value=said[:40])
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Unfit("cap_time", field=name, value=said[:40]) from None
    if not 1990 <= at.year <= 2200:
        raise Unfit("cap_time", field=name, value=said[:40])
    return at.astimezone(UTC)


def _one_of(element: Element, name: str, allowed: tuple[str, ...]) -> str:
    said = _text(element, name, needed=True) or ""
    if said not in allowed:
        raise Unfit("cap_value", field=name, value=said[:40], allowed="、".join(allowed))
    return said


def _text(element: Element, name: str, *, needed: bool = False) -> str | None:
    """The text of the only child of that name, stripped; None when there is none or it is empty."""
    found = element.findall(_tag(name))
    if len(found) > 1:
        raise Unfit("cap_repeated", field=name)
    said = (found[0].text or "").strip() if found else ""
    if not said and needed:
        raise Unfit("cap_missing", field=name)
    return said or None


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
