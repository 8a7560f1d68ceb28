"""Bills of strangers that say in other forms whose they are and to whom, and count."""

import pytest

from parsers.fakes.bent import is_bent, is_sent_for, tells_its_place
from parsers.fakes.claims import greets_by_name
from parsers.fakes.whom import (
    is_named_in_full,
    leaves_no_way,
    leaves_nothing_to_gain,
    numbers_the_reader,
    without_numbers,
)
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import Mailed, read_signed, signed
from tests.naming_brands import bills_of_clubs

# Whose words are not sure enough, or whose domain says nothing of them.
_STILL_WAIT = {
    "a piano teacher at her own domain, in English",
    "a plumber's mailbox, in Spanish",
    "a registrar that tells a customer's number",
}


@pytest.mark.parametrize("mail", list(bills_of_clubs()), ids=lambda mail: mail.name)
def test_bills_of_clubs_and_small_firms_count(mail: Mailed) -> None:
    outcome = read_signed(mail)
    assert outcome.trust.verdict is Verdict.VERIFIED
    waits = outcome.outcome is not OutcomeKind.PARSED
    assert waits is (mail.name in _STILL_WAIT), outcome.reason


def test_what_still_waits_is_among_them() -> None:
    assert {one.name for one in bills_of_clubs()} >= _STILL_WAIT


@pytest.mark.parametrize(
    ("name", "domain", "whether"),
    [
        ("Maestri Velici", "maestrovela.example", True),
        ("Stajnia Podkowy", "podkowa.example", True),
        ("Hospodaření Skautů", "skauting.example", True),
        ("Hyttisen Huolto", "hyttinen.example", False),  # its stem changes
        ("Bright Lantern", "oakfield.example", False),
        ("Rechnungsservice", "rechnung-online.example", False),
        ("Anna Ott", "annahme.example", False),
    ],
)
def test_a_name_may_be_bent(name: str, domain: str, *, whether: bool) -> None:
    assert is_bent(name, domain) is whether


@pytest.mark.parametrize(
    ("domain", "text", "whether"),
    [
        ("chorale-pontvieux.example", "la Chorale du Pont Vieux", True),
        ("musikverein-oberau.example", "Beitrag des Musikvereins Oberau", True),
        ("muehlbach-turner.example", "die Turner aus Mühlbach", True),
        ("us-valbrun.example", "l'Union Sportive de Valbrun", True),
        ("chorale-pontvieux.example", "la Chorale de Saint-Loup", False),
        ("rechnung-zahlung.example", "Rechnung und Zahlung", False),
        ("oakfield.example", "see https://oakfield.example/pay", False),
    ],
)
def test_a_letter_tells_its_place_in_other_words(domain: str, text: str, *, whether: bool) -> None:
    assert tells_its_place(domain, text) is whether


def test_a_house_that_sends_for_others_says_so_and_for_whom() -> None:
    text = "Granite Yard Climbing, 4 Mill Row. Powered by GymBoard"
    assert is_sent_for("Granite Yard Climbing", "gymboard-mail.example", text)
    assert is_sent_for("Granite Yard Climbing Ltd", "gymboardmail.example", text)
    assert not is_sent_for("Granite Yard Climbing", "gymboard.example", text)
    assert not is_sent_for("Harbour Gym", "gymboard-mail.example", text)
    assert not is_sent_for("Granite Yard Climbing", "billing-mail.example", f"{text} billing")


@pytest.mark.parametrize(
    "text",
    [
        "Kundennummer: 447 118 209",
        "Ihre Kundennr. 88120447",
        "Vertragskonto | 700 118 4471",
        "Dear customer FJ-40912,",
        "Pat (member 00417), we ran your dues",
        "Numéro de client : 4471208",
        "N° adhérent 44712",
        "Número de contrato: 4471208",
        "Codice cliente: 4471208",
        "Klantnummer 4471208",
        "Numer klienta: 4471208",
        "Asiakasnumero: 4471208",
        "Ügyfélszám: 4471 2089",
        "Cod client: 4471208",
        "Číslo smlouvy: 4471208",
        "Müşteri no: 4471208",
        "Medlemsnummer: 4471208",
        "Kundenummer: 4471208",
    ],
)
def test_a_number_of_a_customer_is_one_in_many_languages(text: str) -> None:
    assert numbers_the_reader(text)
    assert not numbers_the_reader(without_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "Membership 2026-2027: 45 €",
        "Contract 12.11.2026",
        "Customer service 808 555 0144",
        "Invoice 4471208",
        "your membership of 4471208 people",
        "Membership 120.00 €",
    ],
)
def test_a_year_a_price_and_a_telephone_are_no_customers_number(text: str) -> None:
    assert not numbers_the_reader(text)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Copropriétaire : EXAMPLE Pat - Lot 22", True),
        ("Member: Example, Pat (#20817)", True),
        ("Bill to Pat Example", True),
        ("Pat, an example of it", False),
    ],
)
def test_a_name_stands_in_whatever_order(text: str, *, whether: bool) -> None:
    message = read_message(signed("a name", "A <a@b.example>", "s", text).raw(), received_at=None)
    assert isinstance(message, Message)
    assert is_named_in_full(message, text) is whether


