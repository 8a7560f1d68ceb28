"""`watchdog review`: a person looks at doubtful mail, and what they say counts."""

import re
import sys
from datetime import date

import typer

from parsers.arrival import DISBELIEVED
from parsers.events import BillingEvent, EventKind
from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.correcting import (
    ID,
    find_mail,
    keep,
    keep_as_fake,
    typed_amount,
    typed_day_ahead,
    typed_kind,
    typed_past_day,
)
from watchdog.cli.failures import UsageProblem
from watchdog.evidence import called, said_event
from watchdog.language import headed, marked, said_count, said_day, say, say_many, translated
from watchdog.language.reasons import said_reason, said_reasons
from watchdog.ledger import MailSummary
from watchdog.reviews import (
    Said,
    check_past,
    count_fakes,
    edited,
    read_amount,
    read_day_ahead,
    read_events,
    read_kind,
    waiting,
)
from watchdog.setting import Setting
from watchdog.told_ahead import Ahead, Days, of_kind, told_days

# One letter of each answer stands in brackets, in this order in every language.
_ANSWERS = marked("[y]es, that is right  [n]o, it bills me nothing  [f]ake  [e]dit  [s]kip  [q]uit")
_LETTERS = "ynfesq"
_INDENT = " " * 10


def review(
    setting: Setting, *, as_json: bool, fakes: bool = False, most: int | None = None
) -> None:
    """Ask about each doubtful mail on a terminal, `most` of them; elsewhere list them.

    `fakes`: those that look like fakes instead, which are no question to anybody otherwise.
    """
    with setting.ledger(read_only=True) as ledger:
        found = list(waiting(ledger, fakes=fakes))[:most]
        others = 0 if fakes or as_json else count_fakes(ledger)
    if as_json:
        print_json({"version": 1, "mails": found})
        return
    if not found:
        typer.echo(say("Nothing waits for your eyes."))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _ask_all(setting, found, fakes=fakes)
    else:
        _list(found)
    if others:
        typer.echo(_left_out(others), err=True)


def answer(
    setting: Setting,
    name: str,
    yes: bool,
    no: bool,
    fake: bool,
    kind: str | None,
    merchant: str | None,
    amount: str | None,
    on: date | None,
    days: Days,
) -> None:
    """The answer that the options give; UsageProblem when they give none, or two."""
    edits = any((kind, merchant, amount, on, days))
    if yes + no + fake + edits != 1:
        raise UsageProblem(
            "say --yes, --no, --fake, or what it is (--kind, --merchant, --amount, --on, "
            "--trial-ends, --renews, --due)"
        )
    if fake:
        with setting.ledger() as ledger:
            keep_as_fake(setting, ledger, find_mail(ledger, name))
        return
    if on is not None:
        check_past(on, setting.today())
    said = Said(
        is_billing=not no,
        kind=read_kind(kind) if kind else None,
        merchant=merchant,
        amount=read_amount(amount) if amount else None,
        on=on,
        days=days,
    )
    review_one(setting, name, said)


def review_one(setting: Setting, name: str, said: Said) -> None:
    """Say of one mail what the options say."""
    with setting.ledger() as ledger:
        mail = find_mail(ledger, name)
        if said.is_billing and mail.trust.verdict in DISBELIEVED:
            _warn(mail)
        keep(setting, ledger, mail, edited(read_events(setting, ledger, mail), said, mail))


def _warn(mail: MailSummary) -> None:
    """That what is about to count looks like a fake, and why."""
    why = text.unlinked(say("; ").join(map(said_reason, mail.trust.reasons)), 200)
    told = say("Careful: it looks like a fake ({why}). It counts now all the same.", why=why)
    typer.echo(told, err=True)


def _left_out(fakes: int) -> str:
    return say_many(
        "{number} more mail looks like a fake and counts for nothing: watchdog review --fakes",
        "{number} more mails look like fakes and count for nothing: watchdog review --fakes",
        fakes,
    )


def _list(found: list[MailSummary]) -> None:
    for mail in found:
        _head(mail)
    count = say_many(
        "{number} mail waits for your eyes.", "{number} mails wait for your eyes.", len(found)
    )
    how = say(
        "On a terminal watchdog review asks about each; watchdog review ID --yes, --no, --fake or "
        "--amount ... answers for one."
    )
    typer.echo(f"\n{count} {how}", err=True)


def mail_id(mail: MailSummary) -> str:
    """The short name of a mail."""
    return mail.fingerprint[:ID]


