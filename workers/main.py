"""The command `gridcommand`.

To add commands, add a module `workers/cli_<something>.py` with `def register(app: typer.Typer) -> None`. It is found by
its name. Import what a command needs inside the command: `gridcommand config` must not load a gateway.
"""

import pkgutil
from importlib import import_module

import typer

import workers

app = typer.Typer(
    help="The command centre of a city district's grid management.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def register_all() -> None:
    """Let every `workers/cli_*.py` add its commands."""
    for module in pkgutil.iter_modules(workers.__path__):
        if module.name.startswith("cli_"):
            import_module(f"workers.{module.name}").register(app)


def main() -> None:
    """Entry point of the installed script."""
    register_all()
    app()


if __name__ == "__main__":
    main()
