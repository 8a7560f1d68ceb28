"""Letters in doubt, letters told in a later one, and how long a mailbox could not be heard."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Columns that are empty, or zero, in everything recorded before."""
    op.add_column("notifications", sa.Column("doubted_at", _MOMENT))
    op.add_column(
        "notifications", sa.Column("resent", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column("notifications", sa.Column("folded_into", sa.String))
    op.add_column("checks", sa.Column("failures", sa.Integer, nullable=False, server_default="0"))
    op.add_column("checks", sa.Column("retry_at", _MOMENT))
    op.add_column("checks", sa.Column("outage_from", _MOMENT))
    op.add_column("checks", sa.Column("outage_until", _MOMENT))
