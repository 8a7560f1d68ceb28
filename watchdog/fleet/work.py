"""What a job does: the same calls as the daemon's, for one mailbox or one owner."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from sqlalchemy import select

from watchdog.config.accounts import Account
from watchdog.config.config import Config, ConfigError
from watchdog.daemon.clock import elapsed
from watchdog.daemon.telling import is_quiet, last_digest_moment
from watchdog.daemon.tick import Judged, Stopping, books_of, due_at, read_account, tell
from watchdog.fleet.rhythm import polled, put_back, told
from watchdog.fleet.tables import tenants
from watchdog.fleet.tenants import Fleet, want_telling
from watchdog.hearing import DEAF_AFTER, checks_of
from watchdog.language import speaking
from watchdog.ledger import Check, Ledger, NotificationState
from watchdog.sending import mail_targets
from watchdog.setting import Setting
from watchdog.text import safe

log = logging.getLogger("watchdog.fleet")

# A first scan of ten years must not keep others waiting: it goes on behind them.
_LONGEST_SECONDS = 60.0
# All of one time zone wake at midnight.
_SPREAD_SECONDS = 2 * 3600
_SOONEST = timedelta(seconds=30)
_QUIET = timedelta(minutes=15)
# Another worker is at it; it may be a frozen one, so we look again.
_TAKEN_SECONDS = 60.0

Stop = Callable[[], bool]


def poll(fleet: Fleet, owner: str, name: str, stopping: Stop) -> None:
    """Read what is new in one mailbox, and see to it that what changed is told."""
    try:
        setting = fleet.setting_of(owner)
    except ConfigError:  # removed while this waited
        return
    config = setting.config()
    account = next((one for one in config.accounts if one.name == name), None)
    if account is None:
        return
    with fleet.ledger(setting) as ledger, ledger.place.hold(f"poll {name}") as ours:
        if ours:
            _poll(fleet, setting, ledger, account, stopping)
        else:
            put_back(fleet, owner, name, seconds=_TAKEN_SECONDS)


def _poll(fleet: Fleet, setting: Setting, ledger: Ledger, account: Account, stop: Stop) -> None:
    began, config = elapsed(), setting.config()
    before = checks_of(account, ledger)
    owner = config.ledger.owner
    if due_at(before, config, setting.now()) <= setting.now():
        try:
            read_account(
                setting, ledger, account, lambda: stop() or elapsed() - began > _LONGEST_SECONDS
            )
        except Stopping:
            put_back(fleet, owner, account.name)
            return
    checks = checks_of(account, ledger)
    _say(owner, checks)
    if _is_news(fleet, setting, ledger, before, checks):
        want_telling(fleet, owner)
    polled(
        fleet,
        owner,
        account.name,
        checks,
        due_at=due_at(checks, config, setting.now()),
        took=elapsed() - began,
    )


def _is_news(
    fleet: Fleet, setting: Setting, ledger: Ledger, before: list[Check], after: list[Check]
) -> bool:
    """Whether there is more to judge than was judged, or a mailbox is deaf, or hears again."""
    if [one.failing_since is None for one in before] != [
        one.failing_since is None for one in after
    ]:
        return True
    judged = _judged(fleet, ledger.owner)
    return judged is None or judged.books != books_of(setting, setting.config(), ledger)


def _judged(fleet: Fleet, owner: str) -> Judged | None:
    query = select(tenants.c.judged, tenants.c.urgent_on).where(tenants.c.owner == owner)
    with fleet.reads() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else Judged(books=row.judged, urgent_on=row.urgent_on)


def _say(owner: str, checks: list[Check]) -> None:
    for check in checks:
        if check.failing_since is not None:
            name = safe(f"{check.account}/{check.folder}", 80)
            log.warning("%s %s: %s", owner, name, safe(check.last_problem or ""))


def tell_owner(fleet: Fleet, owner: str, stopping: Stop) -> None:
    """Judge what is new for one owner, write what is due, and send what waits."""
    try:
        setting = fleet.setting_of(owner)
    except ConfigError:
        return
    config = setting.config()
    with fleet.ledger(setting) as ledger, ledger.place.hold("tell") as ours:
        if not ours:
            again_at = setting.now() + timedelta(seconds=_TAKEN_SECONDS)
            told(fleet, owner, None, again_at=again_at)
            return
        try:
            with speaking(setting.language()):
                judged = tell(
                    setting,
                    config,
                    ledger,
                    stopping=stopping,
                    looked=True,
                    judged=_judged(fleet, owner),
                )
        except Stopping:
            told(fleet, owner, None, again_at=setting.now())
            return
        again_at = next_telling(setting, config, ledger)
        if judged is not None and judged.books != books_of(setting, setting.config(), ledger):
            again_at = setting.now()  # mail has come meanwhile
        told(fleet, owner, judged, again_at=again_at)


def next_telling(setting: Setting, config: Config, ledger: Ledger) -> datetime:
    """When there may be something to tell although no mail comes."""
    now = setting.now()
    local = now.astimezone(setting.zone())
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time(0), tzinfo=local.tzinfo)
    moments = [tomorrow + timedelta(seconds=_spread(ledger.owner))]
    if is_quiet(setting, config):
        moments.append(now + _QUIET)
    if mail_targets(config):
        moments.append(last_digest_moment(local, config.schedule) + timedelta(days=7))
    for state in (NotificationState.PENDING, NotificationState.UNCERTAIN):
        moments += [entry.next_at for entry in ledger.outbox.entries(state)]
    moments += [
        check.failing_since + DEAF_AFTER
        for check in ledger.checks.all()
        if check.failing_since is not None and check.failing_since + DEAF_AFTER > now
    ]
    return max(min(moments), now + _SOONEST)


def _spread(owner: str) -> int:
    """The same seconds for the same owner every night."""
    return int.from_bytes(hashlib.sha256(owner.encode()).digest()[:4], "big") % _SPREAD_SECONDS
