"""`gridcommand simulate`: a living district, or a file of real reports in fast motion."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.clock import now_ms
from workers.cli import DataOption, own_settings, refuse

if TYPE_CHECKING:
    from workers.simulator.reports import BadRow, Row
    from workers.simulator.run import Options
    from workers.simulator.scenario import Scenario
    from workers.simulator.storm.plan import StormPlan

_EPILOG = (
    "With --reports, start the server with the merge window in the same fast motion, 24 h divided by the pace: "
    "GRIDCOMMAND_MERGE_WINDOW_S=144 gridcommand serve --demo, for a pace of 600."
)


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EPILOG)(simulate)


def simulate(  # noqa: PLR0913, PLR0917 - one for each option
    url: Annotated[str | None, typer.Option(metavar="URL", help="The system; default: what runs in --data.")] = None,
    data: DataOption = None,
    accounts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who signs in; default: demo-accounts.json of --data.")
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="patrol-day (default), burst, night, district-day, rammasun or storm."),
    ] = None,
    track: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --scenario storm: a track as CSV, in the columns of a best track."),
    ] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Whose track, of a file of several.")] = None,
    damage: Annotated[
        float | None, typer.Option(min=0.01, max=10, help="How much breaks in a storm, as a share; default 0.5.")
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            min=0.001,
            max=1000,
            help="Reports a second, on average. Of a storm: how many seconds the server's clock runs in one, which "
            "it must have been started with; default: as it runs.",
        ),
    ] = None,
    duration: Annotated[float | None, typer.Option(min=1, max=1e6, help="Seconds.")] = None,
    speed: Annotated[
        float | None, typer.Option(min=0.1, max=1e5, help="Seconds of people's life in a second; default: as scaled.")
    ] = None,
    people: Annotated[int | None, typer.Option(min=1, help="Grid workers at most; default: all.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed, the same people and reports.")] = None,
    reports: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Send a CSV with the columns reported_at_local, lat, lon, kind, channel, closed_at_local, limit_days, "
            "fitted by its bounding box onto the urban streets. Bad rows are told by line, the rest is sent.",
        ),
    ] = None,
    pace: Annotated[float, typer.Option(min=0.01, max=1e6, help="How many times faster the file is sent.")] = 600.0,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures there too.")] = None,
) -> None:
    """Simulated people at work, over the real socket and HTTP. Ctrl-C checks everybody out."""
    from workers.simulator.accounts import AccountsUnreadable, read_accounts
    from workers.simulator.run import Options

    if reports is not None and (scenario or rate or duration):
        refuse(
            "--reports brings its own times: it goes with --pace, not with --scenario, --rate or --duration",
            os.EX_USAGE,
        )
    storm = _storm(scenario, track, agency, damage)
    if storm is not None and (reports is not None or duration or speed):
        refuse("a storm takes as long as its track, at the pace of the server's clock", os.EX_USAGE)
    folder = own_settings(data_dir=data).data_dir
    where = url or _running_in(folder)
    try:
        known = read_accounts(accounts or Path(folder, "demo-accounts.json"))
    except AccountsUnreadable as error:
        refuse(f"{error}; name another file with --accounts", os.EX_NOINPUT)
    seed = now_ms() % 1_000_000 if seed is None else seed
    if storm is not None:
        typer.echo(f"seed {seed}; storm {storm.code} {storm.name} at {where}; people live by the server's clock")
        options = Options(
            url=where, accounts=known, seed=seed, speed=1.0, people=people, storm=storm, clock=rate, json=json
        )
    elif reports is not None:
        rows, bad = _rows(reports)
        typer.echo(
            f"seed {seed}; {reports} at {pace:g} times its pace to {where}; the server's merge window should be "
            f"{86_400 / pace:g} s (GRIDCOMMAND_MERGE_WINDOW_S)"
        )
        options = Options(
            url=where,
            accounts=known,
            seed=seed,
            speed=speed or pace,
            people=people,
            rows=rows,
            bad=bad,
            pace=pace,
            json=json,
        )
    else:
        chosen = _scenario(scenario or "patrol-day", rate, duration)
        pressed = speed or max(1.0, chosen.life_s / chosen.duration_s)
        faster = "by the server's clock" if chosen.by_roster else f"{pressed:g} times faster"
        typer.echo(f"seed {seed}; {chosen.name} for {chosen.duration_s:g} s at {where}; people live {faster}")
        options = Options(
            url=where, accounts=known, seed=seed, speed=pressed, people=people, scenario=chosen, json=json
        )
    _run(options)


def _storm(scenario: str | None, track: Path | None, agency: str | None, damage: float | None) -> "StormPlan | None":
    """The storm that is to be lived, read before anybody is asked anything."""
    from command.clock import now
    from workers.simulator.storm.plan import DAMAGE, TrackRefused, from_file, rammasun

    if scenario != "storm" and (track is not None or agency is not None):
        refuse("--track and --agency go with --scenario storm", os.EX_USAGE)
    if scenario not in ("rammasun", "storm"):
        if damage is not None:
            refuse("--damage goes with --scenario rammasun or storm", os.EX_USAGE)
        return None
    share = damage if damage is not None else DAMAGE
    if scenario == "rammasun":
        return rammasun(share)
    if track is None:
        refuse("--scenario storm needs its track: --track FILE", os.EX_USAGE)
    try:
        return from_file(track, now(), agency, share)
    except TrackRefused as error:
        refuse(str(error), os.EX_DATAERR)


def _running_in(folder: str) -> str:
    from workers.embedded import published

    known = published(folder)
    if known is None or not known.url:
        refuse(f"nothing runs in {folder}: name its folder with --data, or its address with --url", os.EX_UNAVAILABLE)
    return known.url


def _rows(path: Path) -> "tuple[list[Row], list[BadRow]]":
    from workers.simulator.reports import FileUnusable, read_reports

    try:
        rows, bad = read_reports(path)
    except FileUnusable as error:
        refuse(str(error), os.EX_DATAERR)
    for one in bad:
        typer.echo(f"line {one.line}: not sent: {one.why}")
    typer.echo(f"{len(rows)} rows to send, {len(bad)} bad ones")
    return rows, bad


def _scenario(name: str, rate: float | None, duration: float | None) -> "Scenario":
    import msgspec

    from workers.simulator.scenario import SCENARIOS

    if name not in SCENARIOS:
        refuse(f"no such scenario: {name}; there are {', '.join([*SCENARIOS, 'rammasun', 'storm'])}", os.EX_USAGE)
    chosen = SCENARIOS[name]
    return msgspec.structs.replace(
        chosen, rate=rate or chosen.rate, duration_s=duration if duration is not None else chosen.duration_s
    )


def _run(options: "Options") -> None:
    import uvloop

    from workers.simulator.run import NobodyToSend
    from workers.simulator.run import simulate as run
    from workers.simulator.storm.living import OtherPace
    from workers.simulator.storm.plan import TrackRefused
    from workers.simulator.web import WebError

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            faults = runner.run(run(options, _say, _show))
    except (NobodyToSend, WebError, OtherPace) as error:
        refuse(str(error), os.EX_UNAVAILABLE)
    except TrackRefused as error:
        refuse(str(error), os.EX_DATAERR)
    except (asyncio.CancelledError, KeyboardInterrupt):
        refuse("stopped at once", os.EX_TEMPFAIL)
    if faults:
        refuse(f"the counts do not agree, {len(faults)} faults", os.EX_SOFTWARE)


def _say(line: str) -> None:
    """A line that stays, above the status if that is rewritten in place."""
    typer.echo(("\r\x1b[K" if sys.stdout.isatty() else "") + line)


def _show(line: str) -> None:
    """The status: one line that is rewritten on a terminal, a line a second elsewhere."""
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[K" + line)
        sys.stdout.flush()
    else:
        typer.echo(line)
