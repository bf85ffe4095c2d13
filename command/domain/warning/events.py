"""Event codes of Chinese warnings: which hazard each speaks of. Data, extended by adding lines."""

from typing import Literal

from msgspec import Struct


class Event(Struct, frozen=True):
    """One code. `hazard`: ours, which response plans are named after. `source`: S published, P seen in practice."""

    code: str
    hazard: str
    zh: str
    en: str
    source: Literal["S", "P"]


OTHER = "other"
"""The hazard of a code that is not in the table: shown in its own words, and proposes nothing."""

EVENTS: dict[str, Event] = {
    event.code: event
    for event in (
        Event("11B01", "typhoon", "台风", "Typhoon", "S"),
        Event("11B03", "rainstorm", "暴雨", "Rainstorm", "S"),
        Event("11B09", "heat", "高温", "High temperature", "S"),
        Event("11B14", "thunder", "雷电", "Lightning", "S"),
        Event("11E02", "surge", "风暴潮", "Storm surge", "S"),
        Event("11B04", "snow", "暴雪", "Snowstorm", "P"),
        Event("11B05", "cold", "寒潮", "Cold wave", "P"),
        Event("11B06", "gale", "大风", "Gale", "P"),
        Event("11B07", "dust", "沙尘暴", "Sandstorm", "P"),
        Event("11B15", "hail", "冰雹", "Hail", "P"),
        Event("11B16", "frost", "霜冻", "Frost", "P"),
        Event("11B17", "fog", "大雾", "Heavy fog", "P"),
        Event("11B19", "haze", "霾", "Haze", "P"),
        Event("11B20", "squall", "雷雨大风", "Thunderstorm gale", "P"),
        Event("11B21", "ice", "道路结冰", "Icy roads", "P"),
        Event("11B22", "drought", "干旱", "Drought", "P"),
    )
}


def hazard_of(code: str) -> str:
    """Our hazard of an event code, or `OTHER`."""
    event = EVENTS.get(code)
    return event.hazard if event is not None else OTHER
