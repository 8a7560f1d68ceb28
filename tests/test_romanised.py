"""Names in Cyrillic or Greek letters, and the domains from which they want to be paid."""

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.fakes.romanised import doubtful_writing
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import read_signed, signed

_BILL = "Шановний споживачу! До сплати 612,40 грн до 30.11.2026. {more}"


def _doubt(
    name: str, domain: str, more: str, kind: EventKind, account: str | None = None
) -> str | None:
    text = _BILL.format(more=more)
    mail = signed("bill", f"{name} <info@{domain}>", "Рахунок", text)
    message = read_message(mail.raw(), received_at=None)
    assert isinstance(message, Message)
    event = BillingEvent(kind=kind, merchant="x", merchant_name=name, account=account)
    return doubtful_writing(message, text, (event,))


@pytest.mark.parametrize(
    ("name", "domain", "goes"),
    [
        ("Лісенерго", "lisenergo.example", True),
        ("Лісенерго", "lisenerho-rahunky.example", True),
        ("Лісенерго", "bill.lisenergo.example", True),
        ("ЛЕТ", "let-bill.example", True),
        ("Лісова електрична товариство", "let.example", True),
        ("Ηλεκτρική Μηλιάς", "ilektriki.example", True),
        ("Lisenergo", "dentalmed.example", True),  # told elsewhere
        ("Лісенерго", "dentalmed.example", False),
        ("Лісенерго", "rahunky-oplata.example", False),
        ("Ηλεκτρική Μηλιάς", "hotel-faros.example", False),
    ],
)
def test_who_wants_to_be_paid_is_called_as_his_domain(
    name: str, domain: str, *, goes: bool
) -> None:
    doubt = _doubt(name, domain, "", EventKind.INVOICE_DUE)
    assert (doubt is None) is goes
    assert _doubt(name, domain, "", EventKind.CHARGE) is None  # what is paid is let be


@pytest.mark.parametrize(
    ("more", "account"), [("Ваш Dentalmed", None), ("", "4471 2210"), ("Pat, дякуємо!", None)]
)
def test_or_says_it_or_knows_his_reader(more: str, account: str | None) -> None:
    assert _doubt("Лісенерго", "dentalmed.example", "", EventKind.INVOICE_DUE)
    assert _doubt("Лісенерго", "dentalmed.example", more, EventKind.INVOICE_DUE, account) is None


@pytest.mark.parametrize(
    ("domain", "counts"), [("ilektriki.example", True), ("faros.example", False)]
)
def test_a_bill_from_elsewhere_waits(domain: str, *, counts: bool) -> None:
    mail = signed(
        "bill",
        f"Ηλεκτρική Μηλιάς <info@{domain}>",
        "Ληξιπρόθεσμος λογαριασμός 87,30 €",
        "Αγαπητέ πελάτη,\n\nΟ λογαριασμός σας 87,30 € είναι ληξιπρόθεσμος. Πληρώστε έως"
        " 25/11/2026.\n\nΗλεκτρική Μηλιάς\n",
    )
    outcome = read_signed(mail)
    assert outcome.trust.verdict is Verdict.VERIFIED
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason
