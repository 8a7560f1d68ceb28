"""What every door does: read an account, make the report of a day, write and send a letter."""

import hashlib
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

from watchdog import pipeline
from watchdog.accounts import endpoint_of, wanted_by
from watchdog.catalog import load_catalog
from watchdog.config import Account, DigestSettings
from watchdog.credentials import CredentialProblem, resolve
from watchdog.digest import Digest, build_digest
from watchdog.ledger import Ledger
from watchdog.mailbox import MailboxProblem, open_mailbox
from watchdog.report import Coverage, Health, MailboxHealth, Report, build_report
from watchdog.setting import Setting, known_to

OnStep = Callable[[str, pipeline.Progress], None]


def scan_account(
    setting: Setting, ledger: Ledger, account: Account, on_step: OnStep
) -> MailboxProblem | CredentialProblem | None:
    """Read an account's folders and note how it went; returns what went wrong, if anything.

    `on_step` is told the folder and the progress after each batch.
    """
    try:
        _scan(setting, ledger, account, on_step)
    except (MailboxProblem, CredentialProblem) as problem:
        for folder in account.folders:
            ledger.record_check(
                account.name,
                folder,
                now=setting.now(),
                problem=str(problem),
                problem_kind=str(getattr(problem, "kind", "sign_in")),
            )
        return problem
    return None


def _scan(setting: Setting, ledger: Ledger, account: Account, on_step: OnStep) -> None:
    catalog = load_catalog()
    known = known_to(catalog, account.trusted_servers)
    since = setting.today() - timedelta(days=account.look_back_days)
    where = f"accounts.{account.name}.password"
    secret = resolve(account.password, where=where, environ=os.environ)
    with open_mailbox(endpoint_of(account), secret) as mailbox:
        for folder in account.folders:
            steps = pipeline.scan(
                mailbox,
                ledger,
                account=account.name,
                folder=folder,
                wanted=wanted_by(catalog),
                known=known,
                since=since,
                now=setting.now(),
            )
            for step in steps:
                on_step(folder, step)
            ledger.record_check(account.name, folder, now=setting.now())


def make_report(setting: Setting, ledger: Ledger, today: date) -> tuple[pipeline.Judgement, Report]:
    """The judgement of a day and the report made of it."""
    judged = pipeline.judge(
        ledger, catalog=load_catalog(), today=today, reminders=setting.reminders()
    )
    report = build_report(
        today=today,
        subscriptions=judged.subscriptions,
        findings=judged.findings,
        coverage=_coverage(ledger),
        health=_health(ledger),
    )
    return judged, report


def make_digest(setting: Setting, ledger: Ledger, today: date) -> Digest:
    """The letter of a day."""
    judged, report = make_report(setting, ledger, today)
    return build_digest(report, judged.subscriptions)


def send_mail(
    settings: DigestSettings, key: str, subject: str, text: str, html: str | None, now: datetime
) -> None:
    """Hand one mail to the mail server. The same key makes the same Message-ID.

    Raises DeliveryProblem or CredentialProblem.
    """
    from watchdog.delivery import Letter, send_email

    domain = settings.sender.rpartition("@")[2].strip("> ")
    letter = Letter(
        message_id=f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}.watchdog@{domain}>",
        sender=settings.sender,
        to=settings.to,
        subject=subject,
        text=text,
        html=html,
        written_at=now,
    )
    source = settings.smtp.password
    where = "digest.smtp.password"
    secret = resolve(source, where=where, environ=os.environ) if source is not None else None
    send_email(letter, settings.smtp, secret)


def _coverage(ledger: Ledger) -> Coverage:
    counts = ledger.counts()
    outcomes = {str(kind): count for kind, count in counts.messages.items()}
    messages = sum(outcomes.values())
    return Coverage(seen=max(counts.seen, messages), messages=messages, **outcomes)


def _health(ledger: Ledger) -> Health:
    return Health(
        mailboxes=tuple(
            MailboxHealth(
                account=check.account,
                folder=check.folder,
                last_success_at=check.last_success_at,
                problem=check.last_problem if check.failing_since else None,
            )
            for check in ledger.checks()
        )
    )
