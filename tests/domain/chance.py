"""A day of a district by a seed: what somebody might ask for next, most of it sensible, some of it not."""

import random
from typing import Any

from command.domain.picture import Picture

ABOVE = ["s", "st", "op", "wl", "co"]
Asking = tuple[str, str, dict[str, Any]]
"""Who, which method, and its data without `id` and `at`."""


class Day:
    """Requests drawn from a picture. Ids of things already over are remembered and spoken of again."""

    def __init__(self, seed: int, workers: list[str], places: list[dict[str, Any]]) -> None:
        self.chance = random.Random(seed)
        self._workers = workers
        self._places = places
        self._old: dict[str, list[str]] = {"offers": ["none"], "assignments": ["none"], "incidents": ["none"]}

    def ask(self, picture: Picture) -> Asking:
        """The next request."""
        for kind, old in self._old.items():
            old += [id_ for id_ in getattr(picture, kind) if id_ not in old[-50:]]
        kinds = [self._report, self._answer, self._advance, self._duty, self._supervise, self._nonsense]
        (kind,) = self.chance.choices(kinds, [30, 25, 25, 8, 8, 4])
        return kind(picture)

    def _report(self, picture: Picture) -> Asking:
        one = self.chance.choice
        return (
            one([*self._workers, "op"]),
            "report.submit",
            {
                "category": one(["event.0406", "event.0404", "event.0601", "grid.medical", "grid.notice"]),
                "disposition": self.chance.choices(["help", "mine", "settled"], [8, 1, 1])[0],
                "hazard": self.chance.choices(["none", "property", "life"], [6, 2, 1])[0],
                "place": one(self._places),
                "text": one(["", "水到膝盖", "“引号”\n\\ 和 🌊"]),
            },
        )

    def _answer(self, picture: Picture) -> Asking:
        answer = self.chance.choice(["accept", "accept", "decline"])
        if picture.offers and self.chance.random() < 0.9:
            offer = picture.offers[self.chance.choice(sorted(picture.offers))]
            by, reason = (offer.person, "") if self.chance.random() < 0.9 else (self.chance.choice(ABOVE), "电话答应")
            return by, "offer.answer", {"offer": offer.id, "answer": answer, "reason": reason}
        return self._anybody(), "offer.answer", {"offer": self._gone("offers"), "answer": answer, "reason": "x"}

    def _advance(self, picture: Picture) -> Asking:
        to = self.chance.choices(["en_route", "on_scene", "done", "failed"], [3, 3, 3, 1])[0]
        if picture.assignments and self.chance.random() < 0.9:
            held = picture.assignments[self.chance.choice(sorted(picture.assignments))]
            return held.person, "assignment.advance", {"assignment": held.id, "to": to}
        gone = self._gone("assignments")
        return self._anybody(), "assignment.advance", {"assignment": gone, "to": to, "reason": "x"}

    def _duty(self, picture: Picture) -> Asking:
        who = self._anybody()
        known = picture.people.get(who)
        out = known is not None and known.on_duty and self.chance.random() < 0.5
        return who, "duty.check_out" if out else "duty.check_in", {}

    def _supervise(self, picture: Picture) -> Asking:
        handled = sorted(i.id for i in picture.incidents.values() if i.status == "handled")
        if handled and self.chance.random() < 0.7:
            return self.chance.choice(ABOVE), "incident.close", {"incident": self.chance.choice(handled)}
        incident = self._gone("incidents")
        method = self.chance.choice(["incident.close", "incident.void", "incident.reassign", "incident.reassign"])
        data: dict[str, Any] = {"incident": incident}
        if method == "incident.close":
            data |= {"outcome": "no_action", "note": self.chance.choice(["", "水已退"])}
        else:
            data |= {"reason": self.chance.choice(["", "换人"])}
        if method == "incident.reassign" and self.chance.random() < 0.5:
            data |= {"to": self._anybody()}
        return self.chance.choice(ABOVE), method, data

    def _nonsense(self, picture: Picture) -> Asking:
        who = self._anybody()
        return self.chance.choice(
            [
                (who, "task.close", {"task": "none"}),
                (who, "report.submit", {"category": "no.such", "disposition": "help", "place": self._places[0]}),
                (who, "report.submit", {"category": "event.0406", "disposition": "help", "place": {}}),
                (who, "offer.answer", {"offer": self._gone("offers"), "answer": "accept"}),
                (who, "incident.void", {"incident": self._gone("incidents"), "reason": "x"}),
            ]
        )

    def _anybody(self) -> str:
        return self.chance.choice([*self._workers, *self._workers, *ABOVE])

    def _gone(self, kind: str) -> str:
        return self.chance.choice(self._old[kind][-20:])
