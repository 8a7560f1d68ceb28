"""What bills that nobody asked for are for; and what only looks so, as a firm's foot does."""

import pytest

from parsers.outcome import Outcome, OutcomeKind
from tests.mailed import read_letter

_BILL = "Invoice 118 is due on 4 July 2026. Amount due: $48.00."
FEET = (
    "Questions? Call us toll-free at 1-800-555-0100.",
    "Kestrel Ltd. Registered in England and Wales. VAT registration number GB 118 2207 41.",
    "You can register for online billing at kestrel.example.",
    "As we told you in May, the meter was read.",
    "Kestrel GmbH, Gewerbering 7, Handelsregister: Amtsgericht Passau, HRB 4711.",
    "Kestrel GmbH, Gewerbepark 2, Handelsregister Passau HRB 4711.",
    "Kestrel S.A. Inscrita en el Registro Mercantil de Madrid, tomo 118.",
    "Kestrel S.p.A., Registro Imprese di Asti 0166.",
    "Kestrel SA, inscrite au registre du commerce.",
    "Kestrel a.s., zapsaná v obchodním rejstříku. Děkujeme Vám.",
    "Kestrel sp. z o.o., rejestr przedsiębiorców KRS 0000488120.",
    "Após o vencimento, multa de 2% e juros.",
)
# What is owed to a state: nothing is wrong with it where nobody gains by it.
OWED = (
    "It is for your toll on the bridge.",
    "Es por la multa de tráfico del 4 de mayo.",
    "Det er for told og moms på din pakke.",
    "A vámkezelés díja.",
)
SOLD = (
    "It is for your listing in the European business register.",
    "It is for the renewal of your trade mark.",
    "Es ist für Ihren Eintrag im Gewerbeverzeichnis.",
    "Es ist für Ihre Eintragung im Handelsregister.",
)
MEANS = (
    "Paid with",
    "Zahlungsart",
    "Moyen de paiement",
    "Forma de pago",
    "Betaalmethode",
    "Maksutapa",
    "Způsob platby",
    "Fizetési mód",
)
GREETINGS = (
    "Kedves Pat!",
    "Merhaba Pat,",
    "Dobrý den, Pat,",
    "Bună Pat,",
    "Cześć Pat,",
)


def _read(subject: str, text: str, html: str = "") -> Outcome:
    return read_letter("Kestrel <billing@kestrel.example>", "pat@example.org", subject, text, html)


def _counts(text: str, subject: str = "Invoice 118 from Kestrel", html: str = "") -> None:
    outcome = _read(subject, text, html)
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason


@pytest.mark.parametrize("foot", FEET)
def test_what_stands_at_a_firm_s_foot_is_not_what_it_sells(foot: str) -> None:
    _counts(f"{_BILL}\n\n{foot}")


@pytest.mark.parametrize("greeting", GREETINGS)
def test_who_says_a_name_knows_it(greeting: str) -> None:
    _counts(f"{greeting}\n\n{_BILL}\n\n{SOLD[0]}")


@pytest.mark.parametrize("what", SOLD)
def test_what_nobody_asked_for_waits(what: str) -> None:
    outcome = _read("Invoice 118 from Kestrel", f"{_BILL}\n\n{what}")
    assert outcome.outcome is OutcomeKind.REVIEW
    assert "does not say your name" in str(outcome.reason)


@pytest.mark.parametrize("what", OWED)
def test_what_is_owed_to_a_state_waits_where_it_leaves_a_way_to_pay(what: str) -> None:
    _counts(f"{_BILL}\n\n{what}")
    told = f"{_BILL}\n\n{what}\n\nPay here: https://pay.kestrel.example/118"
    outcome = _read("Invoice 118 from Kestrel", told)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert "does not say your name" in str(outcome.reason)


@pytest.mark.parametrize(
    ("subject", "waits"),
    [
        ("Invoice 118 for your trade mark", True),
        ("Rechnung 118 Branchenverzeichnis", True),
        ("Invoice 118 for your registration", False),
        ("Invoice 118 from Kestrel", False),
    ],
)
def test_a_name_out_of_a_register_is_no_acquaintance(subject: str, *, waits: bool) -> None:
    outcome = _read(subject, f"Dear Pat Example,\n\n{_BILL}")
    assert outcome.outcome is (OutcomeKind.REVIEW if waits else OutcomeKind.PARSED), outcome


@pytest.mark.parametrize("label", MEANS)
def test_how_it_is_paid_is_not_whose_bill_it_is(label: str) -> None:
    rows = f"<tr><td>Total paid</td><td>$18.00</td></tr><tr><td>{label}</td><td>PayPal</td></tr>"
    text = f"Thank you for your payment.\nTotal paid: $18.00\n{label}\nPayPal\n"
    html = f"<p>Hi Pat,</p><p>Thank you for your payment.</p><table>{rows}</table>"
    _counts(f"Hi Pat,\n\n{text}", "Receipt 118 from Kestrel", html)


_HELD = {
    "Zásilka čeká na úhradu cla": "Dobrý den,\n\nVaše zásilka byla zadržena. Pro doručení je nutné"
    " uhradit clo ve výši 49,00 Kč do 18. 6. 2026. Po uplynutí lhůty bude zásilka zlikvidována.",
    "Paczka czeka na dopłatę": "Dzień dobry,\n\nprosimy o zapłatę 4,99 zł do 18.06.2026. Po tym"
    " terminie zostanie zniszczona.",
}


@pytest.mark.parametrize(("subject", "text"), _HELD.items())
def test_who_wants_it_within_days_or_destroys_it_waits(subject: str, text: str) -> None:
    outcome = _read(subject, f"{text}\n\nhttps://pay.kestrel.example/118")
    assert outcome.outcome is not OutcomeKind.PARSED
