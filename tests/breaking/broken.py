"""What a break is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """One guarantee: what it promises, the code that keeps it, how it is broken, the test that must then fail."""

    name: str
    promise: str
    keeps: str
    path: str
    old: str
    new: str
    test: str
