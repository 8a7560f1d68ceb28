"""The user can say more: until when, of which plan, which note, which subscriptions are one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Six more columns, empty in every statement made before."""
    op.add_column("statements", sa.Column("until", sa.Date))
    op.add_column("statements", sa.Column("plan", sa.Text))
    op.add_column("statements", sa.Column("note", sa.String))
    op.add_column("statements", sa.Column("subscription", sa.Text))
    op.add_column("statements", sa.Column("other", sa.Text))
    op.add_column("statements", sa.Column("about", sa.Text))
