"""Where mail leads, and whose name it bears: forged brands, redirects, services' strangers."""

import pytest
from msgspec.structs import replace

from parsers.fakes.calls import wants_a_call
from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import Mailed, read_signed, signed

_FORGED = (
    ("Delivered-To", "pat@example.org"),
    (
        "Authentication-Results",
        (
            "mx.google.com; dkim=none; spf=softfail smtp.mailfrom=relay.example;"
            " dmarc=fail (p=NONE) header.from=nytimes.com"
        ),
    ),
    (
        "Received",
        "from relay.example by mx.google.com with ESMTPS id a1; Fri, 20 Nov 2026 20:12:00 -0800",
    ),
)
_RATE = (
    "Dear subscriber,\nthe introductory rate has ended. From today it costs $25.00 every four"
    " weeks, and the first payment has been taken.\n{link}\n"
)
_RENEWED = "Hi Pat,\nwe renewed your plan for a year.\nTotal charged: $96.00\n{link}\n"
_SHARED = (
    "Hi there,\n{who} (desk@postbox.example) invited you to view a file.\n"
    '"Your membership of 119.88 USD is in arrears, settle it."\n'
    "View file: https://www.dropbox.com/scl/fi/abc/unpaid.paper\n"
)
_REQUEST = (
    "Cobros Lindar SL le solicita 412,00 EUR\n\nNota de Cobros Lindar SL:\nHemos detectado una"
    " compra de 412 EUR. Si usted no la hizo, llame al servicio de fraude 900 555 014.\n"
    "Pagar ahora: https://www.paypal.com/payRequest/U-5DB\n"
)


def _forged(link: str) -> Mailed:
    return Mailed(
        name="forged",
        sender="The New York Times <nytdirect@nytimes.com>",
        subject="Your introductory rate has ended: you now pay $25.00",
        text=_RATE.format(link=link),
        headers=_FORGED,
    )


def test_a_forged_brand_that_leads_only_elsewhere_is_a_fake_bill() -> None:
    away = read_signed(_forged("http://offer.retention-desk.example/go"))
    assert away.trust.verdict is Verdict.FAILED
    assert [one.merchant for one in away.events] == ["nytimes"]
    assert away.outcome is not OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("en", "Your plan has ended", "The payment of $25.00 was not taken."),
        ("ar", "انتهى اشتراكك", "لم نتمكن من تحصيل 45 ريال لهذا الشهر."),
        ("th", "สมาชิกของคุณถูกระงับ", "ไม่สามารถหักเงิน 199 บาท ของเดือนนี้ได้"),
        ("fa", "اشتراک شما پایان یافت", "پرداخت ۱۲۰٬۰۰۰ تومان انجام نشد."),
    ],
)
def test_so_is_one_that_hides_where_it_leads(language: str, subject: str, text: str) -> None:
    page = '<html lang="{language}"><body><p>{text}</p><p><a href="{link}">…</a></p></body></html>'
    hidden, home = (
        replace(
            _forged(""),
            subject=subject,
            text="",
            html=page.format(language=language, text=text, link=link),
        )
        for link in (
            "https://www.google.com/url?q=https://perks.example/undo",
            "https://www.nytimes.com/account",
        )
    )
    assert [one.merchant for one in read_signed(hidden).events] == ["nytimes"]
    assert not any(one.confidence == 0 for one in read_signed(home).events)


def test_a_brands_mail_that_failed_on_its_way_is_not_said_to_bill() -> None:
    home = read_signed(_forged("https://www.nytimes.com/account"))
    assert home.trust.verdict is Verdict.FAILED
    assert not any(one.confidence == 0 for one in home.events)


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://www.google.com/url?q=https://perks.example/undo", "google.com"),
        ("https://www.google.co.uk/url?q=https://perks.example/undo", "google.co.uk"),
        ("https://www.bing.com/ck/a?u=https://perks.example", "bing.com"),
        ("https://l.facebook.com/l.php?u=https://perks.example", "facebook.com"),
        ("https://perks.example/url?q=undo", None),
        ("https://www.google.com/maps?q=perks", None),
        ("https://perks.example/account", None),
    ],
)
def test_a_strangers_bill_that_hides_where_it_leads_waits(link: str, place: str | None) -> None:
    mail = signed(
        "renewed",
        "Perks <hello@perks.example>",
        "Your plan was renewed",
        _RENEWED.format(link=link),
    )
    outcome = read_signed(mail)
    if place is None:
        assert outcome.outcome is OutcomeKind.PARSED
    else:
        assert outcome.reason == f"its link leads through {place}, which hides where it goes"


@pytest.mark.parametrize(
    ("name", "is_fake"),
    [
        ("Dropbox Billing Dept (via Dropbox)", True),
        ("Dropbox Accounts (via Dropbox)", True),
        ("Ann Billing (via Dropbox)", False),
        ("Dropbox", False),
    ],
)
def test_nobody_shares_by_a_service_in_its_own_offices_name(name: str, *, is_fake: bool) -> None:
    mail = signed(
        "shared", f'"{name}" <no-reply@dropbox.com>', "unpaid.paper", _SHARED.format(who=name)
    )
    assert (read_signed(mail).trust.verdict is Verdict.SUSPICIOUS) is is_fake


def test_a_brand_may_show_itself_by_another_country() -> None:
    honest = signed(
        "own",
        '"service@paypal.es" <service@intl.paypal.com>',
        "Ha enviado un pago",
        "Ha enviado un pago de 12,00 EUR a Lindar SL.\n",
    )
    assert read_signed(honest).trust.verdict is Verdict.VERIFIED
    posing = signed(
        "shop",
        '"service@paypal.com" <service@paypal.shop>',
        "Your payment",
        "You paid $12.00.\n",
    )
    assert read_signed(posing).trust.verdict in (Verdict.FAILED, Verdict.SUSPICIOUS)


def test_a_request_that_wants_a_call_is_a_fake_in_spanish_too() -> None:
    mail = signed(
        "request",
        '"service@paypal.es" <service@intl.paypal.com>',
        "Cobros Lindar SL le ha enviado una solicitud de dinero",
        _REQUEST,
    )
    assert read_signed(mail).trust.verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    "said",
    [
        "Si no la hizo, llame al 900 555 014.",
        "Si no has sido tú, llame al 900 555 014.",
        "Wenn Sie das nicht waren, rufen Sie die Stelle unter 0800 555 0142 an.",
        "Si ce n'est pas vous, appelez le 0 800 555 014.",
        "Se non l'ha autorizzato, chiami il numero 800 555 014.",
        "Se não foi você, ligue para 0800 555 0142.",
        "Is dit niet door u gedaan, bel 0800 555 0142.",
        "Har du inte beställt detta, ring 0200 555 014.",
        "Har du ikke godkendt det, ring 80 55 50 14.",
    ],
)
def test_who_denies_a_payment_is_to_call(said: str) -> None:
    assert wants_a_call(said)
    assert not wants_a_call(said.replace("555 01", "").replace("55 50 14", ""))


@pytest.mark.parametrize(
    "link",
    [
        "Our films: https://www.youtube.com/@perks",
        "See https://perks.example/account and https://www.youtube.com/@perks",
        "Watch: https://www.netflix.com/title/1",
    ],
)
def test_a_link_to_a_brands_place_is_not_its_name(link: str) -> None:
    mail = signed(
        "films",
        "Perks <hello@perks.example>",
        "Your plan was renewed",
        _RENEWED.format(link=link),
    )
    assert read_signed(mail).trust.verdict is Verdict.VERIFIED
