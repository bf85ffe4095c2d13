"""Migrations of the schema, oldest first in `versions/`; run by `command.store.migrate`."""
