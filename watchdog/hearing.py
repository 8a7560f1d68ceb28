"""What the checks of the mailboxes mean: which are heard, which could not be, since when, and until
when.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from watchdog.config.accounts import Account
from watchdog.ledger import Check, Ledger, NotificationState
from watchdog.outages import Outage
from watchdog.patience import SIGN_INS
from watchdog.report import FormerMailbox, Health, MailboxHealth

# Shorter ones are the weather of the network: a notice of each would teach people to ignore them.
DEAF_AFTER = timedelta(hours=6)
# These do not pass by themselves.
DEAF_AT_ONCE = ("sign_in", "configuration")
_NEWS = timedelta(days=7)


def checks_of(account: Account, ledger: Ledger) -> list[Check]:
    """The last looks into an account's folders."""
    return [
        check
        for check in ledger.checks.all()
        if check.account == account.name and check.folder in account.folders
    ]


def is_deaf(check: Check, now: datetime) -> bool:
    """Whether a folder cannot be heard, and not only for a moment."""
    since = check.failing_since
    return since is not None and (now - since >= DEAF_AFTER or check.problem_kind in DEAF_AT_ONCE)


def held(checks: Iterable[Check], now: datetime) -> Check | None:
    """Why an account is left alone whoever asks: its server wants a pause, or refused the sign-in
    so often that the next try may lock it. What fails otherwise may be tried at any time.
    """
    waiting = [
        check
        for check in checks
        if (check.problem_kind == "throttled" or _is_refused(check))
        # A clock that was set back must not make it deaf until then.
        and check.last_attempt_at <= now < (check.retry_at or now)
    ]
    return max(waiting, key=lambda check: check.retry_at or now, default=None)


def _is_refused(check: Check) -> bool:
    return check.problem_kind == "sign_in" and check.failures >= SIGN_INS


def outages(
    checks: Iterable[Check], *, now: datetime, accounts: Collection[str]
) -> tuple[Outage, ...]:
    """Those of the configured accounts that lasted six hours, and have not ended a week ago."""
    own = [check for check in checks if check.account in accounts]
    found = (
        _outage([check for check in own if check.account == account], now)
        for account in sorted({check.account for check in own})
    )
    return tuple(one for one in found if one is not None)


def _outage(folders: list[Check], now: datetime) -> Outage | None:
    """The longest failure that goes on, else the last one that ended."""
    failing = [check for check in folders if check.failing_since is not None]
    if failing:
        worst = min(failing, key=lambda check: check.failing_since or now)
        return _told(worst, worst.failing_since, None, now)
    ended = [check for check in folders if check.outage_until is not None]
    last = max(ended, key=lambda check: check.outage_until or now, default=None)
    if last is None or last.outage_until is None or now - last.outage_until > _NEWS:
        return None
    return _told(last, last.outage_from, last.outage_until, now)


def _told(
    check: Check, began_at: datetime | None, ended_at: datetime | None, now: datetime
) -> Outage | None:
    if began_at is None or (ended_at or now) - began_at < DEAF_AFTER:
        return None
    return Outage(
        account=check.account,
        began_at=began_at,
        ended_at=ended_at,
        problem=check.last_problem or "",
        problem_kind=check.problem_kind or "",
    )


def health_of(accounts: Iterable[Account], ledger: Ledger, only: str | None = None) -> Health:
    """The mailboxes of the configuration, or one of them: one that was taken out is not missed, one
    that was never read is.
    """
    known = {one.name: one for one in accounts}
    own = [one for one in known.values() if only in (None, one.name)]
    checks = {(check.account, check.folder): check for check in ledger.checks.all()}
    places = [(one.name, folder) for one in own for folder in one.folders]
    return Health(
        mailboxes=tuple(_heard(*place, checks.get(place)) for place in sorted(places)),
        undelivered=tuple(
            entry.notification.subject for entry in ledger.outbox.entries(NotificationState.DEAD)
        ),
        former=tuple(_former(checks.values(), known, only)),
    )


def _heard(account: str, folder: str, check: Check | None) -> MailboxHealth:
    return MailboxHealth(
        account=account,
        folder=folder,
        last_success_at=check.last_success_at if check else None,
        problem=check.last_problem if check and check.failing_since else None,
    )


def _former(
    checks: Iterable[Check], known: Collection[str], only: str | None
) -> Iterator[FormerMailbox]:
    """Those that were read, and stand in the configuration no more."""
    read: dict[str, datetime] = {}
    for one in checks:
        if one.last_success_at and one.account not in known and only in (None, one.account):
            read[one.account] = max(one.last_success_at, read.get(one.account, one.last_success_at))
    for account in sorted(read):
        yield FormerMailbox(account=account, last_success_at=read[account])
