"""The weekly letter: printed, or sent."""

import hashlib
import os
import sys
from datetime import date, datetime

import typer

from watchdog.cli.books import make_report
from watchdog.cli.failures import UsageProblem
from watchdog.cli.setting import Setting
from watchdog.config import Config, DigestSettings
from watchdog.digest import Digest, build_digest
from watchdog.ledger import Ledger


def print_digest(setting: Setting, as_of: datetime | None, *, as_html: bool) -> None:
    """One part of the letter on standard output."""
    with setting.ledger(read_only=True) as ledger:
        digest = make_digest(setting, ledger, setting.today(as_of))
    sys.stdout.write(digest.html if as_html else digest.text)


def send_digest(setting: Setting, as_of: datetime | None) -> None:
    """Send the letter now, whether it was sent this week or not."""
    settings = digest_settings(setting.config(), setting)
    with setting.ledger(read_only=True) as ledger:
        digest = make_digest(setting, ledger, setting.today(as_of))
    now = setting.now()
    send_mail(
        settings, f"{digest.week}:{now.isoformat()}", digest.subject, digest.text, digest.html, now
    )
    typer.echo(f"Sent to {settings.to}: {digest.subject}", err=True)


def make_digest(setting: Setting, ledger: Ledger, today: date) -> Digest:
    """The letter of a day."""
    judged, report = make_report(setting, ledger, today)
    return build_digest(report, judged.subscriptions)


def digest_settings(config: Config, setting: Setting) -> DigestSettings:
    """Where the letter goes; UsageProblem when the configuration does not say."""
    if config.digest is None:
        where = setting.folders().config_file
        raise UsageProblem(
            f"{where}: [digest] is missing, so there is nobody to send to; "
            "add it (config.example.toml shows how) or use --to-stdout"
        )
    return config.digest


def send_mail(
    settings: DigestSettings, key: str, subject: str, text: str, html: str | None, now: datetime
) -> None:
    """Hand one mail to the mail server. The same key makes the same Message-ID.

    Raises DeliveryProblem or CredentialProblem.
    """
    from watchdog.credentials import resolve
    from watchdog.delivery import Letter, send_email

    domain = settings.sender.rpartition("@")[2]
    letter = Letter(
        message_id=f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}.watchdog@{domain}>",
        sender=settings.sender,
        to=settings.to,
        subject=subject,
        text=text,
        html=html,
        written_at=now,
    )
    secret = None
    if settings.smtp.password is not None:
        secret = resolve(settings.smtp.password, where="digest.smtp.password", environ=os.environ)
    send_email(letter, settings.smtp, secret)
