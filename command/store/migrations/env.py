"""Alembic's entry: runs on the connection that `migrate` hands over, which holds the lock."""

from alembic import context

from command.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
