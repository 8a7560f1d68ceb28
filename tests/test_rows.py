"""Rows of templates: their labels, the money of bare cells, and what they state together."""

from datetime import date

import pytest

from parsers.engine import read
from parsers.events import EventKind
from parsers.generic.rows import about, rows_of
from parsers.language.paragraphs import texts_of_body
from parsers.layout import lay_out
from parsers.locale.locales import LocaleHint
from parsers.message import Message
from parsers.outcome import OutcomeKind
from parsers.page import Page
from parsers.values.columns import currency_of_cells, currency_of_labels
from parsers.values.found_money import find_amounts
from tools.sent import received
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

_EN = LocaleHint(language="en")
KNOWN = known_to(load_catalog(), ())


def mailed(subject: str, *lines: str, language: str = "en") -> Message:
    """A mail of rows (" | " stands between cells) and paragraphs."""
    body = "".join(
        f"<table><tr><td>{line.replace(' | ', '</td><td>')}</td></tr></table>"
        if " | " in line
        else f"<p>{line}</p>"
        for line in lines
    )
    headers = {
        "From": "Harrowgate Studio <billing@harrowgate-studio.example>",
        "To": "Pat Example <pat@example.org>",
        "Subject": subject,
        "Date": "Thu, 04 Jun 2026 10:00:00 +0000",
        "Message-ID": "<rows@harrowgate-studio.example>",
    }
    return received(headers, f'<html lang="{language}"><body>{body}</body></html>')


def page_of(subject: str, *lines: str, language: str = "en") -> Page:
    return lay_out(mailed(subject, *lines, language=language))


@pytest.mark.parametrize(
    ("lines", "hint", "expected"),
    [
        (("Labour | 40.00", "Total | $48.00"), _EN, "USD"),
        (("Arbeid | 1 312,00", "Alle beløp i NOK"), LocaleHint(language="nb"), "NOK"),
        (("Item | S$", "Visit | 48.00"), _EN, "SGD"),
        (("Total AUD | 1,870.00", "Sub | 1,700.00"), _EN, "AUD"),
        (("Sum | 679,00",), LocaleHint(language="nb"), "NOK"),
        (("Sum | 679,00",), LocaleHint(language="nb", territory="DE"), None),
        (("Labour | 40.00",), _EN, None),
        (("Labour | 40.00", "Total | $48.00", "That is | €44.00"), _EN, None),
        (("Total | $48.00", "Seats | 4"), _EN, None),
    ],
)
def test_bare_cells_have_the_only_currency_of_their_mail(
    lines: tuple[str, ...], hint: LocaleHint, expected: str | None
) -> None:
    assert currency_of_cells("Invoice 118", lines, hint) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Amount paid (CLP)", "$23,642"), "CLP"),
        (("Payment 1 of 2 | $15,400", "Amount paid (CLP) | $23,642"), "CLP"),
        (("Amount paid (CLP)", "$23,642", "Fee (USD)", "$4.00"), None),
        (("Amount paid (VAT)", "$23.64"), None),
        (("Amount paid (EUR)", "$23.64"), None),
    ],
)
def test_a_label_tells_which_dollars(lines: tuple[str, ...], expected: str | None) -> None:
    assert currency_of_labels(lines, _EN) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Labour | 1,240.00", "en", ["1240.00"]),
        ("Pmt 04/03 EFT | 84.30-", "en", ["-84.30"]),
        ("Discount | (12.00)", "en", ["-12.00"]),
        ("Payment | 184.20 CR", "en", ["-184.20"]),
        ("Deck screw | 27.98 T", "en", ["27.98"]),
        ("Sum | 1 532,00", "nb", ["1532.00"]),
        ("Seats | 3 | 24.00 | 72.00", "en", ["24.00", "72.00"]),
        ("Dato | 12.05", "nb", []),  # the twelfth of May
        ("Version | 8.14.0", "en", []),
        ("Tax | 7.85%", "en", []),
        ("Opening miles | 22,410", "en", []),
        ("40.00", "en", []),  # no row
    ],
)
def test_a_bare_cell_is_an_amount(text: str, language: str, expected: list[str]) -> None:
    hint = LocaleHint(language=language, currency="NOK" if language == "nb" else "USD")
    assert [str(one.amount) for one in find_amounts(text, hint)] == expected
    assert find_amounts(text, LocaleHint(language=language)) == ()


def test_money_of_countries_without_cents_has_groups() -> None:
    hint = LocaleHint(language="hu", currency="HUF")
    assert [str(one.amount) for one in find_amounts("Alapdíj | 4 681", hint)] == ["4681"]


