"""Which mailboxes of a fleet cannot be heard, since when and why, as the last polls noted it."""

import msgspec
from sqlalchemy import Connection, text

from watchdog.fleet.tenants import Fleet
from watchdog.hearing import DEAF_AFTER, DEAF_AT_ONCE

# The same as `hearing.is_deaf`, asked of the database.
_DEAF = """failing_since IS NOT NULL AND (
    problem_kind = ANY(:at_once) OR failing_since <= now() - CAST(:after AS interval))"""
_ASKED = {"at_once": list(DEAF_AT_ONCE), "after": DEAF_AFTER}
_COUNTS = text(f"""
    SELECT count(*) FILTER (WHERE failing_since IS NOT NULL) AS failing,
        count(*) FILTER (WHERE {_DEAF}) AS deaf,
        coalesce(bool_or({_DEAF} AND problem_kind = 'sign_in'), false) AS wants_sign_in
    FROM polls
""")  # noqa: S608 - words of ours
_ROWS = text(f"""
    SELECT owner, account, failing_folder, failing_since, problem, problem_kind FROM polls
    WHERE {_DEAF} ORDER BY failing_since, owner, account LIMIT :most
""")  # noqa: S608 - words of ours


class Deaf(msgspec.Struct, frozen=True, kw_only=True):
    """A mailbox that cannot be heard: the folder that could not be read for longest, and why."""

    owner: str
    account: str
    folder: str
    since: str
    problem: str
    problem_kind: str


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """How many mailboxes the last look could not read, and which of them are deaf."""

    failing: int
    deaf_mailboxes: int
    deaf: tuple[Deaf, ...]
    wants_sign_in: bool


def hearing(connection: Connection, most: int) -> Hearing:
    """The deaf ones by how long they are, `most` of them by name."""
    counted = connection.execute(_COUNTS, _ASKED).one()
    return Hearing(
        failing=counted.failing,
        deaf_mailboxes=counted.deaf,
        deaf=_deaf(connection, most) if counted.deaf else (),
        wants_sign_in=counted.wants_sign_in,
    )


def all_deaf(fleet: Fleet) -> dict[str, list[Deaf]]:
    """Every deaf mailbox, by its owner; LedgerProblem."""
    found: dict[str, list[Deaf]] = {}
    with fleet.reads() as connection:
        for one in _deaf(connection, None):
            found.setdefault(one.owner, []).append(one)
    return found


def _deaf(connection: Connection, most: int | None) -> tuple[Deaf, ...]:
    return tuple(
        Deaf(
            owner=row.owner,
            account=row.account,
            folder=row.failing_folder,
            since=row.failing_since.isoformat(timespec="seconds"),
            problem=row.problem or "",
            problem_kind=row.problem_kind or "",
        )
        for row in connection.execute(_ROWS, {**_ASKED, "most": most})
    )
