"""Moments of a storm that can only be told by remembering: lists, tasks, the shelf of the queue, reports upward, the
level in force. Read from the ledger alone, by rules written down anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.journeys.life.moments import Event, Fact, Set, at_of, touched

LOOKED = {"AttentionLooked", "AttentionClosed", "AttentionReturned:idle"}
OFF_THE_SHELF = {"AttentionReturned:time"}
LEVEL: dict[str, list[tuple[str, str, str]]] = {
    "ModeSwitched": [
        ("recall", "recall_by", "RecallMissed"),
        ("review", "review_at", "ModeReviewDue"),
        ("countersign", "countersign_by", "CountersignMissed"),
        ("switching", "at", "SwitchCarriedOn"),
    ],
    "RecallMissed": [("recall", "due", "RecallMissed")],
    "RecallEnded": [("recall", "", "")],
    "ModeReviewed": [("review", "review_at", "ModeReviewDue")],
    "ModeReviewDue": [("review", "due", "ModeReviewDue")],
    "CountersignMissed": [("countersign", "due", "CountersignMissed")],
    "ModeCountersigned": [("countersign", "", "")],
    "SwitchCarriedOn": [("switching", "due", "SwitchCarriedOn")],
    "TasksReconsidered": [("switching", "due", "SwitchCarriedOn")],
}
"""What a fact about the level sets: a clock, the member with its moment, and what the clock does then."""
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class GridTask:
    """One task of a grid."""

    due: datetime
    done: bool = False
    missed: bool = False


@dataclass
class Grid:
    """The tasks of a grid; `again`: when those that were missed are told again."""

    tasks: dict[str, GridTask] = field(default_factory=dict)
    again: datetime | None = None

    def next(self) -> datetime | None:
        """What is waited for first."""
        waits = [one.due for one in self.tasks.values() if not one.done and not one.missed]
        if self.again is not None and any(one.missed and not one.done for one in self.tasks.values()):
            waits.append(self.again)
        return min(waits, default=None)


class Clocks:
    """Walks over a ledger, fact by fact. `faults`: what can be told from one fact alone; `late`, `told_late`: tasks
    that were overdue for the first time, and how often something overdue was told again."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.late = 0
        self.told_late = 0
        self._grids: dict[str, Grid] = {}
        self._items: dict[str, datetime] = {}
        self._public: dict[str, datetime] = {}
        self._late: set[str] = set()

    def touched(self, fact: Fact) -> Iterator[Event]:
        """The clocks that a fact sets, or ends."""
        yield from touched(fact)
        for of in (self._moving, self._level, self._tasks, self._queue, self._reports, self._bulletins):
            yield from of(fact)

    def _moving(self, fact: Fact) -> Iterator[Event]:
        """Clocks of one person on a list."""
        type_ = fact["type"]
        if type_ == "ArrivalsMissing":
            for one in fact["evacuees"]:
                yield f"evacuee {one}", Set("arrival", at_of(fact["due"]), fact, {type_})
        elif type_.startswith("Evacuee") and fact.get("evacuee"):
            by = fact.get("arrive_by")
            yield f"evacuee {fact['evacuee']}", Set("arrival", at_of(by), fact, {"ArrivalsMissing"}) if by else None

    def _level(self, fact: Fact) -> Iterator[Event]:
        """The recall, the review, the second signature, what a switch means piece by piece; and proposals."""
        type_ = fact["type"]
        if type_ == "ModeSwitched" and not fact.get("recalled"):
            yield from (_of_level(fact, one) for one in LEVEL[type_] if one[0] != "recall")
        else:
            yield from (_of_level(fact, one) for one in LEVEL.get(type_, ()))
        if type_ == "ProposalMade" and fact.get("instead"):
            yield f"proposals {fact['instead']}", None

    def _queue(self, fact: Fact) -> Iterator[Event]:
        """One line of the operators' queue: on the shelf until its time, else looked at; and what is held back."""
        type_, item = fact["type"], fact.get("item")
        if type_ == "AttentionPaced":
            yield "flow flow", _set("flow", fact, "due", "AttentionPaced")
        elif type_ == "AttentionClosed":
            yield f"attention {item}", None
        elif type_ == "AttentionTaken":  # it comes off the shelf; when it is looked at stays as it was
            yield f"attention {item}", Set("attention", self._items[str(item)], fact, LOOKED)
        elif type_ in ("AttentionOpened", "AttentionShelved", "AttentionReturned", "AttentionLooked"):
            shelved = type_ == "AttentionShelved"
            due = self._items[str(item)] = at_of(fact["until" if shelved else "due"])
            kind, acts = ("shelf", OFF_THE_SHELF) if shelved else ("attention", LOOKED)
            yield f"attention {item}", Set(kind, due, fact, acts)

    def _tasks(self, fact: Fact) -> Iterator[Event]:
        """The tasks of a grid: each that is not done when it is due is told then, and again, until it is done."""
        type_, area = fact["type"], fact.get("area", "")
        if type_ == "GridTasksEnded":
            self._grids.pop(area, None)
            yield f"gridtasks {area}", None
            return
        if type_ not in ("GridTasksSet", "GridTasksTimed", "GridTaskDone", "GridTasksMissed"):
            return
        grid = self._grids.setdefault(area, Grid())
        if type_ == "GridTasksSet":
            grid.tasks |= {one["id"]: GridTask(at_of(one["due"])) for one in fact["tasks"]}
        elif type_ == "GridTasksTimed":
            for id_, due in fact["times"].items():
                grid.tasks[id_].due = at_of(due)
        elif type_ == "GridTaskDone":
            grid.tasks[fact["grid_task"]].done = True
        else:
            self._tasks_missed(grid, fact)
        due = grid.next()
        yield f"gridtasks {area}", Set("gridtasks", due, fact, {"GridTasksMissed"}) if due is not None else None

    def _tasks_missed(self, grid: Grid, fact: Fact) -> None:
        late = {id_ for id_, one in grid.tasks.items() if not one.done and (one.missed or one.due <= at_of(fact["at"]))}
        if late != set(fact["tasks"]):
            self.faults.append(f"{fact['area']}: {sorted(late)} are overdue, told of {sorted(fact['tasks'])}")
        for id_ in fact["tasks"]:
            one = grid.tasks[id_]
            self.late += not one.missed
            self.told_late += one.missed
            one.missed = True
        grid.again = at_of(fact["due"])

    def _reports(self, fact: Fact) -> Iterator[Event]:
        """A report upward: streets are reminded, it is cut, and told until it is sent."""
        type_, name = fact["type"], f"sitreps {fact.get('sitrep')}"
        match type_:
            case "SitrepAsked" | "SitrepRetimed":
                at, cut = at_of(fact["at"]), at_of(fact["cut_at"])
                due = max(at + (cut - at) / 2, cut - HALF_AN_HOUR)
                self._late.discard(name)
                yield name, Set("sitreps", due, fact, {"SitrepReminded", "SitrepCut"})
                if type_ == "SitrepAsked":
                    yield f"sitrepchains {fact['chain']}", None
            case "SitrepReminded":
                yield name, _set("sitreps", fact, "cut_at", "SitrepCut")
            case "SitrepCut" if name not in self._late:  # cut again while it is late, it goes on being told
                yield name, _set("sitreps", fact, "due", "SitrepLate")
            case "SitrepLate":
                self._late.add(name)
                yield name, _set("sitreps", fact, "due", "SitrepLate")
            case "SitrepSent":
                yield name, None
                yield f"sitrepchains {fact['chain']}", _set("sitrepchains", fact, "ends", "SitrepChainClosed")
            case "SitrepDropped":
                yield name, None
            case "SitrepChainClosed":
                yield f"sitrepchains {fact['chain']}", None

    def _bulletins(self, fact: Fact) -> Iterator[Event]:
        """A draft is told again until it is released; then it holds until it expires."""
        type_, name = fact["type"], f"bulletins {fact.get('bulletin')}"
        acts = {"BulletinWaits", "BulletinDropped:lapsed"}
        match type_:
            case "BulletinDrafted":
                self._public[name] = at_of(fact["expires"])
                yield name, Set("bulletins", at_of(fact["due"]), fact, acts)
            case "BulletinWaits":
                yield name, Set("bulletins", at_of(fact["due"]), fact, acts)
            case "BulletinReleased":
                yield name, Set("bulletins", self._public[name], fact, {"BulletinOver"})
            case "BulletinDropped" | "BulletinOver":
                yield name, None


def _of_level(fact: Fact, one: tuple[str, str, str]) -> Event:
    kind, member, act = one
    return kind, _set(kind, fact, member, act)


def _set(kind: str, fact: Fact, member: str, act: str) -> Set | None:
    return Set(kind, at_of(fact[member]), fact, {act}) if fact.get(member) else None
