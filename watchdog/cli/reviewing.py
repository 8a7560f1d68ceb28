"""`watchdog review`: a person looks at doubtful mail, and what they say counts."""

import sys
from datetime import date

import typer

from parsers.events import BillingEvent, EventKind
from parsers.outcome import Verdict
from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.correcting import ID, find_mail, keep, typed_amount, typed_day, typed_kind
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import MailSummary
from watchdog.reviews import Said, edited, read_amount, read_events, read_kind, waiting
from watchdog.setting import Setting

_ANSWERS = "[y]es, that is right  [n]o, it bills me nothing  [e]dit  [s]kip  [q]uit"


def review(setting: Setting, *, as_json: bool, most: int | None = None) -> None:
    """Ask about each doubtful mail on a terminal, `most` of them; elsewhere list them."""
    with setting.ledger(read_only=True) as ledger:
        found = list(waiting(ledger))[:most]
    if as_json:
        print_json({"version": 1, "mails": found})
    elif not found:
        typer.echo("Nothing waits for your eyes.")
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _ask_all(setting, found)
    else:
        _list(found)


def answer(
    setting: Setting,
    name: str,
    yes: bool,
    no: bool,
    kind: str | None,
    merchant: str | None,
    amount: str | None,
    on: date | None,
) -> None:
    """The answer that the options give; UsageProblem when they give none, or two."""
    edits = any((kind, merchant, amount, on))
    if yes + no + edits != 1:
        raise UsageProblem("say --yes, --no, or what it is (--kind, --merchant, --amount, --on)")
    said = Said(
        is_billing=not no,
        kind=read_kind(kind) if kind else None,
        merchant=merchant,
        amount=read_amount(amount) if amount else None,
        on=on,
    )
    review_one(setting, name, said)


def review_one(setting: Setting, name: str, said: Said) -> None:
    """Say of one mail what the options say."""
    with setting.ledger() as ledger:
        mail = find_mail(ledger, name)
        keep(setting, ledger, mail, edited(read_events(setting, ledger, mail), said, mail))


def _list(found: list[MailSummary]) -> None:
    for mail in found:
        _head(mail)
    typer.echo(
        f"\n{_count(len(found))}. On a terminal watchdog review asks about each; "
        "watchdog review ID --yes, --no or --amount ... answers for one.",
        err=True,
    )


def _count(number: int) -> str:
    return "1 mail waits for your eyes" if number == 1 else f"{number} mails wait for your eyes"


def mail_id(mail: MailSummary) -> str:
    """The short name of a mail."""
    return mail.fingerprint[:ID]


def _head(mail: MailSummary) -> None:
    day = mail.sent_at or mail.received_at
    when = f"{day:%Y-%m-%d}" if day else "undated   "
    sender = text.unlinked(mail.sender or "unknown sender", 50)
    subject = text.unlinked(mail.subject, 70) or "(no subject)"
    typer.echo(f"{mail_id(mail)}  {when}  {sender}: {subject}")
    typer.echo(f"          {mail.outcome}: {text.unlinked(mail.reason or 'no reason kept')}")


def _ask_all(setting: Setting, found: list[MailSummary]) -> None:
    left = {mail.fingerprint: mail for mail in found}
    for number, one in enumerate(found, start=1):
        mail = left.get(one.fingerprint)
        if mail is None:  # what one before it taught has settled it
            continue
        typer.echo(f"\n{number} of {len(found)}")
        with setting.ledger() as ledger:
            events = read_events(setting, ledger, mail)
            _show(mail, events)
            answer = _answer(events)
            if answer == "q":
                return
            if answer in ("y", "n"):
                keep(setting, ledger, mail, events if answer == "y" else ())
            elif answer == "e":
                keep(setting, ledger, mail, edited(events, _asked(events, mail), mail))
            if answer != "s":
                left = {mail.fingerprint: mail for mail in waiting(ledger)}


def _show(mail: MailSummary, events: tuple[BillingEvent, ...]) -> None:
    _head(mail)
    if mail.trust.verdict is Verdict.SUSPICIOUS:
        typer.echo("          Careful: it may be a fake. Yes makes it count all the same.")
    for event in events:
        amount = f" {text.money(event.amount)}" if event.amount else ""
        kind = event.kind.replace("_", " ")
        typer.echo(f"          reads as: {kind}{amount}, {text.unlinked(event.merchant_name)}")
        for words in event.evidence:
            typer.echo(f'            "{text.unlinked(words, 120)}"')
    if not events:
        typer.echo("          Nothing could be read out of it.")


def _answer(events: tuple[BillingEvent, ...]) -> str:
    asked = _ANSWERS if events else _ANSWERS.partition("  ")[2]
    while True:
        said = typer.prompt(asked, default="s", show_default=False).strip().lower()[:1]
        if said in ("n", "e", "s", "q") or (said == "y" and events):
            return str(said)


def _asked(events: tuple[BillingEvent, ...], mail: MailSummary) -> Said:
    """What is typed, checked field by field; what was read stands ready."""
    first = events[0] if events else None
    kinds = ", ".join(EventKind)
    money = first.amount if first else None
    kind = typer.prompt(
        f"What happened ({kinds})",
        default=first.kind.value if first else EventKind.CHARGE.value,
        value_proc=typed_kind,
    )
    merchant = typer.prompt("Who bills you", default=first.merchant_name if first else mail.sender)
    amount = typer.prompt(
        "How much, with its currency (12.99 EUR; - for none)",
        default=f"{money.amount} {money.currency}" if money else "-",
        value_proc=typed_amount,
    )
    moment = mail.sent_at or mail.received_at
    on = typer.prompt(
        "On which day (YYYY-MM-DD)",
        default=str(first.on if first and first.on else moment.date() if moment else ""),
        value_proc=typed_day,
    )
    return Said(is_billing=True, kind=kind, merchant=merchant, amount=amount, on=on)
