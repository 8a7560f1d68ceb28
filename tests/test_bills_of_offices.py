"""Bills to pay of offices, craftsmen and landlords: what tells them from those nobody asked for."""

import pytest

from parsers.fakes.bent import is_told_whole
from parsers.fakes.dwellings import names_what_is_the_readers
from parsers.fakes.ways import is_settled_by_an_answer
from parsers.fakes.whom import numbers_the_reader
from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import Mailed, read_signed, signed
from tests.naming_brands import (
    bills_of_offices,
    fakes_of_offices,
    missed_of_nobodies,
    missed_of_offices,
)

# Who greets nobody and has an account, or wants a call, writes as those do who sell to nobody.
_STILL_WAIT = {
    "a garage, with a plate and an account, in German",
    "a plumber with an account, in Dutch",
    "a vet who wants a call, or a visit",
}


@pytest.mark.parametrize("mail", list(bills_of_offices()), ids=lambda mail: mail.name)
def test_bills_of_offices_and_craftsmen_count(mail: Mailed) -> None:
    outcome = read_signed(mail)
    assert outcome.trust.verdict is Verdict.VERIFIED
    waits = outcome.outcome is not OutcomeKind.PARSED
    assert waits is (mail.name in _STILL_WAIT), outcome.reason


def test_what_still_waits_is_among_them() -> None:
    assert {one.name for one in bills_of_offices()} >= _STILL_WAIT


@pytest.mark.parametrize("mail", list(fakes_of_offices()), ids=lambda mail: mail.name)
def test_who_tries_the_same_waits(mail: Mailed) -> None:
    assert read_signed(mail).outcome is OutcomeKind.REVIEW


@pytest.mark.parametrize(
    "mail", [*missed_of_offices(), *missed_of_nobodies()], ids=lambda mail: mail.name
)
def test_what_nobody_can_tell_from_honest_bills_counts(mail: Mailed) -> None:
    assert read_signed(mail).outcome is OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("name", "domain", "whether"),
    [
        ("Commune de Valbrune", "valbrune-commune.example", True),
        ("Administration communale de Valbrune", "valbrune-commune.example", True),
        ("Compta Weber & Fils", "weber-et-fils.example", True),
        ("Weber & Sohn", "weber-und-sohn.example", True),
        ("Mutualité Familiale", "mutfam.example", True),
        ("Fincas Larrea", "finlarrea.example", True),
        ("Gemüsehof Rübli", "ruebli-gemuesehof.example", True),
        ("Obstkooperative Rübli", "ruebli-kooperative.example", True),
        ("Zweckverband Wasser Oberes Tal", "zvwot.example", True),
        ("Northgate District Council", "northgate-dc.example", True),
        ("Grundejerforeningen Skovkanten", "gf-skovkanten.example", True),
        ("Valbrune Zahlung", "valbrune-zahlung.example", False),  # bought to be paid at
        ("Valbrune", "valbrune-portal.example", False),
        ("Bright Lantern", "lantern-bright-cloud.example", False),
        ("Weber & Fils", "et.example", False),
        ("Kundenservice", "kundenservice.example", False),
        ("", "weber.example", False),
    ],
)
def test_a_domain_is_told_whole_by_a_name(name: str, domain: str, *, whether: bool) -> None:
    assert is_told_whole(name, domain) is whether


@pytest.mark.parametrize(
    "text",
    [
        *("the rent for plot 14B", "service charge for flat 17", "Berth: 22", "Lot 44"),
        *("für die Wohnung Nr. 12", "Parzelle 47", "Lagerabteil C-117", "Whg. 3"),
        *("votre lot n° 17", "garage n° 4", "emplacement 47", "piso 3º B", "Propiedad: 2º D"),
        *("Puerta 12", "l'interno 7, scala B", "posto auto 14", "fração 14 B", "unid. 72"),
        *("appartement 21", "kavel 9", "lokal nr 14", "działka 118/4", "bytu č. 9"),
        *("a 14. lakás díja", "2. emelet 5.", "apartamentul 18", "lgh 1204", "lejlighed 14"),
        *("fastigheten Ekbacken 1:23", "leilighet H0203", "huoneiston A 12", "daire 7"),
        *("Verbrauchsstelle: Am Hang 7", "Service address: 118 Alder Rd"),
        *("Punto de suministro: Calle Olmo 8", "Leveringsadres: Dorpsweg 12"),
    ],
)
def test_what_is_the_readers_own_is_known(text: str) -> None:
    assert names_what_is_the_readers(f"Dear all,\n{text}\nis due")


