"""The month from which a new price holds, named without a day and without a year."""

from datetime import date

import pytest

from tests.mailed import read_plain

_JANUARY = date(2027, 1, 1)
_NOVEMBER = (
    "Since 2023 Potluck Premium has cost $9.99 a month. From your November payment on, your"
    " membership will be $11.99 a month.\nYour October payment is still $9.99."
)


@pytest.mark.parametrize(
    ("subject", "text", "day"),
    [
        (
            "Some news about your membership",
            _NOVEMBER,
            date(2026, 11, 1),
        ),
        ("A change to your price", "Your plan goes from $9.99 to $11.99 a month in 2027.", None),
        (
            "Preisanpassung",
            "ab Januar kostet dein Abo 11,99 € statt 9,99 € im Monat.",
            _JANUARY,
        ),
        (
            "Votre abonnement évolue",
            "À partir de janvier, votre abonnement passera de 9,99 € à 11,99 € par mois.",
            _JANUARY,
        ),
        (
            "Cambio de precio",
            "A partir de enero, tu suscripción pasará de 9,99 € a 11,99 € al mes.",
            _JANUARY,
        ),
        (
            "Je abonnement wordt duurder",
            "Vanaf januari betaal je € 11,99 in plaats van € 9,99 per maand.",
            _JANUARY,
        ),
        (
            "Nytt pris",
            "Från januari kostar din prenumeration 119 kr i stället för 99 kr i månaden.",
            _JANUARY,
        ),
    ],
)
def test_a_price_holds_from_the_month_that_a_mail_names(
    subject: str, text: str, day: date | None
) -> None:
    (event,) = read_plain(subject, f"Hi Pat,\n\n{text}\n\nFernhill\n").events
    assert str(event.kind) == "price_change"
    assert event.effective_on == day
    assert event.amount is not None
    assert str(event.amount.amount) in ("11.99", "119")