@pytest.mark.parametrize(
    ("text", "no_way", "no_gain"),
    [
        ("It was paid as always. Nothing else is to be done.", True, True),
        # Nobody is led anywhere, but it speaks of what fakes want; so does who warns of one.
        ("Send us three gift cards.", True, False),
        ("They want you to update your card. That is a scam.", True, False),
        ("Our telephone: +1 (808) 555-0142", False, False),
        ("Look at netflix-help.example/card", False, False),
        ("Look at https://netflix-help.example/card", False, False),
        ("Pay into IBAN DE89 3704 0044 0532 0130 00", False, False),
    ],
)
def test_a_letter_leaves_no_way_or_nothing_to_gain(
    text: str, *, no_way: bool, no_gain: bool
) -> None:
    message = read_message(signed("a way", "A <a@b.example>", "s", text).raw(), received_at=None)
    assert isinstance(message, Message)
    assert leaves_no_way(message, text) is no_way
    assert leaves_nothing_to_gain(message, text) is no_gain


@pytest.mark.parametrize(
    "text",
    [
        *("Tere, Pat!", "Cienījamā Pat!", "Gerbiama Pat,", "Spoštovani Pat Quill,", "Živjo Pat"),
        *("Poštovani Pat,", "Здравейте, Пат", "Αγαπητή κυρία Quill", "Привіт, Пат!", "Terve Pat"),
        *("Уважаемая Пат", "こんにちは、Patさん", "안녕하세요, Pat님", "尊敬的Pat", "Grüezi Pat"),
        *("Grüß Gott Frau Quill", "Szanowna Pani Pat", "Vážená paní Quillová", "Milá Pat,"),
        *(
            "Dobrý den, paní Quill",
            "Szia Pat!",
            "Stimată doamnă Quill",
            "Goedemorgen mevrouw Quill",
        ),
        *("Geachte familie Quill", "Kära Pat", "Chers Pat et Lou", "Egregio Sig. Quill"),
        *("Querida Pat", "Exma. Sra. Pat Quill", "Hi there Pat,", "Sehr geehrte Familie Quill"),
    ],
)
def test_a_name_is_greeted_in_many_forms(text: str) -> None:
    assert greets_by_name(f"Your bill\n{text}\nyour bill")


@pytest.mark.parametrize(
    "text",
    [
        *("Szanowna Pani,", "Szanowni Państwo", "Vážený zákazníku", "Dobrý den,\nvaše faktura"),
        *("Уважаемый Клиент!", "Шановний клієнте", "Lugupeetud Klient", "Poštovani Korisniče"),
        *("Spoštovani Kupec", "Αγαπητέ Πελάτη", "Kära Kund", "Salve,\nla sua bolletta"),
        *(
            "Liebe Leserinnen",
            "尊敬的用户",
            "안녕하세요, 고객님",
            "Moi!\nlaskusi",
            "Halo Pelanggan",
        ),
    ],
)
def test_who_is_anybody_is_not_greeted_by_name(text: str) -> None:
    assert not greets_by_name(f"bill\n{text}\nbill")


_ELSEWHERE = "Hi Pat,\nyour payment of $54.00 on November 18, 2026 was received. {}\nQuarry Lane"


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ("See you on the wall!", True),
        ("Pay the rest here: https://pay.rockdesk-systems.example/p", False),
        ("Please update your card with us.", False),
        ("Send the rest as gift cards.", False),
        ("Our IBAN is DE02 1203 0000 0000 2020 51.", False),
        ("Not you? Call +1 808 555 0144 right away.", False),
    ],
)
def test_a_name_from_elsewhere_is_let_be_where_it_wants_nothing(more: str, *, counts: bool) -> None:
    sender = "Quarry Lane Fitness <noreply@rockdesk-systems.example>"
    outcome = read_signed(signed("elsewhere", sender, "Your receipt", _ELSEWHERE.format(more)))
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason


@pytest.mark.parametrize(
    ("greeting", "more", "counts"),
    [
        ("Hi Pat,", "", True),
        ("Hello,", "", False),
        ("Hi Pat,", "Pay: https://brightlantern-shop.example/pay", False),
        ("Hi Pat,", "Please pay within 24 hours, or the account will be closed.", False),
    ],
)
def test_an_office_behind_a_name_counts_to_whom_it_knows(
    greeting: str, more: str, *, counts: bool
) -> None:
    bill = "your invoice 4471 of £84.00 is due on 5 December 2026."
    text = f"{greeting}\n{bill}\n{more}\nBright Lantern"
    sender = "Bright Lantern <help@brightlantern-shop.example>"
    outcome = read_signed(signed("office", sender, "Invoice 4471", text))
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason


def test_a_number_of_a_contract_is_no_telephone() -> None:
    text = (
        "Guten Tag,\nwir kündigen Ihnen hiermit die nächste Lastschrift an:\n{}\n"
        "Abbuchungsbetrag: 94,00 EUR\nFällig am: 01.12.2026\nStadtwerke Erlengrund\n"
    )
    sender = "Stadtwerke Erlengrund <service@stadtwerke-erlengrund.example>"
    subject = "Ihr Abschlag wird abgebucht"
    own = signed("own", sender, subject, text.format("Vertragskonto: 700 118 4471"))
    called = signed(
        "a call", sender, subject, text.format("Zum Stornieren rufen Sie 0800 118 4471")
    )
    assert read_signed(own).outcome is OutcomeKind.PARSED
    assert read_signed(called).reason == "a phone number is its only way out"
