"""`watchdog status`: whether it hears, what waits, and what to do about it."""

from datetime import datetime, timedelta

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.failures import ERROR, SIGN_IN
from watchdog.heart import heartbeat_file, read_beat
from watchdog.ledger import NotificationState
from watchdog.setting import Setting
from watchdog.standing import DaemonStanding, Level, MailboxStanding, Standing, Unsent, stand

_MOST_UNSENT = 10


def print_status(setting: Setting, *, as_json: bool) -> None:
    """Every part in a line; the exit code is 0 only when all is well."""
    with setting.ledger(read_only=True) as ledger:
        standing = stand(
            config=setting.config_or_default(),
            checks=ledger.checks(),
            counts=ledger.counts(),
            entries=ledger.notifications(),
            beat=read_beat(heartbeat_file(setting.ledger_file())),
            now=setting.now(),
        )
    if as_json:
        print_json(standing)
    else:
        _print(standing, setting.now())
    if standing.level is not Level.OK:
        raise typer.Exit(SIGN_IN if standing.wants_sign_in else ERROR)


def _print(standing: Standing, now: datetime) -> None:
    for box in standing.mailboxes:
        typer.echo(_mailbox(box, now))
    if not standing.mailboxes and not standing.counts.seen:
        typer.echo("No mailbox was read yet (watchdog scan, or watchdog import PATH).")
    messages = ", ".join(f"{count} {kind}" for kind, count in standing.counts.messages.items())
    typer.echo(f"Mails seen: {standing.counts.seen}. Billing mails: {messages}.")
    if lost := standing.counts.unreadable:
        typer.echo(f"Of those, {lost} could not be fetched: watchdog retry --quarantined")
    outbox = ", ".join(f"{count} {kind}" for kind, count in standing.counts.notifications.items())
    typer.echo(f"Notifications: {outbox}.")
    for one in standing.unsent[:_MOST_UNSENT]:
        typer.echo(f"  {_unsent(one)}")
    if (more := len(standing.unsent) - _MOST_UNSENT) > 0:
        typer.echo(f"  and {more} more")
    typer.echo(_daemon(standing.daemon, now))
    if standing.daemon.clock:
        typer.echo(f"{standing.daemon.clock[:1].upper()}{standing.daemon.clock[1:]}.")


def _mailbox(box: MailboxStanding, now: datetime) -> str:
    name = f"{text.safe(box.account, 60)}/{text.safe(box.folder, 60)}"
    if box.last_success_at is None:
        read = "never read"
    else:
        read = f"last read {_moment(box.last_success_at)}, {_ago(now - box.last_success_at)}"
    if box.failing_since is None:
        return f"{name}: {read}{'; nobody has looked since' if box.level is Level.STALE else ''}"
    again = f"; next try {_moment(box.retry_at)}" if box.retry_at else ""
    deaf = "DEAF" if box.level is Level.BROKEN else "failing"
    problem = text.safe(box.last_problem or "")
    return f"{name}: {read}; {deaf} since {_moment(box.failing_since)}: {problem}{again}"


def _unsent(one: Unsent) -> str:
    said = {
        NotificationState.PENDING: "waits",
        NotificationState.SENDING: "is being sent",
        NotificationState.UNCERTAIN: "may have arrived, is being looked for",
        NotificationState.DEAD: "not delivered, the next letter tells it",
    }.get(one.state, str(one.state))
    why = f": {text.safe(one.last_error)}" if one.last_error else ""
    again = f"; next try {_moment(one.next_at)}" if one.next_at and one.attempts else ""
    return f"{text.unlinked(one.subject, 80)} ({said}){why}{again}"


def _daemon(daemon: DaemonStanding, now: datetime) -> str:
    if daemon.beat_at is None:
        return "Daemon: not running (watchdog run)."
    beat = f"last sign of life {_moment(daemon.beat_at)}, {_ago(now - daemon.beat_at)}"
    if not daemon.runs:
        return f"Daemon: DEAD or stuck (pid {daemon.pid}), {beat}; start it again: watchdog run"
    if daemon.reading is None:
        return f"Daemon: running (pid {daemon.pid}), {beat}."
    reading = daemon.reading
    total = f" of {reading.total}" if reading.total else ""
    name = text.safe(f"{reading.account}/{reading.folder}".rstrip("/"), 80)
    return f"Daemon: running (pid {daemon.pid}), reading {name}: {reading.done}{total} mails."


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _ago(since: timedelta) -> str:
    seconds = since.total_seconds()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
