"""Words of several scripts, which look as if they were of one."""

import pytest

from parsers.fakes.torn import has_mixed_words
from parsers.outcome import Verdict
from tests.mailed import signed
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), ("mx.google.com",), own_addresses=frozenset({"pat@example.org"}))


@pytest.mark.parametrize(
    "text",
    [
        "Vаlued mеmber, yоur card was refused",  # Cyrillic a, e and o
        "Bіttе аktuаlіsіеrеn Ѕіе Ihrе Daten",
        "Κundenservice: Ihrе Rесhnung",
    ],
)
def test_letters_that_only_look_latin_are_seen(text: str) -> None:
    assert has_mixed_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your card was refused, café and Zürich",
        "Оплата PayPalом и Netflixу прошла, Visaой тоже",
        "Η συνδρομή σας στο Netflix ανανεώθηκε με Visa",
        "Τιμή: 9 €, μTorrent, Ωmega, Δt",
        "аренда хостинга VPS на месяц",
    ],
)
def test_mail_of_two_scripts_is_not(text: str) -> None:
    assert not has_mixed_words(text)


def test_a_bill_in_such_letters_is_a_fake() -> None:
    text = "Yоur pаyment of 14.00 EUR for yоur hоsting was returned.\nUpdate your payment details."
    mail = signed("Billing", "Hosting <noreply@hosting-desk.example>", "Yоur bill", text)
    trust = read_mail(mail.raw(), received_at=None, known=_KNOWN).outcome.trust
    assert trust.verdict is Verdict.SUSPICIOUS
    assert "its words mix letters that only look alike" in trust.reasons
