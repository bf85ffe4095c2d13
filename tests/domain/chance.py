"""A day of a district by a seed: what somebody might ask for next, most of it sensible, some of it not."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from command.domain.limits import built_in
from command.domain.picture import Picture
from command.domain.policy import DEFAULT

KINDS = ["overdue", "leader", "important"]
ABOVE = ["s", "st", "op", "wl", "co"]
Asking = tuple[str, str, dict[str, Any]]
"""Who, which method, and its data without `id` and `at`."""


def hand_of(picture: Picture, holder: str) -> str:
    """Who answers for a holder of work: themselves, or the desk of a unit."""
    unit = picture.units.get(holder)
    return unit.desks[0] if unit is not None and unit.desks else holder


class Day:
    """Requests drawn from a picture. Ids of things already over are remembered and spoken of again."""

    def __init__(self, seed: int, workers: list[str], places: list[dict[str, Any]]) -> None:
        self.chance = random.Random(seed)
        self._workers = workers
        self._places = places
        self._old: dict[str, list[str]] = {"offers": ["none"], "assignments": ["none"], "incidents": ["none"]}

    def seen(self, incidents: list[str]) -> None:
        """Ids to speak of, whether they are open or not."""
        self._old["incidents"] += incidents

    def ask(self, picture: Picture) -> Asking:
        """The next request."""
        for kind, old in self._old.items():
            old += [id_ for id_ in getattr(picture, kind) if id_ not in old[-50:]]
        kinds = [self._report, self._answer, self._advance, self._duty, self._supervise, self._loop, self._nonsense]
        (kind,) = self.chance.choices(kinds, [30, 25, 25, 8, 8, 20, 4])
        who, method, data = kind(picture)
        return hand_of(picture, who), method, data

    def _report(self, picture: Picture) -> Asking:
        one = self.chance.choice
        return (
            one([*self._workers, "op"]),
            "report.submit",
            {
                "category": one(
                    ["event.0406", "event.0404", "event.0402", "event.0601", "grid.medical", "grid.notice"]
                ),
                "disposition": self.chance.choices(["help", "mine", "settled"], [8, 1, 1])[0],
                "hazard": self.chance.choices(["none", "property", "life"], [6, 2, 1])[0],
                "place": one(self._places),
                "text": one(["", "水到膝盖", "“引号”\n\\ 和 🌊"]),
                **({"caller": {"name": "符先生", "phone": "1"}} if one([0, 0, 1]) else {}),
                **({"origin": {"service": "12345", "reference": "HK-1"}} if one([0, 0, 0, 0, 0, 1]) else {}),
            },
        )

    def _answer(self, picture: Picture) -> Asking:
        answer = self.chance.choice(["accept", "accept", "decline"])
        if picture.offers and self.chance.random() < 0.9:
            offer = picture.offers[self.chance.choice(sorted(picture.offers))]
            by, reason = (
                (hand_of(picture, offer.person), "")
                if self.chance.random() < 0.9
                else (self.chance.choice(ABOVE), "电话答应")
            )
            return by, "offer.answer", {"offer": offer.id, "answer": answer, "reason": reason}
        return self._anybody(), "offer.answer", {"offer": self._gone("offers"), "answer": answer, "reason": "x"}

    def _advance(self, picture: Picture) -> Asking:
        to = self.chance.choices(["en_route", "on_scene", "done", "failed"], [3, 3, 3, 1])[0]
        if picture.assignments and self.chance.random() < 0.9:
            held = picture.assignments[self.chance.choice(sorted(picture.assignments))]
            note = self.chance.choice(["", "已疏通"])
            return hand_of(picture, held.person), "assignment.advance", {"assignment": held.id, "to": to, "note": note}
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

    def _loop(self, picture: Picture) -> Asking:
        """A turn of the closed loop: mostly of what is open, by somebody whose turn it may be."""
        owed = self._owed(picture)
        if owed and self.chance.random() < 0.4:
            return self.chance.choice(owed)
        if self.chance.random() < 0.05:
            return self._change_limits(picture)
        open_ = sorted(picture.incidents)
        if not open_ or self.chance.random() < 0.1:
            return self._turn(self._gone("incidents"), self._anybody(), picture)
        incident = picture.incidents[self.chance.choice(open_)]
        who = incident.handler or self.chance.choice(ABOVE)
        return self._turn(incident.id, who if self.chance.random() < 0.6 else self.chance.choice(ABOVE), picture)

    def _change_limits(self, picture: Picture) -> Asking:
        """Mostly by somebody who has seen the version in force."""
        category = self.chance.choice(["event.0406", "event.0404", "grid.notice"])
        known = picture.limits.get(category)
        rule = built_in(category, DEFAULT)
        changed = msgspec.structs.replace(
            rule,
            filing=self.chance.choice(["rule", "leader"]),
            handle=["2h", "4h", self.chance.choice(["4wh", "1wd", "30s"]), "2wd"],
            verifier=self.chance.choice(["area", "centre", "none"]),
        )
        version = known.version if known is not None and self.chance.random() < 0.9 else 0
        again = msgspec.to_builtins(changed) if self.chance.random() < 0.8 else None
        return self.chance.choice(["co", "op"]), "limits.change", {
            "category": category, "version": version, "reason": "试行", "rule": again
        }  # fmt: skip

    def _turn(self, incident: str, who: str, picture: Picture) -> Asking:
        one, about = self.chance.choice, {"incident": incident}
        reason = {"reason": one(["等材料", "等材料", "等材料", ""])}
        until = (picture.at or datetime(2026, 7, 18, tzinfo=UTC)) + timedelta(seconds=one([600, 90_000, 40_000_000]))
        on = {"on": one(["extension", "suspension", "void", "return"]), "grant": one([True, True, False])}
        return one(
            [
                (who, "incident.extend", {**about, **reason}),
                (who, "incident.suspend", {**about, **reason, "until": until}),
                (who, "incident.return", {**about, **reason}),
                (who, "incident.feedback", {**about, "note": one(["", "已办"]), "reason": "电话说的"}),
                (one(ABOVE), "incident.void", {**about, **reason}),
                (one(ABOVE), "incident.rule", {**about, **on, **reason, **({"to": "w2"} if one([0, 1]) else {})}),
                (one(ABOVE), "incident.rule", {**about, **on, "reason": "按规定"}),
                (one(ABOVE), "incident.rework", {**about, **reason}),
                (one(ABOVE), "incident.resume", {**about, **reason}),
                (one(ABOVE), "incident.reopen", {**about, **reason}),
                (
                    one(ABOVE),
                    "incident.supervise",
                    {**about, **reason, "kind": one(["overdue", "leader", "important"])},
                ),
                (one(ABOVE), "incident.refer", {**about, "to": one(["119", "12345"])}),
            ]
        )

    def _owed(self, picture: Picture) -> list[Asking]:
        """What somebody waits for: replies, call-backs, answers, rulings, and what a referral came to."""
        one = self.chance.choice
        owed: list[Asking] = [
            (one([*order.to, "op"]), "supervision.reply", {"supervision": order.id, "text": one(["今日办完", ""])})
            for order in picture.supervisions.values()
        ]
        said = one(["satisfied", "unsatisfied", "unreached"])
        owed += [
            (one(["op", "wl"]), "incident.call_back", {"incident": due, "outcome": said, "note": one(["", "又堵了"])})
            for due in picture.callbacks
        ]
        owed += [("op", "handover.answer", {"handover": id_, "note": "已派人"}) for id_ in picture.handovers]
        for incident in picture.incidents.values():
            asked, about = (
                incident.way.asked,
                {"incident": incident.id, "grant": one([True, True, False]), "reason": "按规定"},
            )
            owed += [(one(["wl", "co"]), "incident.rule", {**about, "on": asked.kind})] if asked is not None else []
            owed += [("co", "incident.rule", {**about, "on": "return"})] if incident.status == "returned" else []
            step = one(["acknowledged", "closed"])
            owed += [
                ("op", "referral.move", {"incident": incident.id, "referral": r.id, "step": step})
                for r in incident.referrals
            ]
        return owed

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
