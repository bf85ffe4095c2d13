"""How the processes write their log: one readable line an event, on standard error, times in UTC."""

import logging
import sys
from typing import TextIO, cast

import structlog

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class _CurrentStderr:
    """Standard error as it is when something is written: whoever replaced it for a while does not keep our log."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(level: str) -> None:
    """Log from `level` (debug, info, warning, error) upwards, our own events and those of the libraries."""
    stderr = cast("TextIO", _CurrentStderr())
    logging.basicConfig(
        level=max(LEVELS[level], logging.WARNING), format="%(levelname)s %(name)s %(message)s", stream=stderr
    )
    # A tick that finds the last one still at work is the scheduler's normal day, not news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S.%f", utc=True, key="timestamp"),
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=28),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(stderr),
        cache_logger_on_first_use=True,
    )
