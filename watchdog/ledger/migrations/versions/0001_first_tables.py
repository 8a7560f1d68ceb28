"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Make every table; a ledger is never taken back to an older version."""
    _mails()
    _what_was_read_of_them()
    _the_users_word_and_the_outbox()
    _health()


def _mails() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("received_at", _MOMENT),
        sa.Column("dated_at", _MOMENT, nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reader", sa.String),
        sa.Column("reason", sa.Text),
        sa.Column("trust_verdict", sa.String, nullable=False),
        sa.Column("trust_reasons", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("fingerprint", name="uq_messages_fingerprint"),
    )
    op.create_index("ix_messages_outcome_dated_at_id", "messages", ["outcome", "dated_at", "id"])
    op.create_table(
        "locations",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("folder", sa.String, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account", "folder", "uidvalidity", "uid", name="pk_locations"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_locations_message_id_messages"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_locations_message_id_seen_at_account",
        "locations",
        ["message_id", "seen_at", "account"],
    )
    op.create_table(
        "cursors",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("folder", sa.String, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("last_uid", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("account", "folder", name="pk_cursors"),
    )


def _what_was_read_of_them() -> None:
    op.create_table(
        "events",
        sa.Column("message_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("merchant", sa.String, nullable=False),
        sa.Column("channel", sa.String),
        sa.Column("on", sa.Date),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("message_id", "position", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_events_message_id_messages"
        ),
        sqlite_with_rowid=False,
    )


def _the_users_word_and_the_outbox() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("said_at", _MOMENT, nullable=False),
        sa.Column("merchant", sa.String),
        sa.Column("channel", sa.String),
        sa.Column("on", sa.Date),
        sa.Column("finding", sa.String),
        sa.Column("undone_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
    )
    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("finding_id", sa.String),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("html", sa.Text),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("last_error", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_notifications"),
        sa.UniqueConstraint("key", name="uq_notifications_key"),
    )
    op.create_index("ix_notifications_state_next_at", "notifications", ["state", "next_at"])


def _health() -> None:
    op.create_table(
        "checks",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("folder", sa.String, nullable=False),
        sa.Column("last_success_at", _MOMENT),
        sa.Column("last_attempt_at", _MOMENT, nullable=False),
        sa.Column("failing_since", _MOMENT),
        sa.Column("last_problem", sa.Text),
        sa.Column("problem_kind", sa.String),
        sa.PrimaryKeyConstraint("account", "folder", name="pk_checks"),
    )
    op.create_table(
        "milestones",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("reached_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_milestones"),
    )
