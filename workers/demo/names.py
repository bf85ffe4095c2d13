"""Made-up people's names, addresses and telephone numbers, by rule. No number here rings anywhere."""

import hashlib

_SURNAMES = "陈林王李吴黄符张周曾冯蔡许郑何云邢杨梁潘韩莫唐邓谢苏郭罗叶朱"
_FIRST = "海志丽文晓春国秀子美建小永玉金家世明雪德庆少爱素宏嘉惠振亚月"
_SECOND = "燕强华博东梅兴英轩玲芳福霞军平珍辉兰龙琼荣娟昌莲勇清豪菊斌花"
_NAMES = len(_SURNAMES) * len(_FIRST) * len(_SECOND)
_STEP = 7_919  # a prime that does not divide the number of names: every name comes once before any comes twice
_MADE_MS = 1_767_225_600_000  # the first moment of 2026: demo ids look like ids of that day


def name_of(number: int) -> str:
    """The name of the n-th made-up person; the first 27,000 have each a name of their own."""
    if number >= _NAMES:
        raise ValueError("no name left")
    rest, surname = divmod(number * _STEP % _NAMES, len(_SURNAMES))
    second, first = divmod(rest, len(_FIRST))
    return _SURNAMES[surname] + _FIRST[first] + _SECOND[second]


def mobile_of(number: int) -> str:
    """A mobile number of a prefix (154) that no operator uses."""
    return f"154{number:08}"


def office_of(number: int) -> str:
    """A telephone number of the city's area code that begins as none does."""
    return f"0898-00{number:06}"


def id_of(name: str) -> str:
    """The same UUIDv7 for the same word every time, so that filling twice makes nobody twice."""
    chance = int.from_bytes(hashlib.sha256(f"demo:{name}".encode()).digest()[:10], "big")
    value = (_MADE_MS << 80) | chance
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
