"""What a payment says of its plan: a count, a commitment, what was left of the old one, a span."""

from datetime import date

import pytest

from parsers.statement.counted import uncounted
from tests.mailed import read_plain


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        (
            "Canvas Pro (annual, billed monthly), payment 8 of 12",
            "Canvas Pro (annual, billed monthly)",
        ),
        ("Pro - Rate 8 von 12", "Pro"),
        ("Abo Plus, échéance 3 sur 12", "Abo Plus"),
        ("Pro (8/12)", "Pro"),
        ("Suite (2 of 6 seats)", "Suite (2 of 6 seats)"),
        ("Basic, 12 months", "Basic, 12 months"),
        ("Box, 3 x 12", "Box, 3 x 12"),
        ("Loan, payment 13 of 12", "Loan, payment 13 of 12"),
    ],
)
def test_a_count_of_payments_is_no_part_of_a_plan(name: str, alone: str) -> None:
    assert uncounted(name) == alone


_THANKS = "Hi Pat,\n\nThanks for your payment.\n\n"
_DANKE = "Hallo Pat,\n\nvielen Dank für Ihre Zahlung.\n\n"
_MERCI = "Bonjour Pat,\n\nMerci pour votre paiement.\n\n"
_COMMITTED = (
    (
        f"{_THANKS}Plan: Skylark Pro Annual (paid monthly)\nAmount paid: €24.99\n"
        "Contract term: 9 March 2026 - 8 March 2027\n"
    ),
    (
        f"{_DANKE}Tarif: Skylark Pro (Jahresabo, monatlich abgerechnet)\n"
        "Gezahlter Betrag: 24,99 €\nVertragslaufzeit: 09.03.2026 - 08.03.2027\n"
    ),
)
_LEFT = (
    f"{_THANKS}Skylark Team | €30.00/month\nCredit for the unused part of Skylark Solo | -€6.50\n"
    "Total paid | €23.50\nNext payment: 16 July 2026\n"
)
_RESTE = (
    f"{_MERCI}Skylark Pro annuel | 96,00 €\nTemps non utilisé (Skylark Pro mensuel) | -4,00 €\n"
    "Total payé | 92,00 €\nProchain paiement : 16 juin 2027\n"
)
_COUPON = (
    f"{_THANKS}Skylark Team | €30.00/month\nCoupon SUMMER | -€6.50\nTotal paid | €23.50\n"
    "Next payment: 16 July 2026\n"
)


@pytest.mark.parametrize("text", _COMMITTED)
def test_a_year_that_is_paid_by_the_month_is_no_period_of_a_payment(text: str) -> None:
    (event,) = read_plain("Payment received", text).events
    assert (event.cadence, event.period) == ("P1M", None)


@pytest.mark.parametrize(("text", "price"), [(_LEFT, "30.00"), (_RESTE, "96.00"), (_COUPON, None)])
def test_what_was_left_of_the_old_plan_is_taken_off_the_new_price(
    text: str, price: str | None
) -> None:
    events = read_plain("Your receipt", text).events
    changed = [one.amount for one in events if str(one.kind) == "plan_changed"]
    assert [str(one.amount) for one in changed if one] == ([price] if price else [])


@pytest.mark.parametrize(
    ("item", "cadence"),
    [
        ("Pixelmoor PDF Desk 7, 1-year subscription", "P1Y"),
        ("Pixelmoor PDF Desk 7, abonnement 12 mois (365 jours)", "P1Y"),
        ("Pixelmoor PDF Desk 7 - suscripción de 1 año", "P1Y"),
        ("Pixelmoor PDF Desk 7, 2-year warranty", None),
    ],
)
def test_a_span_within_what_is_renewed_tells_how_often(item: str, cadence: str | None) -> None:
    texts = {
        "mois": (
            "Renouvellement",
            "Votre abonnement sera bientôt renouvelé.\n\nProduit",
            "Date de renouvellement : 28/06/2026\nPrix",
        ),
        "año": (
            "Renovación",
            "Tu suscripción se renovará en breve.\n\nProducto",
            "Fecha de renovación: 28/06/2026\nPrecio",
        ),
    }
    found = next((one for word, one in texts.items() if word in item), None)
    subject, opening, price = found or (
        "Your automatic renewal",
        "Your subscription will be renewed automatically.\n\nProduct",
        "Renewal date: 28 June 2026\nPrice",
    )
    (event,) = read_plain(subject, f"Hi Pat,\n\n{opening}: {item}\n{price}: €89.00\n").events
    assert (event.cadence, event.renews_on) == (cadence, date(2026, 6, 28))
