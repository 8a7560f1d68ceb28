"""`watchdog notify test` and `watchdog metrics`."""

from datetime import datetime

import typer
from msgspec.structs import replace

from watchdog import text
from watchdog.cli.failures import ERROR, UsageProblem, exit_code
from watchdog.cli.streams import print_exactly
from watchdog.config.config import Config
from watchdog.credentials import CredentialProblem
from watchdog.daemon.showing import tell_home
from watchdog.degrees import Severity
from watchdog.delivery.problems import DeliveryProblem
from watchdog.discretion import spoken
from watchdog.ledger import Notification, NotificationState, OutboxEntry
from watchdog.metrics import metrics_text
from watchdog.notifications import Notification as Notice
from watchdog.notifications import to_tell
from watchdog.report import Report
from watchdog.rounds import make_brief
from watchdog.sending import mail_targets, notice_targets, privacy_of, send
from watchdog.setting import Setting

_MQTT = "mqtt"


def test_targets(setting: Setting, only: str | None) -> None:
    """Send the most urgent news to each target, each once, whatever the hour."""
    config = setting.config()
    targets = [*notice_targets(config), *mail_targets(config), *([_MQTT] if config.mqtt else [])]
    chosen = [one for one in targets if only in (None, one)]
    if not chosen:
        raise UsageProblem(_nobody(setting, targets, only))
    news, report = _news(setting)
    worst = 0
    for target in chosen:
        problem = _send(setting, config, target, news, report)
        said = "taken; see whether it arrived" if problem is None else text.safe(str(problem))
        typer.echo(f"{target}: {said}")
        if problem is not None:
            worst = worst or exit_code(problem) or ERROR
    typer.echo(f"Sent: {text.safe(news.title)}", err=True)
    if worst:
        raise typer.Exit(worst)


def _nobody(setting: Setting, targets: list[str], only: str | None) -> str:
    if targets:
        return f"--only {only}: there is no such target; there are: {', '.join(targets)}"
    mend = setting.to_set(
        "[notify] or [digest]", "watchdog notify add, or watchdog digest --server HOST"
    )
    return f"{setting.where_configured()}: nobody would be told; run {mend}"


def _news(setting: Setting) -> tuple[Notice, Report]:
    """What would be told first, at whatever level; without findings, that all is quiet."""
    with setting.ledger(read_only=True) as ledger:
        judged, report = make_brief(setting, ledger, setting.today())
    notices = to_tell(
        judged.findings,
        today=setting.today(),
        reminders=setting.reminders(),
        level=Severity.INFO,
    )
    quiet = Notice(key="test", finding="", title="Nothing needs you", body="All is quiet.")
    first = notices[0] if notices else quiet
    return replace(first, body=f"{first.body}\n\n(A test: watchdog notify test.)"), report


def _send(
    setting: Setting, config: Config, target: str, news: Notice, report: Report
) -> Exception | None:
    try:
        if target == _MQTT and config.mqtt is not None:
            tell_home(config.mqtt, report, poll_minutes=config.schedule.poll_minutes)
            return None
        said = spoken(news, privacy_of(config, target))
        failure = send(setting, config, _entry(target, said, setting.now()), lambda: None)
    except (DeliveryProblem, CredentialProblem) as problem:
        return problem
    if failure is None:
        return None
    where, _, what = failure.said.partition(": ")
    return DeliveryProblem(
        permanent=failure.permanent, what=what, where=where, mend="then: watchdog notify test"
    )


def _entry(target: str, said: Notice, now: datetime) -> OutboxEntry:
    """An entry that stands in no outbox: a test is no news, and is not tried again."""
    notice = Notification(
        key=f"test:{now.isoformat()}@{target}",
        finding_id=None,
        target=target,
        subject=said.title,
        body=said.body,
    )
    return OutboxEntry(
        notification=notice,
        state=NotificationState.PENDING,
        attempts=1,
        created_at=now,
        next_at=now,
        sent_at=None,
        last_error=None,
    )


def print_metrics(setting: Setting) -> None:
    """Prometheus text on standard output."""
    with setting.ledger(read_only=True) as ledger:
        _, report = make_brief(setting, ledger, setting.today())
    print_exactly(metrics_text(report))
