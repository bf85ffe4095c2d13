"""抽查: which of those settled on the spot are verified by somebody else."""

from zlib import crc32


def is_drawn(incident: str, share: float) -> bool:
    """Whether this incident (its id) is among the `share` (0 to 1) that is verified. The same id gives the same
    answer wherever it is asked, and nobody can choose it."""
    return crc32(incident.encode()) < share * 2**32
