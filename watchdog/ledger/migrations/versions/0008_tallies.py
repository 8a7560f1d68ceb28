"""How many mails there are of each outcome, and how many UIDs were ever seen, counted as they come.

In a file: the database itself counts mails, and the UIDs that go; those that come are many, and are
counted in one step by whoever adds them. On a server nothing is counted ahead. Whose mail was last
read, and which UIDs could not be had, is found by an index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_OUTCOMES = ("parsed", "review", "ignored", "failed", "quarantined")
_ONE = "UPDATE tallies SET number = number {step} 1 WHERE what = {what}"
_MORE, _LESS = "+", "-"
_TRIGGERS = {
    "tally_mail_in": ("INSERT ON messages", "", (_ONE.format(step=_MORE, what="NEW.outcome"),)),
    "tally_mail_out": ("DELETE ON messages", "", (_ONE.format(step=_LESS, what="OLD.outcome"),)),
    "tally_mail": (
        "UPDATE OF outcome ON messages",
        "WHEN OLD.outcome <> NEW.outcome",
        (
            _ONE.format(step=_LESS, what="OLD.outcome"),
            _ONE.format(step=_MORE, what="NEW.outcome"),
        ),
    ),
    "tally_place_out": ("DELETE ON locations", "", (_ONE.format(step=_LESS, what="'seen'"),)),
}


def upgrade() -> None:
    """A table of numbers, two indices, and the triggers of a file."""
    is_file = op.get_bind().dialect.name == "sqlite"
    own = [] if is_file else [_owner()]
    names = [str(one.name) for one in own]
    op.create_table(
        "tallies",
        *own,
        sa.Column("what", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(*names, "what", name="pk_tallies"),
    )
    read = [*names, "reader", "outcome", "dated_at"]
    op.create_index("ix_messages_reader_outcome_dated_at", "messages", read)
    unreadable = sa.text("state = 'unreadable'")
    op.create_index(
        "ix_locations_state",
        "locations",
        [*names, "state"],
        sqlite_where=unreadable,
        postgresql_where=unreadable,
    )
    if not is_file:
        _keep_apart("tallies")
        return
    _count()
    for name, (when, which, steps) in _TRIGGERS.items():
        does = "; ".join(steps)
        op.execute(f"CREATE TRIGGER {name} AFTER {when} FOR EACH ROW {which} BEGIN {does}; END")


def _count() -> None:
    """What is there already."""
    op.execute("INSERT INTO tallies SELECT 'seen', count(*) FROM locations")
    for outcome in _OUTCOMES:
        of_it = f"'{outcome}', count(*) FROM messages WHERE outcome = '{outcome}'"
        op.execute(f"INSERT INTO tallies SELECT {of_it}")


def _owner() -> sa.Column[str]:
    said = "nullif(current_setting('watchdog.owner', true), '')"
    return sa.Column("owner", sa.Text, nullable=False, server_default=sa.text(said))


def _keep_apart(table: str) -> None:
    own = "owner = current_setting('watchdog.owner', true)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_rows ON {table} USING ({own}) WITH CHECK ({own})")
