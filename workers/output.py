"""One terminal for many processes: a prefix for each, and never a wait.

A terminal that is paused (Ctrl-S), or a reader of a pipe that hangs, must not stop a gateway. So lines go through a
bounded queue to a thread of their own; what does not fit is dropped and counted.
"""

import contextlib
import queue
import sys
import threading

WIDTH = 8
CAPACITY = 10_000


class Output:
    """Lines from many sources, written in order by one thread."""

    def __init__(self) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue(CAPACITY)
        self._dropped = 0
        self._thread = threading.Thread(target=self._write_all, daemon=True, name="output")
        self._thread.start()

    def line(self, source: str, text: str) -> None:
        """Write one line of a source, prefixed with its name."""
        self._put(f"{source:<{WIDTH}}| {text}")

    def plain(self, text: str) -> None:
        """Write text for the person who started us, as it is."""
        self._put(text)

    def close(self) -> None:
        """Write what waits, for at most a second."""
        with contextlib.suppress(queue.Full):
            self._lines.put(None, timeout=1.0)
            self._thread.join(1.0)

    def _put(self, item: str) -> None:
        try:
            self._lines.put_nowait(item)
        except queue.Full:
            self._dropped += 1

    def _write_all(self) -> None:
        while (item := self._lines.get()) is not None:
            lost, self._dropped = self._dropped, 0
            self._write(f"({lost} lines were dropped here)\n{item}" if lost else item)

    @staticmethod
    def _write(text: str) -> None:
        try:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        except (OSError, ValueError):  # whoever read us has gone; the work goes on
            pass
