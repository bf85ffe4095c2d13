"""The courier of a live drill: the same ladder in the drill's own universe, to those who are in it and nobody else.

Every text begins with 【演练】 (EXERCISE:). A service is used only if the settings name it for drills; by default
none is, and each rung then says `not_configured`. A contact test sends to who has not answered it, for nothing else. In
a table-top exercise, during a pause and after the end nothing leaves and nothing is told.
"""

from collections.abc import Iterable
from datetime import datetime

from command.domain.draft import Draft
from command.domain.drill.common import later_by_pauses, marked_in, running
from command.domain.kept.drill import Standstill
from command.domain.reach.ladder import Delays
from command.service.desk import Desk, InDrill, Reach
from command.store.deliveries import Asked
from workers.courier.courier import Courier, Job
from workers.courier.ways import Ways


class Ears:
    """Who is heard of, for a desk that has no say in where phones are: positions are left to the drill's writer."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    def reachable(self, person: str) -> bool:
        """As whoever hears the phones says."""
        return self._reach.reachable(person)

    def moves(self) -> Iterable[tuple[str, float, float]]:
        """None."""
        return ()


class DrillCourier(Courier):
    """One courier of one exercise, whose `desk` is its own. `reach`: whom the district hears."""

    def __init__(self, desk: Desk, reach: Reach, ways: Ways, delays: Delays, sign: str) -> None:
        super().__init__(desk, InDrill(reach, lambda: desk.picture), ways, delays, sign)
        self._players: frozenset[str] = frozenset()
        self._pauses_of: tuple[Standstill, ...] = ()
        self._testing = False

    async def _may_climb(self) -> bool:
        self._players, self._pauses_of, self._testing = await self._desk.look(_seen)
        return bool(self._players)

    async def _may_reach(self, person: str) -> bool:
        """Asked once more right before a message leaves: a pause, the end, or real work may have come in between."""
        return person in await self._desk.look(_reachable_players)

    def _begins(self, job: Job) -> bool:
        return job.asked.person in self._players and (not self._testing or job.asked.about.startswith("notice:"))

    def _since(self, at: datetime) -> datetime:
        """A pause is nobody's delay: as with every other deadline, what was waited for goes on where it stood."""
        return later_by_pauses(self._pauses_of, at)

    def _words(self, asked: Asked, language: str) -> str:
        return marked_in(language, super()._words(asked, language))


def _reachable_players(draft: Draft) -> frozenset[str]:
    """Whom the drill may send something: nobody at a table or while it stands still; never who was taken out."""
    drill = running(draft.picture)
    if drill is None or drill.state != "running" or drill.plan.form == "tabletop":
        return frozenset()
    return frozenset(one.id for one in draft.picture.participants.values() if one.is_in)


def _seen(draft: Draft) -> tuple[frozenset[str], tuple[Standstill, ...], bool]:
    """Whom it may reach, when it stood still so far, and whether it is a contact test and nothing else."""
    drill = running(draft.picture)
    pauses = tuple(drill.pauses) if drill is not None else ()
    return _reachable_players(draft), pauses, drill is not None and drill.plan.form == "contact"
