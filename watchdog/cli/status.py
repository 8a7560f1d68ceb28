"""`watchdog status`: whether it hears, what waits, and what to do about it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import typer

from parsers.outcome import OutcomeKind
from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.failures import ERROR, SIGN_IN
from watchdog.cli.tenancy import check_whose
from watchdog.daemon.heart import heartbeat_file, read_beat
from watchdog.daemon.standing import DaemonStanding, Level, MailboxStanding, Standing, Unsent, stand
from watchdog.language import marked, said_count, said_moment, say, say_many, translated
from watchdog.ledger import Counts, Doubts, NotificationState
from watchdog.rounds import doubts
from watchdog.setting import Setting

_MOST_UNSENT = 10
Open = Mapping[OutcomeKind, Doubts]


def print_status(setting: Setting, *, as_json: bool) -> None:
    """Every part in a line; the exit code is 0 only when all is well."""
    with setting.ledger(read_only=True) as ledger:
        check_whose(setting, ledger, "status")
        standing = stand(
            config=setting.config_or_default(),
            checks=ledger.checks.all(),
            counts=ledger.counts(),
            entries=ledger.outbox.entries(),
            beat=read_beat(heartbeat_file(setting.ledger_file())),
            now=setting.now(),
        )
        open_ = doubts(ledger)
    if as_json:
        print_json(standing)
    else:
        _print(standing, open_, setting.now(), by_workers=setting.tenant is not None)
    if standing.level is not Level.OK:
        raise typer.Exit(SIGN_IN if standing.wants_sign_in else ERROR)


def _print(standing: Standing, open_: Open, now: datetime, *, by_workers: bool) -> None:
    for box in standing.mailboxes:
        typer.echo(_mailbox(box, now))
    if not standing.mailboxes and not standing.counts.seen:
        typer.echo(say("No mailbox was read yet (watchdog scan, or watchdog import PATH)."))
    typer.echo(_mails(standing.counts, open_))
    if lost := standing.counts.unreadable:
        number = said_count(lost)
        line = say("Could not be fetched: {number} (watchdog retry --quarantined)", number=number)
        typer.echo(line)
    typer.echo(_outbox(standing.counts))
    for one in standing.unsent[:_MOST_UNSENT]:
        typer.echo(f"  {_unsent(one)}")
    if (more := len(standing.unsent) - _MOST_UNSENT) > 0:
        typer.echo(say("  and {number} more", number=said_count(more)))
    if by_workers and standing.daemon.beat_at is None:
        typer.echo(say("Workers read it: watchdog fleet status."))
    else:
        typer.echo(_daemon(standing.daemon, now))
    if standing.daemon.clock:
        typer.echo(f"{standing.daemon.clock[:1].upper()}{standing.daemon.clock[1:]}.")


_IN_OUTBOX = {
    "pending": marked("waiting"),
    "sending": marked("being sent"),
    "uncertain": marked("perhaps arrived"),
    "sent": marked("sent"),
    "dead": marked("not delivered"),
    "folded": marked("told within others"),
}


def _mails(counts: Counts, open_: Open) -> str:
    """How many mails were seen, and what became of them: the parts are the whole. Those that wait
    are those of the report.
    """
    outcomes = counts.messages | {OutcomeKind.IGNORED: counts.ignored}
    outcomes = outcomes | {kind: one.mails for kind, one in open_.items()}
    fakes = sum(one.fakes for one in open_.values())
    answered = sum(counts.messages.get(kind, 0) for kind in open_) - fakes
    answered -= sum(one.mails for one in open_.values())
    parts = [_counted(n, text.outcome(kind)) for kind, n in outcomes.items() if n]
    others = [
        (fakes, say("looking like fakes (watchdog review --fakes)")),
        (answered, say("answered by you")),
        (counts.by_header, say("judged by the header alone (watchdog scan --thorough)")),
        (counts.own, say("our own letters")),
        (counts.purged, say("taken out by purge")),
        (counts.unreadable, say("could not be fetched")),
    ]
    parts += [_counted(n, what) for n, what in others if n]
    said = say("Mails seen: {number}.", number=said_count(counts.seen))
    became = say("What became of them: {parts}.", parts=", ".join(parts))
    return f"{said} {became}" if parts else said


def _counted(number: int, what: str) -> str:
    """How many of what: in some languages the number stands behind, where no form hangs on it."""
    return say("{number} {what}", number=said_count(number), what=what)


def _outbox(counts: Counts) -> str:
    parts = [
        _counted(n, translated(_IN_OUTBOX.get(kind, kind)))
        for kind, n in counts.notifications.items()
        if n
    ]
    return say("Notifications: {parts}.", parts=", ".join(parts) or say("none yet"))


def _mailbox(box: MailboxStanding, now: datetime) -> str:
    name = f"{text.safe(box.account, 60)}/{text.safe(box.folder, 60)}"
    if box.last_success_at is None:
        read = say("never read")
    else:
        at = box.last_success_at
        read = say("last read {moment}, {ago}", moment=said_moment(at), ago=_ago(now - at))
    if box.failing_since is None:
        unread = say("; nobody has looked since") if box.level is Level.STALE else ""
        return f"{name}: {read}{unread}"
    since = said_moment(box.failing_since)
    deaf = (
        say("; DEAF since {moment}", moment=since)
        if box.level is Level.BROKEN
        else say("; failing since {moment}", moment=since)
    )
    return f"{name}: {read}{deaf}: {text.safe(box.last_problem or '')}{_again(box.retry_at)}"


def _again(at: datetime | None) -> str:
    return say("; next try {moment}", moment=said_moment(at)) if at else ""


def _unsent(one: Unsent) -> str:
    said = {
        NotificationState.PENDING: say("waits"),
        NotificationState.SENDING: say("is being sent"),
        NotificationState.UNCERTAIN: say("may have arrived, is being looked for"),
        NotificationState.DEAD: say("not delivered, the next letter tells it"),
    }.get(one.state, str(one.state))
    why = f": {text.safe(one.last_error)}" if one.last_error else ""
    again = _again(one.next_at if one.attempts else None)
    return f"{text.unlinked(one.subject, 80)} ({said}){why}{again}"


def _daemon(daemon: DaemonStanding, now: datetime) -> str:
    if daemon.beat_at is None:
        return say("Daemon: not running (watchdog run).")
    pid, at = daemon.pid, daemon.beat_at
    beat = say("last sign of life {moment}, {ago}", moment=said_moment(at), ago=_ago(now - at))
    if not daemon.runs:
        return say(
            "Daemon: DEAD or stuck (pid {pid}), {beat}; start it again: watchdog run",
            pid=pid,
            beat=beat,
        )
    if daemon.reading is None:
        return say("Daemon: running (pid {pid}), {beat}.", pid=pid, beat=beat)
    reading = daemon.reading
    done, total = said_count(reading.done), reading.total
    return say(
        "Daemon: running (pid {pid}), reading {name}: {number} mails.",
        pid=pid,
        name=text.safe(f"{reading.account}/{reading.folder}".rstrip("/"), 80),
        number=say("{number} of {all}", number=done, all=said_count(total)) if total else done,
    )


def _ago(since: timedelta) -> str:
    seconds = int(since.total_seconds())
    if seconds >= 86400:
        return say_many("{number} day ago", "{number} days ago", seconds // 86400)
    if seconds >= 3600:
        return say_many("{number} hour ago", "{number} hours ago", seconds // 3600)
    if seconds >= 60:
        return say_many("{number} minute ago", "{number} minutes ago", seconds // 60)
    return say("just now")
