"""How well the watchdog hears, by what it has kept: mailboxes read, and mail that no longer is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from parsers.domains import organisation
from parsers.outcome import OutcomeKind, Verdict
from watchdog.ledger.checks import all_checks
from watchdog.ledger.records import Check
from watchdog.ledger.tables import messages
from watchdog.readings import MailboxRead, Readings, Unread

# A folder that is tried no more was taken out of the configuration.
_TRIED = timedelta(days=1)
_BELIEVED = (Verdict.VERIFIED.value, Verdict.UNKNOWN.value)


def readings(connection: Connection) -> Readings:
    """The mailboxes and the senders, each by name."""
    return Readings(
        mailboxes=tuple(_mailboxes(all_checks(connection))), unread=tuple(_unread(connection))
    )


def _mailboxes(checks: Sequence[Check]) -> Iterable[MailboxRead]:
    for account in sorted({check.account for check in checks}):
        on = _read_on([check for check in checks if check.account == account])
        if on is not None:
            yield MailboxRead(mailbox=account, on=on)


def _read_on(folders: Sequence[Check]) -> date | None:
    """The day on which all its folders were read; None when one of them never was."""
    last = max(check.last_attempt_at for check in folders)
    moments = [c.last_success_at for c in folders if c.last_attempt_at >= last - _TRIED]
    known = [moment for moment in moments if moment is not None]
    return min(known).date() if len(known) == len(moments) else None


def _unread(connection: Connection) -> Iterable[Unread]:
    """By reader: the mails that it failed at since the last one that it could read."""
    failed: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(messages)
        .with_only_columns(*(each for each in messages.c if each.name != "raw"))
        .where(messages.c.outcome == OutcomeKind.FAILED.value)
        .where(messages.c.trust_verdict.in_(_BELIEVED))
        .order_by(messages.c.dated_at, messages.c.id)
    ):
        failed[row.reader or ""].append(row)
    last_read = _last_read(connection, failed) if failed else {}
    since = ((r, [m for m in failed[r] if _is_later(m, last_read.get(r))]) for r in sorted(failed))
    return (_told(mails) for _, mails in since if mails)


def _last_read(connection: Connection, readers: Iterable[str]) -> dict[str, datetime]:
    """When each could last read a mail: one step in the index for each, not a walk through all."""
    last = select(func.max(messages.c.dated_at)).where(
        messages.c.outcome == OutcomeKind.PARSED.value, messages.c.reader == bindparam("asked")
    )
    found = {each: connection.scalar(last, {"asked": each}) for each in readers}
    return {each: moment for each, moment in found.items() if moment is not None}


def _is_later(mail: Row[Any], last_read: datetime | None) -> bool:
    return last_read is None or mail.dated_at > last_read


def _told(mails: Sequence[Row[Any]]) -> Unread:
    last = mails[-1]
    host = last.sender.rpartition("@")[2]
    return Unread(
        sender=organisation(host) if host else "an unknown sender",
        mails=len(mails),
        first_on=mails[0].dated_at.date(),
        last_on=last.dated_at.date(),
        fingerprint=last.fingerprint,
        message_id=last.message_id,
        subject=last.subject,
        sha256=last.sha256,
    )
