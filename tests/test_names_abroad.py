"""Brands as other writings spell them, and words of other languages that are spelt like a brand."""

import pytest

from parsers.fakes.brands import misspelt, set_apart, undeclined
from parsers.merchants import fold
from parsers.outcome import Verdict
from tests.mailed import read_signed, signed
from watchdog.catalog import load_catalog
from watchdog.setting import known_to


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (
            "넷플릭스 고객센터 <help@flix-renewal.example>",
            "[안내] 이용료 결제에 실패했습니다",
            (
                "넷플릭스\n고객님, 이용료 17,000원이 결제되지 않았습니다. 카드번호를"
                " 다시 입력해 주세요.\n"
                "https://flix-renewal.example/card"
            ),
        ),
        (
            "スポティファイ <info@music-kaihi.example>",
            "【重要】お支払いが完了できませんでした",
            (
                "スポティファイ プレミアムの料金 980円 をお支払いいただけませんでした。24時間以内に"
                "カード情報を入力してください。\nhttps://music-kaihi.example/card"
            ),
        ),
        (
            "Нетфликс <billing@kino-oplata.example>",
            "Оплата не прошла",
            (
                "Нетфликс: не удалось списать 999 ₽ за подписку. Обновите данные карты в течение"
                " 24 часов:\nhttps://kino-oplata.example/card"
            ),
        ),
    ],
)
def test_a_fake_in_another_writing_is_called(sender: str, subject: str, body: str) -> None:
    assert read_signed(signed(subject, sender, subject, body)).trust.verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Od ledna nová cena",
            "Dobrý den, od ledna příštího roku bude členství stát 390 Kč, do konce roku 350 Kč.",
        ),
        (
            "Faktura 1182: strava",
            "Dobrý den, strava na červen je zaplacena, strhli jsme 1 240 Kč z vaší karty 5521.",
        ),
    ],
)
def test_words_that_are_spelt_like_a_brand_are_none(subject: str, body: str) -> None:
    mail = signed(subject, "Jídelna Lipka <kancelar@jidelna-lipka.example>", subject, body)
    outcome = read_signed(mail)
    assert outcome.trust.verdict is not Verdict.SUSPICIOUS
    assert not any("Roku" in (text or "") or "Strava" in (text or "") for text in (outcome.reason,))


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("您的微软账户", "微软"),
        ("ノートン360", "ノートン"),
        ("アマゾンプライム会費", "アマゾンプライム"),
        ("넷플릭스에서", "넷플릭스"),
        ("بنتفليكس", "نتفليكس"),
        ("с НЕТФЛИКСОМ", "нетфликс"),
        ("แพ็กเกจเน็ตฟลิกซ์ของคุณ", "เน็ตฟลิกซ์"),
        # Parts of other words: a shop of jams, an adobe of three signs within another.
        ("고디즈니안", ""),
        ("ヨアドビス", ""),
        ("Netflix und ’Sie’", ""),
    ],
)
def test_a_name_within_signs_and_endings_is_a_word(text: str, brand: str) -> None:
    parted = set_apart(text, known_to(load_catalog()))
    assert parted.casefold() != text.casefold() if brand else parted == text
    assert not brand or f" {fold(brand)} " in f" {fold(parted)} "


def test_a_name_of_several_words_is_written_in_one_too() -> None:
    known = known_to(load_catalog())
    assert known.brands["hbomax"] == known.brands["hbo max"]
    assert known.spelling("hbomax") == known.spelling("hbo max")
    mail = signed(
        "glued",
        "HBOMAX Billing <no-reply@stream-help.example>",
        "Your plan is on hold",
        "Your HBOMAX plan of $18.49 could not be charged. https://stream-help.example/u",
    )
    assert read_signed(mail).trust.reasons[0].startswith("it speaks for HBO Max")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Netflixin maksu", "Netflix in maksu"),
        ("licencja Microsoftu wygasła", "licencja Microsoft u wygasła"),
        ("PayPalos számláján", "PayPal os számláján"),
        ("Disneyland tickets", "Disneyland tickets"),
        ("canvas prints", "canvas prints"),
        ("Ihr Netflixkonto ruht", "Ihr Netflix konto ruht"),
        ("je Spotifyaccount", "je Spotify account"),
        ("youtubers", "youtubers"),
        ("Your Netflix plan", "Your Netflix plan"),
    ],
)
def test_a_declined_name_is_a_word(text: str, said: str) -> None:
    assert undeclined(text, known_to(load_catalog())) == said


@pytest.mark.parametrize(
    ("word", "brand"),
    [
        ("netfix", "netflix"),
        ("paypaal", "paypal"),
        ("spotfiy", "spotify"),
        ("mircosoft", "microsoft"),
        ("cloud", None),
        ("patron", None),
        ("netflix", None),
        ("flix", None),
    ],
)
def test_a_slip_in_a_brands_name(word: str, brand: str | None) -> None:
    assert misspelt(word, known_to(load_catalog())) == brand


@pytest.mark.parametrize(
    ("sender", "verdict"),
    [
        ("Netfix Support <pay@ocean-kayaks.example>", Verdict.SUSPICIOUS),
        ("You Tube Premium <pay@ocean-kayaks.example>", Verdict.SUSPICIOUS),
        # Called so at home: a firm, and a wallet of another house.
        ("Netfix Fishing <pay@netfixfishing.example>", Verdict.VERIFIED),
        ("PayPay <no-reply@paypay.example>", Verdict.VERIFIED),
    ],
)
def test_who_bills_under_such_a_name(sender: str, verdict: Verdict) -> None:
    text = "Hi Pat,\nyour payment of $15.49 failed. Update your card: https://pay.example/n\n"
    outcome = read_signed(signed("slip", sender, "Your payment failed", text))
    assert outcome.trust.verdict is verdict