def _head(mail: MailSummary) -> None:
    day = mail.sent_at or mail.received_at
    when = said_day(day.date()) if day else say("undated").ljust(10)
    sender = text.unlinked(mail.sender or say("unknown sender"), 50)
    subject = text.unlinked(mail.subject, 70) or say("(no subject)")
    typer.echo(f"{mail_id(mail)}  {when}  {headed(sender, subject)}")
    reason = said_reasons(mail.reason) if mail.reason else say("no reason was kept")
    what = text.outcome(mail.outcome)
    typer.echo(_INDENT + say("{what}: {why}", what=what, why=text.unlinked(reason)))


def _ask_all(setting: Setting, found: list[MailSummary], *, fakes: bool) -> None:
    left = {mail.fingerprint: mail for mail in found}
    for number, one in enumerate(found, start=1):
        mail = left.get(one.fingerprint)
        if mail is None:  # what one before it taught has settled it
            continue
        typer.echo(
            "\n" + say("{number} of {all}", number=said_count(number), all=said_count(len(found)))
        )
        with setting.ledger() as ledger:
            events = read_events(setting, ledger, mail)
            _show(mail, events)
            answer = _answer(events)
            if answer == "q":
                return
            if answer in ("y", "n"):
                keep(setting, ledger, mail, events if answer == "y" else ())
            elif answer == "f":
                keep_as_fake(setting, ledger, mail)
            elif answer == "e":
                keep(setting, ledger, mail, edited(events, _asked(setting, events, mail), mail))
            if answer != "s":
                left = {mail.fingerprint: mail for mail in waiting(ledger, fakes=fakes)}


def _show(mail: MailSummary, events: tuple[BillingEvent, ...]) -> None:
    _head(mail)
    if mail.trust.verdict in DISBELIEVED:
        typer.echo(_INDENT + say("Careful: it may be a fake. Yes makes it count all the same."))
    for event in events:
        amount = f" {text.money(event.amount)}" if event.amount else ""
        what = f"{said_event(called(event))}{amount}, {text.unlinked(event.merchant_name)}"
        said = "; ".join((what, *told_days(event)))
        typer.echo(_INDENT + say("reads as: {what}", what=said))
        for words in event.evidence:
            typer.echo(f'            "{text.unlinked(words, 120)}"')
    if not events:
        typer.echo(_INDENT + say("Nothing could be read out of it."))


def _answer(events: tuple[BillingEvent, ...]) -> str:
    answers = translated(_ANSWERS)
    letters = dict(zip(re.findall(r"\[(\w)\]", answers), _LETTERS, strict=True))
    asked = answers if events else answers.partition("  ")[2]
    while True:
        typed = str(typer.prompt(asked, default="", show_default=False)).strip().lower()[:1]
        said = letters.get(typed, "") if typed else "s"
        if said and (said != "y" or events):
            return said


def _asked(setting: Setting, events: tuple[BillingEvent, ...], mail: MailSummary) -> Said:
    """What is typed, checked field by field; what was read stands ready."""
    first = events[0] if events else None
    money = first.amount if first else None
    kind = _asked_kind(first.kind if first else EventKind.CHARGE)
    merchant = typer.prompt(
        say("Who bills you"), default=first.merchant_name if first else mail.sender
    )
    amount = typer.prompt(
        say("How much, with its currency (12.99 EUR; - for none)"),
        default=f"{money.amount} {money.currency}" if money else "-",
        value_proc=typed_amount,
    )
    moment = mail.sent_at or mail.received_at
    on = typer.prompt(
        say("On which day did it happen (YYYY-MM-DD)"),
        default=str(first.on if first and first.on else moment.date() if moment else ""),
        value_proc=lambda typed: typed_past_day(typed, setting.today()),
    )
    days = {one.field: _asked_day(one, first) for one in of_kind(EventKind(kind))}
    return Said(is_billing=True, kind=kind, merchant=merchant, amount=amount, on=on, days=days)


def _asked_kind(read: EventKind) -> str:
    """What happened, out of a list in plain words: its number, or the words."""
    for number, one in enumerate(EventKind, start=1):
        typer.echo(f"{said_count(number):>{len(_INDENT) + 2}}  {said_event(one)}")
    kind: str = typer.prompt(
        say("What happened (its number)"),
        default=str(list(EventKind).index(read) + 1),
        value_proc=typed_kind,
    )
    return kind


def _asked_day(ahead: Ahead, read: BillingEvent | None) -> date | None:
    """A day to come, or None where the mail names none."""
    day = getattr(read, ahead.field) if read is not None else None
    typed: str = typer.prompt(say(ahead.asked), default=str(day or "-"), value_proc=typed_day_ahead)
    return read_day_ahead(typed)
