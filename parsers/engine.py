"""Picks the reader of a mail, runs it, and checks what it says."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers import generic
from parsers.alternatives import disagreement
from parsers.attached import ReadPdf, with_pdfs, with_what_it_leaves_to_files
from parsers.declare import Parser, UnreadableEmailError
from parsers.detailed import detailed
from parsers.domains import belongs
from parsers.doubts import doubt_of, judged_bill, judged_sender, pretended
from parsers.events import BillingEvent, EventKind
from parsers.fakes.calls import wants_a_call
from parsers.fakes.lures import lures
from parsers.generic.spans import with_span
from parsers.layout import lay_out
from parsers.merchants import Known, fold, resolve
from parsers.message import Message
from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust, Verdict
from parsers.own_request import asked_by_reader
from parsers.page import Page
from parsers.readers import readers_near, sender_domains
from parsers.second_look import looked_over
from parsers.statement.when import ENDS
from parsers.text.masking import masked
from parsers.unpriced import told_without_money
from parsers.values.absurd import absurdity
from parsers.vouched import arrival
from parsers.wordless import is_bill_by_form

_ACCEPTED = 0.7
_GENERIC = "generic"
_NO_WORDS = "it has the form of a bill, but what happened was not made out"
_UNCOUNTED = (OutcomeKind.IGNORED, OutcomeKind.FAILED, OutcomeKind.REVIEW)
_BELIEVED = (Verdict.VERIFIED, Verdict.UNKNOWN)
_LEFT_TO_PDF = (EventKind.CHARGE, EventKind.REFUND)


def read(message: Message, known: Known, read_pdf: ReadPdf | None = None) -> Outcome:
    """What a mail says, who said it, and how far it is to be believed."""
    try:
        found = arrival(message, known)
    except Exception:  # noqa: BLE001 - see judged_sender, which asks again and says so
        outcome = _read_whole(message, known, read_pdf)
        return replace(outcome, arrived=Arrival(verdict=Verdict.UNKNOWN))
    outcome = _read_whole(replace(message, arrived=found), known, read_pdf)
    return replace(outcome, arrived=found)


def _read_whole(
    message: Message, known: Known, read_pdf: ReadPdf | None, forwarder: Message | None = None
) -> Outcome:
    """A mail and those it carries: what these say counts, unless it has a reader itself."""
    outcome = _read_one(message, known, read_pdf, forwarder)
    if not message.carried or outcome.reader not in (None, _GENERIC):
        return outcome
    inside = [_read_whole(one, known, read_pdf, forwarder or message) for one in message.carried]
    return _together([one for one in inside if one.events]) or outcome


def _together(outcomes: list[Outcome]) -> Outcome | None:
    """What several mails in one say; the most doubtful of them decides what it is worth."""
    if not outcomes:
        return None
    worst = max(outcomes, key=lambda one: one.outcome is not OutcomeKind.PARSED)
    return replace(worst, events=tuple(event for one in outcomes for event in one.events))


def _read_one(
    message: Message, known: Known, read_pdf: ReadPdf | None, forwarder: Message | None
) -> Outcome:
    unknown = Trust(verdict=Verdict.UNKNOWN)
    try:
        page = lay_out(message, forwarder)
    except UnreadableEmailError as problem:
        return Outcome(outcome=OutcomeKind.QUARANTINED, trust=unknown, reason=str(problem))
    page, unread = with_pdfs(page, read_pdf)
    outcome = _doubted(_read(page, known), message, forwarder)
    outcome = _as_brought(outcome, page, known, read_pdf)
    if _is_the_readers_own(page, outcome, known):
        return _as_own(page, outcome, known)
    if unread is None or outcome.outcome not in _UNCOUNTED:
        return outcome
    reasons = (unread, outcome.reason) if outcome.outcome is OutcomeKind.REVIEW else (unread,)
    reason = "; ".join(filter(None, reasons))
    return replace(outcome, outcome=OutcomeKind.REVIEW, reason=reason)


def _is_the_readers_own(page: Page, outcome: Outcome, known: Known) -> bool:
    """Whether its reader wrote it himself, and hands nobody's mail on: "you charged me £30 again".
    A fake that comes in his name stays one.
    """
    is_own = page.message.from_address.lower() in known.own_addresses
    # No header hides a mail: what only says that we wrote it waits for its reader.
    is_plain = page.forwarder is None and "x-watchdog" not in page.message.headers
    return is_own and is_plain and outcome.trust.verdict in _BELIEVED


def _as_own(page: Page, outcome: Outcome, known: Known) -> Outcome:
    """What its reader's own mail tells: nothing but that he asked for an end."""
    asked = asked_by_reader(page, known)
    if asked is None:
        return Outcome(outcome=OutcomeKind.IGNORED, trust=outcome.trust)
    return replace(outcome, outcome=OutcomeKind.PARSED, events=(asked,), reason=None)


def _as_brought(outcome: Outcome, page: Page, known: Known, read_pdf: ReadPdf | None) -> Outcome:
    """What a stranger's short mail is when its PDFs give away a fake; else as it was read. They are
    asked for nothing else, and only where it does not count.
    """
    if outcome.outcome not in _UNCOUNTED or outcome.trust.verdict not in _BELIEVED:
        return outcome
    if belongs(page.message.from_domain, known.organisations):
        return outcome
    told = with_what_it_leaves_to_files(page, read_pdf)
    # Whoever hands on a brand's own bill leaves nothing to call and no card to give.
    if told is None or not (wants_a_call(told.body) or lures(told.body)):
        return outcome
    again = _read(told, known)
    return again if again.trust.verdict is Verdict.SUSPICIOUS and again.events else outcome


