"""An entry that fails by its own content is set aside; everything around it is decided as if it were not there."""

from typing import Any

import pytest
from sqlalchemy import text

from command.domain import decide as rules
from command.domain.draft import Draft
from command.domain.refusals import Refusal
from command.domain.sender import Asked
from realtime import keys
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire, working


@pytest.fixture
def poisonous(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule with a fault in it: a report with the text "poison" raises."""
    right = rules.RULES["report.submit"]

    def wrong(draft: Draft, asked: Asked, request: Any) -> Refusal | None:
        if request.text == "poison":
            raise ZeroDivisionError("a fault of ours")
        return right(draft, asked, request)

    monkeypatch.setitem(rules.RULES, "report.submit", wrong)


@pytest.mark.usefixtures("poisonous")
async def test_one_poisoned_entry_in_a_full_inbox_is_set_aside_answered_and_shown_to_operators(wire: Wire) -> None:
    good = [await wire.put("w2", "report.submit", **report(n % 4 + 1, category="grid.dispute")) for n in range(20)]
    bad = await wire.put("w2", "report.submit", **report(1, text="poison"))
    good += [await wire.put("w3", "report.submit", **report(n % 4 + 1, category="grid.dispute")) for n in range(20)]
    async with working(wire.settings, wire.district):
        refused = await wire.fact("RequestRefused", request=bad.id)
        assert refused["refusal"]["code"] == "set_aside"
        task = await wire.fact("EntrySetAside", sender="w2")
        for one in good:
            await wire.fact("ReportStored", request=one.id)
    async with wire.district.engine.connect() as connection:
        kept = (await connection.execute(text("SELECT task, error FROM set_aside"))).all()
    assert [(k.task, "ZeroDivisionError" in k.error) for k in kept] == [(task["task"], True)]
    assert await wire.redis.xpending(keys.inbox(DISTRICT, "urgent"), keys.GROUP) is not None


@pytest.mark.usefixtures("poisonous")
async def test_poison_among_what_is_decided_ahead_does_not_end_the_writer(wire: Wire) -> None:
    async with working(wire.settings, wire.district):
        for round_ in range(3):  # from the second batch on it is decided ahead of the lock
            good = await wire.put("w2", "report.submit", **report(round_ + 1, category="grid.dispute"))
            await wire.fact("ReportStored", request=good.id)
            bad = await wire.put("w2", "report.submit", **report(1, text="poison"))
            refused = await wire.fact("RequestRefused", request=bad.id)
            assert refused["refusal"]["code"] == "set_aside"


async def test_rubbish_in_the_stream_is_refused_and_does_not_stop_the_district(wire: Wire) -> None:
    stream: Any = keys.inbox(DISTRICT, "urgent")
    await wire.redis.xadd(stream, {"nonsense": b"\xff\x00\xfe"})
    await wire.redis.xadd(stream, {"m": "report.submit", "s": "w1", "i": "x", "b": b"{not json", "k": b"", "t": "??"})
    await wire.redis.xadd(stream, {"m": "no.such", "s": "nobody", "i": "y", "b": b"{}", "k": b"k", "t": "1"})
    async with working(wire.settings, wire.district):
        sent = await wire.put("w2", "report.submit", **report(1))
        await wire.fact("ReportStored", request=sent.id)
        codes = {f["refusal"]["code"] for f in await wire.facts(13) if f["type"] == "RequestRefused"}
    assert codes == {"invalid", "unknown_method"}
