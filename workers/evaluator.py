"""What a drill came to is kept by itself when it is over, and a contact test ends by itself. Beside the drills."""

from typing import Any

import structlog

from command.clock import new_id, now
from command.domain.area import AreaIndex
from command.domain.draft import Draft
from command.domain.picture import Person
from command.service import drills
from command.service.desk import Desk
from command.service.evaluation.evaluating import Books, freeze
from command.service.evaluation.testing import is_through
from command.settings import Settings
from command.store import evaluations, exercises
from command.store.database import create_engine
from command.store.errors import DatabaseError
from command.store.exercises import NOTIFIED
from command.store.listen import listen

log: Any = structlog.get_logger(__name__)
POLL_S = 3.0


class Evaluator:
    """Of one district. Whatever fails is tried again at the next look; a drill that cannot be evaluated stops no
    other and is tried again after a while, longer each time: in this process or the next."""

    def __init__(self, settings: Settings, areas: AreaIndex) -> None:
        self._settings = settings
        self._areas = areas
        url = settings.database_url
        self._engine = create_engine(url, pool_size=2, name="gridcommand-evaluator")
        self._reading = create_engine(url, pool_size=1, max_overflow=1, read_only=True, name="gridcommand-evaluator")
        self._books = Books(self._engine, self._reading, settings.district)
        self._desks: dict[str, Desk] = {}

    async def run(self) -> None:
        """For ever; cancel it to stop in good order."""
        try:
            async for _ in listen(self._settings.database_url, NOTIFIED, poll_s=POLL_S):
                await self.look()
        finally:
            await self._engine.dispose()
            await self._reading.dispose()

    async def look(self) -> None:
        """End contact tests that are through, evaluate what is over."""
        try:
            await self._end_tests()
            for id_ in await evaluations.missing(self._engine, self._settings.district):
                await self._freeze(id_)
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("evaluations wait for the database", error=str(error)[:200])

    async def _freeze(self, id_: str) -> None:
        try:
            kept = await freeze(self._books, id_, now())
        except (DatabaseError, OSError, TimeoutError):
            raise
        except Exception as error:
            attempts = await evaluations.failed(self._engine, id_, repr(error))
            log.exception("a drill cannot be evaluated yet", exercise=id_, attempts=attempts)
            return
        if kept is not None:
            log.info("a drill is evaluated", exercise=id_, number=kept.number)

    async def _end_tests(self) -> None:
        open_ones = await exercises.open_ones(self._engine, self._settings.district)
        tests = {one.id: one for one in open_ones if one.plan.form == "contact" and one.state == "running"}
        for gone in self._desks.keys() - tests.keys():
            del self._desks[gone]
        for id_, test in tests.items():
            desk = self._desks.setdefault(id_, self._desk(id_))
            if await desk.look(is_through):
                by = await desk.look(lambda draft, who=test.made_by: _maker(draft, who))  # type: ignore[misc]
                try:
                    await drills.end(desk, by, "done")
                except drills.NotNow:
                    log.info("a contact test was ended by somebody else", exercise=id_)

    def _desk(self, id_: str) -> Desk:
        return Desk(self._engine, f"exercise:{id_}", self._areas)


def _maker(draft: Draft, who: str) -> Person:
    known = draft.picture.people.get(who)
    return known if known is not None else Person(id=who or new_id(), name="", roles=[], areas=[])


async def run_evaluator(settings: Settings, areas: AreaIndex) -> None:
    """Until cancelled."""
    await Evaluator(settings, areas).run()
