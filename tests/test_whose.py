"""A stranger's bill counts where its name, its domain and what it bills for go together."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from parsers.fakes.naming import goes_with, spells_its_place
from parsers.merchants import Known, Released
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.mailed import Mailed, signed
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CATALOG = load_catalog()
CHECKED = known_to(CATALOG, trusted_servers=("mx.google.com",))
BILL = "Receipt\n\nTeam plan, monthly: $29.00\nTotal paid: $29.00 on November 20, 2026\n"


def read(mail: Mailed, known: Known = CHECKED) -> Outcome:
    return read_mail(mail.raw(), received_at=NOW, known=known).outcome


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Quiet Harbor Software Inc.", "quietharbor.example"),
        ("Kaffeerösterei Hansen", "kaffee-hansen.example"),
        ("Müller & Söhne", "mueller-soehne.example"),
        ("Stadtwerke Auental", "mail.stadtwerke-auental.example"),
        ("American Chess Legends Union", "aclu.example"),
        ("Bütt", "buett.example"),
        ("Światłonet Sp. z o.o.", "swiatlonet.example"),
        ("はるかぜ旅館", "harukaze.example"),
        ("Billing Team", "anything.example"),
        ("", "anything.example"),
        ("IT Lodge", "it-lodge.example"),
        ("A Shop Whose Address Was Taken Out", "example.com"),
        ("Mozilla", "firefox.com"),
        ("Nobody", "elm-registry.example"),
    ],
)
def test_a_name_goes_with_where_it_is_at_home(name: str, domain: str) -> None:
    assert goes_with(name, domain)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Netflix", "lindenhof-bakery.example"),
        ("Kryptobörse Service", "coin-kauf.example"),
        ("Hulu", "shulumba-tours.example"),
        ("The Crown", "thermo-haus.example"),
    ],
)
def test_a_name_from_elsewhere_does_not(name: str, domain: str) -> None:
    assert not goes_with(name, domain)


def test_only_the_whole_name_of_a_domain_is_its_name() -> None:
    assert spells_its_place("weber-architekten.example", "Weber Architekten, Lindenweg 4")
    assert not spells_its_place("coin-kauf.example", "Der Kauf wurde bestätigt, one coin left")
    assert not spells_its_place("coin-kauf.example", "https://coin-kauf.example/x")


def test_a_bill_of_a_name_from_elsewhere_waits_for_a_person() -> None:
    outcome = read(signed("elsewhere", "Bright Lantern <pay@oakfield.example>", "Receipt", BILL))
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == (
        "it calls itself Bright Lantern, and nothing in it goes with oakfield.example"
    )
    at_home = signed("at home", "Bright Lantern <pay@brightlantern.example>", "Receipt", BILL)
    assert read(at_home).outcome is OutcomeKind.PARSED


def test_a_failed_payment_from_a_name_with_an_office_behind_it_waits() -> None:
    text = "Bright Lantern\nYour payment of $12.00 failed. Please enter your card again.\n"
    for place in ("brightlantern-customers.example", "brightlantern-kunden.example"):
        mail = signed("place", f"Bright Lantern <help@{place}>", "Your payment failed", text)
        outcome = read(mail)
        assert outcome.outcome is OutcomeKind.REVIEW
        assert outcome.reason == f"it wants money, and {place} may be anybody's"
    own = signed("own", "Bright Lantern <a@bright-lantern.example>", "Your payment failed", text)
    assert read(own).outcome is OutcomeKind.PARSED


def test_who_bills_through_a_service_for_many_is_called_as_he_likes() -> None:
    mail = signed("tenant", "Bright Lantern <bright@mail.polar.sh>", "Receipt", BILL)
    assert read(mail).outcome is OutcomeKind.PARSED
    brand = signed(
        "brand", "Norton <norton@mail.polar.sh>", "Your Norton 360 renews", f"Norton 360. {BILL}"
    )
    assert read(brand).outcome is not OutcomeKind.PARSED


def test_who_was_met_may_change_his_name() -> None:
    mail = signed("renamed", "Bright Lantern <pay@oakfield.example>", "Receipt", BILL)
    met = known_to(CATALOG, trusted_servers=("mx.google.com",), met=frozenset({"oakfield.example"}))
    assert read(mail, met).outcome is OutcomeKind.PARSED


def test_who_runs_a_brands_subscription_without_saying_his_name_poses_as_it() -> None:
    text = "Your Norton 360 plan renews on November 24, 2026 for $129.99.\n"
    silent = signed("silent", "Renewhub <a@renewhub.example>", "Your Norton 360 renews", text)
    outcome = read(silent)
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.trust.reasons[0].endswith("but was sent from renewhub.example")
    assert [one.merchant_name for one in outcome.events] == ["Norton 360"]
    said = signed(
        "said", "Renewhub <a@renewhub.example>", "Your Norton 360 renews", f"{text}Renewhub Ltd\n"
    )
    outcome = read(said)
    assert outcome.trust.verdict is Verdict.VERIFIED
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == "it bills for Norton 360, and renewhub.example is not theirs"


def test_who_was_called_genuine_is_let_be() -> None:
    text = "Your Norton 360 plan renews on November 24, 2026 for $129.99.\n"
    mail = signed("released", "Renewhub <a@renewhub.example>", "Your Norton 360 renews", text)
    who = Released(sender="renewhub.example", signed_by="renewhub.example")
    assert read(mail, replace(CHECKED, released=frozenset({who}))).outcome is OutcomeKind.PARSED


_NOTHING = "mx.google.com; dkim=none; spf=softfail smtp.mailfrom={domain}; dmarc=none"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Quiet Harbor <billing@quietharbor.example>", BILL),
        ("Netflix <info@account.netflix.com>", "We couldn't charge $15.49.\n"),
    ],
)
def test_where_the_own_server_looked_and_found_nothing_a_person_looks(
    sender: str, text: str
) -> None:
    domain = sender.rpartition("@")[2].strip(">")
    bill = Mailed(name="unproven", sender=sender, subject="Your payment was declined", text=text)
    unproven = Mailed(
        name="unproven",
        sender=sender,
        subject=bill.subject,
        text=text,
        headers=(("Authentication-Results", _NOTHING.format(domain=domain)),),
    )
    outcome = read(unproven)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == f"your mail server found nothing that proves that {domain} sent it"
    # A server that says nothing at all accuses nobody.
    assert read(bill).trust.verdict is Verdict.UNKNOWN
    assert read(bill).outcome is OutcomeKind.PARSED


def test_a_stranger_whose_name_begins_like_a_merchants_is_another() -> None:
    mail = signed(
        "yoga", "Calm Waters Yoga <studio@calmwaters.example>", "Membership receipt", BILL
    )
    assert [one.merchant for one in read(mail).events] == ["calm_waters_yoga"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "La prova finisce domenica",
            (
                "la tua prova gratuita finisce il 29 novembre 2026. Poi 4,99 € al"
                " mese, addebitati su"
                " PayPal."
            ),
        ),
        (
            "Votre essai se termine dimanche",
            (
                "votre essai gratuit se termine le 29 novembre 2026. Ensuite 4,99 €"
                " par mois, débités"
                " sur PayPal."
            ),
        ),
        (
            "Tu prueba termina el domingo",
            (
                "tu prueba gratuita termina el 29 de noviembre de 2026. Después, 4,99"
                " € al mes, que se"
                " cargarán en tu PayPal."
            ),
        ),
        (
            "Je proefperiode eindigt zondag",
            (
                "je gratis proefperiode eindigt op 29 november 2026. Daarna 4,99 € per maand,"
                " afgeschreven via PayPal."
            ),
        ),
    ],
)
def test_who_takes_it_from_paypal_does_not_bill_for_paypal(subject: str, text: str) -> None:
    said = f"Pat,\n{text}\n\nTannenhof Rezepte\n"
    outcome = read(signed("means", "Tannenhof <abo@tannenhof.example>", subject, said))
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason
