"""What must hold of a ledger after the peak, read by code that shares none with the product: nobody was sent outdoors,
everybody who was out was called, the operators' queue stayed within its limit, tasks came once, nobody is lost."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

Fact = dict[str, Any]
OUTDOORS = ("en_route", "on_scene")
TEN_MINUTES = timedelta(minutes=10)
PER_OPERATOR = 10


class Reader:
    """One walk over the ledger. `faults`: what is wrong, in words; `counts`: what happened, by name."""

    def __init__(self, facts: list[Fact]) -> None:
        self.faults: list[str] = []
        self.counts: Counter[str] = Counter()
        self._grid: dict[str, str] = {}
        self._peak: set[str] = set()
        self._sent_out: set[str] = set()
        self._work: dict[str, tuple[str, str, str]] = {}  # assignment → incident, person, status
        self._rounds: dict[str, str] = {}
        self._on_duty: set[str] = set()
        self._called: dict[str, tuple[str, set[str]]] = {}  # summons → grid, who has not been heard of
        self._fresh: list[tuple[Fact, set[str]]] = []
        self._opened: list[datetime] = []
        self._items: dict[str, tuple[str, bool]] = {}
        last = ""
        for fact in facts:
            if fact["at"] != last:
                self._settle()
                last = fact["at"]
            self._read(fact)
        self._settle()

    def _read(self, fact: Fact) -> None:
        handler = getattr(self, f"_{fact['type'].lower()}", None)
        if handler is not None:
            handler(fact)

    def _held(self, incident: str) -> bool:
        return self._grid.get(incident) in self._peak and incident not in self._sent_out

    def _fault(self, fact: Fact, words: str) -> None:
        self.faults.append(f"{fact['number']} {fact['type']} at {fact['at']}: {words}")

    def _incidentfiled(self, fact: Fact) -> None:
        self._grid[fact["incident"]] = fact["place"]["grid"]
        self.counts["filed"] += 1
        self.counts["about life"] += fact["priority"] == 1

    def _outdoorpeakbegan(self, fact: Fact) -> None:
        fresh = set(fact["grids"]) - self._peak
        self._peak |= set(fact["grids"])
        self.counts["grids at the peak"] = len(self._peak)
        if fresh:
            self._fresh.append((fact, fresh))

    def _outdoorpeakover(self, fact: Fact) -> None:
        self._peak -= set(fact["grids"])

    def _outdooroverridden(self, fact: Fact) -> None:
        self._sent_out.add(fact["incident"])
        self.counts["sent out for a life"] += 1

    def _dispatchheld(self, fact: Fact) -> None:
        self.counts["held"] += 1

    def _offermade(self, fact: Fact) -> None:
        if self._held(fact["incident"]):
            self._fault(fact, "somebody is asked to go outdoors at the peak")
        stands_by = fact["reason"].get("standby", False)
        if not fact.get("unit") and not stands_by and fact["person"] not in self._on_duty:
            self._fault(fact, f"P5: {fact['person']} is not on duty")

    def _assignmentmade(self, fact: Fact) -> None:
        if self._held(fact["incident"]):
            self._fault(fact, "somebody has it at the peak")
        self._work[fact["assignment"]] = (fact["incident"], fact["person"], "assigned")

    def _assignmentchanged(self, fact: Fact) -> None:
        incident, person, was = self._work.pop(fact["assignment"], ("", "", ""))
        if fact["to"] in OUTDOORS:
            self._work[fact["assignment"]] = (incident, person, fact["to"])
            if was == "assigned" and self._held(incident):
                self._fault(fact, "they set out at the peak")

    def _assignmentended(self, fact: Fact) -> None:
        self._work.pop(fact["assignment"], None)
        self.counts["taken back before it was set out on"] += fact["why"] == "outdoor_peak"

    def _dutystarted(self, fact: Fact) -> None:
        self._on_duty.add(fact["person"])

    def _dutyended(self, fact: Fact) -> None:
        self._on_duty.discard(fact["person"])

    def _roundstarted(self, fact: Fact) -> None:
        self._rounds[fact["person"]] = fact.get("area", "")

    def _roundfinished(self, fact: Fact) -> None:
        self._rounds.pop(fact["person"], None)

    def _peoplesummoned(self, fact: Fact) -> None:
        self.counts[f"summons {fact['kind']}"] += 1
        if fact["kind"] == "outdoors":
            self._called[fact["summons"]] = (fact["area"], set(fact["people"]))

    def _summonsanswered(self, fact: Fact) -> None:
        self.counts[f"heard of: {fact['kind']}"] += 1
        if fact["summons"] in self._called:
            self._called[fact["summons"]][1].discard(fact["person"])

    def _summonswidened(self, fact: Fact) -> None:
        self.counts[f"widened {fact['kind']}"] += 1

    def _summonsended(self, fact: Fact) -> None:
        if fact["kind"] == "outdoors" and fact["why"] == "answered" and self._called[fact["summons"]][1]:
            self._fault(fact, "it ended, and somebody was never heard of")
        self._called.pop(fact["summons"], None)

    def _attentionopened(self, fact: Fact) -> None:
        at = datetime.fromisoformat(fact["at"])
        self._opened = [one for one in self._opened if at - one < TEN_MINUTES] + [at]
        self.counts["operators' items"] += 1
        first = fact["life"] and (fact["kind"], True) not in self._items.values()
        self._items[fact["item"]] = (fact["kind"], fact["life"])
        if len(self._opened) > PER_OPERATOR * fact["operators"] and not first:  # nothing about life is held back
            self._fault(fact, f"{len(self._opened)} new items in ten minutes for {fact['operators']} operators")

    def _attentionclosed(self, fact: Fact) -> None:
        self._items.pop(fact["item"], None)

    def _settle(self) -> None:
        """At the end of what was decided at one moment: whoever the peak found outdoors is called; nobody who had not
        set out still has their job."""
        for fact, grids in self._fresh:
            called = {person for _, people in self._called.values() for person in people}
            out = {
                p for incident, p, _ in self._work.values() if self._grid[incident] in grids and self._held(incident)
            }
            lost = (out & self._on_duty) - called
            if lost:
                self._fault(fact, f"outdoors, and not called: {sorted(lost)[:3]}")
            self.counts["outdoors as the peak came"] += len(out)
        self._fresh.clear()
        for incident, person, status in self._work.values():
            if status == "assigned" and self._held(incident):
                self.faults.append(f"{person} has {incident} at the peak and may set out")


def tasks_once(facts: list[Fact]) -> list[str]:
    """Each grid has each of the level's tasks once, and no grid is without."""
    made = Counter((f["area"], t["id"]) for f in facts if f["type"] == "GridTasksSet" for t in f["tasks"])
    return [f"{area} has {task} {n} times" for (area, task), n in made.items() if n > 1]


