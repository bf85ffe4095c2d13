"""Names and numbers taken out of free text: those that the registry and the accounts know, and what looks like one.

A name is found however it is spaced or written in full or half width. What was taken is replaced by a word, so that
the sentence can still be read out. Somebody reads it before it is used all the same: no list knows every name.
"""

import re
import unicodedata
from collections.abc import Iterable

from command.domain.registry import Registry

PERSON, NUMBER, ROOM = "某人", "[号码]", "某室"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文符云邢莫"
)
_TITLES = (
    "女士|先生|小姐|阿姨|大爷|大妈|大娘|奶奶|爷爷|师傅|叔叔|叔|婶|伯伯|伯|嫂子|嫂|哥|姐|阿婆|阿公|婆婆|"
    "主任|书记|老师|医生|警官|队长|村长|经理|老板|同志|某某|某"
)
_TITLED = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?\s*(?:{_TITLES})")
_CALLED = re.compile(rf"[小老阿][{_SURNAMES}]")
_SAID = re.compile(
    r"(?<=姓名)[:：]?\s*[\u4e00-\u9fff]{2,4}|(?<=我叫)[\u4e00-\u9fff]{2,4}|(?<=联系人)[:：]?\s*[\u4e00-\u9fff]{2,4}"
)
_DIGITS = re.compile(r"(?:\+?[0-9](?:[\s\-\u2010-\u2015.()（）]?[0-9]){6,}[Xx]?)")
_WIDE = {0xFF10 + n: str(n) for n in range(10)}
_ROOMS = re.compile(r"(?:[0-9]{1,3}\s*单元\s*)?[0-9]{3,4}\s*(?:室|房|号房)")


class Scrubber:
    """Takes known names and numbers, and what looks like them, out of text. Made once for many texts."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str] = ()) -> None:
        self._names = {key for one in names if len(key := _folded(one)) >= 2}
        self._names |= {key for one in numbers if len(key := _folded(one)) >= 5}
        self._lengths = sorted({len(one) for one in self._names}, reverse=True)

    def __call__(self, text: str) -> str:
        """The text without them."""
        said = self._known(text.translate(_WIDE))
        said = _DIGITS.sub(NUMBER, said)
        said = _ROOMS.sub(ROOM, said)
        for pattern in (_SAID, _TITLED, _CALLED):
            said = pattern.sub(PERSON, said)
        return self._known(said)

    def _known(self, text: str) -> str:
        """Without the known names, longest first, whatever stands between their letters."""
        places = [n for n, letter in enumerate(text) if letter.isalnum()]
        letters = "".join(_letter(text[n]) for n in places)
        made, done, at = [], 0, 0
        while at < len(letters):
            length = next((n for n in self._lengths if letters[at : at + n] in self._names), 0)
            if length:
                made += [text[done : places[at]], PERSON]
                done, at = places[at + length - 1] + 1, at + length
            else:
                at += 1
        return "".join([*made, text[done:]])


def _folded(name: str) -> str:
    return "".join(_letter(one) for one in name if one.isalnum())


def _letter(one: str) -> str:
    """One for each, so that places in the text stay what they are."""
    return unicodedata.normalize("NFKC", one).casefold()[:1]


def scrubber(registry: Registry, accounts: Iterable[str], also: Iterable[str] = ()) -> Scrubber:
    """For everybody the registry names, these accounts' names, and who is named besides (callers of the stretch)."""
    names = [one.head for one in registry.households]
    numbers = [one.phone for one in registry.households]
    for one in registry.in_need:
        names += [one.name, one.family_name]
        numbers += [one.phone, one.family_phone]
    for contact in registry.contacts:
        numbers += [contact.phone, contact.wecom, contact.dingtalk, contact.feishu]
    return Scrubber([*names, *accounts, *also], numbers)
