"""What a person says of a mail, kept as a correction that teaches its sender's layout."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import typer

from parsers.events import BillingEvent, EventKind
from watchdog import reviews, text
from watchdog.called_fakes import keep_fake
from watchdog.cli.failures import UsageProblem
from watchdog.language import said_count, say
from watchdog.ledger import Ledger, MailSummary
from watchdog.setting import Setting
from watchdog.timeline.words import noted

ID = 8  # letters of a fingerprint, enough to tell the mails of one person
_Read = TypeVar("_Read")


def find_mail(ledger: Ledger, name: str) -> MailSummary:
    """The mail whose id begins so, or that has this Message-ID; UsageProblem when there is none,
    or several.
    """
    found = [one for one in ledger.mails() if is_called(one, name)]
    if len(found) == 1:
        return found[0]
    what = "several mails have" if found else "no mail has"
    raise UsageProblem(f"{what} an id that begins with {name!r}; watchdog review shows the ids")


def is_called(mail: MailSummary, name: str) -> bool:
    """Whether a name that was typed is a mail's: what its id begins with, or its Message-ID."""
    if "@" in name:
        return mail.message_id.strip("<> ") == name.strip("<> ")
    return len(name) >= 4 and mail.fingerprint.startswith(name)


def keep(
    setting: Setting, ledger: Ledger, mail: MailSummary, events: tuple[BillingEvent, ...]
) -> None:
    """Keep what the user says of a mail, and tell what was learned from it."""
    _tell(reviews.keep(setting, ledger, mail, events))


def keep_as_fake(setting: Setting, ledger: Ledger, mail: MailSummary) -> None:
    """Keep that a mail is a fake, and tell what becomes of its sender's other mail."""
    kept = keep_fake(setting, ledger, mail)
    _tell(kept)
    if kept.statement.about is None:
        typer.echo(say("Its sender's other mail is read as before."))
        return
    number = said_count(kept.changed)
    typer.echo(say("Mails that are judged differently now: {number}.", number=number))


def _tell(kept: reviews.Kept) -> None:
    typer.echo(noted(reviews.told(kept.correction, kept.statement.about)))
    for lesson, changed in kept.learned:
        typer.echo(
            say(
                'Learned: at {domain} the amount stands by "{label}"; mails that read differently '
                "now: {number}.",
                domain=text.safe(lesson.domain),
                label=text.safe(lesson.label),
                number=said_count(changed),
            )
        )


def typed_kind(typed: str) -> str:
    """A kind of event as it is typed at a question, by its number in the list there, its words or
    its name; BadParameter for anything else.
    """
    kinds = {str(number): kind.value for number, kind in enumerate(EventKind, start=1)}
    return kinds.get(typed.strip()) or _typed(reviews.read_kind, typed)


def typed_amount(typed: str) -> str:
    """An amount with its currency, or "-" for none; BadParameter for anything else."""
    return _typed(reviews.read_amount, typed)


def typed_past_day(typed: str, today: date) -> date:
    """A day on which something has happened; BadParameter for one to come, or for no day."""
    return _typed(lambda said: reviews.read_past_day(said, today), typed)


def typed_day_ahead(typed: str) -> str:
    """A day to come, or "-" for none, as it was typed; BadParameter for anything else."""
    _typed(reviews.read_day_ahead, typed)
    return typed


def _typed(read: Callable[[str], _Read], typed: str) -> _Read:
    """What was typed; typer asks again after BadParameter."""
    try:
        return read(typed)
    except UsageProblem as problem:
        raise typer.BadParameter(str(problem)) from None
