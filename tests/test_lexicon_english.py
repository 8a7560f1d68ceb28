"""What an English sentence of billing mail states, and what states nothing."""

import pytest

from parsers.engine import lay_out
from parsers.message import Message, read_message
from parsers.page import Page
from parsers.wording import claims

# Written as services write, before the patterns that read them.
SENTENCES: tuple[tuple[str | None, str], ...] = (
    ("charge", "We've charged $14.99 to your Visa ending in 4242."),
    ("charge", "Your card ending in 4242 was charged $9.99 on March 3."),
    ("charge", "This is a receipt for your recent payment."),
    ("charge", "Thanks for your purchase! Here's your receipt."),
    ("charge", "Your payment of £7.99 has been received."),
    ("charge", "We successfully processed your payment of $20.00."),
    ("charge", "Payment confirmation: $49.00"),
    ("charge", "You've been billed $12.00 for your Pro plan."),
    ("charge", "Your subscription has been renewed for another year."),
    ("charge", "Your membership was automatically renewed on May 4."),
    ("charge", "Here is your invoice. No action is needed, your card has been charged."),
    ("charge", "Your payment went through."),
    ("charge", "Thank you for your payment of $30.00."),
    ("charge", "We have debited €9.99 from your account."),
    ("charge", "You have paid $12.00 to Larkfield."),
    ("charge", "Your order is confirmed and your card has been charged."),
    ("charge", "Your monthly statement: $25.40 was paid by Visa."),
    ("charge", "Transaction successful: $5.00"),
    ("charge", "Your auto-renewal was successful."),
    ("charge", "Your free trial has ended and you have been charged $99.00."),
    ("charge", "Billing receipt for June"),
    ("charge", "Paid: $102.65"),
    ("charge", "Your tax invoice from Larkfield"),
    ("payment_failed", "We were unable to process your payment."),
    ("payment_failed", "We couldn't charge your card."),
    ("payment_failed", "Your payment didn't go through."),
    ("payment_failed", "Your last payment was declined by your bank."),
    ("payment_failed", "There was a problem with your payment method."),
    ("payment_failed", "We had trouble billing your card."),
    ("payment_failed", "Action required: your payment failed"),
    ("payment_failed", "Your subscription payment of $9.99 could not be completed."),
    ("payment_failed", "Your credit card was declined."),
    (
        "payment_failed",
        "We weren't able to renew your subscription because your card was declined.",
    ),
    ("payment_failed", "Update your payment details: we could not collect your payment."),
    ("payment_failed", "Your account is past due."),
    ("refund", "We've issued a refund of $9.99 to your card."),
    ("refund", "Your refund has been processed."),
    ("refund", "$20.00 has been refunded to your original payment method."),
    ("refund", "You've been refunded $12.50."),
    ("refund", "A refund of €5.00 was sent to your PayPal account."),
    ("refund", "Refund confirmation"),
    ("refund_promised", "Your refund will be processed within 5 to 10 business days."),
    ("refund_promised", "You will receive a refund of $9.99 shortly."),
    ("refund_promised", "We will refund your last payment."),
    ("canceled", "Your subscription has been canceled."),
    ("canceled", "You've cancelled your membership."),
    ("canceled", "We've cancelled your plan as requested."),
    ("canceled", "Your subscription is set to cancel on June 3, 2026."),
    ("canceled", "Your cancellation is confirmed."),
    ("canceled", "Your membership will end on July 1, 2026."),
    ("canceled", "Auto-renew has been turned off for your subscription."),
    ("canceled", "We're sorry to see you go. Your Premium access will continue until May 5."),
    ("canceled", "You will not be charged again."),
    ("canceled", "As requested, we have ended your subscription."),
    ("canceled", "Your plan will downgrade to Free at the end of the billing period."),
    ("expired", "Your subscription has expired."),
    ("expired", "Your membership expired on June 3."),
    ("paused", "Your subscription is paused until September 1."),
    ("paused", "You paused your membership."),
    ("paused", "Your plan is on hold until 1 May 2026."),
    ("resumed", "Welcome back! Your subscription has been reactivated."),
    ("resumed", "You resumed your membership."),
    ("resumed", "Your subscription is active again."),
    ("trial_ending", "Your free trial ends in 3 days."),
    ("trial_ending", "Your trial is about to expire."),
    ("trial_ending", "Only 2 days left in your free trial."),
    ("trial_ending", "Your 7-day trial will end on Friday, 3 July."),
    ("trial_ending", "Your trial period expires tomorrow and your card will be charged $59.99."),
    ("trial_started", "Your free trial has started."),
    ("trial_started", "Welcome to your 30-day free trial!"),
    ("trial_started", "You've started a free trial of Larkfield Pro."),
    ("trial_started", "Your 14-day trial begins today."),
    ("price_change", "We're updating our prices: from June 3 your plan will cost $12.99 a month."),
    ("price_change", "The price of your subscription is going up to $15.99."),
    ("price_change", "Your monthly price will change from $9.99 to $11.99."),
    ("price_change", "Upcoming change to the price of your plan"),
    ("plan_changed", "You've switched to the Family plan."),
    ("plan_changed", "Your plan has been upgraded to Business."),
    ("plan_changed", "Your subscription was changed from Monthly to Annual."),
    ("renewal_notice", "Your subscription will renew on June 3, 2026 for $99.00."),
    ("renewal_notice", "Your annual plan renews automatically on 4 May."),
    ("renewal_notice", "Your upcoming bill is $25.00."),
    ("renewal_notice", "Heads up: your membership renews in 7 days."),
    ("renewal_notice", "On June 3, we will charge your card $99.99 for another year."),
    ("renewal_notice", "Your next payment of $9.99 will be taken on 3 June."),
    ("renewal_notice", "Your domain larkfield.example is due for renewal."),
    ("subscription_started", "Your subscription is confirmed."),
    ("subscription_started", "Thanks for subscribing to Larkfield."),
    ("subscription_started", "You're now a Premium member."),
    ("subscription_started", "Welcome to Larkfield Premium! Your subscription is now active."),
    ("subscription_started", "You have successfully subscribed to the Monthly plan."),
    ("invoice_due", "Your invoice is due on June 3."),
    ("invoice_due", "Please pay invoice 123 by 3 June."),
    ("invoice_due", "Amount due: $25.00"),
    ("invoice_due", "You have an outstanding balance of $40.00."),
    (None, "You can cancel at any time."),
    (None, "If you cancel before the trial ends, you won't be charged."),
    (None, "Start your free trial today."),
    (None, "Try Premium free for 30 days, then $9.99/month."),
    (None, "Your subscription has not been canceled."),
    (None, "To cancel your subscription, visit your account page."),
    (None, "We'll charge you only after your order ships."),
    (None, "Payments received after the due date may incur a fee."),
    (None, "How to get a refund"),
    (None, "Your card will not be charged until you confirm."),
    (None, "Refunds are processed within 5 days."),
    (None, "Cancel your subscription in three steps."),
    (None, "Subscribe now and save 20%."),
    (None, "Your friend has cancelled their attendance."),
    (None, "Your order has been shipped."),
    (None, "Your meeting was cancelled."),
    (None, "Unsubscribe from these emails."),
    (None, "Never miss a payment again with our app."),
    (None, "Why was my payment declined? Here are five reasons."),
    (None, "Your password was changed."),
    (None, "Don't let your trial go to waste."),
    (None, "Your paycheck of $2,000.00 was deposited."),
    (None, "Your flight has been canceled."),
    (None, "Your free trial is waiting."),
    (None, "When your subscription renews, we'll send a receipt."),
    (None, "Prices may change at any time."),
)

