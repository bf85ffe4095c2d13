"""What is settled once, at a draft's end, whatever was decided in it: who goes where, then what needs an operator."""

from command.domain.attention.attend import attend
from command.domain.draft import Draft
from command.domain.helping import finish as settle_freed


def finish(draft: Draft) -> None:
    """To be called before a draft is kept. Doing it twice changes nothing."""
    settle_freed(draft)
    attend(draft)
