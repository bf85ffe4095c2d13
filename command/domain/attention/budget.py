"""How many new items the operators on watch may get now: ten in ten minutes each (EEMUA 191, secondary sources)."""

from datetime import datetime, timedelta

from msgspec import Struct

from command.domain.kept.attention import Flow
from command.domain.policy import Policy


class Budget(Struct, frozen=True):
    """`most`: new items in a window for all on watch; `used` of them, by life; `last`: the last one not about life."""

    most: int
    life: int
    ordinary: int
    last: datetime | None
    kept: int
    pace: timedelta

    @property
    def left(self) -> int:
        """So many more, about life or not."""
        return self.most - self.life - self.ordinary

    def ordinary_room(self, now: datetime, open_: int, most_open: int) -> int:
        """So many more that are not about life. A part is kept for life; of the rest one half may come at once, the
        other half one by one, so that the first minute of a flood does not use up the next nine."""
        room = min(self.left - max(0, self.kept - self.life), most_open - open_)
        mine = self.most - self.kept
        at_once = mine - mine // 2
        if self.ordinary < at_once:
            return max(0, min(room, at_once - self.ordinary))
        is_time = self.last is None or now - self.last >= self.pace
        return max(0, min(room, 1)) if is_time else 0


def budget_of(flow: Flow | None, now: datetime, operators: int, policy: Policy) -> Budget:
    """How it stands now, with so many `operators` on watch."""
    most = policy.attention_items * max(1, operators)
    kept = max(1, round(most * policy.attention_life))
    recent = [one for one in flow.opened if one.at >= now - policy.attention_window] if flow is not None else []
    ordinary = [one.at for one in recent if not one.life]
    return Budget(
        most=most,
        life=len(recent) - len(ordinary),
        ordinary=len(ordinary),
        last=max(ordinary, default=None),
        kept=kept,
        pace=policy.attention_window / max(1, (most - kept) // 2),
    )