# Written after meeting how others say it: in sentences of our own.
FURTHER: tuple[tuple[str | None, str], ...] = (
    ("payment_failed", "Following up about the failed payment for Larkfield Plus."),
    ("payment_failed", "We tried twice, but the transaction is still being rejected."),
    ("payment_failed", "We are unable to collect the fee for your locker."),
    ("payment_failed", "We cannot renew your plan until you add another card."),
    ("payment_failed", "There is a billing issue with your Larkfield plan."),
    ("payment_failed", "Your bank refused the charge of $4.00."),
    ("payment_failed", "Unsuccessful payment: order 4411"),
    ("payment_failed", "Your membership is overdue."),
    (None, "If your card is declined, we let you know."),
    (None, "Whenever a payment fails, the app shows a banner."),
    ("refund", "You have been given a partial refund."),
    ("refund", "Your order was partially refunded."),
    ("refund", "The amount has been credited back to you."),
    ("refund", "A credit of $3.00 was issued to your card."),
    ("refund", "Refund for order 4411"),
    ("refund_promised", "Your refund is being processed."),
    ("canceled", "Your monthly donation has been stopped."),
    ("canceled", "Your plan will not be renewed."),
    ("canceled", "Your cancellation is effective."),
    ("canceled", "You have switched off auto-renewal."),
    ("canceled", "You will be moved to the free plan on 3 May."),
    ("canceled", "Automatic payments for Larkfield Plus have been stopped."),
    (None, "Your plan will not be renewed unless you confirm your address."),
    ("expired", "Your pass has lapsed."),
    ("resumed", "Thanks for restarting your plan."),
    ("resumed", "Your cancellation has been withdrawn."),
    ("trial_ending", "Your free trial of Larkfield Plus has expired."),
    ("trial_ending", "Your trial is set to convert on 3 May."),
    ("trial_ending", "Your trial is nearly over."),
    ("trial_ending", "Your complimentary month ends on 3 May."),
    ("trial_started", "Thanks for starting a free trial of Larkfield Plus."),
    ("trial_started", "You are now on a trial of Larkfield Plus."),
    ("renewal_notice", "Your next charge is scheduled for 3 May."),
    ("renewal_notice", "You'll be billed $4.00 in 3 days."),
    ("renewal_notice", "We will try to charge your card in 3 days."),
    ("renewal_notice", "Your licence is coming up for renewal."),
    ("renewal_notice", "The dues will be withdrawn by direct debit."),
    ("charge", "Charged $4.00 to Visa 4242"),
    ("charge", "The following licences have been renewed."),
    ("charge", "Thanks for renewing."),
    ("charge", "Your order 4411 has been placed."),
    ("charge", "We have received your order."),
    ("charge", "Payment for lesson 12 was accepted."),
    ("charge", "You bought 3 lessons."),
    ("charge", "Your gift on 3 May was $4.00."),
    (None, "Once we receive your order we will write again."),
    ("subscription_started", "Your gold membership is now active."),
    ("subscription_started", "Your monthly donation has been set up."),
    (None, "You're now subscribed to our newsletter."),
    ("plan_changed", "You have successfully switched to Larkfield Duo."),
    ("plan_changed", "Your plan has been updated to Duo."),
    ("price_change", "There is a change to our membership fees."),
    ("price_change", "From 3 May the fee for lockers will be $5.00."),
    ("invoice_due", "A new invoice has been issued."),
    ("invoice_due", "Invoice 4411 is overdue."),
)


def page(sentence: str) -> Page:
    """A mail whose only statement is the sentence."""
    raw = f"""From: Larkfield <hello@larkfield.example>
To: Pat Example <pat@example.org>
Subject: Hello
Date: Mon, 02 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello Pat,

{sentence}

The team of the house
"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    return lay_out(message)


@pytest.mark.parametrize(
    ("kind", "sentence"), [*SENTENCES, *FURTHER], ids=lambda part: str(part)[:50]
)
def test_a_sentence_states_what_happened(kind: str | None, sentence: str) -> None:
    found = [str(claim.kind) for claim in claims(page(sentence))]
    assert found[:1] == ([kind] if kind else [])
