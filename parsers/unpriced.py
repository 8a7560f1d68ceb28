"""What a mail of a known sender says besides a payment of which it names no amount."""

from parsers.declare import Read, UnreadableEmailError
from parsers.events import BillingEvent, EventKind
from parsers.language.wording import claims, only_telling
from parsers.page import Page

# What holds without an amount, whatever was paid.
_HOLDS = (
    EventKind.PAYMENT_FAILED,
    EventKind.CANCELED,
    EventKind.EXPIRED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.TRIAL_STARTED,
    EventKind.SUBSCRIPTION_STARTED,
)


def told_without_money(page: Page, read: Read) -> tuple[BillingEvent, ...]:
    """What a reader states; of a payment without its amount, what the mail says besides that holds
    without one: "Thank you for your purchase. Your subscription is now active."

    Raises UnreadableEmailError where it says nothing else, or leaves the amount to a file.
    """
    try:
        return tuple(read(page))
    except UnreadableEmailError:
        is_in_file = bool(page.message.pdfs)
        rest = [one for one in claims(page) if one.kind in _HOLDS and not is_in_file]
        found = tuple(read(only_telling(page, rest))) if rest else ()
        if not found:
            raise
        return found
