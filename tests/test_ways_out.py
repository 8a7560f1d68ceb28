"""The last safe day to stop something, where its own mail names one that comes well before."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from parsers.values.within import days_of_notice
from tests.rigs.desk import Desk, letter
from tests.rigs.door import Door

TODAY = date(2026, 11, 10)
# The language of a letter, how it says that it renews on 15 December, how it may be stopped, and
# the last day on which it may.
NAMED = [
    ("en", "To stop it, tell us in writing at least 30 days before the renewal date.", (11, 15)),
    ("en", "If you do not want to renew, please cancel by 1 December 2026.", (12, 1)),
    ("en", "Cancel before 1 December 2026 to stop it.", (11, 30)),
    ("en", "Cancel on or before 1 December 2026 to stop it.", (12, 1)),
    ("en", "Cancellations must reach us in writing two weeks before.", (12, 1)),
    ("en", "Cancellations have to be sent 14 days before.", (12, 1)),
    ("de", "Die Kündigungsfrist beträgt 14 Tage.", (12, 1)),
    ("de", "Möchten Sie das nicht, kündigen Sie bitte bis zum 30. November 2026.", (11, 30)),
    (
        "de",
        "Kündigen Sie bitte vor dem 30. November 2026, wenn Sie nicht verlängern möchten.",
        (11, 29),
    ),
    ("fr", "Pour résilier, écrivez-nous au moins 15 jours avant l'échéance.", (11, 30)),
    ("es", "Para cancelarla, avísanos con 15 días de antelación.", (11, 30)),
    ("it", "Per disdire, scrivici entro il 1° dicembre 2026.", (12, 1)),
    ("it", "La disdetta va inviata con un preavviso di 15 giorni.", (11, 30)),
    ("nl", "Opzeggen kan tot uiterlijk 1 december 2026.", (12, 1)),
    ("pt", "Para cancelar, avisa-nos com 15 dias de antecedência.", (11, 30)),
    ("pl", "Aby zrezygnować, daj nam znać najpóźniej 14 dni przed odnowieniem.", (12, 1)),
    ("sv", "Vill du inte fortsätta, säg upp senast den 1 december 2026.", (12, 1)),
]
RENEWS = {
    "en": (
        "Your plan renews",
        "Your yearly subscription renews automatically on 15 December 2026 for €120.00.",
    ),
    "de": (
        "Ihr Vertrag verlängert sich",
        "Ihr Abonnement verlängert sich am 15. Dezember 2026 automatisch um ein Jahr für 120 EUR.",
    ),
    "fr": (
        "Votre abonnement sera renouvelé",
        "Votre abonnement annuel sera renouvelé automatiquement le 15 décembre 2026 pour 120 EUR.",
    ),
    "es": (
        "Tu suscripción se renueva",
        "Tu suscripción anual se renueva automáticamente el 15 de diciembre de 2026 por 120 EUR.",
    ),
    "it": (
        "Il tuo abbonamento si rinnova",
        "Il tuo abbonamento annuale si rinnova automaticamente il 15 dicembre 2026 a 120,00 EUR.",
    ),
    "nl": (
        "Je abonnement wordt verlengd",
        "Je jaarabonnement wordt op 15 december 2026 automatisch verlengd voor € 120,00.",
    ),
    "pt": (
        "A tua assinatura renova",
        "A tua assinatura anual renova automaticamente a 15 de dezembro de 2026 por 120,00 EUR.",
    ),
    "pl": (
        "Twoja subskrypcja odnowi się",
        "Twoja roczna subskrypcja odnowi się automatycznie 15 grudnia 2026 za 120,00 EUR.",
    ),
    "sv": (
        "Ditt abonnemang förnyas",
        "Ditt årsabonnemang förnyas automatiskt den 15 december 2026 för 120,00 EUR.",
    ),
}
# Sentences that name no such day.
NONE = (
    "You can cancel at any time before 15 December 2026.",
    "Cancel at least 24 hours before it renews.",
    "We will remind you 7 days before, so that you can cancel.",
    "We email you 7 days before it renews; cancel any time.",
    "This is an automated notice, sent 14 days before your subscription renews.",
    "The law wants us to send this notice about a month and a week before it expires.",
    "If you cancel by 10 December 2026, you get your money back.",
    "Cancel by 20 December 2026 and the next year ends early.",
    "To stop it, give us two months' notice.",
)


@pytest.fixture(name="desk")
def desk_fixture(door: Door, tmp_path: Path) -> Desk:
    return Desk(door, tmp_path / "mails")


def _received(desk: Desk, language: str, way_out: str) -> dict[str, object]:
    subject, renews = RENEWS[language]
    sender = "Kestrel Hosting <billing@kestrel.example>"
    desk.receive([letter(subject, date(2026, 11, 2), renews, way_out, sender=sender)])
    (one,) = desk.report(TODAY)["subscriptions"]
    assert one["next_renewal_on"] == "2026-12-15"
    return dict(one)


@pytest.mark.parametrize(("language", "way_out", "day"), NAMED)
def test_the_day_that_a_mail_names_is_the_last_safe_one(
    desk: Desk, door: Door, language: str, way_out: str, day: tuple[int, int]
) -> None:
    last = date(2026, *day).isoformat()
    assert _received(desk, language, way_out)["cancel_by"] == last
    (found,) = desk.report(TODAY)["findings"]
    assert (found["kind"], found["deadline"]) == ("renewal_approaching", last)
    assert way_out in found["evidence"][0]["says"]
    assert f"cancel by {last}" in door("upcoming", "--as-of", TODAY.isoformat()).out


@pytest.mark.parametrize("way_out", NONE)
def test_no_other_day_takes_its_place(desk: Desk, way_out: str) -> None:
    """The day before stays the last safe one; nobody is told a later one, or of a refund's."""
    assert _received(desk, "en", way_out)["cancel_by"] == "2026-12-14"


