"""On a server one ledger serves many: every row has an owner, and the server keeps them apart.

A file has one owner, the one whose file it is, and stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# What was unique before is unique for each owner.
_KEYS = {
    "locations": ("pk_locations", "PRIMARY KEY (owner, account, folder, uidvalidity, uid)"),
    "cursors": ("pk_cursors", "PRIMARY KEY (owner, account, folder)"),
    "checks": ("pk_checks", "PRIMARY KEY (owner, account, folder)"),
    "milestones": ("pk_milestones", "PRIMARY KEY (owner, key)"),
    "messages": ("uq_messages_fingerprint", "UNIQUE (owner, fingerprint)"),
    "notifications": ("uq_notifications_key", "UNIQUE (owner, key)"),
}
_TABLES = (*_KEYS, "events", "statements")
_INDICES = {
    "ix_messages_outcome_dated_at_id": "messages (owner, outcome, dated_at, id)",
    "ix_messages_owner_id": "messages (owner, id)",
    "ix_notifications_state_next_at": "notifications (owner, state, next_at)",
    "ix_statements_owner": "statements (owner)",
}
# Two thousand million mails are few for many.
_WIDE = (
    ("messages", "id"),
    ("statements", "id"),
    ("notifications", "id"),
    ("events", "message_id"),
    ("locations", "message_id"),
)


def upgrade() -> None:
    """An owner column, keys that begin with it, and row-level security even for the tables' owner.

    The server asks the policies of whoever owns the tables too (FORCE), so a later migration that
    rewrites rows has to lift them while it runs.
    """
    if op.get_bind().dialect.name != "postgresql":
        return
    # What was kept before there were owners belongs to the one who is meant without a name.
    op.execute("SELECT set_config('watchdog.owner', 'me', true)")
    for table, column in _WIDE:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bigint")
        if column == "id":
            op.execute(f"ALTER SEQUENCE {table}_id_seq AS bigint")
    for table in _TABLES:
        _own(table)
    for table, (name, key) in _KEYS.items():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {key}")
    for name, columns in _INDICES.items():
        op.execute(f"DROP INDEX IF EXISTS {name}")
        op.execute(f"CREATE INDEX {name} ON {columns}")
    for table in _TABLES:
        _keep_apart(table)
    _fleet()


def _fleet() -> None:
    """What workers share (watchdog/fleet): no mail, and nothing that was read of one."""
    moment = sa.DateTime(timezone=True)
    now = sa.text("now()")
    op.create_table(
        "tenants",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("config", sa.Text, nullable=False),
        sa.Column("added_at", moment, nullable=False, server_default=now),
        sa.Column("tell_at", moment, nullable=False, server_default=now),
        sa.Column("given_at", moment),
        sa.Column("judged", sa.Text, nullable=False, server_default=""),
        sa.Column("urgent_on", sa.Date),
    )
    op.create_table(
        "polls",
        sa.Column("owner", sa.Text, sa.ForeignKey("tenants.owner", ondelete="CASCADE")),
        sa.Column("account", sa.Text),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("mailbox", sa.Text, nullable=False),
        sa.Column("due_at", moment, nullable=False, server_default=now),
        sa.Column("given_at", moment),
        sa.Column("is_first", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("throttled_at", moment),
        sa.Column("done", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("lag_seconds", sa.Float, nullable=False, server_default="0"),
        sa.Column("faults", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_fault", sa.Text),
        sa.PrimaryKeyConstraint("owner", "account"),
    )
    op.execute("CREATE INDEX ix_polls_due_at ON polls (due_at) WHERE given_at IS NULL")
    op.execute("CREATE INDEX ix_polls_host ON polls (host) WHERE given_at IS NOT NULL")
    op.execute("CREATE INDEX ix_polls_mailbox ON polls (mailbox)")
    op.execute("CREATE INDEX ix_tenants_tell_at ON tenants (tell_at) WHERE given_at IS NULL")


def _own(table: str) -> None:
    # Who never said for whom he works gets NULL here, which is refused.
    said = "nullif(current_setting('watchdog.owner', true), '')"
    op.execute(f"ALTER TABLE {table} ADD COLUMN owner text NOT NULL DEFAULT {said}")


def _keep_apart(table: str) -> None:
    own = "owner = current_setting('watchdog.owner', true)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_rows ON {table} USING ({own}) WITH CHECK ({own})")
