"""What is said of a drill for its report, put into the exercise's own ledger: also when it is over, and also by a
coordinator of the district who was not in it."""

from collections.abc import Callable
from typing import Any

from command.domain.draft import Draft
from command.domain.picture import Person
from command.domain.refusals import Refusal
from command.domain.sender import Asked
from command.service.desk import Desk
from command.service.drills import NotNow
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered

Rule = Callable[[Draft, Asked, Any], Refusal | None]


async def say(desk: Desk, by: Person, rule: Rule, request: Any) -> None:
    """Decided at once. Said again under the same id it says the same: nothing doubles in the report. Raises NotNow."""

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        refusal = rule(draft, Asked(by, request.id, draft.now, None), request)
        if refusal is not None:
            raise NotNow(refusal)
        return []

    await desk.transact(work)
