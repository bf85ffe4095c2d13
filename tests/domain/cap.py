"""CAP messages for tests: a Chinese typhoon signal for the district, changed at will."""

from xml.sax.saxutils import escape

DEFAULT_SENT = "2026-07-18T15:30:00+08:00"


def cap(
    identifier: str = "46010041600000_20260718153000",
    sender: str = "hkqxt@46010041600000",
    sent: str = DEFAULT_SENT,
    status: str = "Actual",
    kind: str = "Alert",
    infos: list[str] | None = None,
    references: list[str] | None = None,
    namespace: str = "urn:oasis:names:tc:emergency:cap:1.2",
    **told: str,
) -> bytes:
    """One message; `references`: triples; further members go to its one info block."""
    blocks = infos if infos is not None else [info(**told)]
    refers = f"<references>{escape(' '.join(references))}</references>" if references else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="{namespace}">'
        f"<identifier>{escape(identifier)}</identifier><sender>{escape(sender)}</sender><sent>{sent}</sent>"
        f"<status>{status}</status><msgType>{kind}</msgType><scope>Public</scope>{refers}{''.join(blocks)}</alert>"
    ).encode()


def info(  # noqa: PLR0917 - each member of a block has its default
    language: str = "zh-CN",
    event: str = "台风",
    code: str = "11B01",
    colour: str = "ORANGE",
    severity: str = "Severe",
    expires: str = "2026-07-19T15:30:00+08:00",
    geocode: str = "460107000000",
    headline: str = "海口市气象台发布台风橙色预警",
    parameters: str | None = None,
    area: str | None = None,
) -> str:
    """One info block."""
    ends = f"<expires>{expires}</expires>" if expires else ""
    says = f"<language>{language}</language>" if language else ""
    codes = f"<eventCode><valueName>EVENT_CODE</valueName><value>{code}</value></eventCode>" if code else ""
    params = f"<parameter><valueName>COLOR</valueName><value>{colour}</value></parameter>" if colour else ""
    where = f"<geocode><valueName>DIVISION</valueName><value>{geocode}</value></geocode>" if geocode else ""
    return (
        f"<info>{says}<category>Met</category><event>{event}</event><urgency>Expected</urgency>"
        f"<severity>{severity}</severity><certainty>Likely</certainty>{codes}"
        f"<effective>2026-07-18T15:30:00+08:00</effective>{ends}<senderName>海口市气象台</senderName>"
        f"<headline>{escape(headline)}</headline><description>预计未来12小时内可能受台风影响</description>"
        f"<instruction>停止户外作业</instruction>{params if parameters is None else parameters}"
        f"{area if area is not None else f'<area><areaDesc>琼山区</areaDesc>{where}</area>'}</info>"
    )


def reference(identifier: str, sender: str = "hkqxt@46010041600000", sent: str = DEFAULT_SENT) -> str:
    """The triple by which another message is referred to."""
    return f"{sender},{identifier},{sent}"
