"""The bureau's messages as it sends them: CAP 1.2, one typhoon signal for the district each."""

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from command.domain.storm.bureau import RULE, Colour, Signal
from command.domain.worktime import LOCAL

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SENDER = "hkqxt@46010041600000"
_WORDS: dict[Colour, tuple[str, str]] = {
    "blue": ("蓝色", "Minor"),
    "yellow": ("黄色", "Moderate"),
    "orange": ("橙色", "Severe"),
    "red": ("红色", "Extreme"),
}
_HOLDS = timedelta(hours=48)
_CODE = "11B01"
"""Typhoon, in the national table of events."""


def message(
    signal: Signal, identifier: str, district: str, name: str, now: datetime, before: tuple[str, str] | None
) -> bytes:
    """What is said at `now`. `before`: identifier and time of the message that it takes the place of, if any."""
    sent = stamp(now)
    refers = f"<references>{SENDER},{before[0]},{before[1]}</references>" if before is not None else ""
    kind = "Alert" if before is None else "Cancel" if signal.colour is None else "Update"
    block = _info(signal.colour, district, name, now) if signal.colour is not None else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="{NAMESPACE}"><identifier>{identifier}</identifier>'
        f"<sender>{SENDER}</sender><sent>{sent}</sent><status>Actual</status><msgType>{kind}</msgType>"
        f"<scope>Public</scope>{refers}{block}</alert>"
    ).encode()


def stamp(moment: datetime) -> str:
    """A time as CAP has it: whole seconds, with the offset in numbers."""
    return moment.astimezone(LOCAL).replace(microsecond=0).isoformat()


def _info(colour: Colour, district: str, name: str, now: datetime) -> str:
    word, severity = _WORDS[colour]
    within, wind = next((within, wind) for one, within, wind in RULE if one == colour)
    hours = int(within / timedelta(hours=1))
    return (
        "<info><language>zh-CN</language><category>Met</category><event>台风</event><urgency>Expected</urgency>"
        f"<severity>{severity}</severity><certainty>Likely</certainty>"
        f"<eventCode><valueName>EVENT_CODE</valueName><value>{_CODE}</value></eventCode>"
        f"<effective>{stamp(now)}</effective><expires>{stamp(now + _HOLDS)}</expires>"
        f"<senderName>海口市气象台</senderName><headline>海口市气象台发布台风{word}预警</headline>"
        f"<description>受台风“{escape(name)}”影响，预计未来{hours}小时内平均风力可达{wind:g}米/秒以上</description>"
        "<instruction>停止户外作业，人员就近避风</instruction>"
        f"<parameter><valueName>COLOR</valueName><value>{colour.upper()}</value></parameter>"
        "<area><areaDesc>琼山区</areaDesc><geocode><valueName>DIVISION</valueName>"
        f"<value>{district}000000</value></geocode></area></info>"
    )
