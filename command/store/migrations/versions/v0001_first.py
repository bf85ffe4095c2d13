"""The first schema. Until the first release it follows the tables of `command.store`; from then on it is frozen."""

from alembic import op

from command.store import evaluation_tables, exercise_tables, figure_tables, registry_tables, warning_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    for tables in (
        registry_tables,
        figure_tables,
        warning_tables,
        evaluation_tables,
        exercise_tables,
    ):  # each adds its own to the one metadata
        tables.metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Not offered: an older program never runs on a newer ledger; restore a backup instead."""
    raise NotImplementedError
