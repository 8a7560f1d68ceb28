"""How far a page is believed: who sent it, in whose name it bills, why a person looks first."""

from collections.abc import Sequence

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.fakes.impostors import signs, wants_something
from parsers.fakes.meant import as_meant
from parsers.fakes.whose import posed_as
from parsers.merchants import Known, resolve, slug
from parsers.outcome import Trust, Verdict
from parsers.page import Page
from parsers.trust import doubted, is_stranger, judge_bill, judge_forwarded, judge_sender
from parsers.vouched import without_its_author

_UNCHECKED = "who sent it could not be checked"


def judged_sender(page: Page, known: Known) -> Trust:
    """The verdict on a page's sender; a check that fails believes nobody."""
    try:
        if page.forwarder is None:
            return judge_sender(page.message, page.body, known)
        return judge_forwarded(page.message, page.body, page.forwarder, known)
    except Exception as bug:  # noqa: BLE001 - a mail that trips the check is never believed for it
        return _unchecked(bug)


def judged_bill(page: Page, sure: Sequence[BillingEvent], trust: Trust, known: Known) -> Trust:
    """The verdict, now that it is known what the mail bills; `sure` are events that would count."""
    try:
        return judge_bill(page.message, page.body, sure, trust, known)
    except Exception as bug:  # noqa: BLE001 - as in judged_sender
        return _unchecked(bug)


def _unchecked(bug: Exception) -> Trust:
    return Trust(verdict=Verdict.UNKNOWN, reasons=(f"{_UNCHECKED} ({type(bug).__name__})",))


def pretended(
    events: tuple[BillingEvent, ...], page: Page, trust: Trust, known: Known
) -> tuple[BillingEvent, ...]:
    """What a fake claims to bill for, in the name of whom it poses as; it never counts.

    Where no reader made out what it says, the bill that it claims to be; other mail as it is.
    """
    if trust.verdict not in (Verdict.SUSPICIOUS, Verdict.FAILED):
        return events
    body = page.body
    torn = any("From" in one for one in trust.reasons)
    if trust.verdict is Verdict.FAILED and not (torn or wants_something(page.message, body, known)):
        return events
    found = signs(*as_meant(page.message, body, known), without_its_author(page.message, known))
    if not events and not found.bills:
        return ()
    brand = found.brand or posed_as(page.message, body, events, known)
    name = known.spelling(brand) if brand else page.message.from_address
    if events:
        return tuple(_renamed(event, name, known) if brand else event for event in events)
    return (
        BillingEvent(
            kind=EventKind.INVOICE_DUE,
            merchant=slug(name),
            merchant_name=name,
            confidence=0.0,
            evidence=(page.subject,),
        ),
    )


def _renamed(event: BillingEvent, name: str, known: Known) -> BillingEvent:
    """The event in the name of the brand, unless it bears a name of the catalogue already."""
    if resolve(event.merchant_name, known.merchants) is not None:
        return event
    return replace(event, merchant=slug(name), merchant_name=name)


def doubt_of(
    page: Page, events: Sequence[BillingEvent], trust: Trust, known: Known, *, described: bool
) -> str | None:
    """Why a mail that can be read waits for a person all the same; None for others.

    `described`: its sender has a file.
    """
    unchecked = next((one for one in trust.reasons if one.startswith(_UNCHECKED)), None)
    doubt = unchecked or _doubt(page, events, known, described=described)
    return doubt or (None if described else _posing(page))


def _doubt(
    page: Page, events: Sequence[BillingEvent], known: Known, *, described: bool
) -> str | None:
    if page.forwarder is None:
        return doubted(page.message, page.body, events, known, described=described)
    if is_stranger(page.forwarder, known):
        return f"{page.forwarder.from_address} forwarded it, which is none of your addresses"
    if page.message.sent_at is None:
        return "it does not say clearly on which day the forwarded mail was sent"
    return None


def _posing(page: Page) -> str | None:
    """Why a mail with our own mark does not count, unless a known sender put it there.

    Those that we have sent are known by their names and never come here.
    """
    if "x-watchdog" not in page.message.headers:
        return None
    return "it says that a watchdog wrote it, but this ledger has sent no such letter"
