"""The one terminal of all processes."""

import io
import threading

import pytest

from workers import output as output_module
from workers.output import Output


class Stuck(io.StringIO):
    """A terminal that is paused until somebody lets it go on."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = threading.Event()

    def write(self, text: str) -> int:
        self.goes_on.wait(10)
        return super().write(text)


def test_a_paused_terminal_never_holds_up_who_writes_and_says_later_what_was_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Stuck()
    monkeypatch.setattr(output_module, "CAPACITY", 5)
    monkeypatch.setattr("sys.stdout", terminal)
    output = Output()
    for number in range(100):
        output.line("gateway", str(number))  # would wait for ever
    terminal.goes_on.set()
    output.line("gateway", "after")
    output.close()
    assert "gateway | 0\n" in terminal.getvalue()
    assert "lines were dropped here" in terminal.getvalue()


def test_a_reader_that_went_away_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdout", closed)
    output = Output()
    output.line("gateway", "into the void")
    output.close()
