"""The tables of the ledger: facts that are only added, and how a moment is kept in a column."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from watchdog.ledger.codec import keepable


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO 8601 in UTC and always as long, so that text sorts as time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the ledger keeps aware datetimes only, not {value.isoformat()}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text out of a mail, as far as a database can keep it."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> str | None:
        return None if value is None else keepable(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# `dated_at` is sent_at, else received_at, else when it was recorded: what facts are sorted by.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String, nullable=False, unique=True),
    Column("message_id", Words, nullable=False),
    Column("sender", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("sent_at", Moment),
    Column("received_at", Moment),
    Column("dated_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("sha256", String, nullable=False),
    Column("raw", LargeBinary),
    Column("size", BigInteger, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reader", String),
    Column("reason", Words),
    Column("trust_verdict", String, nullable=False),
    Column("trust_reasons", Text, nullable=False),
    Index(None, "outcome", "dated_at", "id"),
    Index(None, "reader", "outcome", "dated_at"),
)

_UNREADABLE = text("state = 'unreadable'")

# Every UID that was ever seen; message_id is null for mail that is no candidate. `state` is null
# for ordinary mail, else a SeenState, and `reason` says why it could not be fetched.
locations = Table(
    "locations",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", ForeignKey("messages.id")),
    Column("seen_at", Moment, nullable=False),
    Column("state", String),
    Column("reason", Words),
    Index(None, "message_id", "seen_at", "account"),
    # Of a million there are a handful.
    Index(None, "state", sqlite_where=_UNREADABLE),  # a server's own is in the migration
    sqlite_with_rowid=False,
)

cursors = Table(
    "cursors",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
)

# Re-derivable from messages; the columns beside `body` are for people who ask in SQL.
events = Table(
    "events",
    metadata,
    Column("message_id", ForeignKey("messages.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("merchant", String, nullable=False),
    Column("channel", String),
    Column("on", Date),
    Column("body", Text, nullable=False),
    Index(None, "merchant", "channel"),
    sqlite_with_rowid=False,
)

# What was judged, until a mail says something new: the triggers of a file take out the rows of a
# merchant whose mails change (migrations, 0007), and anybody may take out all. The `leader` of
# merchants that are judged together has the `body`; `turn` names the judgement that made it.
answers = Table(
    "answers",
    metadata,
    Column("merchant", String, primary_key=True),
    Column("leader", String, nullable=False),
    Column("turn", String, nullable=False),
    Column("body", LargeBinary),
)

# How many mails there are of each outcome, and UIDs ("seen"); see tallies.py. Never carried along.
tallies = Table(
    "tallies",
    metadata,
    Column("what", String, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("merchant", String),
    Column("channel", String),
    Column("on", Date),
    Column("finding", String),
    Column("undone_at", Moment),
    # The fingerprint of the mail that is corrected, and the correction as JSON.
    Column("message", String),
    Column("correction", Words),
    Column("until", Date),
    Column("plan", Words),
    Column("note", String),
    # Ids of subscriptions: the one that is meant, and the other that is the same one.
    Column("subscription", Words),
    Column("other", Words),
    # The words of the finding that is put away, for people who look at what they said.
    Column("about", Words),
    # The mailboxes that it is about, as a list in JSON; null for all.
    Column("mailboxes", Words),
)

notifications = Table(
    "notifications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("finding_id", String),
    Column("target", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("html", Words),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("last_error", Words),
    # When it was last sent without a word whether it arrived; how often it was then sent anew.
    Column("doubted_at", Moment),
    Column("resent", Integer, nullable=False, server_default="0"),
    # The key of the later letter that tells it too.
    Column("folded_into", String),
    Index(None, "state", "next_at"),
)

checks = Table(
    "checks",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("last_success_at", Moment),
    Column("last_attempt_at", Moment, nullable=False),
    Column("failing_since", Moment),
    Column("last_problem", Words),
    Column("problem_kind", String),
    # How often in a row, and when the next try is due.
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("retry_at", Moment),
    Column("swept_at", Moment),
    # The last time that it failed for a while and came back.
    Column("outage_from", Moment),
    Column("outage_until", Moment),
)

milestones = Table(
    "milestones",
    metadata,
    Column("key", String, primary_key=True),
    Column("reached_at", Moment, nullable=False),
)
