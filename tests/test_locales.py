"""Language and territory from words, markup and the sender's domain."""

import pytest

from parsers.locale.locales import LocaleHint, guess_locale

_TEXTS = [
    ("en", "Your subscription has been renewed. Thank you for your purchase."),
    ("de", "Ihre Zahlung wurde erhalten. Vielen Dank für Ihren Einkauf bei uns."),
    ("fr", "Votre abonnement sera renouvelé le 5 mai. Merci pour votre achat."),
    ("es", "Tu suscripción se ha renovado. Gracias por tu compra."),
    ("es", "Tu recibo de hoy. Fecha del pedido: 9 de mayo de 2026. Total de 5 € de la cuota de"),
    ("pt", "Sua assinatura foi renovada. Obrigado por sua compra."),
    ("it", "Il tuo abbonamento è stato rinnovato. Grazie per il tuo acquisto."),
    ("nl", "Je abonnement is verlengd. Bedankt voor je bestelling bij het bedrijf."),
    ("pl", "Twoja subskrypcja została odnowiona. Dziękujemy za zakup."),
    ("sv", "Din prenumeration har förnyats. Tack för ditt köp."),
    ("da", "Dit abonnement er blevet fornyet. Tak for dit køb af bladet."),
    ("nb", "Abonnementet ditt er fornyet. Takk for kjøpet av bladet, vi hjelper deg."),
    ("sv", "Kära Pat, vi skickar en faktura åt dig på fredag."),
    ("da", "Kære Pat, en påmindelse om faktura nr. 2044."),
    ("nb", "Kjære Pat, en påminnelse om faktura nr. 2044."),
    ("nb", "Prøveperioden nærmer seg slutten. Deretter blir abonnementet dyrere."),
    ("fi", "Tilauksesi on uusittu. Kiitos ostoksesta, sinun ei tarvitse maksaa."),
    ("cs", "Vaše předplatné bylo obnoveno. Děkujeme vám za nákup."),
    ("hu", "Az előfizetésed megújult. Köszönjük a vásárlást."),
    ("ro", "Abonamentul dvs. a fost reînnoit. Vă mulțumim pentru achiziție."),
    ("tr", "Aboneliğiniz yenilendi. Satın aldığınız ürün için ve ödeme için teşekkürler."),
    ("ja", "ご購入ありがとうございます。Apple Music の更新"),
    ("ko", "Netflix 구독이 갱신되었습니다"),
    ("zh", "您的订阅已续订 Netflix"),
    ("ru", "Ваша подписка продлена"),
    ("ru", "Мы списали 299 рублей, это было объявлено"),
    ("uk", "Вашу підписку подовжено"),
    ("bg", "Вашият абонамент беше подновен, дължите нищо. Съобщение"),
    ("sr", "Ваша претплата је продужена, хвала вам"),
    ("el", "Η συνδρομή σας ανανεώθηκε"),
    ("he", "המנוי שלך חודש"),
    # Few words: those of bills and of every sentence tell it.
    ("fr", "Votre essai finit. Carte refusée par ta banque."),
    ("es", "Has cambiado a Larkfield Duo con tu plan."),
    ("es", "Este recordatorio es de la cuota de mayo."),
    ("pt", "A quota de maio, no valor de 30 €, ainda está por liquidar."),
    ("pt", "Aviso de débito no dia 8 de junho, prezado sócio, no valor de 31 €"),
    ("it", "La banca ha respinto la rata di maggio."),
    ("ro", "Salut, Pat. Perioada de probă Pro pe planul Pro: alege până pe 3."),
    # One sentence, and hardly a word that another language lacks.
    ("nb", "Vi hadde et problem med betalingsmåten din."),
    ("da", "Vi havde et problem med din betalingsmetode."),
    ("sv", "Din kostnadsfria provperiod tar snart slut."),
    ("fi", "Valitettavasti maksutapasi kanssa ilmeni ongelma."),
    ("hu", "Sajnos sikertelen volt a tagdíj levonása a kártyájáról."),
    ("cs", "Platbu za hosting se nepodařilo provést."),
    ("nl", "Uw bank heeft de incasso geweigerd."),
    # Words of both: how crowns are written tells.
    ("da", "Betaling for ordre 10442: 249 kr."),
    ("nb", "Betaling for ordre 10442: kr 249"),
    ("en", "Your Prime membership renews today at $139.00."),
    (None, "Netflix 9.99"),
    (None, "Spotify Premium"),
    (None, ""),
]


@pytest.mark.parametrize(("language", "text"), _TEXTS)
def test_the_words_tell_the_language(language: str | None, text: str) -> None:
    hint = guess_locale(text=text, html_language=None, sender_domain="example.com")
    assert hint == LocaleHint(language=language)


@pytest.mark.parametrize(
    ("html_language", "language", "territory"),
    [
        ("en-GB", "en", "GB"),
        ("en_us", "en", "US"),
        ("EN", "en", None),
        ("zh-Hans-CN", "zh", "CN"),
        ("es-419", "es", None),
        ("no", "nb", None),
        ("en-XX", "en", None),
        ("x-default", None, None),
        ("english", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_markup_tells_where_the_words_do_not(
    html_language: str | None, language: str | None, territory: str | None
) -> None:
    hint = guess_locale(text="9.99", html_language=html_language, sender_domain="example.com")
    assert hint == LocaleHint(language=language, territory=territory)


def test_words_outweigh_the_markup() -> None:
    text = "Ihre Zahlung wurde erhalten. Vielen Dank für Ihren Einkauf."
    hint = guess_locale(text=text, html_language="en-US", sender_domain="example.com")
    assert hint.language == "de"


@pytest.mark.parametrize(
    ("domain", "territory"),
    [
        ("mail.example.co.uk", "GB"),
        ("example.de", "DE"),
        ("example.com.au", "AU"),
        ("EXAMPLE.FR.", "FR"),
        ("example.com", None),
        ("example.io", None),
        ("example.ai", None),
        ("example.co", None),
        ("example.eu", None),
        ("example.zz", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_the_domain_tells_the_country(domain: str, territory: str | None) -> None:
    hint = guess_locale(text="", html_language=None, sender_domain=domain)
    assert hint.territory == territory


@pytest.mark.parametrize(
    ("text", "html_language", "domain", "territory"),
    [
        ("Tax $1.00", "en-US", "example.com", "US"),
        ("VAT (20%) 1.00", "en-US", "example.com", None),
        ("VAT (20%) 1.00", "en-US", "example.co.uk", "GB"),
        ("VAT (20%) 1.00", None, "example.com", None),
        ("GST/HST 1.00", None, "example.com", "CA"),
        ("GST/HST 1.00", "en-US", "example.com", "CA"),
        ("GST 1.00", None, "example.com", None),
        ("HST 1.00", "en-GB", "example.com", "GB"),
        ("Sales tax 1.00", None, "example.com", None),
    ],
)
def test_taxes_speak_against_a_country_or_for_canada(
    text: str, html_language: str | None, domain: str, territory: str | None
) -> None:
    hint = guess_locale(text=text, html_language=html_language, sender_domain=domain)
    assert hint.territory == territory


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("Your bill of $75.00 is due. Kestrel Pty Ltd, 8 Mill Lane, Hobart TAS 7000", "AU"),
        ("Your bill of $75.00 is due. Kestrel Inc., 8 Mill Lane, Seattle WA 98101", None),
        ("Your bill of US$75.00 is due. Kestrel Pty Ltd, Sydney NSW 2000", None),
        ("Tu pago de $349.00 fue aprobado, gracias por tu compra. Kestrel, S.A. de C.V.", "MX"),
        ("Tu pago de $34.900 fue aprobado, gracias. Kestrel S.A.S., Bogotá, Colombia", "CO"),
        ("Tu pago de $34.90 fue aprobado. Kestrel, S.A. de C.V., El Salvador", None),
    ],
)
def test_an_address_tells_whose_dollars_they_are(text: str, territory: str | None) -> None:
    hint = guess_locale(text=text, html_language=None, sender_domain="example.com")
    assert hint.territory == territory
