"""The names of everything kept in Redis. The braces keep a district's keys together in a cluster."""

GROUP = "writer"
CONSUMER = "writer"
LANES = ("answers", "urgent", "routine")
"""Answers to what was asked (everything that is not a report), urgent reports, routine reports."""


def inbox(universe: str, lane: str) -> str:
    """Stream of durable requests; `lane` is one of `LANES`."""
    return f"inbox:{{{universe}}}:{lane}"


def live(universe: str, epoch: str) -> str:
    """Stream of facts of one epoch; entry id = ledger number."""
    return f"live:{{{universe}}}:{epoch}"


def presence(universe: str) -> str:
    """Sorted set: person → when last heard of, milliseconds by Redis's clock."""
    return f"presence:{{{universe}}}"


def positions(universe: str) -> str:
    """Hash: person → JSON position."""
    return f"positions:{{{universe}}}"


def lag(universe: str) -> str:
    """Hash of the writer's lag."""
    return f"lag:{{{universe}}}"
