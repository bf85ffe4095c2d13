"""`gridcommand user`: accounts from the command line, for the first administrator and for small districts."""

import asyncio
import os
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from workers.cli import DataOption, refuse, settings_for

if TYPE_CHECKING:
    from command.service.accounts import Account
    from command.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    users = typer.Typer(help="Accounts: people, devices and kiosks.", no_args_is_help=True)
    users.command("add")(add)
    app.add_typer(users, name="user")


def add(  # noqa: PLR0913, PLR0917 - a command's options
    username: Annotated[str, typer.Argument(help="What the person signs in with; a label for a kiosk or device.")],
    role: Annotated[
        str, typer.Option(help="worker, supervisor, operator, coordinator, admin, auditor, kiosk, device.")
    ],
    name: Annotated[str, typer.Option(help="The name that others read.")],
    area: Annotated[list[str], typer.Option(help="Code of an area it answers for; may be given again.")],
    language: Annotated[str, typer.Option(help="zh-CN or en.")] = "zh-CN",
    watch_leader: Annotated[bool, typer.Option("--watch-leader", help="May void incidents (an operator).")] = False,
    rank: Annotated[
        str | None, typer.Option(help="commander, deputy or secretary: which response levels a coordinator may order.")
    ] = None,
    skill: Annotated[
        list[str] | None, typer.Option(help="What they can do; volunteer or assistant among them.")
    ] = None,
    password: Annotated[bool, typer.Option("--ask-password", help="Ask for a password; else one is made.")] = False,
    data: DataOption = None,
) -> None:
    """Make an account. Its password or key is printed once and kept nowhere else."""
    from command.service.accounts import AccountError
    from command.store.people import CredentialTaken

    chosen = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if password else None
    more = {"language": language, "watch_leader": watch_leader, "rank": rank, "skills": skill or []}
    account = _account(username, role, name, area, password=chosen, **more)
    try:
        asyncio.run(_add(settings_for(data_dir=data), account))
    except AccountError as error:
        refuse(str(error), os.EX_USAGE)
    except CredentialTaken:
        refuse(f"the user name {username} is taken", os.EX_USAGE)
    typer.echo(f"{role} {username}: {'key' if account.key else 'password'} {account.key or chosen or account.password}")


def _account(username: str, role: str, name: str, areas: list[str], *, password: str | None, **more: Any) -> "Account":
    from command.clock import new_id
    from command.domain.facts import Role
    from command.service.accounts import KEYED, Account, new_key, new_password

    return Account(
        id=new_id(),
        name=name,
        role=cast("Role", role),
        areas=areas,
        username=username,
        password=None if role in KEYED else password or new_password(),
        key=new_key() if role in KEYED else None,
        **more,
    )


async def _add(settings: "Settings", account: "Account") -> None:
    from command.domain.area import AreaIndex
    from command.service.accounts import add_accounts, check
    from command.service.desk import Desk
    from command.store.areas import load_areas
    from command.store.database import create_engine

    engine = create_engine(settings.database_url, name="gridcommand-user")
    try:
        areas = AreaIndex(await load_areas(engine))
        check(account, areas, settings.district)
        await add_accounts(engine, Desk(engine, settings.district, areas), settings.district, [account])
    finally:
        await engine.dispose()
