"""Mail of the demo's app stores and payment services, in the layouts that they use."""

from datetime import date

from watchdog.demo.letter import Letter, long_date, moment, short_date

_ITEM_SMALL = (
    "To learn more or cancel, review your subscription. "
    "Your subscription automatically renews until canceled."
)


def apple_receipt(*, app: str, plan: str, price: str, paid_on: date, renews_on: date) -> Letter:
    """A receipt of the App Store: the app, its plan, the day it renews, the price."""
    return Letter(
        sender="Apple <no_reply@email.apple.com>",
        subject="Your receipt from Apple.",
        at=moment(paid_on, "03:17"),
        title="Receipt",
        blocks=(
            long_date(paid_on),
            f"Order ID: MQ{paid_on:%y%m%d}PX",
            f"Document: 7260{paid_on:%Y%m%d}",
            "Apple Account: pat@example.org",
            "App Store",
            (f"{app}\n{plan}\nRenews {long_date(renews_on)}", price),
            "Billing and Payment",
            ("Subtotal", price),
            ("Tax", "$0.00"),
            ("Visa •••• 4242", price),
        ),
        small=_ITEM_SMALL,
    )


def play_trial(*, item: str, price: str, on: date, ends_on: date, number: str) -> Letter:
    """A trial subscription taken out at Google Play."""
    sentence = (
        "You have signed up for a trial subscription from Google Commerce Limited on Google Play. "
        f"Your trial will end on {short_date(ends_on)}. You will be automatically charged {price} "
        "when your trial ends unless you cancel before then. Manage your subscriptions."
    )
    renewing = f"Free trial for 14 days, then {price}. Auto-renewing subscription"
    return _play(sentence, renewing, item=item, price="$0.00", on=on, number=number)


def play_renewal(*, item: str, price: str, on: date, number: str) -> Letter:
    """A renewal that Google Play has charged."""
    sentence = (
        "Your subscription from Google Commerce Limited on Google Play continues and you've been "
        "charged. Manage your subscriptions."
    )
    renewing = "Auto-renewing subscription"
    return _play(sentence, renewing, item=item, price=price, on=on, number=number)


def _play(sentence: str, renewing: str, *, item: str, price: str, on: date, number: str) -> Letter:
    return Letter(
        sender="Google Play <googleplay-noreply@google.com>",
        subject=f"Your Google Play Order Receipt from {short_date(on)}",
        at=moment(on, "07:41"),
        title="Google Play",
        blocks=(
            sentence,
            f"Order number: {number}",
            f"Order date: {short_date(on)} 7:41:05 AM GMT",
            "Your account: pat@example.org",
            ("Item", "Price"),
            (item, price),
            renewing,
            f"Total: {price}",
            "Payment method:",
            "Visa-4242",
        ),
        small="Keep this for your records. You can cancel your subscription at any time.",
    )


def paypal_payment(
    *, merchant: str, plan: str, price: str, on: date, due_on: date, number: str
) -> Letter:
    """An automatic payment that PayPal has made, and when the next one is due."""
    return Letter(
        sender='"service@paypal.com" <service@paypal.com>',
        subject=f"You sent an automatic payment to {merchant}",
        at=moment(on, "05:58"),
        title="Hello, Pat Example",
        blocks=(
            f"You sent an automatic payment of {price} USD to {merchant}",
            f"Here are the details about your automatic payment for {plan}.",
            (f"Transaction ID\n{number}", f"Transaction date\n{short_date(on)}"),
            (f"Merchant\n{merchant}", "Instructions to merchant\nYou haven't entered any."),
            ("Payment cycle\nMonthly", f"Next payment due\n{short_date(due_on)}"),
            ("Description", "Unit price", "Qty", "Amount"),
            (plan, f"{price} USD", "1", f"{price} USD"),
            ("Subtotal", f"{price} USD"),
            ("Total", f"{price} USD"),
            ("Payment", f"{price} USD"),
            f"Paid {merchant} with",
            ("Visa x-4242", f"{price} USD"),
        ),
        small="You can cancel this automatic payment at any time in your PayPal settings.",
    )


def stripe_receipt(
    *, vendor: str, account: str, plan: str, price: str, starts_on: date, ends_on: date
) -> Letter:
    """A receipt that Stripe sends in the name of a vendor; the period names its year once."""
    number = f"{starts_on:%m%d}-{starts_on:%Y}"
    return Letter(
        sender=f'"{vendor}" <invoice+statements+{account}@stripe.com>',
        subject=f"Your receipt from {vendor} #{number}",
        at=moment(starts_on, "10:11"),
        title=f"Receipt from {vendor}",
        blocks=(
            price,
            f"Paid {long_date(starts_on)}",
            ("Receipt number", number),
            ("Payment method", "Visa - 4242"),
            f"{short_date(starts_on)} – {short_date(ends_on)}",
            (f"{plan} Qty 1", price),
            ("Total", price),
            ("Amount paid", price),
        ),
        small=f"You're receiving this email because you made a purchase at {vendor}.",
    )


def stripe_notice(
    *, vendor: str, account: str, plan: str, price: str, on: date, renews_on: date
) -> Letter:
    """The reminder that Stripe sends before a subscription renews."""
    return Letter(
        sender=f'"{vendor}" <upcoming-invoice+{account}@stripe.com>',
        subject=f"Your {vendor} subscription will renew soon",
        at=moment(on, "10:05"),
        title=f"Your {vendor} subscription will renew soon",
        blocks=(
            (
                f"This is a friendly reminder that your {vendor} subscription for {plan} will "
                f"automatically renew on {long_date(renews_on)}."
            ),
            "Your payment method on file will be charged at that time.",
            (plan, price),
            ("Amount due", price),
        ),
        small="Questions? Visit the support site of the seller.",
    )