@pytest.mark.parametrize(
    "text",
    [
        *("Garage 45,00 €", "flat 20 %", "lot 2026", "Parzelle 12.11.2026", "PO Box 5888"),
        *("appartement T3", "garage du 12", "piso 2", "Wohnung 80 m²", "Appartement 3 pièces"),
        *("Flat 4, 12 Mill Lane, London SW1A 1AA", "Wohnung 3, 91204 Erlbach"),
        *("ul. Długa 5, lokal 3, 00-950 Warszawa", "your flat is fine", "a flat fee of 12.50"),
    ],
)
def test_a_price_a_size_and_an_address_are_nobodys_flat(text: str) -> None:
    assert not names_what_is_the_readers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Please reply to this email and we will send you our bank details.",
        "For our account number simply answer this letter.",
        "Call us on 0808 157 0192 to pay by card.",
        "Bitte antworten Sie, dann senden wir Ihnen die Bankverbindung.",
        "Merci de répondre à ce courriel pour recevoir nos coordonnées bancaires.",
        "Appelez-nous au 09.70.44.01.92 pour régler par carte.",
        "Responda a este correo y le enviaremos el número de cuenta.",
        "Risponda a questa e-mail per ricevere l'IBAN.",
        "Responda para receber os dados da conta.",
        "Antwoord op deze mail, dan sturen wij het rekeningnummer.",
        "Prosimy odpowiedzieć na wiadomość, prześlemy numer konta.",
        "Svara på mejlet så skickar vi kontonumret.",
        "Svar på denne e-mail, så sender vi kontonummeret.",
        "Vastaa viestiin, niin lähetämme tilinumeron.",
        "Odpovězte na tento e-mail, pošleme číslo účtu.",
        "Válaszoljon erre a levélre, és elküldjük a bankszámlaszámot.",
        "Răspundeți la acest e-mail pentru a primi contul.",
        "Hesap numarası için bu iletiyi yanıtlayın.",
    ],
)
def test_who_wants_an_answer_to_be_paid_is_known(text: str) -> None:
    assert is_settled_by_an_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reply to this email if you have questions. Payment is due on 5 December.",
        "Bei Fragen antworten Sie gern. Zahlbar bis 5. Dezember.",
        "Pour toute question, répondez à ce message. Règlement par chèque.",
        "Payment is due on 5 December 2026.",
    ],
)
def test_who_is_there_for_questions_wants_no_answer(text: str) -> None:
    assert not is_settled_by_an_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kassenzeichen: 5.0118.220417.9",
        "Beitragskonto 447 120 882",
        "Contribuable no 104.771.22",
        "Aanslagnummer: 44712088",
        "Numer podatnika 44712",
        "Schülernummer 20417",
        "Patient number 20417",
        "Codice utente: 20417",
    ],
)
def test_offices_and_schools_number_who_pays(text: str) -> None:
    assert numbers_the_reader(text)


_BILL = "Dear customer,\ninvoice 4471 of £84.00 is {}.\n{}\nKestrel Joinery"


@pytest.mark.parametrize(
    ("when", "more", "counts"),
    [
        ("due on 15 December 2026", "https://kestrel-joinery.example/pay", True),
        ("due on 24 November 2026", "https://kestrel-joinery.example/pay", False),
        ("due on 15 December 2026", "Sort code 04-00-04, account 71120044.", False),
        ("overdue, pay by 15 December 2026", "https://kestrel-joinery.example/pay", False),
        ("overdue", "Please send us a cheque. Tel. 01632 960 144", True),
        ("overdue", "Please send it as gift cards.", False),
        ("overdue", "Not yours? Call 01632 960 144.", False),
        ("overdue", "Reply to get our account number.", False),
        ("overdue", "https://kestrel-joinery.example/pay", False),
    ],
)
def test_who_greets_nobody_counts_where_he_leaves_time_or_nothing_to_do(
    when: str, more: str, *, counts: bool
) -> None:
    sender = "Kestrel Joinery <bills@kestrel-joinery.example>"
    outcome = read_signed(signed("joinery", sender, "Invoice 4471", _BILL.format(when, more)))
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason


@pytest.mark.parametrize(
    ("answers_to", "counts"),
    [
        ("", True),
        ("bills@kestrel-joinery.example", True),
        ("kestrel.joinery@gmail.com", False),
        ("bills@elsewhere.example", False),
    ],
)
def test_who_is_answered_elsewhere_leaves_a_way(answers_to: str, *, counts: bool) -> None:
    sender = "Kestrel Joinery <bills@kestrel-joinery.example>"
    extra = (("Reply-To", answers_to),) if answers_to else ()
    text = _BILL.format("overdue", "Please send us a cheque.")
    outcome = read_signed(signed("answers", sender, "Invoice 4471", text, extra=extra))
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ("The bill comes by post, we send no links.", True),
        ("Pay: https://nordwegen.example/pay", False),
        ("Answer this mail, and we send our account number.", False),
    ],
)
def test_duties_that_leave_nothing_to_do_count(more: str, *, counts: bool) -> None:
    text = f"Hello,\ncustoms duty for your parcel.\nTo pay: £38.20\nDue: 15 December 2026\n{more}\n"
    mail = signed("duty", "Nordwegen <service@nordwegen.example>", "Invoice for duty", text)
    outcome = read_signed(mail)
    assert (outcome.outcome is OutcomeKind.PARSED) is counts, outcome.reason
