"""Universes: the district's own, named by its code, and one for each exercise."""

_EXERCISE = "exercise:"


def universe_of(exercise: str) -> str:
    """The universe of an exercise, by its id: also the name of its channel."""
    return _EXERCISE + exercise


def exercise_of(universe: str) -> str | None:
    """The id of the exercise that a universe is; None for a district."""
    return universe.removeprefix(_EXERCISE) if universe.startswith(_EXERCISE) else None