def _doubted(outcome: Outcome, message: Message, forwarder: Message | None) -> Outcome:
    """An accepted reading of a mail whose two forms contradict each other goes to a person."""
    if outcome.outcome is not OutcomeKind.PARSED:
        return outcome
    reason = disagreement(message, outcome.events, lambda text: lay_out(text, forwarder))
    if reason is None:
        return outcome
    return replace(outcome, outcome=OutcomeKind.REVIEW, reason=reason)


def _read(page: Page, known: Known) -> Outcome:
    message = page.message
    trust = judged_sender(page, known)
    readers = [one for one in readers_near(message.from_address) if one.knows(message)]
    if len(readers) > 1:
        names = " and ".join(one.name for one in readers)
        reason = f"{names} both know this mail"
        return Outcome(outcome=OutcomeKind.FAILED, trust=trust, reason=reason)
    if readers:
        return _read_by(readers[0], page, trust, known)
    events = generic.read(page, lessons=known.lessons)
    return _judge(_GENERIC, detailed(events, page), page, trust, known)


def _read_by(reader: Parser, page: Page, trust: Trust, known: Known) -> Outcome:
    try:
        events = detailed(_stated(reader, page, trust), page)
    except UnreadableEmailError as drift:
        reason = str(drift)
    except Exception as bug:  # noqa: BLE001 - one broken sender file must not stop the others
        reason = f"a fault in the reader: {type(bug).__name__}: {bug}"
    else:
        return _judge(reader.name, events, page, trust, known)
    # A fake need not keep to the form.
    if trust.verdict is Verdict.SUSPICIOUS or pretended((), page, trust, known):
        return _judge(reader.name, (), page, trust, known)
    return Outcome(outcome=OutcomeKind.FAILED, trust=trust, reader=reader.name, reason=reason)


def _stated(reader: Parser, page: Page, trust: Trust) -> Iterable[BillingEvent]:
    """What a reader states, with what a second look adds to the mail of whom is believed; that
    alone where the reader cannot make it out.
    """
    is_believed = trust.verdict in _BELIEVED
    try:
        events = tuple(with_span(page, one) for one in told_without_money(page, reader.read))
    except UnreadableEmailError:
        again = tuple(looked_over(page, (), reader.read)) if is_believed else ()
        if not again:
            raise
        return again
    return looked_over(page, events, reader.read) if is_believed else events


def _judge(
    reader: str, events: tuple[BillingEvent, ...], page: Page, trust: Trust, known: Known
) -> Outcome:
    described = reader != _GENERIC
    accepted = _ACCEPTED if described else generic.accepted()
    if not described:
        sure = [event for event in events if event.confidence >= accepted]
        trust = judged_bill(page, sure, trust, known)
    read = pretended(events, page, trust, known)
    honest = not described and trust.verdict in _BELIEVED
    stranger = honest and not belongs(page.message.from_domain, known.organisations)
    named = _whole(tuple(_named(event, known, page, stranger=stranger) for event in read))
    kind, reason = _outcome(named, trust, accepted, page)
    if kind is OutcomeKind.IGNORED and not described and is_bill_by_form(page):
        kind, reason = OutcomeKind.REVIEW, _NO_WORDS
    # A reader of anybody's mail, by how its address begins, says nothing of whose address it is.
    vouched = described and belongs(page.message.from_domain, sender_domains())
    if kind is OutcomeKind.PARSED and (
        doubt := doubt_of(page, events, trust, known, described=vouched)
    ):
        kind, reason = OutcomeKind.REVIEW, doubt
    return Outcome(outcome=kind, trust=trust, reader=reader, events=named, reason=reason)


def _whole(events: tuple[BillingEvent, ...]) -> tuple[BillingEvent, ...]:
    """The events without a refund of nobody knows how much, where an end beside it is clear."""
    if not any(event.kind in ENDS for event in events):
        return events
    return tuple(
        one for one in events if one.kind is not EventKind.REFUND or one.amount is not None
    )


def _outcome(
    events: tuple[BillingEvent, ...], trust: Trust, accepted: float, page: Page
) -> tuple[OutcomeKind, str | None]:
    if not events:
        return OutcomeKind.IGNORED, None
    if trust.verdict not in _BELIEVED:
        return OutcomeKind.REVIEW, "; ".join(trust.reasons)
    absurd = [reason for event in events if (reason := absurdity(event, page.mailed_on))]
    if absurd:
        return OutcomeKind.REVIEW, absurd[0]
    missing = [f"{one.kind} without amount" for one in events if _lacks_amount(one, page)]
    if missing:
        return OutcomeKind.REVIEW, missing[0]
    if any(event.confidence < accepted for event in events):
        return OutcomeKind.REVIEW, "not sure enough to count"
    return OutcomeKind.PARSED, None


def _lacks_amount(event: BillingEvent, page: Page) -> bool:
    """Whether a person has to say how much was paid or given back: the mail leaves it to a PDF.

    That something was taken counts without its amount: after a cancellation it is all that matters.
    So does what came back; the ledger takes it for no more than was said.
    """
    is_left_open = event.kind in _LEFT_TO_PDF and bool(page.message.pdfs)
    return event.amount is None and is_left_open


def _named(event: BillingEvent, known: Known, page: Page, *, stranger: bool) -> BillingEvent:
    """The event with its merchant's own slug, where the catalogue knows the name; of a stranger's
    mail only by the name that he shows, not by one of which he says that he writes for it.

    What it quotes is kept and shown, so numbers of cards and accounts leave it here.
    """
    shown = not stranger or fold(event.merchant_name) in fold(page.message.from_name)
    merchant = resolve(event.merchant_name, known.merchants, whole=stranger) if shown else None
    quotes = tuple(masked(line) for line in event.evidence)
    if quotes != event.evidence:
        event = replace(event, evidence=quotes)
    return replace(event, merchant=merchant) if merchant else event
