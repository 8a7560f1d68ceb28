"""What the user says of a mail stands beside the other statements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two more columns, empty in every statement made before."""
    op.add_column("statements", sa.Column("message", sa.String))
    op.add_column("statements", sa.Column("correction", sa.Text))
