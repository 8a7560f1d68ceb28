"""An old price is never the new one, and trials that end with the month."""

from datetime import date

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

# Old price, new price, subject, text.
STEPS = [
    (
        "129.00 142.00",
        "A change to your rate",
        (
            "Dear Pat,\n\nThe monthly rent of your unit changes with the payment of August.\n\n"
            "today\n$129.00 → from August 1, 2026\n$142.00\n"
        ),
    ),
    (
        "129.00 142.00",
        "A change to your rate",
        (
            "Dear Pat,\n\nThe monthly rent of your unit changes.\n\n"
            "Currently\n$129.00\n\nFrom August 1, 2026\n$142.00\n"
        ),
    ),
    (
        "29.00 34.00",
        "Ihr Beitrag ändert sich",
        (
            "Hallo Pat,\n\nder monatliche Beitrag für Ihr Abo ändert sich.\n\n"
            "derzeit\n29,00 €\nab 1. August 2026\n34,00 €\n"
        ),
    ),
    (
        "29.00 34.00",
        "Changement de tarif de votre abonnement",
        (
            "Bonjour Pat,\n\nLe prix mensuel de votre abonnement change.\n\n"
            "actuellement\n29,00 €\nà partir du 1er août 2026\n34,00 €\n"
        ),
    ),
    (
        "61.00 66.00",
        "A change to your price from August",
        "Dear Pat,\n\nNow £61.00 per month\nFrom 1 August 2026 £66.00 per month\n",
    ),
    (
        "61.00 66.00",
        "Le prix de votre abonnement change",
        "Bonjour Pat,\n\nMaintenant 61,00 € par mois\nÀ partir du 1er août 2026 66,00 € par mois\n",
    ),
    (
        "61.00 66.00",
        "Prijswijziging van je abonnement",
        "Hoi Pat,\n\nNu € 61,00 per maand\nVanaf 1 augustus 2026 € 66,00 per maand\n",
    ),
    (
        "14.99 16.99",
        "Notice: mailbox plan price from August 6",
        (
            "Dear Pat,\n\nFor renewals on or after August 6, 2026 the price of your plan is\n\n"
            "   $16.99 per month     (until then: $14.99 per month)\n\n"
            "Your next monthly renewal that is affected is August 6, 2026.\n"
        ),
    ),
    (
        "14.99 16.99",
        "Neuer Preis für Ihr Abo ab 6. August 2026",
        (
            "Hallo Pat,\n\nfür Verlängerungen ab dem 6. August 2026 kostet Ihr Abo\n\n"
            "   16,99 € pro Monat     (bis dahin: 14,99 € pro Monat)\n\n"
            "Ihr Abo verlängert sich am 6. August 2026 zum neuen Preis.\n"
        ),
    ),
]
# When a trial ends, subject, text.
TRIALS = [
    (
        "Your free issues end soon",
        (
            "Hi,\n\nYour trial finishes at the end of this month.\nFrom 1 July 2026 you will pay\n"
            "£21.00\nevery 6 months by Direct Debit\n\nTo leave instead, stop online by 30 June.\n"
        ),
    ),
    (
        "Your trial ends soon",
        "Hi Pat,\n\nYour free trial ends at the end of the month. Then it is $9.99 a month.\n",
    ),
    (
        "Ihre Testphase endet bald",
        (
            "Hallo Pat,\n\nIhre kostenlose Testphase endet Ende des Monats. Danach kostet es 9,99 €"
            " pro Monat.\n"
        ),
    ),
    (
        "Votre essai se termine bientôt",
        "Bonjour Pat,\n\nVotre essai gratuit se termine à la fin du mois. Puis 9,99 € par mois.",
    ),
    (
        "Tu prueba termina pronto",
        "Hola Pat:\n\nTu prueba gratuita termina a final de mes. Después, 9,99 € al mes.\n",
    ),
    (
        "Je proefperiode eindigt binnenkort",
        "Hoi Pat,\n\nJe gratis proefperiode eindigt aan het einde van de maand. Daarna € 9,99.\n",
    ),
]


@pytest.mark.parametrize(("prices", "subject", "text"), STEPS)
def test_both_prices_are_told_apart(prices: str, subject: str, text: str) -> None:
    events = read_plain(subject, text).events
    assert [one.kind for one in events] == [EventKind.PRICE_CHANGE]
    old, new = events[0].old_amount, events[0].amount
    assert old is not None
    assert new is not None
    assert f"{old.amount} {new.amount}" == prices
    assert events[0].effective_on in (date(2026, 8, 1), date(2026, 8, 6))


def test_a_price_of_later_renewals_is_not_the_next_payment() -> None:
    """That of a month comes before a renewal in seven weeks."""
    _, subject, text = STEPS[4]
    assert read_plain(subject, text).events[0].renews_on is None


def test_a_renewal_with_last_year_s_price_stays_one() -> None:
    told = "Hi Pat,\n\nYour plan renews automatically on 8 July 2026 for $59.95 (last year $24.95)."
    events = read_plain("Your plan renews on 8 July 2026", told).events
    assert [one.kind for one in events] == [EventKind.RENEWAL_NOTICE]


@pytest.mark.parametrize(("subject", "text"), TRIALS)
def test_a_trial_ends_with_the_month(subject: str, text: str) -> None:
    """The mails are of 16 June."""
    events = read_plain(subject, text).events
    assert [(one.kind, one.trial_ends_on) for one in events] == [
        (EventKind.TRIAL_ENDING, date(2026, 6, 30))
    ]


def test_a_month_that_ends_for_something_else_ends_no_trial() -> None:
    told = (
        "Hi Pat,\n\nYour free trial is nearly over. After it the plan is $9.99, billed at the end"
        " of the month."
    )
    events = read_plain("Your trial ends soon", told).events
    assert [one.trial_ends_on for one in events] == [None]
