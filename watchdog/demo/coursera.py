"""Coursera's part of the demo: a wrong store, a trial that ends, a pause that is not kept."""

from collections.abc import Iterator
from datetime import date, timedelta

from watchdog.demo.letter import Letter, long_date, moment
from watchdog.demo.stores import apple_receipt
from watchdog.timeline.cadence import step

_BILLING = "Coursera <noreply@coursera.org>"
_LEARNING = "Coursera <no-reply@t.learn.coursera.org>"
_PLUS = "Coursera Plus Monthly"
_CERTIFICATE = "Data Storytelling Professional Certificate"
_SPECIALIZATION = "Applied Statistics Specialization"
_SMALL = (
    "You can cancel at any time in My Purchases. If you cancel, your subscription will not renew. "
    "Coursera, 381 E. Evelyn Ave, Mountain View, CA."
)


def wrong_store(today: date) -> Iterator[Letter]:
    """Coursera Plus, bought on the web and once more on the phone; cancelled only on the web."""
    canceled_on = today - timedelta(days=40)
    last_paid_on = canceled_on - timedelta(days=12)
    for count in range(-8, 1):
        paid_on = step(last_paid_on, "P1M", count)
        yield _receipt(_PLUS, "$59.00", paid_on, step(last_paid_on, "P1M", count + 1))
    yield _canceled(_PLUS, canceled_on, step(last_paid_on, "P1M", 1))
    apple_paid_on = today - timedelta(days=5)
    for count in range(-4, 1):
        yield apple_receipt(
            app="Coursera: Learn career skills",
            plan="Coursera Plus (Monthly)",
            price="$58.99",
            paid_on=step(apple_paid_on, "P1M", count),
            renews_on=step(apple_paid_on, "P1M", count + 1),
        )


def trial_ending(today: date) -> Iterator[Letter]:
    """A seven-day trial that ends in three days, told in a congratulation, several times over."""
    ends_on = today + timedelta(days=3)
    yield Letter(
        sender=_LEARNING,
        subject=f"Welcome to the {_CERTIFICATE}",
        at=moment(ends_on - timedelta(days=7), "18:12"),
        title="Your free trial has started",
        blocks=(
            "Hi Pat,",
            f"Your 7-day free trial of the {_CERTIFICATE} has started.",
            ("Course", _CERTIFICATE),
            ("Trial ends", long_date(ends_on)),
            ("Price after the trial", "$49.00 per month"),
        ),
        small=_SMALL,
    )
    for clock in ("06:02", "06:47", "07:20", "08:05", "08:31"):
        yield Letter(
            sender=_LEARNING,
            subject="You're on track to get your certificate",
            at=moment(today - timedelta(days=1), clock),
            title="Great work, Pat!",
            blocks=(
                "Get your certificate when your free trial ends.",
                ("Course", _CERTIFICATE),
                f"After your free trial ends on {long_date(ends_on)} you will be charged.",
            ),
            small=_SMALL,
        )


def charged_while_paused(today: date) -> Iterator[Letter]:
    """A Specialization that was paused for two months and billed all the same."""
    last_paid_on = today - timedelta(days=8)
    paused_on = today - timedelta(days=20)
    for count in range(-5, 1):
        paid_on = step(last_paid_on, "P1M", count)
        yield _receipt(_SPECIALIZATION, "$49.00", paid_on, step(last_paid_on, "P1M", count + 1))
    yield Letter(
        sender=_BILLING,
        subject="Your subscription is paused",
        at=moment(paused_on, "20:41"),
        title="Take the time you need",
        blocks=(
            (
                f"Your subscription to the {_SPECIALIZATION} has been paused until "
                f"{long_date(step(paused_on, 'P1M', 2))}."
            ),
            ("Subscription", _SPECIALIZATION),
            "Your progress is kept, and billing stops while you are away.",
        ),
        small="Coursera, 381 E. Evelyn Ave, Mountain View, CA.",
    )


def _receipt(plan: str, price: str, paid_on: date, renews_on: date) -> Letter:
    return Letter(
        sender=_BILLING,
        subject="Your Coursera payment",
        at=moment(paid_on, "12:04"),
        title="Thank you for your payment",
        blocks=(
            "Hi Pat,",
            f"You were charged {price} for {plan}.",
            ("Order number", f"{paid_on:%y%m%d}4471"),
            ("Order date", long_date(paid_on)),
            ("Subscription", plan),
            ("Total", f"{price} USD"),
            ("Payment method", "Visa ending in 4242"),
            ("Next billing date", long_date(renews_on)),
        ),
        small=_SMALL,
    )


def _canceled(plan: str, canceled_on: date, access_until: date) -> Letter:
    return Letter(
        sender=_BILLING,
        subject="Your subscription has been canceled",
        at=moment(canceled_on, "19:26"),
        title="We're sorry to see you go",
        blocks=(
            f"Your {plan} subscription has been canceled.",
            ("Subscription", plan),
            f"You will keep access until {long_date(access_until)}.",
        ),
        small="Coursera, 381 E. Evelyn Ave, Mountain View, CA.",
    )
