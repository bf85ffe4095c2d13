"""What the rows of figures are called, in the reader's language."""

from collections.abc import Mapping

from command.domain.category import CATEGORIES
from command.domain.figures import By
from command.domain.kept.dispatch import Unit
from command.service.directory import Directory

_PRIORITIES = {
    "1": ("一级（危及生命）", "1 life"),
    "2": ("二级（财产、重点人群）", "2 property or special need"),
    "3": ("三级（一般）", "3 ordinary"),
    "4": ("四级（告知）", "4 notice"),
}
_DISPOSITIONS = {"help": ("请求支援", "help"), "mine": ("本人处置", "mine"), "settled": ("当场办结", "settled")}


class Names:
    """Names of rows. A thing nobody knows any more is called by its code."""

    def __init__(self, directory: Directory, language: str, units: Mapping[str, Unit] | None = None) -> None:
        """`units`: by id, where rows are counted by them."""
        self._directory = directory
        self._units = units or {}
        self._language = language
        self._english = language.startswith("en")

    def of(self, by: By, key: str) -> str:
        """The name of a row."""
        if not key:
            return "No one" if self._english else "（无）"
        if by == "worker":
            person = self._directory.person(key)
            return key if person is None else person.name
        if by == "category":
            category = CATEGORIES.get(key)
            return key if category is None else category.name_en if self._english else category.name
        if by in ("priority", "disposition"):
            return (_PRIORITIES if by == "priority" else _DISPOSITIONS)[key][self._english]
        if by == "unit":
            unit = self._units.get(key)
            return key if unit is None else (unit.name_en or unit.name) if self._english else unit.name
        return self._directory.areas.name(key, self._language)
