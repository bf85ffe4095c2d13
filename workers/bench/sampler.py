"""A part of ours, sampled: where its processor time goes, and what its tasks wait for.

Run as `python -m workers.bench.sampler FILE PART`. SIGUSR1 starts the sampling, the next one ends it and writes FILE.
A tick comes with every few milliseconds of *processor* time (SIGPROF), so that what is idle costs and shows nothing;
another every few milliseconds on the clock (SIGALRM) looks at what the named tasks wait for.
"""

import asyncio
import gc
import signal
import sys
import time
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import msgspec

EVERY_S = 0.002
WATCHED = ("Worker._write", "Relay.run", "Live._read", "Inbox._write")
"""Tasks whose waiting is looked at, by the name of their coroutine."""
_ROOT = Path(__file__).parents[2]
_OURS = tuple(str(_ROOT / name) + "/" for name in ("command", "realtime", "workers"))
_LOOP = "(event loop, reading and writing sockets)"


class Samples(msgspec.Struct):
    """Counts of ticks. `own`: by function; `ours`: by the nearest function of ours above it; `under`: by every function
    of ours on the stack; `waits`: by task, then by what it waits in. `gc_s`: seconds in the collector, by generation.
    """

    seconds: float = 0.0
    cpu_s: float = 0.0
    ticks: int = 0
    own: dict[str, int] = msgspec.field(default_factory=dict)
    ours: dict[str, int] = msgspec.field(default_factory=dict)
    under: dict[str, int] = msgspec.field(default_factory=dict)
    waits: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)
    gc_s: dict[int, float] = msgspec.field(default_factory=dict)
    gc_runs: dict[int, int] = msgspec.field(default_factory=dict)


class Sampler:
    """Takes samples of this process between two SIGUSR1."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._names: dict[CodeType, str] = {}
        self._samples: Samples | None = None
        self._begun = self._cpu = self._gc_begun = 0.0

    def install(self) -> None:
        """From the main thread."""
        signal.signal(signal.SIGUSR1, self._toggle)
        signal.signal(signal.SIGPROF, self._tick)
        signal.signal(signal.SIGALRM, self._look)
        gc.callbacks.append(self._collected)

    def _toggle(self, *_: object) -> None:
        if self._samples is None:
            self._samples = Samples()
            self._begun, self._cpu = time.perf_counter(), time.process_time()
            signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
            signal.setitimer(signal.ITIMER_REAL, EVERY_S, EVERY_S)
            return
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        samples, self._samples = self._samples, None
        samples.seconds = time.perf_counter() - self._begun
        samples.cpu_s = time.process_time() - self._cpu
        fresh = self._file.with_suffix(".writing")
        fresh.write_bytes(msgspec.json.encode(samples))
        fresh.replace(self._file)

    def _tick(self, _: int, frame: FrameType | None) -> None:
        samples = self._samples
        if samples is None or frame is None:
            return
        samples.ticks += 1
        if frame.f_code.co_name == "noop":  # uvloop's own: the tick came while no Python ran
            _count(samples.own, _LOOP)
            _count(samples.ours, _LOOP)
            return
        _count(samples.own, self._name(frame.f_code))
        seen, nearest, at = set[str](), "", frame
        step: FrameType | None = frame
        while step is not None:
            at, step = step, step.f_back
            if at.f_code.co_filename.startswith(_OURS):
                name = self._name(at.f_code)
                nearest = nearest or f"{name}:{at.f_lineno}"
                seen.add(name)
        _count(samples.ours, nearest or self._name(frame.f_code))
        for name in seen:
            _count(samples.under, name)

    def _look(self, *_: object) -> None:
        samples = self._samples
        if samples is None:
            return
        try:
            running, tasks = asyncio.current_task(), asyncio.all_tasks()
        except RuntimeError:
            return
        for task in tasks:
            name = getattr(task.get_coro(), "__qualname__", "")
            if name in WATCHED:
                where = "(runs)" if task is running else _innermost(task.get_coro())
                _count(samples.waits.setdefault(name, {}), where)

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._gc_begun = time.perf_counter()
        elif self._samples is not None:
            generation = info["generation"]
            spent = self._samples.gc_s.get(generation, 0.0)
            self._samples.gc_s[generation] = spent + time.perf_counter() - self._gc_begun
            self._samples.gc_runs[generation] = self._samples.gc_runs.get(generation, 0) + 1

    def _name(self, code: CodeType) -> str:
        name = self._names.get(code)
        if name is None:
            name = self._names[code] = f"{_short(code.co_filename)}:{code.co_qualname}"
        return name


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def _innermost(coroutine: Any) -> str:
    """The lines of ours that a suspended coroutine stands at, the innermost two."""
    lines: list[str] = []
    while coroutine is not None and hasattr(coroutine, "cr_frame"):
        frame = coroutine.cr_frame
        if frame is not None and frame.f_code.co_filename.startswith(_OURS):
            lines.append(f"{_short(frame.f_code.co_filename)}:{frame.f_code.co_name}:{frame.f_lineno}")
        coroutine = coroutine.cr_await
    return " < ".join(reversed(lines[-2:])) or "(elsewhere)"


def _short(file: str) -> str:
    _, found, tail = file.rpartition("site-packages/")
    if found:
        return tail
    return file.removeprefix(f"{_ROOT}/") if file.startswith(str(_ROOT)) else "/".join(file.split("/")[-2:])


def main() -> None:
    """The part, as `gridcommand PART` runs it."""
    file, part = sys.argv[1:3]
    Sampler(Path(file)).install()
    sys.argv = ["gridcommand", part]
    from workers.main import main as command

    command()


if __name__ == "__main__":
    main()