def test_a_minus_behind_an_amount_of_a_row_is_one() -> None:
    assert [str(one.amount) for one in find_amounts("Pmt ACH | $84.30-", _EN)] == ["-84.30"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Total | $5.00",), [("Total", ("$5.00",))]),
        (("Total due: $5.00",), [("Total due", ("$5.00",))]),
        (("Amount paid $5.00",), [("Amount paid", ("$5.00",))]),
        (("Amount paid", "$5.00"), [("Amount paid", ("$5.00",))]),
        (("Date paid Jan 3, 2026",), [("Date paid", ("Jan 3, 2026",))]),
        (
            ("Item | Qty | Price", "Mask | 1 | $45.00"),
            [
                ("Item", ("Qty", "Price")),
                ("Item", ("Mask",)),
                ("Qty", ("1",)),
                ("Price", ("$45.00",)),
            ],
        ),
        (
            ("Plan | Basic", "Status | Cancelled"),
            [("Plan", ("Basic",)), ("Status", ("Cancelled",))],
        ),
        (("See https://example.org/a",), []),
    ],
)
def test_rows_have_a_label_and_values(
    lines: tuple[str, ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = rows_of(page_of("Notice", *lines))
    assert [(row.label, row.values) for row in found] == expected


def test_a_row_is_one_text() -> None:
    page = page_of("Notice", "Plan | Basic", "Your card was charged. Thank you.")
    assert texts_of_body(page) == ("Plan | Basic", "Your card was charged.", "Thank you.")


def test_labels_are_about_something_in_every_language() -> None:
    assert "+nextpay" in about(
        "Nächste Abbuchung", page_of("Beleg", "Betrag | 5,00 €", language="de")
    )
    assert "+refused" in about(
        "Status: odrzucona", page_of("Płatność za", "Kwota | 5,00 zł do", language="pl")
    )


STATED = [
    (
        "en",
        "Statement 4418",
        ("Assessment | 212.00", "Pmt 06/03 ACH, thank you | 212.00-", "Balance | $0.00"),
        EventKind.CHARGE,
        "212.00",
    ),
    (
        "nb",
        "Betaling 4418",
        ("Abonnement | Familie", "Trukket fra kortet | 199,00", "Neste trekk | 02.07.2026"),
        EventKind.CHARGE,
        "199.00",
    ),
    (
        "en",
        "Account 4418",
        ("Plan | Plus", "Status | Cancelled at your request", "Access until | 31 July 2026"),
        EventKind.CANCELED,
        None,
    ),
    (
        "de",
        "Vorgang 4418",
        ("Abo | Premium", "Betrag | 12,99 €", "Status | Lastschrift nicht eingelöst"),
        EventKind.PAYMENT_FAILED,
        "12.99",
    ),
    (
        "fr",
        "Avoir 4418",
        ("Article retourné | Robe", "Montant remboursé | 64,00 €", "Date | 02/06/2026"),
        EventKind.REFUND,
        "64.00",
    ),
]


@pytest.mark.parametrize(("language", "subject", "lines", "kind", "amount"), STATED)
def test_rows_alone_state_what_happened(
    language: str, subject: str, lines: tuple[str, ...], kind: EventKind, amount: str | None
) -> None:
    outcome = read(mailed(subject, *lines, language=language), KNOWN)
    assert outcome.outcome is OutcomeKind.PARSED
    assert [event.kind for event in outcome.events] == [kind]
    money = outcome.events[0].amount
    assert (str(money.amount) if money else None) == amount


def test_the_next_payment_stands_in_a_row() -> None:
    lines = ("Amount paid | $14.00", "Payment method | Visa 4242", "Next payment | July 4, 2026")
    (event,) = read(mailed("Your receipt", *lines), KNOWN).events
    assert event.renews_on == date(2026, 7, 4)


def test_what_was_paid_in_a_row_is_not_the_total_before_a_voucher() -> None:
    lines = ("Total | 219,00 kr", "Presentkort | -30,00 kr", "Betalat med kort | 189,00 kr")
    (event,) = read(mailed("Kvitto 4418", *lines, language="sv"), KNOWN).events
    assert event.amount is not None
    assert str(event.amount.amount) == "189.00"


QUIET = [
    (
        "en",
        "Quote 4418",
        ("Shelf | £360.00", "Fitting | £140.00", "Quote total | £600.00", "Valid for | 30 days"),
    ),
    (
        "en",
        "Order 4418 has shipped",
        ("Carrier | Ground", "Tracking | PW00", "Order total | $62.15"),
    ),
    ("en", "Your May usage", ("Used | 214 kWh", "Estimated cost so far | £61.20")),
    ("en", "Still in your cart", ("Apron | $42.00", "Cart total | $60.00", "Status | waiting")),
    ("sv", "Lönespec 4418", ("Månadslön | 31 400,00", "Skatt | -6 871,00", "Nettolön | 24 529,00")),
    (
        "de",
        "Angebot 4418",
        ("Dachrinne | 840,00", "Angebotssumme | 1.190,00 EUR", "Bindefrist | 30.06.2026"),
    ),
    (
        "ja",
        "御見積書 4418",
        ("外壁塗装 | 480,000", "御見積金額 | 660,000円", "見積有効期限 | 30日"),
    ),
    ("en", "Ticket prices", ("Adult | £11.50", "Child | £7.00", "Annual pass | £145.00")),
]


@pytest.mark.parametrize(("language", "subject", "lines"), QUIET)
def test_rows_that_bill_nobody_do_not_count(
    language: str, subject: str, lines: tuple[str, ...]
) -> None:
    outcome = read(mailed(subject, *lines, language=language), KNOWN)
    assert outcome.outcome is not OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CUIT 30-00000000-0", ("ARS",)),
        ("RUT 12.345.678-k", ("CLP",)),
        ("NIT 900000000-1", ("COP",)),
        ("CFDI adjunto", ("MXN",)),
    ],
)
def test_dollars_in_spanish_are_those_of_the_country_whose_taxes_a_mail_names(
    words: str, expected: tuple[str, ...]
) -> None:
    page = page_of("Su factura de junio", f"Total a pagar | $ 685.000,00 | {words}", language="es")
    (found,) = find_amounts(page.lines[0], page.hint)
    assert (found.currencies, str(found.amount)) == (expected, "685000.00")


def test_dollars_in_spanish_stay_open_where_two_countries_are_named() -> None:
    line = "Total a pagar | $ 685.000,00 | CUIT o RUT"
    page = page_of("Su factura de junio", line, language="es")
    assert len(find_amounts(page.lines[0], page.hint)[0].currencies) > 1
