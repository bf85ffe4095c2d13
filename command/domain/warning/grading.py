"""What colour a signal has, and what number a province's notice: read from where senders put them.

The two ladders never stand in for each other: a numbered notice has a colour only if the message names one.
"""

import re

from command.domain.facts.warnings import NoticeGrade, SignalColour

_COLOURS: dict[SignalColour, tuple[str, ...]] = {
    "blue": ("blue", "蓝色", "蓝"),
    "yellow": ("yellow", "黄色", "黄"),
    "orange": ("orange", "橙色", "橙"),
    "red": ("red", "红色", "红"),
}
_BY_SEVERITY: dict[str, SignalColour] = {"Minor": "blue", "Moderate": "yellow", "Severe": "orange", "Extreme": "red"}
"""Domain facts §5 [S]."""
_GRADES: dict[str, NoticeGrade] = {"一": "grade1", "二": "grade2", "三": "grade3", "四": "grade4"}
_NOTICE = re.compile(r"([一二三四])级预警")
_SIGNAL = re.compile(r"(蓝|黄|橙|红)色|\b(blue|yellow|orange|red)\b", re.IGNORECASE)
_GRADE_NAMES = ("预警级别", "预警等级", "noticegrade", "noticelevel")


def colour_of(parameters: dict[str, str], said: str, severity: str) -> SignalColour | None:
    """A parameter that is a colour, else the colour in the headline, else (for a signal only) by severity."""
    for value in parameters.values():
        for colour, names in _COLOURS.items():
            if value.strip().lower() in names:
                return colour
    found = _SIGNAL.search(said)
    if found is not None:
        word = found[0].lower()
        return next(colour for colour, names in _COLOURS.items() if word in names)
    return None if notice_of(parameters, said, severity) is not None else _BY_SEVERITY.get(severity)


def notice_of(parameters: dict[str, str], said: str, severity: str) -> NoticeGrade | None:
    """A parameter named after the grade of the notice, else `四级预警` in the headline. Severity says nothing of it."""
    for name, value in parameters.items():
        if name.partition("#")[0].strip().lower() in _GRADE_NAMES and value[:1] in _GRADES and "级" in value[:2]:
            return _GRADES[value[:1]]
    found = _NOTICE.search(said)
    return _GRADES[found[1]] if found is not None else None
