"""Is it true what was counted? The senders' own notes against what the product says over HTTP, as outsiders can ask."""

import asyncio
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from workers.simulator.outbox import Note
from workers.simulator.person import Person
from workers.simulator.web import Web, WebError

_AT_ONCE = 4


class Merge(Struct, frozen=True):
    """Why a report was added to an incident: metres from its first report, seconds after its latest one."""

    request: str
    line: int
    incident: str
    number: int
    metres: int
    after_s: float


class Checked(Struct):
    """`faults`: every disagreement, in words. `counts`: by both sides."""

    faults: list[str] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


async def check(web: Web, reports: list[tuple[Person, Note]], reader: Person | None) -> Checked:
    """Every report as its sender sees it, every incident and merge as `reader` (an operator) sees it."""
    found = Checked()
    told = await _progress(web, reports, found)
    _compare(reports, told, found)
    incidents = {one["incident"] for one in told.values() if one["status"] == "stored"}
    if reader is not None:
        stories = await _stories(web, reader, incidents, found)
        _compare_incidents(reports, stories, found)
    return found


async def _progress(web: Web, reports: list[tuple[Person, Note]], found: Checked) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {}

    async def ask(person: Person, note: Note) -> None:
        try:
            if not person.token:
                await person.sign_in()
            told[note.id] = await web.get(f"/api/reports/{note.id}", person.token)
        except WebError as error:
            told[note.id] = {"status": "unknown"}
            found.faults.append(f"{_name(note)}: {error}")

    await _some_at_once([ask(person, note) for person, note in reports])
    return told


def _compare(reports: list[tuple[Person, Note]], told: dict[str, dict[str, Any]], found: Checked) -> None:
    counts = dict.fromkeys(("sent", "accepted", "filed", "merged", "refused", "unanswered"), 0)
    server = dict.fromkeys(("filed", "merged", "refused", "unknown"), 0)
    for _, note in reports:
        ours, theirs = _outcome(note), _told(told[note.id])
        counts["sent"] += 1
        counts["accepted"] += note.accepted
        counts[ours] += 1
        server[theirs] += 1
        if ours != theirs and not (ours == "refused" and theirs == "unknown" and not note.accepted):
            found.faults.append(f"{_name(note)}: its sender was told {ours}, the product says {theirs}")
        elif ours in ("filed", "merged") and (note.outcome or {})["incident"] != told[note.id]["incident"]:
            found.faults.append(f"{_name(note)}: its sender was told of another incident")
    found.counts = counts | {f"product_{name}": count for name, count in server.items()}


async def _stories(web: Web, reader: Person, incidents: set[str], found: Checked) -> dict[str, dict[str, Any]]:
    """Of each incident its story; and all of them must be in the list."""
    stories: dict[str, dict[str, Any]] = {}

    async def ask(incident: str) -> None:
        try:
            stories[incident] = await web.get(f"/api/incidents/{incident}", reader.token)
        except WebError as error:
            found.faults.append(f"incident {incident}: {error}")

    await _some_at_once([ask(incident) for incident in sorted(incidents)])
    missing = incidents - await _listed(web, reader, incidents)
    found.faults += [f"incident {incident} is not in the list of incidents" for incident in sorted(missing)]
    found.counts["incidents"] = len(stories)
    return stories


async def _listed(web: Web, reader: Person, wanted: set[str]) -> set[str]:
    """Those of the wanted incidents that the list shows."""
    seen, cursor = set[str](), ""
    while not wanted <= seen:
        page = await web.get(f"/api/incidents?status=all&limit=200{cursor}", reader.token)
        seen |= {incident["id"] for incident in page["incidents"]}
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    return seen & wanted


def _compare_incidents(reports: list[tuple[Person, Note]], stories: dict[str, dict[str, Any]], found: Checked) -> None:
    """Each report must be in the timeline of its incident exactly once."""
    for _, note in reports:
        outcome = note.outcome or {}
        story = stories.get(outcome.get("incident", ""))
        if story is None or note.refusal:
            continue
        facts = [f for f in story["timeline"] if f["type"] in ("IncidentFiled", "ReportMerged")]
        mine = [place for place, fact in enumerate(facts) if fact["report"] == outcome["report"]]
        if len(mine) != 1 or (mine[0] == 0) != (outcome["outcome"] == "filed"):
            found.faults.append(f"{_name(note)}: {len(mine)} times in the timeline of its incident")
        elif mine[0]:
            found.merges.append(_merge(note, story, facts[mine[0] - 1], facts[mine[0]]))
    found.merges.sort(key=lambda merge: (merge.line, merge.number))


def _merge(note: Note, story: dict[str, Any], before: dict[str, Any], fact: dict[str, Any]) -> Merge:
    after = datetime.fromisoformat(fact["at"]) - datetime.fromisoformat(before["at"])
    incident = story["incident"]
    return Merge(
        note.id, note.line, incident["id"], incident["number"], fact.get("distance_m", 0), after.total_seconds()
    )


async def _some_at_once(asked: list[Any]) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(ask: Any) -> None:
        async with gate:
            await ask

    await asyncio.gather(*map(one, asked))


def _outcome(note: Note) -> str:
    if note.outcome is None:
        return "unanswered"
    return "refused" if note.refusal else str(note.outcome["outcome"])


def _told(progress: dict[str, Any]) -> str:
    return str(progress["outcome"]) if progress["status"] == "stored" else str(progress["status"])


def _name(note: Note) -> str:
    return f"line {note.line}" if note.line else f"report {note.id}"
