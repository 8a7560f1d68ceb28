"""What a person says of a mail, kept as a correction that teaches its sender's layout."""

from collections.abc import Iterator
from datetime import date

import msgspec
import typer
from msgspec.structs import replace

from parsers.domains import is_freemail
from parsers.engine import lay_out
from parsers.events import BillingEvent, EventKind
from parsers.generic import label_of
from parsers.lessons import Lesson
from parsers.merchants import resolve, slug
from parsers.message import Message, read_message
from parsers.money import Money, parse_amount
from parsers.outcome import Verdict
from watchdog import text
from watchdog.catalog import load_catalog
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import Ledger, MailSummary
from watchdog.pipeline import read_mail
from watchdog.rounds import read_anew
from watchdog.setting import Setting
from watchdog.timeline.facts import Correction, StatementKind

ID = 8  # letters of a fingerprint, enough to tell the mails of one person


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the options of the command say of one mail; None leaves what was read."""

    is_billing: bool
    kind: str | None = None
    merchant: str | None = None
    amount: str | None = None
    on: date | None = None


def find_mail(ledger: Ledger, name: str) -> MailSummary:
    """The mail whose id begins so; UsageProblem when there is none, or several."""
    found = [one for one in ledger.mails() if len(name) >= 4 and one.fingerprint.startswith(name)]
    if len(found) == 1:
        return found[0]
    what = "several mails have" if found else "no mail has"
    raise UsageProblem(f"{what} an id that begins with {name!r}; watchdog review shows the ids")


def told(correction: Correction) -> str:
    """A correction in one line."""
    subject = text.unlinked(correction.subject, 60)
    if not correction.events:
        return f'"{subject}" bills you nothing'
    event = correction.events[0]
    amount = f" {text.money(event.amount)}" if event.amount else ""
    kind = event.kind.replace("_", " ")
    return f'"{subject}" is {kind}{amount}, {text.unlinked(event.merchant_name)}'


def read_events(setting: Setting, ledger: Ledger, mail: MailSummary) -> tuple[BillingEvent, ...]:
    """What the readers make of a mail today; nothing when its bytes were not kept."""
    raw = ledger.raw(mail.fingerprint)
    if raw is None:
        return ()
    known = setting.known(ledger.statements())
    return read_mail(raw, received_at=mail.received_at, known=known).outcome.events


def edited(
    events: tuple[BillingEvent, ...], said: Said, mail: MailSummary
) -> tuple[BillingEvent, ...]:
    """The events as the user says they are: the first one changed, or one made of their words."""
    if not said.is_billing:
        return ()
    if not (said.kind or said.merchant or said.amount or said.on):
        if not events:
            raise UsageProblem("nothing was read out of that mail: give --kind and --merchant")
        return events
    name = said.merchant or (events[0].merchant_name if events else mail.sender)
    first = events[0] if events else None
    base = first or BillingEvent(kind=EventKind.CHARGE, merchant=slug(name), merchant_name=name)
    changed = replace(
        base,
        kind=EventKind(said.kind) if said.kind else base.kind,
        merchant_name=name,
        merchant=resolve(name, load_catalog().names()) or slug(name),
        amount=_said_amount(said, base),
        on=said.on or base.on,
    )
    return (changed, *events[1:])


def _said_amount(said: Said, base: BillingEvent) -> Money | None:
    if said.amount is None:
        return base.amount
    return None if said.amount == "-" else _money(said.amount)


def keep(
    setting: Setting, ledger: Ledger, mail: MailSummary, events: tuple[BillingEvent, ...]
) -> None:
    """Keep what the user says of a mail, and read the sender's other mail by what it teaches."""
    sure = tuple(replace(event, confidence=1.0) for event in events)
    lessons = tuple(_lessons(ledger, mail, sure))
    correction = Correction(
        fingerprint=mail.fingerprint, subject=mail.subject, events=sure, lessons=lessons
    )
    ledger.say(kind=StatementKind.REVIEWED, correction=correction, now=setting.now())
    typer.echo(f"Noted: {told(correction)}. (watchdog undo takes it back.)")
    for lesson in lessons:
        again = read_anew(setting, ledger, lesson.domain)
        typer.echo(
            f"Learned: at {text.safe(lesson.domain)} the amount stands by "
            f'"{text.safe(lesson.label)}"; mails that read differently now: {again.changed}.'
        )


def _lessons(
    ledger: Ledger, mail: MailSummary, events: tuple[BillingEvent, ...]
) -> Iterator[Lesson]:
    """The label of the amount, for senders that have no file and can be told from others."""
    raw = ledger.raw(mail.fingerprint)
    if raw is None or mail.reader not in (None, "generic") or len(events) != 1:
        return
    message = read_message(raw, received_at=mail.received_at)
    amount = events[0].amount
    if not isinstance(message, Message) or amount is None or not _is_known(mail):
        return
    page = lay_out(message)
    domain = page.message.from_address.rpartition("@")[2].lower()
    # What one seller at a free mail service writes says nothing about the next.
    if not is_freemail(domain) and (label := label_of(amount, page)):
        yield Lesson(domain=domain, kind=events[0].kind, label=label)


def _is_known(mail: MailSummary) -> bool:
    """Whether a lesson may hold for the sender: nobody teaches what a fake looks like."""
    return mail.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN)


def typed_kind(typed: str) -> str:
    """A kind of event as it is typed; BadParameter for anything else."""
    name = typed.strip().lower().replace(" ", "_")
    if name not in set(EventKind):
        raise typer.BadParameter(f"{typed!r} is none of: {', '.join(EventKind)}")
    return name


def typed_amount(typed: str) -> str:
    """An amount with its currency, or "-" for none; BadParameter for anything else."""
    if typed.strip() != "-":
        _money(typed)
    return typed.strip()


def _money(typed: str) -> Money:
    found = parse_amount(typed.strip())
    money = found.money if found is not None else None
    if money is None:
        raise typer.BadParameter(f"{typed!r} is no amount with its currency, such as 12.99 EUR")
    return money


def typed_day(typed: str) -> date:
    """A day as it is typed; BadParameter for anything else."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise typer.BadParameter(f"{typed!r} is no day such as 2026-11-23") from None
