"""A payment was dearer than the mail before it said."""

from collections.abc import Iterable

from watchdog.books import DISPUTABLE_DAYS, Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.repaid import came_back
from watchdog.timeline.announcements import Mismatch, announcements, mismatch
from watchdog.timeline.subscriptions import Subscription
from watchdog.timeline.taken_bills import as_charged


@detection("price_differs_from_announced")
def price_differs_from_announced(books: Books) -> Iterable[Finding]:
    """Every recent charge above the price that was announced for its day."""
    for subscription in books.subscriptions:
        if not announcements(subscription):
            continue
        billed = as_charged(subscription)
        news = (one for one in billed.charges if books.is_news(one, DISPUTABLE_DAYS))
        for broken in filter(None, (mismatch(billed, charge) for charge in news)):
            yield _finding(billed, broken, books)


def _finding(subscription: Subscription, broken: Mismatch, books: Books) -> Finding:
    charge, paid, announced = broken.charge, broken.paid, broken.announced
    more = type(paid)(amount=paid.amount - announced.amount, currency=paid.currency)
    return finding(
        "price_differs_from_announced",
        subscription,
        hangs_on=hang_on_charge(subscription, charge),
        severity=Severity.SOON,
        on=charge.on,
        deadline=books.claimable_until(subscription, charge),
        at_stake=more,
        says=say(
            "{what} was announced at {announced}, but you were charged {paid} on {day}: {more} "
            "more.",
            what=subscription.title,
            announced=said_money(announced),
            paid=said_money(paid),
            day=said_day(charge.on),
            more=said_money(more),
        )
        + came_back(charge),
        evidence=(shown(broken.told), *shown_charge(charge)),
    )
