"""A brand's own name under another country's ending is its house there, and no fake of it."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.outcome import Outcome, OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
_SERVER = "mx.example.org"
_PAID = (
    "Ciao Pat,\n\nil tuo abbonamento è stato rinnovato il 24 novembre 2026.\n\n"
    "Importo addebitato: 9,99 €\nProssimo rinnovo: 24 dicembre 2026\n\n"
    "https://www.{domain}/account\n"
)
_LURE = (
    "Dear Pat,\n\nYour payment of €9.99 failed and your account will be suspended. Update your card"
    " details now: https://www.{domain}/card\n"
)
_CALL = (
    "Dear customer,\n\nYour plan was renewed for $499.99. If you did not authorize this charge,"
    " call +1 (808) 555-0134 within 24 hours.\n"
)
_AWAY = _PAID.replace("www.{domain}", "secure-pay.example")


def _read(sender: str, text: str, *, found: str = "pass") -> Outcome:
    domain, mail = sender.partition("@")[2].rstrip(">"), EmailMessage()
    mail["Authentication-Results"] = (
        f"{_SERVER}; dkim={found} header.d={domain}; dmarc={found} header.from={domain}"
    )
    mail["From"], mail["To"] = sender, "Pat <pat@example.org>"
    mail["Subject"], mail["Date"] = "Il tuo abbonamento", "Tue, 24 Nov 2026 10:00:00 +0000"
    mail.set_content(text.format(domain=domain))
    known = known_to(load_catalog(), (_SERVER,), own_addresses=frozenset({"pat@example.org"}))
    return read_mail(mail.as_bytes(), received_at=_NOW, known=known).outcome


@pytest.mark.parametrize(
    "sender",
    [
        '"Audible.it" <donotreply@audible.it>',
        "Strava <no-reply@mail.strava.ch>",
        "Duolingo Italia <info@duolingo.it>",
        "NordVPN <billing@nordvpn.at>",
    ],
)
def test_the_house_abroad_counts(sender: str) -> None:
    outcome = _read(sender, _PAID)
    assert outcome.outcome is OutcomeKind.PARSED
    assert outcome.trust.verdict is Verdict.VERIFIED


def test_one_that_wants_the_card_waits_and_is_not_called_a_fake() -> None:
    outcome = _read("Netflix <info@netflix.pl>", _LURE)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.trust.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("sender", "text", "found"),
    [
        ('"Audible.it" <donotreply@audible.it>', _PAID, "none"),
        ("Netflix <info@netflix.co>", _PAID, "pass"),
        ("Netflix <info@netflix-nl.nl>", _PAID, "pass"),
        ("Netflix <info@netfl1x.nl>", _PAID, "pass"),
        ("PayPal <service@netflix.pl>", _PAID, "pass"),
        ("Netflix <info@netflix.pl>", _AWAY, "pass"),
        ("Netflix <info@netflix.pl>", _CALL, "pass"),
    ],
)
def test_fakes_are_called_all_the_same(sender: str, text: str, found: str) -> None:
    outcome = _read(sender, text, found=found)
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
