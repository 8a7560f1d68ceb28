"""What every door does: read an account, make the report of a day, write and send a letter."""

import hashlib
import os
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from parsers.outcome import Outcome
from watchdog import pipeline
from watchdog.accounts import endpoint_of, wanted_by
from watchdog.config import Account, DigestSettings
from watchdog.credentials import CredentialProblem, resolve
from watchdog.digest import Digest, build_digest
from watchdog.hearing import outages
from watchdog.judging import Judgement
from watchdog.ledger import Ledger, Reread
from watchdog.mailbox import Mailbox, MailboxProblem, ProblemKind, open_mailbox
from watchdog.patience import pause_after
from watchdog.report import Coverage, Health, MailboxHealth, Report, build_report
from watchdog.setting import Setting, known_to

OnStep = Callable[[str, pipeline.Progress], None]


def scan_account(
    setting: Setting, ledger: Ledger, account: Account, on_step: OnStep
) -> MailboxProblem | CredentialProblem | None:
    """Read an account's folders and note how it went; returns what went wrong first, if anything.

    `on_step` is told the folder and the progress after each batch. A folder that is not there
    does not keep the others from being read.
    """
    unread = list(account.folders)
    first: MailboxProblem | CredentialProblem | None = None
    try:
        where = f"accounts.{account.name}.password"
        secret = resolve(account.password, where=where, environ=os.environ)
        with open_mailbox(endpoint_of(account), secret) as mailbox:
            while unread:
                problem = _scan(setting, ledger, account, mailbox, unread[0], on_step)
                _note(setting, ledger, account, unread[:1], problem)
                first = first or problem
                unread.pop(0)
    except (MailboxProblem, CredentialProblem) as problem:
        _note(setting, ledger, account, unread, problem)
        return first or problem
    return first


def _scan(
    setting: Setting,
    ledger: Ledger,
    account: Account,
    mailbox: Mailbox,
    folder: str,
    on_step: OnStep,
) -> MailboxProblem | None:
    """Read one folder; the problem when it is the folder's own, such as a wrong name."""
    catalog = setting.catalog()
    steps = pipeline.scan(
        mailbox,
        ledger,
        account=account.name,
        folder=folder,
        wanted=wanted_by(catalog),
        known=known_to(
            catalog, account.trusted_servers, ledger.statements(), setting.own_addresses()
        ),
        since=setting.today() - timedelta(days=account.look_back_days),
        now=setting.now(),
    )
    try:
        for step in steps:
            on_step(folder, step)
    except MailboxProblem as problem:
        if problem.kind is not ProblemKind.CONFIGURATION:
            raise
        return problem
    return None


def _note(
    setting: Setting,
    ledger: Ledger,
    account: Account,
    folders: list[str],
    problem: MailboxProblem | CredentialProblem | None,
) -> None:
    now = setting.now()
    if problem is None:
        for folder in folders:
            ledger.record_check(account.name, folder, now=now)
        return
    kind = str(getattr(problem, "kind", "sign_in"))
    asked = getattr(problem, "retry_after_seconds", None)
    failed = [one.failures for one in ledger.checks() if one.account == account.name]
    pause = pause_after(
        kind,
        max(failed, default=0) + 1,
        poll=timedelta(minutes=setting.config().schedule.poll_minutes),
        asked=None if asked is None else timedelta(seconds=asked),
        chance=random.random(),  # noqa: S311 - spreads clients, guards nothing
    )
    for folder in folders:
        ledger.record_check(
            account.name,
            folder,
            now=now,
            problem=str(problem),
            problem_kind=kind,
            retry_at=now + pause,
        )


def read_anew(setting: Setting, ledger: Ledger, domain: str) -> Reread:
    """Read the kept mail of a sender again, with what the user has taught by now."""
    known = setting.known(ledger.statements())

    def read(raw: bytes, received_at: datetime | None) -> Outcome:
        return pipeline.read_mail(raw, received_at=received_at, known=known).outcome

    return ledger.reread(read, domain=domain)


def make_report(setting: Setting, ledger: Ledger, today: date) -> tuple[Judgement, Report]:
    """The judgement of a day and the report made of it."""
    accounts = {one.name for one in setting.config_or_default().accounts}
    judged = pipeline.judge(
        ledger,
        catalog=setting.catalog(),
        today=today,
        reminders=setting.reminders(),
        outages=outages(ledger.checks(), now=setting.now(), accounts=accounts),
    )
    report = build_report(
        today=today,
        subscriptions=judged.subscriptions,
        findings=judged.findings,
        coverage=_coverage(ledger),
        health=_health(setting, ledger),
    )
    return judged, report


def make_digest(setting: Setting, ledger: Ledger, today: date) -> Digest:
    """The letter of a day."""
    judged, report = make_report(setting, ledger, today)
    return build_digest(report, judged.subscriptions)


def message_id_of(settings: DigestSettings, key: str) -> str:
    """The Message-ID of a letter: the same key makes the same one, however often it is sent."""
    domain = settings.sender.rpartition("@")[2].strip("> ")
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}.watchdog@{domain}>"


def send_mail(
    settings: DigestSettings,
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str | None,
    now: datetime,
    attempt: int = 1,
    hand_over: Callable[[], object] = lambda: None,
) -> None:
    """Hand one mail to the mail server; DeliveryProblem or CredentialProblem.

    `attempt` 2 says that it may be there already, and that its Message-ID is the same then.
    """
    from watchdog.delivery import Letter, send_email

    letter = Letter(
        message_id=message_id_of(settings, key),
        sender=settings.sender,
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers={"X-Watchdog-Attempt": str(attempt)} if attempt > 1 else {},
        written_at=now,
    )
    source = settings.smtp.password
    where = "digest.smtp.password"
    secret = resolve(source, where=where, environ=os.environ) if source is not None else None
    send_email(letter, settings.smtp, secret, hand_over)


def _coverage(ledger: Ledger) -> Coverage:
    counts = ledger.counts()
    outcomes = {str(kind): count for kind, count in counts.messages.items()}
    messages = sum(outcomes.values())
    return Coverage(seen=max(counts.seen, messages), messages=messages, **outcomes)


def _health(setting: Setting, ledger: Ledger) -> Health:
    """The mailboxes of the configuration: one that was taken out is not missed."""
    accounts = setting.config_or_default().accounts
    configured = {(one.name, folder) for one in accounts for folder in one.folders}
    return Health(
        mailboxes=tuple(
            MailboxHealth(
                account=check.account,
                folder=check.folder,
                last_success_at=check.last_success_at,
                problem=check.last_problem if check.failing_since else None,
            )
            for check in ledger.checks()
            if (check.account, check.folder) in configured
        )
    )
