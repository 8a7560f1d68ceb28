"""What the reader asks of a merchant in a mail of his own: that something of his ends."""

from parsers.domains import is_freemail, organisation
from parsers.events import BillingEvent, EventKind
from parsers.kit import shorten
from parsers.language.lexicon import says
from parsers.language.wording import cadence_in
from parsers.merchants import Known, slug
from parsers.mime.headers import recipients
from parsers.page import Page

_OPENING = 10  # sentences in which it is asked
_LONGEST = 400  # characters of a sentence
_SURE = 0.95


def asked_by_reader(page: Page, known: Known) -> BillingEvent | None:
    """The end that a mail of the reader's own asks for, of whom its first address belongs to: he is
    called by his domain, until his own mail tells his name.
    """
    asked = next((one for one in _opening(page) if _asks(page, one)), None)
    place = _asked_at(page, known) if asked else None
    if asked is None or place is None:
        return None
    return BillingEvent(
        kind=EventKind.CANCELLATION_PENDING,
        merchant=slug(place),
        merchant_name=place,
        channel="direct",
        cadence=cadence_in(asked, page.hint.language),
        by_reader=True,
        on=page.mailed_on,
        confidence=_SURE,
        evidence=(shorten(asked),),
    )


def _opening(page: Page) -> tuple[str, ...]:
    return tuple(one for one in (*page.sentences[:_OPENING], page.subject) if len(one) <= _LONGEST)


def _asks(page: Page, text: str) -> bool:
    """Whether a sentence asks for the end of a contract: not how that is done, nor for that of an
    order, a visit or an account alone.
    """
    language = page.hint.language
    if not says(text, "asks_to_end", language) or says(text, "how_to", language):
        return False
    return says(text, "plan", language) or not says(text, "ends_else", language)


def _asked_at(page: Page, known: Known) -> str | None:
    """The registrable domain of the first address that it went to."""
    to = page.message.headers.get("to", ())
    for address in (one for value in to for one in recipients(value)):
        domain = address.rpartition("@")[2]
        if address not in known.own_addresses and not is_freemail(domain):
            return organisation(domain)
    return None
