"""Mail in a language of which claims and lures have no words."""

import pytest

from parsers.fakes.unspoken import is_unspoken


@pytest.mark.parametrize(
    "text",
    [
        (
            "Kami tidak dapat memproses pembayaran Anda. Perbarui kartu Anda dalam 48 jam,"
            " atau akun ditutup di bulan depan."
        ),
        (
            "Naplata članarine nije uspjela jer je vaša kartica odbijena. Ažurirajte podatke u roku"
            " od 24 sata."
        ),
        "Η πληρωμή σας δεν έγινε. Ενημερώστε την κάρτα σας.",
        "Netflix: оплату відхилено. Оновіть картку: https://kino.example/nf",
        "तुरंत अपना कार्ड अपडेट करें",
    ],
)
def test_words_of_no_language_that_is_known(text: str) -> None:
    """Its common words are those of none, or its letters are."""
    assert is_unspoken(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your payment of $9.99 did not go through. Update your card to keep the plan.",
        "Die Zahlung für dein Abo wurde nicht eingezogen. Bitte prüfe deine Karte bis Freitag.",
        "Il pagamento del tuo abbonamento non è andato a buon fine. Aggiorna la carta entro oggi.",
        "会費のお支払いが確認できません。カード情報を更新してください。",
        "멤버십 요금이 결제되지 않았습니다. 카드 정보를 업데이트하세요.",
        "您的订阅扣款失败,请更新付款方式",
        "Rp186.000 Netflix",
    ],
)
def test_words_that_are_known_and_too_few_to_tell(text: str) -> None:
    """Those of a language with words of its own, Chinese signs, and next to nothing."""
    assert not is_unspoken(text)
