"""The registry is saved together with what it is searched by: spelling is worked out once, here, and kept."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from command.domain.area import Area
from command.domain.registry import Registry
from command.domain.search import Entry, Kind
from command.store.areas import save_areas
from command.store.engine import Engine
from command.store.registry import save_registry


async def register_places(engine: Engine, areas: list[Area], registry: Registry) -> None:
    """Save areas, registry and the words by which both are found. Areas come last: who waits for a district waits
    for them."""
    await save_registry(engine, registry, list(entries_of(areas, registry)))
    await save_areas(engine, areas)


def entries_of(areas: Iterable[Area], registry: Registry) -> Iterator[Entry]:
    """Everything that can be found by words."""
    names = {area.code: area.name for area in areas}
    for area in areas:
        if area.level in ("community", "grid"):
            above = names.get(area.parent or "", "") if area.level == "community" else ""
            yield _entry(area.level, area.code, area.name, above, "", area.code, area.lat, area.lon)
    for one in registry.estates:
        yield _entry("estate", one.id, one.name, one.address, "", one.grid, one.lat, one.lon)
    for b in registry.buildings:
        yield _entry("building", b.id, b.name, b.address, b.number, b.grid, b.lat, b.lon)
    for f in registry.facilities:
        yield _entry(f.kind, f.id, f.name, "", f.id, f.grid, f.lat, f.lon)


def _entry(kind: Kind, id_: str, name: str, detail: str, number: str, area: str, lat: float, lon: float) -> Entry:
    return Entry(
        kind=kind,
        id=id_,
        name=name,
        detail=detail,
        number=number,
        spelled=spelled(name.removesuffix(id_)),
        area=area,
        lat=lat,
        lon=lon,
    )


@lru_cache(maxsize=10_000)
def spelled(name: str) -> str:
    """A Chinese name in pinyin without tones, syllables apart; what is not Chinese stays: `fu cheng she qu`."""
    from pypinyin import lazy_pinyin  # 30 MB that only those who save places need

    return " ".join(part.strip() for part in lazy_pinyin(name, v_to_u=False) if part.strip()).casefold()
