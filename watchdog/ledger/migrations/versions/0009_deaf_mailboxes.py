"""What workers share says of each mailbox since when it cannot be heard, and why.

It stands in the ledger of its owner too, whose rows nobody sees who looks after all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """A file has no fleet, and stays as it was."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.add_column("polls", sa.Column("failing_since", sa.DateTime(timezone=True)))
    for name in ("failing_folder", "problem", "problem_kind"):
        op.add_column("polls", sa.Column(name, sa.Text))
