"""What a picture keeps of the operators' attention. What an item holds is not in it: that follows from the picture."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.attention import ConcernKind

FLOW = "flow"
"""The id of the only `Flow`."""


class AttentionItem(Struct, kw_only=True):
    """One line of the queue. `due`: when the clock looks at it; on the shelf, when it comes back.

    `shelvings`: how often it was shelved; `quiet`: nothing was in it at the last look.
    """

    id: str
    number: int
    kind: ConcernKind
    life: bool
    area: str
    opened_at: datetime
    due: datetime | None
    taken_by: str = ""
    taken_name: str = ""
    taken_at: datetime | None = None
    shelved_until: datetime | None = None
    shelved_by: str = ""
    shelved_name: str = ""
    shelved_why: str = ""
    shelvings: int = 0
    quiet: bool = False


class Opening(Struct, kw_only=True):
    """When a new item came, and whether it was about life."""

    at: datetime
    life: bool


class Flood(Struct, kw_only=True):
    """A flood of reports: since when, how many a minute at its beginning, and whether nothing waits for a key."""

    since: datetime
    rate: int
    automatic: bool


class Flow(Struct, kw_only=True):
    """How much asks for attention. `opened`: new items of the last ten minutes; `held`: concerns that were held back
    when it was looked at last; `due`: when it is looked at again."""

    id: str = FLOW
    opened: list[Opening] = field(default_factory=list)
    held: int = 0
    flood: Flood | None = None
    due: datetime | None = None
