"""Whoever listens finds the server wherever it is."""

from urllib.parse import quote

import pytest
from psycopg.conninfo import conninfo_to_dict

from command.store.listen import conninfo


@pytest.mark.parametrize("folder", ["/tmp/data", "/tmp/a data folder", "/tmp/a+b", "/tmp/100%", "/tmp/数据 一"])
def test_a_socket_is_found_in_any_folder(folder: str) -> None:
    found = conninfo_to_dict(conninfo(f"postgresql://me@/district?host={quote(folder, safe='')}"))
    assert (found["host"], found["user"], found["dbname"]) == (folder, "me", "district")


def test_a_server_is_found_by_name_port_and_password() -> None:
    found = conninfo_to_dict(conninfo("postgresql://me:p%20%2B%40ss@db.example:6432/district"))
    assert (found["host"], str(found["port"]), found["password"]) == ("db.example", "6432", "p +@ss")
