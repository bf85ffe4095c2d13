"""What the tables keep of something that has left the picture: its last state, however much came at once."""

from datetime import timedelta

import msgspec
from sqlalchemy import text

from command.clock import now
from command.domain import facts as f
from command.domain.kept.patrol import WorkDay
from tests.district import DISTRICT, District

KEPT = text("SELECT state, closed_at FROM kept WHERE universe = :universe AND kind = 'days' AND id = :id")


async def test_what_changes_and_ends_in_one_transaction_is_kept_as_it_was_changed(district: District) -> None:
    at = now()
    day = {"day": "w1:x", "person": "w1", "area": "460107001001001"}
    await district.desk.record(
        [f.DayOpened(**day, date="2026-11-22", need=2, visits=["r1"], due=at + timedelta(hours=9))]
    )
    await district.desk.record(
        [
            f.RoundStarted(**day, round="one", began_at=at),
            f.RoundFinished(**day, round="one", over_at=at, lasted_s=7300, short=False),
            f.DayEnded(**day, date="2026-11-22", need=2, rounds=1, visits=0, missed=["r1"]),
        ]
    )
    async with district.engine.connect() as connection:
        (row,) = await connection.execute(KEPT, {"universe": DISTRICT, "id": day["day"]})
    assert row.closed_at is not None
    assert len(msgspec.json.decode(row.state, type=WorkDay).rounds) == 1, "the round that was finished as the day ended"
