"""Price changes that two amounts and a day state, without a verb that a lexicon knows."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.outcome import OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
# Subject, text, the new price.
STEPS = (
    ("Deine Kiste", "Ab dem 1. Juli 2026 zahlst du fürs Abo 34,00 € statt 31,00 €.", "34.00"),
    ("Ditt abonnemang", "Från den 1 juli 2026: 129 kr i månaden, i stället för 119 kr.", "129"),
    ("Előfizetés", "2026. július 1-jétől az előfizetés 3 990 Ft helyett 4 490 Ft.", "4490"),
    ("Aboneliğiniz", "1 Temmuz 2026 itibaren ücretiniz 99,90 TL yerine 119,90 TL.", "119.90"),
    (
        "Abonament",
        "Od 1 lipca 2026 abonament to 34,99 zł miesięcznie (dotychczas 29,99 zł).",
        "34.99",
    ),
    (
        "Tu cuota",
        "Desde el 1 de julio de 2026 tu cuota será de 17,00 € (ahora pagas 15,00 €).",
        "17.00",
    ),
    # A month is day enough.
    ("La tua quota", "Da luglio 2026 la tua quota costa 17,00 € invece di 15,00 €.", "17.00"),
    ("Dein Abo", "Ab September 2026 zahlst du fürs Abo 34,00 € statt 31,00 €.", "34.00"),
    (
        "A change to what you pay",
        "Your plan changes in July.\nCurrent | $9.00 a month\nFrom July 1, 2026 | $11.00 a month",
        "11.00",
    ),
)
# What has such a shape and is nobody's own price that changes.
QUIET = (
    ("News", "Bus fares rise from £1.80 to £2.00 on 1 July 2026, says the paper."),
    ("Your offer", "Until 1 July 2026 the yearly pass costs $49.00 instead of $59.00. Join now!"),
    ("Your room", "The single costs £80.00 and the double £95.00 from 1 July 2026."),
)


def _read(subject: str, body: str) -> tuple[OutcomeKind, list[tuple[str, str]]]:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Larkfield <hello@larkfield.example>", "Pat <pat@example.org>"
    mail["Subject"], mail["Date"] = subject, "Thu, 04 Jun 2026 10:00:00 +0000"
    mail["Message-ID"] = "<step@larkfield.example>"
    rows = (f"<td>{line.replace(' | ', '</td><td>')}</td>" for line in body.splitlines())
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    html = f"<table>{table}</table><p>Larkfield, 1 Road</p>"
    mail.set_content(html, subtype="html", cte="base64")
    received = datetime(2026, 6, 4, tzinfo=UTC)
    outcome = read_mail(mail.as_bytes(), received_at=received, known=_KNOWN).outcome
    told = [(str(e.kind), str(e.amount.amount) if e.amount else "") for e in outcome.events]
    return outcome.outcome, told


@pytest.mark.parametrize(("subject", "body", "price"), STEPS)
def test_the_new_price_is_read(subject: str, body: str, price: str) -> None:
    assert _read(subject, body)[1] == [("price_change", price)]


@pytest.mark.parametrize(("subject", "body"), QUIET)
def test_other_prices_do_not_count(subject: str, body: str) -> None:
    assert _read(subject, body)[0] is not OutcomeKind.PARSED
