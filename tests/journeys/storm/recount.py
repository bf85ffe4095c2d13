"""What a report upward must say, counted again from the facts alone: no picture, no table, no code of the product."""

from collections import Counter

from command.domain import facts as f
from tests.journeys.life.clockwork import Told

DONE = {"EvacueeTold": "told", "EvacueeMoved": "moved", "EvacueeRefused": "refused"}
DONE |= {"EvacueeArrived": "arrived", "EvacueeReturned": "returned"}


def recount(facts: list[Told], since: int, cut: int) -> Counter[tuple[str, str]]:
    """Figure and street → count, over the facts with numbers up to `cut`, counted from `since` on."""
    found: Counter[tuple[str, str]] = Counter()
    for part in (_incidents, _evacuees, _duty, _tasks, _shelters):
        found += part([told for told in facts if told.number < cut], since)
    return found


def _incidents(facts: list[Told], since: int) -> Counter[tuple[str, str]]:
    filed: dict[str, tuple[int, str, str, int]] = {}
    over: dict[str, str] = {}
    reports: Counter[tuple[str, str]] = Counter()
    for told in facts:
        match told.fact:
            case f.IncidentFiled() as fact:
                filed[fact.incident] = (told.number, fact.place.grid[:9], fact.category, fact.priority)
            case f.ReportMerged(raised=True) | f.IncidentRetimed() as fact:
                number, street, category, _ = filed[fact.incident]
                filed[fact.incident] = (number, street, category, fact.priority)
            case f.IncidentClosed() as fact:
                over[fact.incident] = "closed"
            case f.IncidentVoided() as fact:
                over[fact.incident] = "voided"
            case f.IncidentReopened() as fact:
                over.pop(fact.incident, None)
            case _:
                pass
        if isinstance(told.fact, f.IncidentFiled | f.ReportMerged) and told.number > since:
            reports["reports", filed[told.fact.incident][1]] += 1
    return reports + _standing(filed, over, since)


def _standing(
    filed: dict[str, tuple[int, str, str, int]], over: dict[str, str], since: int
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for id_, (number, street, category, priority) in filed.items():
        state = over.get(id_, "open")
        if state == "voided" or (number <= since and state == "closed"):
            found["incidents.voided", street] += state == "voided" and number > since
            continue
        found["incidents.open", street] += state == "open"
        if number <= since:
            found["incidents.carried", street] += 1
            continue
        found["incidents.closed", street] += state == "closed"
        for name in ("incidents", f"priority.{priority}", f"category.{category}"):
            found[name, street] += 1
    return found


def _evacuees(facts: list[Told], since: int) -> Counter[tuple[str, str]]:
    listed: dict[str, tuple[str, int]] = {}
    stands: dict[str, str] = {}
    for told in facts:
        if isinstance(told.fact, f.EvacueesListed):
            listed |= {one.id: (told.fact.area[:9], one.heads) for one in told.fact.people}
            stands |= dict.fromkeys((one.id for one in told.fact.people), "to_move")
        name = DONE.get(type(told.fact).__name__)
        if name is not None:
            kin = isinstance(told.fact, f.EvacueeMoved) and told.fact.whither == "relative"
            stands[told.fact.evacuee] = "safe" if kin else name
    found: Counter[tuple[str, str]] = Counter()
    for id_, (street, heads) in listed.items():
        names = ["listed", stands[id_]]
        names += ["out"] if stands[id_] in ("moved", "safe", "arrived", "returned") else []
        names += ["unsafe"] if stands[id_] in ("to_move", "told", "moved") else []
        for name in names:
            found[f"moving.{name}", street] += heads
    return found


def _duty(facts: list[Told], since: int) -> Counter[tuple[str, str]]:
    here: dict[str, bool] = {}
    people: dict[str, f.PersonRegistered] = {}
    for told in facts:
        match told.fact:
            case f.PersonRegistered() as fact:
                people[fact.person] = fact
            case f.DutyStarted() as fact:
                here[fact.person] = True
            case f.DutyEnded() as fact:
                here[fact.person] = False
            case _:
                pass
    return Counter(
        ("duty.workers", people[who].areas[0][:9])
        for who, is_here in here.items()
        if is_here and "worker" in people[who].roles
    )


def _tasks(facts: list[Told], since: int) -> Counter[tuple[str, str]]:
    """Those that were set; the response's end takes them from the grids, not from the figures."""
    found: Counter[tuple[str, str]] = Counter()
    for told in facts:
        if told.number <= since:
            continue
        if isinstance(told.fact, f.GridTasksSet):
            found["tasks", told.fact.area[:9]] += len(told.fact.tasks)
        if isinstance(told.fact, f.GridTaskDone):
            found["tasks.done", told.fact.area[:9]] += 1
    return found


def _shelters(facts: list[Told], since: int) -> Counter[tuple[str, str]]:
    return Counter(("shelters", told.fact.area[:9]) for told in facts if isinstance(told.fact, f.ShelterSet))
