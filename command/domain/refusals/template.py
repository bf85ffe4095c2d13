"""What a refusal is made from."""

from typing import Literal

from msgspec import Struct

Reason = Literal["malformed", "unauthorised", "forbidden", "unknown", "conflict", "impossible", "limited", "temporary"]


class Template(Struct, frozen=True):
    """One kind of refusal: its reason and its sentence in both languages."""

    reason: Reason
    zh: str
    en: str
