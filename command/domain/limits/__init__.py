"""时限: how long each stage of each kind of incident may take, and what else a category decides."""

from command.domain.limits.book import Book, due_in, handled_by, limits_of
from command.domain.limits.notation import span, written
from command.domain.limits.sampling import is_drawn
from command.domain.limits.table import built_in

__all__ = ["Book", "built_in", "due_in", "handled_by", "is_drawn", "limits_of", "span", "written"]
