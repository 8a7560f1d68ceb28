"""Every payment and refund that mails tell of, for spreadsheets, scripts and accounting."""

import io
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec
from babel.numbers import get_currency_precision
from msgspec.structs import replace

from parsers.events import EventKind
from parsers.money import Money
from watchdog import text
from watchdog.entries import Entry
from watchdog.fixes.names import is_last_four
from watchdog.ofx import as_ofx
from watchdog.timeline.charges import Payment, in_order, payments
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription
from watchdog.timeline.taken_bills import debits, taken_on

ANNOUNCED = "announced"  # a debit of which only a mail before it tells
_CURRENCY = re.compile(r"[A-Z]{3}")
_SUBSCRIPTIONS, _OTHER = "Expenses:Subscriptions:", "Expenses:Other:"
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9]+")
_NO_LETTER = re.compile(r"[\W_]+")


_Mark = tuple[str, Money | None, str | None]


def entries_of(
    facts: Sequence[Fact],
    *,
    since: date | None,
    until: date,
    subscriptions: Sequence[Subscription] = (),
) -> tuple[Entry, ...]:
    """What was paid and what came back, oldest first, each once; nothing without an amount. Of who
    only announces debits those that were taken before `until`.

    `subscriptions` are those to which payments may belong.
    """
    facts = in_order(facts)
    whose = {_mark(fact): text.safe(one.id, 200) for one in subscriptions for fact in one.facts}
    told = [(one, 1) for one in payments(facts)]
    told += [(one, -1) for one in payments(facts, EventKind.REFUND)]
    found = [entry for one, sign in told if (entry := _entry(one, sign, whose)) is not None]
    found += _debited(set(map(_mark, facts)), subscriptions, until, whose)
    kept = [one for one in found if (since is None or since <= one.on) and one.on <= until]
    return tuple(sorted(kept, key=lambda one: (one.on, one.merchant, one.sha256, one.amount)))


def _debited(
    marks: Container[_Mark],
    subscriptions: Iterable[Subscription],
    until: date,
    whose: Mapping[_Mark, str],
) -> Iterator[Entry]:
    """The debits that were announced and taken, of whom no mail of a payment ever came."""
    for one in subscriptions:
        for bill in debits(one.told, today=until) if not one.charges else ():
            payment = Payment(leading=bill, reports=(bill,))
            entry = _entry(payment, 1, whose) if _mark(bill) in marks else None
            if entry is not None:
                yield replace(entry, on=taken_on(bill), kind=ANNOUNCED)


def _mark(fact: Fact) -> _Mark:
    """What tells a fact from others, also after its merchant took another name."""
    return fact.source.fingerprint, fact.event.amount, fact.event.reference


def _entry(payment: Payment, sign: int, whose: Mapping[_Mark, str]) -> Entry | None:
    fact = payment.leading
    event, source = fact.event, fact.source
    if event.amount is None or not _CURRENCY.fullmatch(event.amount.currency):
        return None
    return Entry(
        on=fact.on,
        kind=str(event.kind),
        merchant=text.safe(event.merchant, 80),
        name=text.safe(event.merchant_name, 120),
        plan=text.safe(event.plan, 120) if event.plan else None,
        channel=event.channel,
        amount=sign * _in_full(event.amount.amount, event.amount.currency),
        currency=event.amount.currency,
        reference=text.safe(event.reference, 80) if event.reference else None,
        mailbox=text.safe(source.mailbox, 80),
        message_id=text.safe(source.message_id, 200),
        sha256=source.sha256,
        tax=_tax(payment, sign),
        card=_card(payment),
        paid_with=_paid_with(payment),
        mailed_on=source.sent_at.date(),
        subscription=next(filter(None, (whose.get(_mark(one)) for one in payment.reports)), None),
    )


def _tax(payment: Payment, sign: int) -> Decimal | None:
    """What any report of it says is tax, in the money of the payment."""
    amount = payment.leading.event.amount
    told = (one.event.tax for one in payment.reports)
    known = (tax for tax in told if tax and amount and tax.currency == amount.currency)
    return next((sign * tax.amount for tax in known), None)


