"""What a sentence of billing mail states in Swedish, Danish, Norwegian, Finnish, Czech, Hungarian
and Turkish.
"""

from datetime import UTC, datetime

import pytest

from parsers.document import Document
from parsers.language.wording import claims
from parsers.locale.locales import LocaleHint
from parsers.markup.linear import Block
from parsers.message import Message
from parsers.page import Page

_MAILED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

# Each below the kind of event that it states; "none" where it states nothing.
_SENTENCES = {
    "sv": """
= charge
Tack för din betalning.
Din betalning har genomförts.
Kvitto från Lyktan
Vi har dragit 119 kr från ditt kort.
= payment_failed
Din betalning misslyckades.
Vi kunde inte debitera ditt kort.
= refund
Vi har återbetalat 99 kr till ditt kort.
= canceled
Din prenumeration har avslutats.
Du har sagt upp ditt abonnemang.
= trial_ending
Din provperiod slutar den 10 november 2026.
= trial_started
Din provperiod har startat.
= renewal_notice
Ditt abonnemang förnyas automatiskt den 3 december 2026 för 119 kr per månad.
= price_change
Priset på ditt abonnemang höjs från 99 kr till 119 kr i månaden.
= paused
Din prenumeration har pausats.
= none
Du kan säga upp när som helst.
Om du avslutar innan provperioden är slut dras inga pengar.
Prova gratis i 30 dagar.
Ditt paket är på väg.
""",
    "da": """
= charge
Tak for din betaling.
Din betaling er gennemført.
Kvittering for dit køb
Vi har trukket 79 kr. på dit kort.
= payment_failed
Din betaling mislykkedes.
Vi kunne ikke trække pengene på dit kort.
= refund
Vi har refunderet 99 kr. til dit kort.
= canceled
Dit abonnement er blevet opsagt.
Du har opsagt dit medlemskab.
= trial_ending
Din prøveperiode udløber den 10. november 2026.
= renewal_notice
Dit abonnement fornyes automatisk den 3. december 2026 for 79 kr. pr. måned.
= price_change
Prisen på dit abonnement stiger fra 79 kr. til 89 kr. om måneden.
= none
Du kan opsige når som helst.
Hvis du opsiger inden prøveperioden udløber, bliver du ikke trukket.
Prøv gratis i 30 dage.
Din pakke er på vej.
""",
    "nb": """
= charge
Takk for betalingen din, her er kvittering.
Betalingen din er mottatt.
Kvittering for kjøpet ditt
Vi har trukket 89 kr fra kortet ditt.
= payment_failed
Betalingen din mislyktes.
Betalingen ble avvist av banken din.
= refund
Vi har refundert 99 kr til kortet ditt.
= canceled
Abonnementet ditt er avsluttet.
Du har sagt opp abonnementet ditt.
= trial_ending
Prøveperioden din utløper 10. november 2026.
= renewal_notice
Abonnementet ditt fornyes automatisk 3. desember 2026 for 89 kr per måned.
= price_change
Prisen på abonnementet ditt øker fra 79 kr til 89 kr i måneden.
= none
Du kan si opp når som helst.
Hvis du sier opp før prøveperioden utløper, blir du ikke trukket.
Prøv gratis i 30 dager.
Pakken din er på vei.
""",
    "fi": """
= charge
Kiitos maksustasi.
Maksusi on vastaanotettu.
Kuitti ostoksestasi
Olemme veloittaneet kortiltasi 9,90 €.
= payment_failed
Maksusi epäonnistui.
Emme voineet veloittaa korttiasi.
= refund
Olemme palauttaneet 9,90 € kortillesi.
= canceled
Tilauksesi on peruutettu.
Olet irtisanonut jäsenyytesi.
= trial_ending
Kokeilujaksosi päättyy 10.11.2026.
= renewal_notice
Tilauksesi uusiutuu automaattisesti 3.12.2026 hintaan 9,90 € kuukaudessa.
= price_change
Tilauksesi hinta nousee 7,90 eurosta 9,90 euroon.
= none
Voit peruuttaa milloin tahansa.
Jos peruutat ennen kokeilujakson päättymistä, sinua ei veloiteta.
Kokeile ilmaiseksi 30 päivää.
Pakettisi on matkalla.
""",
    "cs": """
= charge
Děkujeme za vaši platbu.
Vaše platba proběhla úspěšně.
Potvrzení platby
Z vaší karty jsme strhli 199 Kč, přijali jsme tedy vaši platbu.
= payment_failed
Vaše platba se nezdařila.
Nepodařilo se nám strhnout platbu z vaší karty.
= refund
Vrátili jsme vám 199 Kč.
= canceled
Vaše předplatné bylo zrušeno.
Zrušili jste své předplatné.
= trial_ending
Vaše zkušební období končí 10. listopadu 2026.
= renewal_notice
Vaše předplatné se automaticky obnoví 3. prosince 2026 za 199 Kč měsíčně.
= price_change
Cena vašeho předplatného se zvýší ze 149 Kč na 199 Kč měsíčně.
= none
Předplatné můžete kdykoli zrušit.
Pokud předplatné zrušíte před koncem zkušební doby, nic vám nestrhneme.
Vyzkoušejte 30 dní zdarma.
Vaše zásilka je na cestě.
""",
    "hu": """
= charge
Köszönjük a fizetést!
Sikeres fizetés
A fizetésed sikeresen megtörtént.
Levontuk kártyájáról a 2 990 Ft összeget.
= payment_failed
A fizetés sikertelen volt.
Nem tudtuk megterhelni a kártyáját.
= refund
Visszatérítettük a 2 990 Ft összeget.
= canceled
Az előfizetését lemondta.
Az előfizetése megszűnt.
= trial_ending
A próbaidőszak 2026. november 10-én lejár.
= renewal_notice
Előfizetése 2026. december 3-án automatikusan megújul, havi 2 990 Ft áron.
= price_change
Az előfizetés ára 2 490 Ft-ról 2 990 Ft-ra emelkedik.
= none
Bármikor lemondhatja.
Ha a próbaidőszak vége előtt lemondja, nem terheljük meg a kártyáját.
Próbálja ki 30 napig ingyen.
A csomagja úton van.
""",
    "tr": """
= charge
Ödemeniz alındı.
Satın aldığınız için teşekkür ederiz, ödemeniz başarıyla gerçekleşti.
Ödeme makbuzunuz
Kartınızdan 59,99 TL tahsil edildi.
= payment_failed
Ödemeniz başarısız oldu.
Kartınızdan ödeme alınamadı.
= refund
59,99 TL tutarındaki ödemeniz iade edildi.
= canceled
Aboneliğiniz iptal edildi.
= trial_ending
Deneme süreniz 10 Kasım 2026 tarihinde sona eriyor.
= renewal_notice
Aboneliğiniz 3 Aralık 2026 tarihinde otomatik olarak yenilenecek.
= price_change
Aboneliğinizin fiyatı 49,99 TL'den 59,99 TL'ye yükselecek.
= none
İstediğiniz zaman iptal edebilirsiniz.
Deneme süresi bitmeden iptal ederseniz ücret alınmayacak.
30 gün ücretsiz deneyin.
Kargonuz yola çıktı.
""",
}


def _cases() -> list[tuple[str, str, str]]:
    cases: list[tuple[str, str, str]] = []
    for language, table in _SENTENCES.items():
        kind = ""
        for line in table.strip().splitlines():
            if line.startswith("= "):
                kind = line[2:]
            else:
                cases.append((language, kind, line))
    return cases


def page(sentence: str, language: str) -> Page:
    message = Message(
        fingerprint="0" * 64,
        message_id="",
        from_name="Larkfield",
        from_address="post@larkfield.example",
        subject="",
        sent_at=_MAILED,
        received_at=None,
        text=sentence,
        html="",
        headers={},
    )
    return Page(
        message=message,
        document=Document(blocks=(Block(text=sentence),)),
        hint=LocaleHint(language=language),
        mailed_on=_MAILED.date(),
    )


@pytest.mark.parametrize(("language", "kind", "sentence"), _cases())
def test_a_sentence_states_what_happened(language: str, kind: str, sentence: str) -> None:
    found = [str(claim.kind) for claim in claims(page(sentence, language))]
    assert found[:1] == ([] if kind == "none" else [kind])
