"""What was judged, by merchant: kept until a mail says something new about one.

Nothing rests on these rows: whoever deletes them has the ledger judged anew. In a file the database
itself takes out those of a merchant whose mails change, so that no way of writing can forget it,
and with them the row "*", where what is said of all together lies; on a server none are kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_OF_MAIL = (
    "merchant IN (SELECT '*' UNION ALL SELECT merchant FROM events WHERE message_id = {mail})"
)
# What a fact is made of, beside the bytes of its mail.
_TOLD = "fingerprint, message_id, sender, subject, dated_at, sha256, outcome, trust_verdict"
_ELSEWHERE = (
    "WHEN OLD.message_id IS NOT NEW.message_id"
    " OR OLD.account <> NEW.account OR OLD.seen_at <> NEW.seen_at"
)
_TRIGGERS = {
    "news_event_in": ("INSERT ON events", "", "merchant IN ('*', NEW.merchant)"),
    "news_event_out": ("DELETE ON events", "", "merchant IN ('*', OLD.merchant)"),
    "news_event": ("UPDATE ON events", "", "merchant IN ('*', OLD.merchant, NEW.merchant)"),
    "news_mail": (
        f"UPDATE OF {_TOLD}, trust_reasons ON messages",
        "",
        _OF_MAIL.format(mail="NEW.id"),
    ),
    "news_place_in": (
        "INSERT ON locations",
        "WHEN NEW.message_id IS NOT NULL",
        _OF_MAIL.format(mail="NEW.message_id"),
    ),
    "news_place_out": (
        "DELETE ON locations",
        "WHEN OLD.message_id IS NOT NULL",
        _OF_MAIL.format(mail="OLD.message_id"),
    ),
    "news_place": (
        "UPDATE OF message_id, account, seen_at ON locations",
        _ELSEWHERE,
        _OF_MAIL.replace("= {mail}", "IN (OLD.message_id, NEW.message_id)"),
    ),
}


def upgrade() -> None:
    """A table of answers, who asks for merchants finds them, and the triggers of a file."""
    is_file = op.get_bind().dialect.name == "sqlite"
    own = [] if is_file else [_owner()]
    op.create_table(
        "answers",
        *own,
        sa.Column("merchant", sa.String, nullable=False),
        sa.Column("leader", sa.String, nullable=False),
        sa.Column("turn", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.PrimaryKeyConstraint(*[one.name for one in own], "merchant", name="pk_answers"),
    )
    columns = [*[str(one.name) for one in own], "merchant", "channel"]
    op.create_index("ix_events_merchant_channel", "events", columns)
    if not is_file:
        _keep_apart("answers")
        return
    for name, (when, which, whose) in _TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER {name} AFTER {when} FOR EACH ROW {which}"  # noqa: S608 - our words
            f" BEGIN DELETE FROM answers WHERE {whose}; END"
        )


def _owner() -> sa.Column[str]:
    said = "nullif(current_setting('watchdog.owner', true), '')"
    return sa.Column("owner", sa.Text, nullable=False, server_default=sa.text(said))


def _keep_apart(table: str) -> None:
    own = "owner = current_setting('watchdog.owner', true)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_rows ON {table} USING ({own}) WITH CHECK ({own})")
