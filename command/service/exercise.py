"""One exercise as a process that answers knows it: who is in it, as what, and how it stands.

Read from the exercise's own tables, then kept up by the facts of its own ledger; `refresh` mends whatever was missed.
"""

from datetime import UTC, datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.kept.drill import Drill
from command.domain.picture import Person
from command.domain.universe import universe_of
from command.service.directory import Directory
from command.store.engine import Engine
from command.store.kept import kept_at
from command.store.people import load_people

_STANDING = (
    f.DrillStarted
    | f.DrillPaused
    | f.DrillResumed
    | f.DrillEnded
    | f.ParticipantJoined
    | f.ParticipantTaken
    | f.ParticipantBack
)
_KINDS = ("drills", "participants")
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Also what is closed: who was in it may read about it."""


class Exercise(Directory):
    """The directory of an exercise: its own people, with their parts; areas, places and keys are the district's."""

    def __init__(self, id_: str, district: Directory) -> None:
        super().__init__(universe_of(id_), district.areas)
        self.id = id_
        self._district = district
        self._heard: list[tuple[f.AnyFact, int, datetime]] = []

    # --- read and kept up

    async def refresh(self, engine: Engine) -> None:
        """Read people, participants and the exercise's state again, then whatever was heard meanwhile."""
        self._meanwhile.clear()
        self._heard.clear()
        kept = await kept_at(engine, self.universe, _KINDS, _EVER)
        self._picture.people = await load_people(engine, self.universe)
        for kind, things in kept.items():
            setattr(self._picture, kind, {one.id: one for one in things})
        self.areas, self.places = self._district.areas, self._district.places
        for fact, number, at in self._meanwhile:
            self._fold(fact, number, at)
        for known, number, at in self._heard:
            apply(self._picture, number, at, known)

    def hear(self, fact: f.AnyFact, number: int, at: datetime) -> None:
        """A fact of the exercise's ledger."""
        if isinstance(fact, _STANDING):
            self._heard.append((fact, number, at))
            apply(self._picture, number, at, fact)
        else:
            self.apply(fact, number=number, at=at)

    # --- who is in it

    @property
    def drill(self) -> Drill | None:
        """How it stands; None before its first fact."""
        return next(iter(self._picture.drills.values()), None)

    @property
    def is_over(self) -> bool:
        """Whether it ended."""
        return self.drill is not None and self.drill.state == "over"

    @property
    def members(self) -> list[str]:
        """Everybody who is or was in it, by id."""
        return list(self._picture.participants)

    def member(self, id_: str) -> Person | None:
        """The person as they are in the exercise; None for who is not in it, or was taken out. Once it is over nobody
        is, but all who were may read about it: see `reader`."""
        known = self._picture.participants.get(id_)
        return self.person(id_) if known is not None and known.is_in and not self.is_over else None

    def reader(self, id_: str) -> Person | None:
        """Who may ask about it over HTTP: its members, and once it is over everybody who was."""
        known = self._picture.participants.get(id_)
        return self.person(id_) if known is not None and (known.is_in or self.is_over) else None

    def told(self, id_: str) -> dict[str, Any] | None:
        """What a member is told of it when they connect."""
        person, drill = self.member(id_), self.drill
        known = self._picture.participants.get(id_)
        if person is None or drill is None or known is None:
            return None
        return {
            "id": self.id,
            "name": drill.plan.name,
            "form": drill.plan.form,
            "state": drill.state,
            "part": known.participant.part,
            "roles": list(person.roles),
            "areas": list(person.areas),
            "layout": known.participant.layout,
            **({"paused_why": drill.paused_why} if drill.paused_why is not None else {}),
        }

    # --- keys are the district's

    def by_key(self, key: str) -> Person | None:
        """Who holds the key, if they may ask."""
        holder = self._district.by_key(key)
        return None if holder is None else self.reader(holder.id)

    async def find_by_key(self, engine: Engine, key: str) -> Person | None:
        """`by_key`, and a look into the database."""
        holder = await self._district.find_by_key(engine, key)
        return None if holder is None else self.reader(holder.id)

    async def find(self, engine: Engine, id_: str) -> Person | None:
        """Somebody who may ask."""
        return self.reader(id_)
