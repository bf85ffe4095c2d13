"""Where a warning is for: division codes as senders write them, and the district's own."""

from collections.abc import Iterable

_LENGTHS = (6, 9, 12, 15)


def trimmed(code: str) -> str:
    """A division code without the zeros that only fill it up: 460000000000 → 46, 460107000000 → 460107.

    `code` has digits only; what is no division code (of 4 digits, of 7) is left as it is.
    """
    while len(code) in (9, 12, 15) and code.endswith("000"):
        code = code[:-3]
    while len(code) in (4, 6) and code.endswith("00"):
        code = code[:-2]
    return code


def inside(codes: Iterable[str], district: str) -> list[str]:
    """The parts of the district (its code) that are meant, each once: a code that is a prefix of the district's means
    all of it, one that the district's is a prefix of that part. Empty: it is for somewhere else."""
    found: set[str] = set()
    for code in map(trimmed, codes):
        if district.startswith(code):
            return [district]
        if code.startswith(district):
            found.add(code)
    return sorted(one for one in found if not any(one != other and one.startswith(other) for other in found))


def spanning(areas: list[str]) -> str:
    """The smallest area that all of them lie in. Areas are of one district."""
    first, last = min(areas), max(areas)
    common = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: max(length for length in _LENGTHS if length <= max(common, 6))]


def concerns(areas: Iterable[str], own: Iterable[str]) -> bool:
    """Whether somebody with these own areas lives or works where it is for, or is above it."""
    mine = list(own)
    return any(area.startswith(one) or one.startswith(area) for area in areas for one in mine)