def test_a_receipt_tells_only_how_long_before(desk: Desk) -> None:
    """By which day who has just paid may have the money back is no word on the end."""
    paid = "Thank you for your payment of $120.00. Your yearly plan renews on 2 November 2027."
    for number, (way_out, day) in enumerate(
        (
            ("You can cancel by 16 November 2026 if you change your mind.", "2027-11-01"),
            ("To end it, give us one month's written notice.", "2027-10-02"),
        )
    ):
        sender = f"Kestrel {number} <billing@kestrel{number}.example>"
        desk.receive([letter("Your receipt", date(2026, 11, 2), paid, way_out, sender=sender)])
        days = [one["cancel_by"] for one in desk.report(TODAY)["subscriptions"]]
        assert day in days


def test_a_trial_ends_sooner_for_who_has_to_say_so_sooner(desk: Desk) -> None:
    ends = (
        "Your free trial of Kestrel ends on 20 November 2026. After that it costs $12.00 a month."
    )
    stop = "To avoid being charged, cancel by 17 November 2026."
    desk.receive([letter("Your free trial ends soon", date(2026, 11, 9), ends, stop)])
    (one,) = desk.report(TODAY)["subscriptions"]
    assert (one["trial_ends_on"], one["cancel_by"]) == ("2026-11-20", "2026-11-17")
    (found,) = desk.report(TODAY + timedelta(days=1))["findings"]
    assert (found["kind"], found["deadline"]) == ("trial_ending", "2026-11-17")


def test_who_gets_dearer_may_object_until_a_day(desk: Desk) -> None:
    told = "From 1 January 2027 the monthly price of your package changes from $31.00 to $34.00."
    leave = (
        "If you are not happy with this, you may leave as long as you tell us by 19 November 2026."
    )
    desk.receive([letter("About your broadband", date(2026, 11, 9), told, leave)])
    (found,) = desk.report(TODAY)["findings"]
    assert (found["kind"], found["deadline"]) == ("price_change_announced", "2026-11-19")
    (found,) = desk.report(date(2026, 11, 20))["findings"]
    assert found["deadline"] == "2026-12-31"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("three months' notice", "en", (3, 30)),
        ("one month before", "en", (5, 30)),
        ("four months before", "en", (2, 28)),
        ("mit einer Frist von einem Monat", "de", (5, 30)),
        ("un préavis d'un mois", "fr", (5, 30)),
        ("un mes antes", "es", (5, 30)),
        ("een maand van tevoren", "nl", (5, 30)),
        ("2 veckor innan", "sv", (6, 16)),
    ],
)
def test_a_length_of_notice_counts_back_from_the_end(
    text: str, language: str, day: tuple[int, int]
) -> None:
    assert days_of_notice(text, date(2026, 6, 30), language=language) == {date(2026, *day)}


def test_a_language_without_words_for_it_borrows_none() -> None:
    assert days_of_notice("30 days before", date(2026, 6, 30), language="el") == set()
