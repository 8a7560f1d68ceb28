"""What any mail may say of its payment besides: the card, the account, taxes, who moves it."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.account import account_of
from parsers.events import BillingEvent, EventKind
from parsers.language.wording import is_one_off
from parsers.offers import with_later_price
from parsers.page import Page
from parsers.statement import particulars
from parsers.statement.asked import as_asked
from parsers.statement.begun_free import as_begun_free
from parsers.statement.by_its_reader import renewed_by_reader
from parsers.statement.collecting import collected, goes_on_by_itself
from parsers.statement.committed import without_commitment
from parsers.statement.counted import uncounted, undated
from parsers.statement.for_once import as_rest
from parsers.statement.held_up import as_failure
from parsers.statement.methods import paid_with
from parsers.statement.paid_time import paid_until
from parsers.statement.set_off import beside_its_plan
from parsers.statement.when import TRIALS
from parsers.values.taxes import tax_of

_BILLED = (EventKind.CHARGE, EventKind.INVOICE_DUE)
_PAID = (
    EventKind.CHARGE,
    EventKind.REFUND,
    EventKind.REFUND_PROMISED,
    EventKind.PAYMENT_FAILED,
    EventKind.INVOICE_DUE,
)


def detailed(events: Iterable[BillingEvent], page: Page) -> tuple[BillingEvent, ...]:
    """The events with what any mail may say of its payment, whoever reads it."""
    said = tuple(without_commitment(_as_told(one, page), page) for one in events)
    if not said:
        return ()
    said = beside_its_plan(said, page)
    company = particulars.entity(page)
    card = particulars.last_four(page) if any(one.kind in _PAID for one in said) else None
    account = account_of(page)
    way = paid_with(page) if any(one.kind in _PAID for one in said) else None
    return tuple(
        replace(
            with_later_price(event, page),
            plan=_plan_of(event, page),
            recurring=_recurs(event, page),
            last_four=event.last_four or (card if event.kind in _PAID else None),
            paid_with=event.paid_with or (way if event.kind in _PAID else None),
            entity=event.entity or company,
            account=event.account or account,
            collected=_who_pays(event, page),
            access_until=event.access_until or paid_until(event, page),
            tax=event.tax or (tax_of(event.amount, page) if event.kind in _BILLED else None),
            # Else the day on which it was forwarded would count as that of the event.
            on=event.on or (page.mailed_on if page.forwarder else None),
        )
        for event in said
    )


def _plan_of(event: BillingEvent, page: Page) -> str | None:
    return undated(uncounted(event.plan), page.hint.language) if event.plan else None


def _recurs(event: BillingEvent, page: Page) -> bool | None:
    """Whether a payment comes again, unless what was bought is named as something that does not: a
    gift card beside a subscription of the same merchant.
    """
    if event.recurring is not None or event.kind is not EventKind.CHARGE or not event.plan:
        return event.recurring
    return False if is_one_off(event.plan, page.hint.language) else None


def _as_told(event: BillingEvent, page: Page) -> BillingEvent:
    """The event as what its mail says besides makes of it."""
    meant = as_asked(page, as_failure(as_rest(event, page), page))
    return as_begun_free(meant, page)


def _who_pays(event: BillingEvent, page: Page) -> bool | None:
    """Who moves the money of a bill, of what follows a trial, of a renewal."""
    if event.kind is EventKind.INVOICE_DUE:
        return collected(page)
    if event.kind is EventKind.RENEWAL_NOTICE:
        return False if renewed_by_reader(page) else None
    return goes_on_by_itself(page) if event.kind in TRIALS else None
