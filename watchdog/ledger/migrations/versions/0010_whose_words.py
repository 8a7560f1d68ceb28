"""The user's word says of which mailboxes it is: another one that is added knows nothing of it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """One more column, empty in every statement made before: those hold in all mailboxes."""
    op.add_column("statements", sa.Column("mailboxes", sa.Text))
