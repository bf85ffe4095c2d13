"""What went wrong with the database, said without its library."""

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

DatabaseError = SQLAlchemyError
"""Any trouble with the database."""


def is_content(error: BaseException) -> bool:
    """Whether the error can have come from what was written (or from our own rules), not from the server's state."""
    return not isinstance(error, SQLAlchemyError) or isinstance(error, DataError | IntegrityError)


def is_outage(error: BaseException) -> bool:
    """Whether the same may well succeed later: the server is gone, restarting, full or slow."""
    return isinstance(error, DBAPIError | SQLAlchemyError | OSError | TimeoutError) and not isinstance(
        error, DataError | IntegrityError
    )
