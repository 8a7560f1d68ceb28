"""The weekly letter: printed, or sent."""

from datetime import datetime

import typer

from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.mailing import send_mail
from watchdog.own_letters import BY_HAND, letter_name
from watchdog.rounds import make_digest
from watchdog.setting import Setting


def print_digest(setting: Setting, as_of: datetime | None, *, as_html: bool) -> None:
    """One part of the letter on standard output."""
    with setting.ledger(read_only=True) as ledger:
        digest = make_digest(setting, ledger, setting.today(as_of))
    if as_html:
        print_exactly(digest.html)
    else:
        typer.echo(digest.text, nl=False)


def send_digest(setting: Setting, as_of: datetime | None) -> None:
    """Send the letter now, whether it was sent this week or not."""
    settings = setting.config().digest
    if settings is None:
        mend = setting.to_set("[digest]", "watchdog digest --server smtp.example.org")
        where = setting.where_configured()
        raise UsageProblem(
            f"{where}: [digest] is missing, so there is nobody to send to; set it up: {mend};"
            " or use --to-stdout"
        )
    with setting.ledger(read_only=True) as ledger:
        digest = make_digest(setting, ledger, setting.today(as_of), settings.privacy)
    now = setting.now()
    for to in settings.recipients:
        key = f"{digest.week}:{now.isoformat()}:{to}"
        with setting.ledger() as ledger:  # so that it is known again where it arrives
            ledger.milestones.reach(BY_HAND + letter_name(key), now=now)
        send_mail(
            setting,
            key=key,
            to=to,
            subject=digest.subject,
            text=digest.text,
            html=digest.html,
        )
        typer.echo(f"Sent to {to}: {digest.subject}", err=True)
