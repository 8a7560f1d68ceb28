"""Coursera: bills from noreply@, tells of trials and certificates from t.learn, advertises elsewhere."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page

_COURSERA = Seller(name="Coursera", merchant="coursera")


@parser(
    senders=(
        "noreply@coursera.org",
        "no-reply@t.learn.coursera.org",
        "no-reply@t.mail.coursera.org",
    )
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, trials, cancellations, pauses and refunds: known by what they say, since the
    subjects vary and a trial's end may stand in a mail about a certificate."""
    return statements(page, _COURSERA)


@parser(
    senders=(
        "m.learn.coursera.org",
        "m.send.coursera.org",
        "m.mail.coursera.org",
        "email.coursera.org",
        "global-noreply@coursera.org",
    )
)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Advertisements speak of "your Coursera Plus subscription" too; they never bill."""
    return ()
