"""What a merchant that nobody described is called."""

import tomllib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from parsers.generic.firms import called
from parsers.layout import lay_out
from parsers.message import Message, read_message
from tests.mailed import read_letter

_NAMES = Path(__file__).parent.parent / "fixtures" / "names.toml"


def letter(sender: str, subject: str, text: str) -> Message:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "Pat <pat@example.org>", subject
    mail["Date"] = "Tue, 16 Jun 2026 10:00:00 +0000"
    mail.set_content(text)
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    return message


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Kestrel <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Billing <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Hosting Billing <hello@kestrel.example>", "Kestrel Hosting"),
        ("Kestrel Hosting <hello@kestrel.example>", "Kestrel Hosting"),
        ("Maya from Kestrel <hello@kestrelcrm.example>", "Kestrel"),
        ("Anna von Kestrel <hello@kestrel.example>", "Kestrel"),
        ("Maya | Kestrel Labs <hello@kestrellabs.example>", "Kestrel Labs"),
        ('"Maya (Kestrel Labs)" <help@kestrellabs.example>', "Kestrel Labs"),
        ('"Maya Lind (Kestrel)" <help@kestrel.example>', "Kestrel"),
        ('"Kestrel (Northern Branch)" <help@kestrel.example>', "Kestrel (Northern Branch)"),
        ("Kestrel Refunds <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Office <hello@kestrel-school.example>", "Kestrel"),
        ("Kestrel Abonneeservice <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Kundtjänst <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Økonomi <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Service clients <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Rechnung Online <hello@kestrel-telekom.example>", "Kestrel"),
        ("Kestrel Reader Services <hello@kestrelcourier.example>", "Kestrel"),
        ("Kestrel Coaches <hello@kestrel.example>", "Kestrel Coaches"),
        ("Comune di Kestrel <hello@kestrel.example>", "Comune di Kestrel"),
        ("Anna von Berg <hello@kestrel.example>", "Anna von Berg"),
        ("Billing <hello@kestrel.example>", "Kestrel"),
    ],
)
def test_the_firm_is_named_without_its_desks_and_people(sender: str, name: str) -> None:
    text = "Hi Pat,\n\nWe charged $12.00 to your card ending in 4242."
    outcome = read_letter(sender, "Pat <pat@example.org>", "Your receipt", text)
    assert [event.merchant_name for event in outcome.events] == [name]


def _cases() -> Iterator[tuple[str, str, str, str, str]]:
    said = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    for one in said.values():
        for sender, end, name in one["cases"]:
            yield one["subject"], one["text"], sender, end, name


@pytest.mark.parametrize(("subject", "text", "sender", "end", "name"), [*_cases()])
def test_a_firm_is_called_as_its_mail_says(
    subject: str, text: str, sender: str, end: str, name: str
) -> None:
    page = lay_out(letter(sender, subject, f"{text}\n\n{end}\n"))
    assert called(page).name == name


def test_a_firm_keeps_its_slug_whether_a_mail_names_it_or_not() -> None:
    sender, subject = "Ivy Marsh <ivy@osierplumbing.example>", "Invoice"
    ends = ("Ivy\n\nOsier Plumbing LLC", "Ivy", "Bank transfer to Osier Plumbing, please.\n\nIvy")
    firms = [called(lay_out(letter(sender, subject, f"Hi Pat,\n\n£9\n\n{one}"))) for one in ends]
    assert len({one.slug for one in firms}) == 1


def test_a_stranger_that_writes_for_a_brand_is_not_filed_with_it() -> None:
    text = "Hi Pat,\n\nWe charged $12.00 to your card. Sent on behalf of Netflix Streaming."
    outcome = read_letter(
        "Boatbook <hello@boatbook.example>", "Pat <pat@example.org>", "Your receipt", text
    )
    assert "netflix" not in {event.merchant for event in outcome.events}


@pytest.mark.parametrize(
    ("sender", "end", "name"),
    [
        ("Julien <julien@judoclubvernay.example>", "Julien\nJudo Club Vernay", "Judo Club Vernay"),
        (
            "Rita <rita@escolagarca.example>",
            "Rita\nEscola de Música Garça",
            "Escola de Música Garça",
        ),
        (
            "Kai Hansen <info@hansen-elektro.example>",
            "Kai\n\nElektro Hansen, Inh. Kai Hansen",
            "Elektro Hansen",
        ),
        (
            "Moira Finch <moira@aldhambells.example>",
            'Cheques payable to "Aldham Parish Bellringers", please.\n\nMoira',
            "Aldham Parish Bellringers",
        ),
        ("Leena Aho <leena.aho@sahkoposti-lahde.example>", "Leena", "Leena Aho"),
        (
            "Leena Aho <leena.aho@laulukoulu-lahde.example>",
            "Leena\nLaulukoulu Lahde",
            "Laulukoulu Lahde",
        ),
    ],
)
def test_people_write_for_firms_that_their_letters_name(sender: str, end: str, name: str) -> None:
    text = f"Hi Pat,\n\nThank you, your payment of £12.00 has arrived.\n\n{end}"
    assert called(lay_out(letter(sender, "October", text))).name == name


@pytest.mark.parametrize(
    ("sender", "text", "name"),
    [
        # Behind how much went stands to whom.
        (
            "GoCardless <no-reply@gocardless.com>",
            (
                "A payment of £12.00 to Riverside Chess Club will be taken from your account.\n\n"
                "It'll show on your statement as GoCardless."
            ),
            "Riverside Chess Club",
        ),
        (
            "SumUp <no-reply@sumup.com>",
            "Vielen Dank für Ihren Einkauf bei Café Rotkehlchen von heute.\n\nSumme 11,40 EUR",
            "Café Rotkehlchen",
        ),
        (
            "Kasse <no-reply@hotmart.com>",
            "Seu pagamento foi aprovado.\n\nProdutor(a): Escola Corda Solta\nValor: R$ 147,00",
            "Escola Corda Solta",
        ),
        # A partner's item among others is no biller.
        (
            "Ventolinea <bollette@ventolinea.example>",
            (
                "Fibra Casa | 27,90 €\nRivista Lago, per conto di Edizioni Lago | 13,99 €\n"
                "Totale da pagare | 41,89 €"
            ),
            "Ventolinea",
        ),
    ],
)
def test_whom_money_went_to_is_told_by_the_sentence_and_not_by_an_item(
    sender: str, text: str, name: str
) -> None:
    page = lay_out(letter(sender, "Il conto" if "Totale" in text else "Payment", text))
    assert called(page).name == name
