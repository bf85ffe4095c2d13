"""What a polled address holds: one message, or an index (Atom, RSS 2.0) of where messages are."""

from urllib.parse import urljoin, urlsplit

from lxml import etree
from msgspec import Struct

from command.domain.refusals import Refusal
from command.domain.warning.reading import NAMESPACE
from command.domain.warning.xml import Element, Unfit, tree

ATOM = "http://www.w3.org/2005/Atom"
MOST_INDEX_BYTES = 1024 * 1024
MOST_ENTRIES = 200


class Entry(Struct, frozen=True):
    """One message of an index: where it is, and what changes when it does."""

    link: str
    version: str


def read_index(content: bytes, url: str) -> list[Entry] | Refusal | None:
    """The entries of an index, at most `MOST_ENTRIES`, as it orders them; None when it is a CAP message itself.

    Only links to the very host that the index came from are followed: an index decides nothing about our network.
    """
    try:
        root = tree(content, MOST_INDEX_BYTES)
    except Unfit as no:
        return no.refusal
    if root.tag == f"{{{NAMESPACE}}}alert":
        return None
    if root.tag == f"{{{ATOM}}}feed":
        found = [_atom(entry) for entry in root.findall(f"{{{ATOM}}}entry")]
    elif etree.QName(root).localname == "rss":
        found = [_rss(item) for item in root.iterfind("channel/item")]
    else:
        return Refusal("cap_namespace", {"found": str(root.tag)[:120]})
    entries = [Entry(urljoin(url, link), version) for link, version in found if link]
    return [one for one in entries if _same_host(one.link, url)][:MOST_ENTRIES]


def _atom(entry: Element) -> tuple[str, str]:
    links = entry.findall(f"{{{ATOM}}}link")
    typed = [one for one in links if one.get("type") == "application/cap+xml"]
    plain = [one for one in links if one.get("rel", "alternate") == "alternate"]
    chosen = next(iter(typed or plain or links), None)
    link = (chosen.get("href") or "") if chosen is not None else ""
    version = f"{entry.findtext(f'{{{ATOM}}}id') or ''} {entry.findtext(f'{{{ATOM}}}updated') or ''}"
    return link.strip(), version[:500]


def _rss(item: Element) -> tuple[str, str]:
    version = f"{item.findtext('guid') or ''} {item.findtext('pubDate') or ''}"
    return (item.findtext("link") or "").strip(), version[:500]


def _same_host(link: str, url: str) -> bool:
    try:
        there, here = urlsplit(link), urlsplit(url)
        ports = there.port, here.port
    except ValueError:
        return False
    return (there.scheme, there.hostname, ports[0]) == (here.scheme, here.hostname, ports[1])
