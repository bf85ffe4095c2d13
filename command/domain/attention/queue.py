"""An index over the picture: every concern, by kind and place, and which item of the queue holds it.

Items of a kind may lie inside each other (a grid inside its street): the smallest that covers a concern holds it, so
every concern is in exactly one item, or in none: then it is held back. Brought up to date lazily, thing by thing.
"""

from collections.abc import Iterator
from datetime import datetime

from command.domain import facts as f
from command.domain.attention.concern import LEVELS, Concern, of_incident, of_kept, of_task
from command.domain.facts import ConcernKind
from command.domain.fold import touched
from command.domain.kept.attention import AttentionItem
from command.domain.picture import Picture

Group = tuple[ConcernKind, bool, str]
"""Kind, about life or not, area."""
Key = tuple[str, str]
"""Member of the picture, id."""
_KEPT = ("slots", "calls", "silences", "handovers")
_NO_MORE = {f.IncidentFiled, f.ReportStored, f.NobodyAvailable, f.RequestRefused}
_OF_SLOTS = {f.OfferMade, f.OfferClosed, f.AssignmentMade, f.AssignmentChanged, f.AssignmentEnded}
"""The most frequent facts are about their incident alone; or about a place beside its lead, only if they name it."""


class Queue:
    """Concerns and items of one picture. `note` is cheap and comes with every fact; all else looks first."""

    def __init__(self, picture: Picture, district: str) -> None:
        self._picture = picture
        self._district = district
        self._incidents: dict[str, None] = dict.fromkeys(picture.incidents)
        self._things: dict[Key, None] = {(m, id_): None for m in (*_KEPT, "tasks") for id_ in getattr(picture, m)}
        self._concerns: dict[Key, Concern] = {}
        self._groups: dict[Group, dict[Key, None]] = {}
        self._items: dict[tuple[ConcernKind, bool], dict[str, str]] = {}
        self._uncovered: dict[Group, None] = {}
        for item in picture.attention.values():
            self._items.setdefault((item.kind, item.life), {})[item.area] = item.id

    def note(self, fact: f.AnyFact, incident: str | None) -> None:
        """A fact was folded in: what it was about is looked at when somebody asks."""
        if incident is not None:
            self._incidents[incident] = None
        kind = type(fact)
        if kind in _NO_MORE or (kind in _OF_SLOTS and fact.slot is None):  # type: ignore[union-attr]
            return
        match fact:
            case f.ReportMerged(raised=False):
                pass
            case f.ReportMerged() | f.IncidentClosed() | f.IncidentVoided():
                self._changed(fact.incident)
            case f.EntrySetAside() | f.TaskDone():
                self._things["tasks", fact.task] = None
            case f.AttentionOpened() | f.AttentionWidened() | f.AttentionClosed():
                self._moved()
            case _:
                self._things |= {key: None for key in touched(fact) if key[0] in _KEPT}

    def _changed(self, incident: str) -> None:
        """It is more urgent now, or over, and so is whatever is about it."""
        known = self._picture.incidents.get(incident)
        self._things |= {("slots", slot): None for slot in (known.slots if known is not None else ())}
        for member in ("calls", "handovers"):
            for id_, thing in getattr(self._picture, member).items():
                if thing.incident == incident:
                    self._things[member, id_] = None

    def _moved(self) -> None:
        """The items are others now. They are few, and change rarely."""
        self._items = {}
        for item in self._picture.attention.values():
            self._items.setdefault((item.kind, item.life), {})[item.area] = item.id
        self._uncovered = {group: None for group in self._groups if self.covering(group) is None}

    def catch_up(self) -> None:
        """Look at what was touched since."""
        incidents, self._incidents = self._incidents, {}
        for id_ in incidents:
            incident = self._picture.incidents.get(id_)
            self._put(("incidents", id_), None if incident is None else of_incident(incident))
        if self._things:
            things, self._things = self._things, {}
            for key in things:
                self._put(key, self._concern(*key))

    def _concern(self, member: str, id_: str) -> Concern | None:
        thing = getattr(self._picture, member).get(id_)
        if thing is None:
            return None
        return of_task(thing, self._district) if member == "tasks" else of_kept(self._picture, member, thing)

    def _put(self, key: Key, concern: Concern | None) -> None:
        before = self._concerns.get(key)
        if before is concern:  # nothing before and nothing now: nearly always
            return
        if before is not None:
            self._take_out(key, before)
        if concern is not None:
            self._concerns[key] = concern
            group = (concern.kind, concern.life, concern.area)
            keys = self._groups.get(group)
            if keys is None:
                keys = self._groups[group] = {}
                if self.covering(group) is None:
                    self._uncovered[group] = None
            keys[key] = None

    def _take_out(self, key: Key, concern: Concern) -> None:
        del self._concerns[key]
        group = (concern.kind, concern.life, concern.area)
        keys = self._groups[group]
        del keys[key]
        if not keys:
            del self._groups[group]
            self._uncovered.pop(group, None)

    def covering(self, group: Group) -> str | None:
        """The item that holds a group: the smallest of its kind whose area it lies in."""
        kind, life, area = group
        here = self._items.get((kind, life))
        if here is None:
            return None
        return next((here[area[:n]] for n in LEVELS if len(area) >= n and area[:n] in here), None)

    def uncovered(self, *, life: bool) -> list[Group]:
        """Groups that no item holds, those that have waited longest first."""
        self.catch_up()
        found = [group for group in self._uncovered if group[1] == life]
        return found if len(found) < 2 else sorted(found, key=lambda group: (self.since(group), group))

    @property
    def is_covered(self) -> bool:
        """Whether an item holds everything. To be asked after `catch_up`."""
        return not self._uncovered

    def count(self, group: Group) -> int:
        """How many concerns are in a group."""
        return len(self._groups.get(group, ()))

    def since(self, group: Group) -> datetime:
        """The oldest of a group."""
        return min(self._concerns[key].since for key in self._groups[group])

    def priority(self, group: Group) -> int:
        """The most urgent of a group."""
        return min(self._concerns[key].priority for key in self._groups[group])

    def groups_of(self, item: AttentionItem) -> list[Group]:
        """The groups that an item holds."""
        self.catch_up()
        return [group for group in self._groups if group[:2] == (item.kind, item.life) and self._holds(item, group)]

    def _holds(self, item: AttentionItem, group: Group) -> bool:
        return group[2].startswith(item.area) and self.covering(group) == item.id

    def size(self, item: AttentionItem) -> int:
        """How many concerns an item holds."""
        return sum(self.count(group) for group in self.groups_of(item))

    def held(self) -> list[Group]:
        """What is held back: counted, and one touch away."""
        self.catch_up()
        return list(self._uncovered)

    def concerns(self) -> Iterator[tuple[Key, Concern]]:
        """Everything that needs an operator now."""
        self.catch_up()
        yield from self._concerns.items()
