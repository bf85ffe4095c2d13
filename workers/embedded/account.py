"""Whose rights the embedded servers run with.

PostgreSQL refuses to run as root. An ordinary user runs the servers as themselves. Root runs them as the first of
`gridcommand`, `postgres` and `nobody` that this machine has: no user is added to the system, and the servers' files
belong to that user alone.

That user must be able to reach the binaries and the data folder. A folder on the way that is closed to others (a home
of 0700, say) is opened for passing through, not for reading, and only to its own *group*, which the server then gets
as a supplementary group: 0700 becomes 0710. Nothing is ever opened to everybody.
"""

import os
import pwd
from pathlib import Path
from typing import Any

import msgspec

CANDIDATES = ("gridcommand", "postgres", "nobody")


class NoAccount(Exception):
    """There is no user the servers could run as, or it cannot reach what it needs."""


class Account(msgspec.Struct, frozen=True):
    """The user of the servers; `uid` is None when it is simply ours."""

    uid: int | None = None
    gid: int | None = None
    groups: frozenset[int] = frozenset()

    def rights(self) -> dict[str, Any]:
        """The arguments for `subprocess.Popen`."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": sorted(self.groups)}

    def own(self, path: Path) -> None:
        """Make the path, and all in it, the account's."""
        if self.uid is None or self.gid is None or path.stat().st_uid == self.uid:
            return
        for folder, _, files in os.walk(path):
            os.chown(folder, self.uid, self.gid)
            for name in files:
                os.chown(Path(folder, name), self.uid, self.gid, follow_symlinks=False)


def choose(*needed: Path) -> Account:
    """The account for this process, able to reach every path in `needed`. Raises NoAccount."""
    if os.geteuid() != 0:
        return Account()
    entry = _first_known()
    groups: set[int] = set()
    for path in needed:
        for folder in reversed(path.resolve().parents):
            groups |= _let_through(folder, entry)
    return Account(entry.pw_uid, entry.pw_gid, frozenset(groups))


def _first_known() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in CANDIDATES:
        if name in known and known[name].pw_uid != 0:
            return known[name]
    raise NoAccount(
        f"PostgreSQL does not run as root, and there is none of the users {', '.join(CANDIDATES)}: "
        "add one (useradd --system gridcommand), or start as an ordinary user"
    )


def _let_through(folder: Path, entry: pwd.struct_passwd) -> set[int]:
    """The group that passes the folder, after opening it as far as needed; empty when everybody passes."""
    state = folder.stat()
    if state.st_mode & 0o001 or (state.st_uid == entry.pw_uid and state.st_mode & 0o100):
        return set()
    if not state.st_mode & 0o010:
        try:
            folder.chmod((state.st_mode & 0o7777) | 0o010)
        except OSError as error:
            raise NoAccount(
                f"the user {entry.pw_name} cannot pass {folder} and it cannot be opened ({error}): start as an "
                "ordinary user, or choose another --data folder"
            ) from error
    return set() if state.st_gid == entry.pw_gid else {state.st_gid}
