"""A released bulletin as CAP 1.2 XML, and the public feed of all of them (Atom). Same values, same bytes."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo

from lxml import etree

from command.domain.facts.bulletins import PublicWords
from command.domain.kept.bulletins import Bulletin
from command.domain.warning.events import EVENTS
from command.domain.warning.index import ATOM
from command.domain.warning.reading import NAMESPACE
from command.domain.warning.xml import Element

_TYPES = {"alert": "Alert", "update": "Update", "cancel": "Cancel"}
_CODES = {event.hazard: event.code for event in EVENTS.values()}
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MET = frozenset(_CODES) - {"other"}
DRILL = {"zh-CN": "【演练】", "en-US": "[EXERCISE] "}


def write_cap(bulletin: Bulletin, zone: tzinfo, name_of: Callable[[str], tuple[str, str]]) -> bytes:
    """The message, in the order of elements that the schema asks for. `name_of` an area: Chinese, English.

    Times have the numeric offset of `zone`, never Z (CAP 1.2, 3.3.2).
    """
    alert = etree.Element(_cap("alert"), nsmap={None: NAMESPACE})
    sent = bulletin.sent or bulletin.drafted_at
    _add(alert, "identifier", bulletin.identifier or bulletin.id)
    _add(alert, "sender", bulletin.sender or "draft")
    _add(alert, "sent", stamp(sent, zone))
    _add(alert, "status", bulletin.status)
    _add(alert, "msgType", _TYPES[bulletin.kind])
    _add(alert, "scope", "Public")
    if bulletin.status == "Exercise":
        _add(alert, "note", "演练 EXERCISE")
    if bulletin.references:
        _add(alert, "references", " ".join(bulletin.references))
    _info(alert, bulletin, "zh-CN", bulletin.zh, zone, name_of)
    if bulletin.en is not None:
        _info(alert, bulletin, "en-US", bulletin.en, zone, name_of)
    return _bytes(alert)


def _info(
    alert: Element,
    bulletin: Bulletin,
    language: str,
    words: PublicWords,
    zone: tzinfo,
    name_of: Callable[[str], tuple[str, str]],
) -> None:
    info = etree.SubElement(alert, _cap("info"))
    drill = DRILL[language] if bulletin.status == "Exercise" else ""
    _add(info, "language", language)
    _add(info, "category", "Met" if bulletin.hazard in _MET else "Safety")
    _add(info, "event", words.event)
    _add(info, "responseType", "AllClear" if bulletin.kind == "cancel" else "Prepare")
    _add(info, "urgency", "Past" if bulletin.kind == "cancel" else bulletin.urgency)
    _add(info, "severity", bulletin.severity)
    _add(info, "certainty", bulletin.certainty)
    if bulletin.hazard in _CODES:
        event = etree.SubElement(info, _cap("eventCode"))
        _add(event, "valueName", "EVENT_CODE")
        _add(event, "value", _CODES[bulletin.hazard])
    _add(info, "effective", stamp(bulletin.sent or bulletin.drafted_at, zone))
    _add(info, "expires", stamp(bulletin.expires, zone))
    _add(info, "senderName", bulletin.sender_name)
    _add(info, "headline", drill + words.headline)
    _add(info, "description", drill + words.description if words.description else "")
    _add(info, "instruction", words.instruction)
    for code in bulletin.areas:
        area = etree.SubElement(info, _cap("area"))
        _add(area, "areaDesc", name_of(code)[language != "zh-CN"])
        geocode = etree.SubElement(area, _cap("geocode"))
        _add(geocode, "valueName", "DIVISION_CODE")
        _add(geocode, "value", code)


def write_feed(
    bulletins: Iterable[Bulletin], base: str, title: str, district: str, zone: tzinfo, now: datetime
) -> bytes:
    """An Atom feed (RFC 4287) of public bulletins, the newest first, each with a link to its message under `base`."""
    public = sorted((one for one in bulletins if one.sent is not None), key=lambda one: one.number, reverse=True)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _atom(feed, "id", f"urn:gridcommand:{district}:public")
    _atom(feed, "title", title)
    newest = max((one.sent for one in public if one.sent is not None), default=now)
    _atom(feed, "updated", stamp(newest, zone))
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _atom(author, "name", title)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=base)
    for one in public:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        drill = DRILL["zh-CN"] if one.status == "Exercise" else ""
        _atom(entry, "id", f"urn:gridcommand:{one.identifier}")
        _atom(entry, "title", drill + one.zh.headline)
        _atom(entry, "updated", stamp(one.sent or one.drafted_at, zone))
        _atom(entry, "summary", one.zh.description or one.zh.headline)
        href = f"{base}/{one.identifier}.xml"
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", type="application/cap+xml", href=href)
    return _bytes(feed)


def stamp(at: datetime, zone: tzinfo) -> str:
    """A time as CAP writes it: seconds, and the offset in numbers."""
    return at.astimezone(zone).replace(microsecond=0).isoformat()


_NEEDED = frozenset({"identifier", "sender", "event", "areaDesc", "value", "valueName"})


def _add(parent: Element, name: str, text: str) -> None:
    """An element, unless there is nothing to say and the schema lets it be left out."""
    said = carried(text)
    if said or name in _NEEDED:
        etree.SubElement(parent, _cap(name)).text = said


def _atom(parent: Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = carried(text)


def carried(text: str) -> str:
    """What XML can carry of a text: control characters are left out."""
    return _UNFIT.sub("", text)


def _cap(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _bytes(root: Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
