"""Bills whose words nobody knows wait for a person; other mail of strangers stays out."""

import pytest

from parsers import parse
from parsers.outcome import OutcomeKind
from parsers.sieve import is_candidate
from tools.fresh_mails import Mail, message_of

# Language, sender, subject, what is said, rows.
BILLS = [
    (
        "he",
        "מים בדרום",
        "חשבון המים שלך",
        "לקוח יקר,",
        'סה"כ לתשלום | 188.20 ₪',
        "מספר לקוח | 7712034",
    ),
    (
        "bg",
        "Топлофикация Юг",
        "Сметка за май",
        "Уважаеми клиенти,",
        "За плащане: 48,10 лв.",
        "Клиентски номер: 330112",
    ),
    ("th", "เน็ตบ้าน", "ใบแจ้งค่าบริการ", "เรียน ลูกค้า", "ยอดชำระ | 599.00 บาท", "หมายเลขลูกค้า | 118220"),
    (
        "hr",
        "Mreža Jug",
        "Vaš račun za svibanj",
        "Poštovani,",
        "Za uplatu | 31,90 €",
        "Poziv na broj | 7712-0344",
    ),
    (
        "lt",
        "Vandenys",
        "Sąskaita už gegužę",
        "Gerb. kliente,",
        "Mokėti | 14,20 €",
        "Kliento kodas | 220118",
    ),
    # A language that is read, in words that are not.
]


@pytest.mark.parametrize("row", BILLS, ids=lambda row: f"{row[0]}: {row[2]}")
def test_a_bill_in_words_that_are_not_known_waits_for_a_person(row: tuple[str, ...]) -> None:
    outcome = parse(message_of(mail(row)))
    assert outcome.outcome is OutcomeKind.REVIEW, outcome
    assert outcome.events == ()
    assert outcome.reason == "it has the form of a bill, but what happened was not made out"


@pytest.mark.parametrize("row", BILLS, ids=lambda row: f"{row[0]}: {row[2]}")
def test_it_passes_the_sieve(row: tuple[str, ...]) -> None:
    block = f"From: {row[1]} <a@wohin.example>\nSubject: {row[2]}\n".encode()
    assert is_candidate(block, senders=frozenset())


@pytest.mark.parametrize("row", BILLS, ids=lambda row: f"{row[0]}: {row[2]}")
def test_as_a_newsletter_it_stays_out(row: tuple[str, ...]) -> None:
    assert parse(message_of(mail(row, is_list=True))).outcome is not OutcomeKind.REVIEW


# The same with one thing changed: no amount, no day or number, prices of many things.
QUIET = [
    ("el", "Ρεύμα Νησιών", "Νέες ώρες λειτουργίας", "Αγαπητέ πελάτη,", "Τηλέφωνο | 210 123 4567"),
    ("hr", "Mreža Jug", "Novosti iz Mreže", "Poštovani, internet od 19,90 € mjesečno."),
    ("de", "Wasserverband Au", "Ihr Kanalanschluss", "Bald per E-Mail.", "Objekt | 11-20334"),
    ("uk", "Кав'ярня", "Меню тижня", "Вітаємо!", "Кава | 60 грн", "Чай | 40 грн", "Торт | 90 грн"),
]


@pytest.mark.parametrize("row", QUIET, ids=lambda row: f"{row[0]}: {row[2]}")
def test_what_has_no_form_of_a_bill_is_ignored(row: tuple[str, ...]) -> None:
    assert parse(message_of(mail(row))).outcome is OutcomeKind.IGNORED


def mail(row: tuple[str, ...], *, is_list: bool = False) -> Mail:
    language, name, subject, said, *rows = row
    cells = "".join(f"<tr><td>{one.replace(' | ', '</td><td>')}</td></tr>" for one in rows)
    return Mail(
        language=language,
        layout="card",
        sender=f"{name} <konto@wohin.example>",
        subject=subject,
        body=f"<p>{said}</p><table>{cells}</table>",
        list=is_list,
    )
