"""How much there is, counted as it comes: walking through a million rows takes half a second.

Only in a file (migrations, 0008): its triggers count mails, and UIDs that go. UIDs that come are
twenty times as many, and a trigger would cost a first scan more than all counts together: whoever
adds them says how many are new. On a server there are no numbers, and all is counted when asked.
"""

from sqlalchemy import Connection, bindparam, func, select, update

from watchdog.ledger.tables import locations, tallies

_SEEN = "seen"
_more = update(tallies).where(tallies.c.what == _SEEN)
_MORE = _more.values(number=tallies.c.number + bindparam("new"))
_ANEW = _more.values(number=select(func.count()).select_from(locations).scalar_subquery())


def kept(connection: Connection) -> dict[str, int] | None:
    """The number of mails by outcome; None where it is not kept."""
    rows = connection.execute(select(tallies.c.what, tallies.c.number)).all()
    numbers: dict[str, int] = {one.what: one.number for one in rows}
    seen = numbers.pop(_SEEN, None)
    return None if seen is None else numbers


def seen_more(connection: Connection, new: int) -> None:
    """So many UIDs were added."""
    if new:
        connection.execute(_MORE, {"new": new})


def seen_anew(connection: Connection) -> None:
    """Count the UIDs that are there."""
    connection.execute(_ANEW)
