"""When all UIDs of a folder were compared, and what is odd about one that was seen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Three more columns: no folder was swept yet, and every UID was an ordinary one."""
    op.add_column("checks", sa.Column("swept_at", sa.String(32)))
    op.add_column("locations", sa.Column("state", sa.String))
    op.add_column("locations", sa.Column("reason", sa.Text))
