"""Prices with a line through them: what it would have cost, or did before."""

import pytest

from tests.mailed import read_plain

# The kind, the amount, and the HTML.
MAILS = (
    (
        "charge 47.88",
        "<p>Thank you, your payment was received.</p><div><s>$59.88</s><br><b>$47.88</b></div>",
    ),
    (
        "charge 47.88",
        (
            "<p>We charged your card.</p><table><tr><td>Family plan</td><td><del>$59.88</del>"
            " $47.88</td></tr><tr><td>Total</td><td><span style='text-decoration:line-through'>"
            "$59.88</span> $47.88</td></tr></table>"
        ),
    ),
    (
        "renewal_notice 47.88",
        "<p>Your yearly plan renews on July 18, 2026.</p><s>$59.88</s><br><b>$47.88</b>",
    ),
    (
        "price_change 6.99",
        (
            "<p>The price of your plan is changing from July 18, 2026.</p>"
            "<p><s>$4.99</s>, now $6.99 a month</p>"
        ),
    ),
    (
        "plan_changed 9.00",
        (
            "<p>Your plan has been changed today.</p><table><tr><td>Solo $4.00 a month</td>"
            "<td>→</td><td>Studio $9.00 a month</td></tr></table>"
        ),
    ),
)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail[0])
def test_the_other_price_is_meant(mail: tuple[str, str]) -> None:
    wanted, html = mail
    outcome = read_plain("About your plan", "", html)
    told = [f"{event.kind} {event.amount.amount}" for event in outcome.events if event.amount]
    assert told == [wanted]
