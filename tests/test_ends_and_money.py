"""What letters of an end say of money: what goes back with it, the last bill, things beside it."""

from datetime import date
from typing import Any

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.language.wording import cadence_in
from tests.mailed import read_plain

_PROMISED = (EventKind.CANCELED, EventKind.REFUND_PROMISED)
_GONE = (EventKind.CANCELED, EventKind.REFUND)
BACK = [
    (
        _PROMISED,
        (
            "I have cancelled your Loom Planner subscription with immediate effect and "
            "put through a "
            "full refund of $96.00. You'll get a separate email as soon as it has been processed."
        ),
    ),
    (
        _PROMISED,
        (
            "I have cancelled your membership with immediate effect and arranged a full refund of "
            "$96.00. I'll email you once it has gone through."
        ),
    ),
    (
        _PROMISED,
        (
            "Ich habe Ihr Abo Plus mit sofortiger Wirkung gekündigt und die Erstattung von 96,00 € "
            "veranlasst. Sobald die Erstattung ausgeführt ist, erhalten Sie eine weitere E-Mail."
        ),
    ),
    (
        _PROMISED,
        (
            "J'ai résilié votre abonnement avec effet immédiat et effectué le remboursement de "
            "96,00 €. Dès que le remboursement est traité, vous recevrez un autre e-mail."
        ),
    ),
    (
        _PROMISED,
        (
            "He cancelado tu suscripción con efecto inmediato y he emitido un reembolso "
            "de 96,00 €. "
            "Te enviaremos otro correo en cuanto se haya procesado."
        ),
    ),
    (_GONE, "We've cancelled your Loom plan and refunded $96.00 to your card."),
]
LAST_BILLS = [
    (
        "Your notice",
        (
            "This confirms that your contract is cancelled and ends on 30 November 2026. You will "
            "receive one last invoice at the beginning of December for the month of November."
        ),
        date(2026, 12, 31),
    ),
    (
        "Kündigungsbestätigung",
        (
            "Wir bestätigen Ihre Kündigung: Der Vertrag endet am 30.11.2026. Sie erhalten Anfang "
            "Dezember noch eine letzte Abbuchung."
        ),
        date(2026, 12, 31),
    ),
    (
        "Uw opzegging",
        (
            "We bevestigen uw opzegging: het contract eindigt op 30 november 2026. Op 3 "
            "december 2026 "
            "volgt nog een laatste incasso."
        ),
        date(2026, 12, 3),
    ),
    (
        "Your cancellation",
        "Your membership is cancelled and ends on 30 November 2026. There is no final invoice.",
        None,
    ),
]
BY_THE_MONTH = {
    "en": "Pro (annual, billed monthly)",
    "de": "Jahresabo, monatliche Zahlung",
    "fr": "Abonnement annuel, paiement mensuel",
    "es": "Completo, anual con pago mensual",
    "it": "annuale con pagamento mensile",
    "pt": "anual com pagamento mensal",
    "nl": "jaarabonnement, maandelijkse betaling",
    "sv": "Årsabonnemang, månadsbetalning",
    "da": "Årsabonnement, månedlig betaling",
    "nb": "Årsabonnement, månedlig betaling",
    "pl": "Plan roczny, płatny miesięcznie",
    "ja": "年間プラン（月払い）",
}
ORDERS = [
    (
        "Tilausvahvistus R-2044",
        (
            "Kiitos ostoksestasi\n\nPainettu kartta 1:50 000: 24,90 €\nToimitus kirjeenä: 5,00 €\n"
            "Yhteensä: 29,90 €\nMaksettu: Visa **** 4417"
        ),
        False,
    ),
    (
        "Order #30114 confirmed",
        (
            "Thanks for your order!\n\nStoneware mug, slate: $14.00\nShipping: "
            "$4.00\nTotal: $18.00\n"
            "Paid with: Visa ending 4417"
        ),
        False,
    ),
    (
        "Order #30115 confirmed",
        (
            "Thanks for your order!\n\nCoffee subscription: $14.00\nShipping: "
            "$4.00\nTotal: $18.00\n"
            "Paid with: Visa ending 4417"
        ),
        None,
    ),
]


def _read(subject: str, text: str) -> tuple[BillingEvent, ...]:
    return tuple(read_plain(subject, f"Hi Pat,\n\n{text}\n\nThe team\n").events)


@pytest.mark.parametrize(("kinds", "text"), BACK)
def test_an_end_and_its_money_are_told_together(kinds: Any, text: str) -> None:
    found = _read("Re: your message", text)
    assert tuple(one.kind for one in found) == kinds
    assert str(found[1].amount and found[1].amount.amount) == "96.00"


def test_what_ended_at_once_may_not_be_used_until_a_day_to_come() -> None:
    end = _read("Re: your message", BACK[0][1])[0]
    assert end.access_until == end.on
    later = "I have cancelled your plan with immediate effect. You have access until 3 March 2027."
    assert _read("Cancellation confirmed", later)[0].access_until == date(2027, 3, 3)


@pytest.mark.parametrize(("subject", "text", "day"), LAST_BILLS)
def test_an_end_says_by_when_its_last_bill_comes(subject: str, text: str, day: date | None) -> None:
    end = next(one for one in _read(subject, text) if one.kind is EventKind.CANCELED)
    assert end.due_on == day


def test_a_last_bill_does_not_come_again() -> None:
    text = "Nous avons prélevé 38,00 € pour le mois d'octobre. C'est votre dernière facture."
    paid = _read("Votre facture de clôture", f"{text}\n\nTotal: 38,00 €")[0]
    assert (paid.kind, paid.recurring) == (EventKind.CHARGE, False)


@pytest.mark.parametrize("language", BY_THE_MONTH)
def test_a_year_that_is_paid_by_the_month_comes_monthly(language: str) -> None:
    assert cadence_in(BY_THE_MONTH[language], language) == "P1M"


def test_an_instalment_of_such_a_year_comes_again() -> None:
    rows = "Plan: Pro, annual, billed monthly\nInstalment 9 of 12\nTotal paid: $18.14"
    paid = _read("Instalment 9 of 12 paid", f"Thank you for your payment.\n\n{rows}")[0]
    assert (paid.kind, paid.cadence, paid.recurring) == (EventKind.CHARGE, "P1M", True)


@pytest.mark.parametrize(("subject", "text", "recurring"), ORDERS)
def test_an_order_with_its_postage_is_bought_once(
    subject: str, text: str, recurring: bool | None
) -> None:
    paid = _read(subject, text)[0]
    assert (paid.kind, paid.recurring) == (EventKind.CHARGE, recurring)
