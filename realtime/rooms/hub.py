"""An exercise's hub: the district's, with rights of its own."""

from realtime.hub import PEOPLE, RIGHTS, Hub
from realtime.ring import Item

JOINING = RIGHTS | {"ParticipantJoined", "ParticipantBack"}
"""Take effect before the fact is sent."""
PARTING = {"ParticipantTaken", "DrillStarted", "DrillPaused", "DrillResumed", "DrillEnded"}
"""Take effect after it: whoever is taken out hears so, and nothing after it."""


class RoomHub(Hub):
    """`on_fact` hears of everything that changes who is in the exercise, or how it stands."""

    def _carry(self, fresh: list[Item]) -> None:
        start = 0
        for index, item in enumerate(fresh):
            if item.type in JOINING or item.type in PARTING:
                upto = index + 1 if item.type in PARTING else index
                self.outgoing.take(fresh[start:upto])
                self.outgoing.flush()
                self._on_fact(item)
                start = upto
            elif item.type in PEOPLE:
                self._on_fact(item)
        self.outgoing.take(fresh[start:])
