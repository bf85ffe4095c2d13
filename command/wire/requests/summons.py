"""The request that answers a summons."""

from command.domain.facts.summons import SummonsWord
from command.wire.requests.base import Durable, Moment, Reason, ThingId


class AnswerSummons(Durable, frozen=True, kw_only=True):
    """`summons.answer`: the sender comes, cannot, is indoors, has seen it; or `person` does, says the sender, who gives
    a `reason`. *cannot* needs a reason of everybody's."""

    summons: ThingId
    word: SummonsWord
    at: Moment
    person: ThingId | None = None
    reason: Reason = ""


DURABLE: dict[str, type[Durable]] = {"summons.answer": AnswerSummons}
