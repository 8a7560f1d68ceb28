"""What workers share beside the ledgers: who is looked after, and what is due when.

Made by the ledger's migrations 0006 and 0009. No mail stands here, so no row-level security either.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()
_MOMENT = DateTime(timezone=True)

# `config` is TOML without secrets. `tell_at`: when to judge, write and send again; `given_at`:
# since when a job for that is on its way. `judged` and `urgent_on` as in `tick.Judged`.
tenants = Table(
    "tenants",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("config", Text, nullable=False),
    Column("added_at", _MOMENT, nullable=False),
    Column("tell_at", _MOMENT, nullable=False),
    Column("given_at", _MOMENT),
    Column("judged", Text, nullable=False),
    Column("urgent_on", Date),
)

# `mailbox` is host and user, which two owners may share; `faults` counts surprises in a row.
# `failing_since` and what follows it are of the folder that could not be read for longest.
polls = Table(
    "polls",
    metadata,
    Column("owner", ForeignKey("tenants.owner"), primary_key=True),
    Column("account", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("due_at", _MOMENT, nullable=False),
    Column("given_at", _MOMENT),
    Column("is_first", Boolean, nullable=False),
    Column("throttled_at", _MOMENT),
    Column("done", BigInteger, nullable=False),
    Column("lag_seconds", Float, nullable=False),
    Column("faults", Integer, nullable=False),
    Column("last_fault", Text),
    Column("failing_since", _MOMENT),
    Column("failing_folder", Text),
    Column("problem", Text),
    Column("problem_kind", Text),
)
