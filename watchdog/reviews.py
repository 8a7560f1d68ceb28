"""What a person says of a doubtful mail: a correction, and what it teaches of its sender."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from parsers.arrival import DISBELIEVED
from parsers.domains import is_freemail
from parsers.events import BillingEvent, EventKind
from parsers.generic import label_of
from parsers.layout import lay_out
from parsers.lessons import Lesson
from parsers.locale.locales import LocaleHint
from parsers.merchants import resolve, slug
from parsers.message import Message, read_message
from parsers.money import Money
from parsers.outcome import Verdict
from parsers.values.found_money import parse_amount
from watchdog import text
from watchdog.catalog import Catalog, load_catalog
from watchdog.evidence import called, said_event
from watchdog.language import say
from watchdog.ledger import DOUBTFUL, Ledger, MailSummary
from watchdog.own_mail import learned_addresses
from watchdog.reading import read_here
from watchdog.rounds import doubts, read_anew
from watchdog.setting import Setting
from watchdog.timeline.corrections import corrections
from watchdog.timeline.facts import Correction, Statement, StatementKind
from watchdog.timeline.words import clause
from watchdog.told_ahead import Days, kind_of, told_days
from watchdog.usage import UsageProblem

_OF_POUNDS = LocaleHint(language="en", territory="GB")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one mail; None leaves what was read.

    `days` are those to come, by their fields; None as one of them: the mail names none.
    """

    is_billing: bool
    kind: str | None = None
    merchant: str | None = None
    amount: str | None = None
    on: date | None = None
    days: Days = {}


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What was kept, and each lesson with the number of mails that it made read differently;
    `changed` is how many mails of a fake's sender are.
    """

    statement: Statement
    correction: Correction
    learned: tuple[tuple[Lesson, int], ...] = ()
    changed: int = 0


def told(correction: Correction, sender: str | None = None) -> str:
    """A correction in one line; `sender` is whose other mail is fake as well."""
    subject = text.unlinked(correction.subject, 60)
    if correction.claims is not None:
        if sender is None:
            return say('"{subject}" is a fake', subject=subject)
        return say(
            '"{subject}" is a fake, and so is other mail of {somebody}',
            subject=subject,
            somebody=text.safe(sender, 80),
        )
    if not correction.events:
        return say('"{subject}" bills you nothing', subject=subject)
    event = correction.events[0]
    amount = f" {text.money(event.amount)}" if event.amount else ""
    kind = said_event(called(event))
    name = text.unlinked(event.merchant_name)
    return say(
        '"{subject}" is: {kind}{amount}, {name}{days}',
        subject=subject,
        kind=kind,
        amount=amount,
        name=name,
        days="".join(f"; {one}" for one in told_days(event)),
    )


def in_words(statement: Statement, names: Mapping[str, str]) -> str:
    """Any statement in one line, to stand after "that"; `names` are those of `names_of`."""
    if statement.correction is not None:
        return told(statement.correction, statement.about)
    slug_or_it = statement.merchant or "it"
    return text.safe(clause(statement, names.get(slug_or_it, slug_or_it)), 200)


def names_of(said: Iterable[Statement], ledger: Ledger, catalog: Catalog) -> Mapping[str, str]:
    """What to call whom the user speaks of, by its slug: as the catalogue does, else as the last
    mail, which is what the report shows.
    """
    about = {one.merchant for one in said if one.merchant is not None}
    names = {one: catalog.services[one].name for one in about if one in catalog.services}
    if unknown := sorted(about - set(names)):
        events = [fact.event for fact in ledger.answers.facts_about(unknown)]
        mended = corrections(ledger.statements()).values()
        events += [event for one in mended for event in one.events]
        names |= {
            one.merchant: one.merchant_name
            for one in events
            if one.merchant in unknown and one.merchant_name
        }
    return names


def waiting(ledger: Ledger, *, fakes: bool = False) -> Iterator[MailSummary]:
    """The mails that do not count until somebody has looked; or those that look like `fakes`,
    at which nobody has to.
    """
    for mail in unanswered(ledger):
        if (mail.trust.verdict in DISBELIEVED) is fakes:
            yield mail


def unanswered(ledger: Ledger) -> Iterator[MailSummary]:
    """Both of them: all that do not count, and of which nobody has said what they are."""
    said = corrections(ledger.statements())
    for kind in DOUBTFUL:
        yield from (mail for mail in ledger.mails(kind) if mail.fingerprint not in said)


def count_fakes(ledger: Ledger) -> int:
    """How many of them look like fakes."""
    return sum(one.fakes for one in doubts(ledger).values())


def read_events(setting: Setting, ledger: Ledger, mail: MailSummary) -> tuple[BillingEvent, ...]:
    """What the readers make of a mail today; nothing when its bytes were not kept."""
    raw = ledger.raw(mail.fingerprint)
    if raw is None:
        return ()
    known = setting.known(ledger.statements(), ledger.met(), learned_addresses(ledger))
    return read_here(raw, mail.received_at, known, mail.arrived).outcome.events


def edited(
    events: tuple[BillingEvent, ...], said: Said, mail: MailSummary
) -> tuple[BillingEvent, ...]:
    """The events as the user says they are: the first one changed, or one made of their words."""
    if not said.is_billing:
        return ()
    if not (said.kind or said.merchant or said.amount or said.on or said.days):
        if not events:
            raise UsageProblem("nothing was read out of that mail: give --kind and --merchant")
        return events
    name = said.merchant or (events[0].merchant_name if events else mail.sender)
    first = events[0] if events else None
    base = first or BillingEvent(kind=EventKind.CHARGE, merchant=slug(name), merchant_name=name)
    _check_ahead(said.days, mail)
    news = {field: day for field, day in said.days.items() if getattr(base, field) != day}
    kind = EventKind(said.kind) if said.kind else base.kind
    if first is None or kind is first.kind:  # nobody has chosen another one
        kind = kind_of(news, kind if said.kind or first else None) or kind
    changed = replace(
        base,
        **news,
        kind=kind,
        merchant_name=name,
        merchant=resolve(name, load_catalog().names()) or slug(name),
        amount=_said_amount(said, base),
        on=said.on or base.on,
    )
    return (changed, *events[1:])


def _check_ahead(days: Days, mail: MailSummary) -> None:
    """UsageProblem where a trial ends, or a payment comes, before the mail that tells of it: the
    year is a slip mostly. A bill may be told of when it is overdue.
    """
    told = mail.sent_at or mail.received_at
    if told is None:
        return
    mailed_on = told.date() - timedelta(days=1)  # wherever in the world it was read
    for field in ("trial_ends_on", "renews_on"):
        day = days.get(field)
        if day is not None and day < mailed_on:
            raise UsageProblem(
                f"{day.isoformat()} is before the mail itself ({told.date().isoformat()}); "
                "give a day that comes after it"
            )


def _said_amount(said: Said, base: BillingEvent) -> Money | None:
    if said.amount is None:
        return base.amount
    return None if said.amount == "-" else _money(said.amount)


def keep(
    setting: Setting, ledger: Ledger, mail: MailSummary, events: tuple[BillingEvent, ...]
) -> Kept:
    """Keep what the user says of a mail, and read the sender's other mail by what it teaches."""
    sure = tuple(replace(event, confidence=1.0) for event in events)
    lessons = tuple(_lessons(ledger, mail, sure))
    correction = Correction(
        fingerprint=mail.fingerprint, subject=mail.subject, events=sure, lessons=lessons
    )
    statement = ledger.say(kind=StatementKind.REVIEWED, correction=correction, now=setting.now())
    learned = tuple((one, read_anew(setting, ledger, one.domain).changed) for one in lessons)
    return Kept(statement=statement, correction=correction, learned=learned)