def _card(payment: Payment) -> str | None:
    """The end of the number of the card, as any report of it has it."""
    told = (one.event.last_four for one in payment.reports)
    return next((f"**** {number}" for number in told if is_last_four(number)), None)


def _paid_with(payment: Payment) -> str | None:
    """The way of payment as any report of it calls it; PayPal where PayPal itself tells of it."""
    told = [one.event.paid_with for one in payment.reports]
    told += ["PayPal" for one in payment.reports if one.event.channel == "paypal"]
    return next((text.safe(way, 40) for way in told if way), None)


def _in_full(amount: Decimal, currency: str) -> Decimal:
    """With all decimals of its currency: 39.90 EUR, 8 JPY; more where a mail names more."""
    decimals = get_currency_precision(currency)
    if -int(amount.as_tuple().exponent) >= decimals:
        return amount
    return amount.quantize(Decimal(1).scaleb(-decimals))


def as_ndjson(entries: Iterable[Entry]) -> str:
    """One JSON object a line."""
    return "".join(text.escaped(msgspec.json.encode(one).decode()) + "\n" for one in entries)


def as_csv(entries: Iterable[Entry]) -> str:
    """One line an entry, after a line of names."""
    return csv_of(Entry.__struct_fields__, map(_values, entries))


def csv_of(names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """RFC 4180 with a line of names; no cell can be taken for a formula."""
    from defusedcsv import csv

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if value is None else str(value) for value in row])
    return buffer.getvalue()


def _values(entry: Entry) -> Iterator[object]:
    return (getattr(entry, name) for name in Entry.__struct_fields__)


def as_beancount(entries: Sequence[Entry]) -> str:
    """Transactions from an account that waits to be assigned; all are opened on the first day."""
    if not entries:
        return ""
    accounts = sorted(set(map(_account, entries)))
    first = entries[0].on
    lines = [f"{first} open {name}" for name in (*accounts, "Assets:Unassigned")]
    for one in entries:
        what = " ".join(part for part in (one.plan, one.reference) if part)
        lines += [
            "",
            f"{one.on} {_flag(one)} {_quoted(one.name)} {_quoted(what)}",
            f"  message-id: {_quoted(one.message_id)}",
            f"  mailbox: {_quoted(one.mailbox)}",
            f"  {_account(one)}  {one.amount:f} {one.currency}",
            f"  Assets:Unassigned  {-one.amount:f} {one.currency}",
        ]
    return "\n".join(lines) + "\n"


def as_hledger(entries: Iterable[Entry]) -> str:
    """A journal for hledger and ledger."""
    lines = ["decimal-mark ."]
    for one in entries:
        what = " ".join(part for part in (one.plan, one.reference) if part)
        title = f"{_plain(one.name)} | {_plain(what)}" if what else _plain(one.name)
        mark = "! " if one.kind == ANNOUNCED else ""
        lines += [
            "",
            f"{one.on} {mark}{title}  ; mailbox:{_plain(one.mailbox).replace(',', ' ')}",
            f"    {_account(one).lower()}  {one.amount:f} {one.currency}",
            f"    assets:unassigned  {-one.amount:f} {one.currency}",
        ]
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Callable[[tuple[Entry, ...]], str]] = {
    "csv": as_csv,
    "ndjson": as_ndjson,
    "beancount": as_beancount,
    "hledger": as_hledger,
    "ofx": as_ofx,
}


def _flag(entry: Entry) -> str:
    """Whether a payment is done, or was only announced: a bookkeeper looks at those."""
    return "!" if entry.kind == ANNOUNCED else "*"


def _account(entry: Entry) -> str:
    """An account of letters, digits and hyphens alone, Latin ones where there are any; what is no
    subscription's has its own.
    """
    above = _SUBSCRIPTIONS if entry.subscription else _OTHER
    name = _NOT_A_NAME.sub("-", entry.merchant).strip("-")
    if not name:  # an account has to begin with a capital, which not every script has
        name = f"X-{_NO_LETTER.sub('-', entry.merchant).strip('-')}".strip("-")
    return above + name[:1].upper() + name[1:]


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "/").replace('"', "'") + '"'


def _plain(words: str) -> str:
    """Without the signs that end a description."""
    return re.sub(r"[;|]", ",", words) or "-"
