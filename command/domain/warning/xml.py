"""XML from outside, made a tree, or refused. Nothing is fetched, no DTD processed, no entity expanded: what declares
any is refused before it is parsed."""

import re

from lxml import etree

from command.domain.refusals import Refusal

MOST_BYTES = 256 * 1024
"""As much as a message may have: a Chinese warning has some 5 KB."""
Element = etree._Element  # noqa: SLF001 - lxml's public name for it is a function
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")


class Unfit(Exception):
    """A refusal on its way out of the depths."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, dict(data))


def tree(content: bytes, most: int = MOST_BYTES) -> Element:
    """The root of at most `most` bytes of XML in UTF-8. Raises Unfit."""
    if len(content) > most:
        raise Unfit("cap_too_large", bytes=len(content), most=most)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unfit("cap_encoding", detail=f"byte {error.start}") from None
    declared = _DECLARED.match(text)
    if declared is not None and declared[1].lower() not in ("utf-8", "utf8"):
        raise Unfit("cap_encoding", detail=declared[1][:40])
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unfit("cap_dtd")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit("cap_unreadable", detail=str(error)[:200]) from None
