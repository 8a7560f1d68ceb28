"""The demo's other stories: a renewal, dearer films, a trial that cost, a deaf gym, a fake."""

from collections.abc import Iterator
from datetime import date, timedelta

from watchdog.demo.letter import Letter, long_date, moment
from watchdog.demo.stores import (
    paypal_payment,
    play_renewal,
    play_trial,
    stripe_notice,
    stripe_receipt,
)
from watchdog.timeline.cadence import step

_NETFLIX = "Netflix <info@account.netflix.com>"
_VENDOR, _ACCOUNT = "Larkfield Software Ltd", "acct_1ExampleLarkfield"
_EDITOR, _EDITOR_PRICE = "Larkfield Editor Pro (annual)", "$119.00"
_GYM = "Greenleaf Fitness"


def renewal_approaching(today: date) -> Iterator[Letter]:
    """Software paid once a year, last seen a year ago, that renews in nine days."""
    renews_on = today + timedelta(days=9)
    for count in (-2, -1):
        yield stripe_receipt(
            vendor=_VENDOR,
            account=_ACCOUNT,
            plan=_EDITOR,
            price=_EDITOR_PRICE,
            starts_on=step(renews_on, "P1Y", count),
            ends_on=step(renews_on, "P1Y", count + 1),
        )
    yield stripe_notice(
        vendor=_VENDOR,
        account=_ACCOUNT,
        plan=_EDITOR,
        price=_EDITOR_PRICE,
        on=today - timedelta(days=5),
        renews_on=renews_on,
    )


def price_increase(today: date) -> Iterator[Letter]:
    """Netflix told of a higher price in the small hours and took it since."""
    last_paid_on = today - timedelta(days=3)
    for count in range(-8, 1):
        price = "$17.99" if count == 0 else "$15.49"
        yield _netflix_receipt(
            step(last_paid_on, "P1M", count), price, step(last_paid_on, "P1M", count + 1)
        )
    yield Letter(
        sender=_NETFLIX,
        subject="Your price is changing",
        at=moment(last_paid_on - timedelta(days=24), "02:20"),
        title="Hi Pat,",
        blocks=(
            "We're updating your price so we can bring you more great entertainment.",
            (
                f"The price of your Standard plan will increase from $15.49 to $17.99 per month "
                f"starting {long_date(last_paid_on)}."
            ),
        ),
        small="You can cancel any time. Netflix, 121 Albright Way, Los Gatos, CA.",
    )


def trial_converted(today: date) -> Iterator[Letter]:
    """A fortnight of Duolingo for nothing that became a payment last week."""
    ends_on = today - timedelta(days=7)
    item = "Super Duolingo (Duolingo: Language Lessons)"
    number = "GPA.3311-0420-1177-20101"
    yield play_trial(
        item=item,
        price="$12.99/month",
        on=ends_on - timedelta(days=14),
        ends_on=ends_on,
        number=number,
    )
    yield play_renewal(item=item, price="$12.99/month", on=ends_on, number=f"{number}..0")


def charge_after_cancellation(today: date) -> Iterator[Letter]:
    """A gym that confirmed the cancellation and went on taking its money through PayPal."""
    last_paid_on = today - timedelta(days=12)
    for count in range(-7, 1):
        paid_on = step(last_paid_on, "P1M", count)
        yield paypal_payment(
            merchant=_GYM,
            plan="Monthly membership",
            price="$24.90",
            on=paid_on,
            due_on=step(last_paid_on, "P1M", count + 1),
            number=f"7GL{paid_on:%Y%m%d}PX204K",
        )
    yield Letter(
        sender=f"{_GYM} <members@greenleaf-fitness.example>",
        subject="Your membership has been canceled",
        at=moment(step(last_paid_on, "P1M", -2) + timedelta(days=10), "16:44"),
        title="Goodbye for now, Pat",
        blocks=(
            f"This is to confirm that your {_GYM} membership has been canceled.",
            f"You can train with us until {long_date(step(last_paid_on, 'P1M', -1))}.",
        ),
        small=f"{_GYM}, 12 Example Street.",
    )


def fake_invoice(today: date) -> Iterator[Letter]:
    """A bill in the name of Norton from somebody's free mail address."""
    yield Letter(
        sender="Norton Billing Desk <billing-desk-4471@gmail.com>",
        subject="Invoice NL-88213 - Norton 360 Deluxe renewed",
        at=moment(today - timedelta(days=2), "04:12"),
        title="Norton LifeLock",
        blocks=(
            (
                "Dear customer, your Norton 360 Deluxe subscription has been renewed and you have "
                "been charged $399.99."
            ),
            ("Invoice number", "NL-88213"),
            ("Amount charged", "$399.99"),
            (
                "If you did not authorize this, call our help desk at +1 (808) 555-0142 within 24 "
                "hours to cancel and get a refund."
            ),
        ),
        small="Norton LifeLock billing department",
    )


def _netflix_receipt(paid_on: date, price: str, renews_on: date) -> Letter:
    return Letter(
        sender=_NETFLIX,
        subject="Your Netflix payment",
        at=moment(paid_on, "08:02"),
        title="Thanks for your payment",
        blocks=(
            "Hi Pat,",
            "We've received your payment for your Netflix membership.",
            ("Plan", "Standard"),
            ("Billing date", long_date(paid_on)),
            ("Total", f"{price} USD"),
            ("Payment method", "Visa •••• 4242"),
            ("Next billing date", long_date(renews_on)),
        ),
        small="Your membership will continue until you cancel. You can cancel any time.",
    )
