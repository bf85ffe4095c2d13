"""Who can sign in: the demo's accounts file."""

from pathlib import Path

import msgspec
from msgspec import Struct


class AccountsUnreadable(Exception):
    """The file cannot be used; the message says why."""


class Account(Struct, frozen=True):
    """One account. Devices and kiosks have a key and no password: nobody signs in with them."""

    username: str
    role: str
    id: str
    area: str
    name: str = ""
    password: str = ""
    key: str = ""


def read_accounts(path: Path) -> list[Account]:
    """The accounts of the file, those with a password first. Raises AccountsUnreadable."""
    try:
        accounts = msgspec.json.decode(path.read_bytes(), type=list[Account])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise AccountsUnreadable(f"the accounts in {path} cannot be read: {error}") from error
    return sorted(accounts, key=lambda account: not account.password)


def of_role(accounts: list[Account], *roles: str) -> list[Account]:
    """Those who sign in with one of the roles, in the order of the file."""
    return [account for account in accounts if account.role in roles and account.password]


def keyed(accounts: list[Account], prefix: str) -> list[Account]:
    """Devices whose name begins so (`cap-`: the bureau's, `device-`: call buttons), in the order of the file."""
    return [one for one in accounts if one.role == "device" and one.key and one.username.startswith(prefix)]