_STEP = {"EvacueeTold": "told", "EvacueeMoved": "moved", "EvacueeArrived": "arrived", "EvacueeReturned": "returned"}


def everybody_listed(facts: list[Fact]) -> tuple[dict[str, str], list[str]]:
    """Who is on a list, with what became of them; and what is wrong: twice on lists, or a step of somebody on none."""
    found: dict[str, str] = {}
    wrong: list[str] = []
    for fact in facts:
        if fact["type"] == "EvacueesListed":
            wrong += [f"{one['id']} is on two lists" for one in fact["people"] if one["id"] in found]
            found |= {one["id"]: "to_move" for one in fact["people"]}
        elif fact["type"] in _STEP:
            if fact["evacuee"] not in found:
                wrong.append(f"{fact['evacuee']} was never listed")
            if found.get(fact["evacuee"]) == _STEP[fact["type"]]:
                wrong.append(f"{fact['evacuee']} {fact['type']} twice")
            found[fact["evacuee"]] = _STEP[fact["type"]]
    return found, wrong


def nothing_of_an_exercise(facts: list[Fact]) -> list[str]:
    """P8: no proposal stands on a warning that is not real."""
    unreal = {f["warning"] for f in facts if f["type"] == "WarningReceived" and f["status"] != "Actual"}
    made = [f for f in facts if f["type"] == "ProposalMade"]
    return [f"{f['number']}: proposed by an exercise" for f in made for r in f["reasons"] if r["warning"] in unreal]