def take_back(setting: Setting, ledger: Ledger, meant: Statement) -> None:
    """Take a statement back, and read anew the mail that it had taught to be read differently."""
    ledger.undo(meant.id, now=setting.now())
    for lesson in meant.correction.lessons if meant.correction else ():
        read_anew(setting, ledger, lesson.domain)
    if meant.kind in (StatementKind.TRUSTED, StatementKind.REVIEWED) and meant.about:
        read_anew(setting, ledger, meant.about)


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
    domain = page.message.from_domain
    # What one seller at a free mail service writes says nothing about the next.
    if not is_freemail(domain) and (label := label_of(amount, page)):
        yield Lesson(domain=domain, kind=events[0].kind, label=label)


def _is_known(mail: MailSummary) -> bool:
    """Whether a lesson may hold for the sender: nobody teaches what a fake looks like."""
    return mail.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN)


def read_kind(typed: str) -> str:
    """A kind of event as it is typed, by its name or in the words of the language that is spoken;
    UsageProblem for anything else.
    """
    plain = " ".join(typed.split()).casefold()
    in_words = {said_event(kind).casefold(): kind.value for kind in EventKind}
    name = in_words.get(plain, plain.replace(" ", "_"))
    if name not in set(EventKind):
        raise UsageProblem(f"{typed!r} is none of: {', '.join(EventKind)}")
    return name


def read_amount(typed: str) -> str:
    """An amount with its currency, or "-" for none; UsageProblem for anything else."""
    if typed.strip() != "-":
        _money(typed)
    return typed.strip()


def _money(typed: str) -> Money:
    # Who types an amount weighs nothing: "163 pounds" is money.
    found = parse_amount(typed.strip()) or parse_amount(typed.strip(), _OF_POUNDS)
    money = found.money if found is not None else None
    if money is None:
        raise UsageProblem(f"{typed!r} is no amount with its currency; give one such as 12.99 EUR")
    return money


def read_past_day(typed: str, today: date) -> date:
    """A day on which something has happened, as it is typed; UsageProblem for one to come."""
    day = read_day(typed)
    check_past(day, today)
    return day


def check_past(day: date, today: date) -> None:
    """UsageProblem for a day to come: nothing has happened on it yet."""
    if day > today:
        raise UsageProblem(
            f"{day.isoformat()} lies ahead; say what comes then: that a trial ends, that a payment "
            "comes, that a bill is due (--trial-ends, --renews, --due)"
        )


def read_day_ahead(typed: str) -> date | None:
    """A day to come as it is typed, None for "-"; UsageProblem for anything else."""
    return None if typed.strip() == "-" else read_day(typed)


def read_day(typed: str) -> date:
    """A day as it is typed; UsageProblem for anything else."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise UsageProblem(f"{typed!r} is no day; give one such as 2026-11-23") from None
