"""The language of a mail, by its letters, its words and its markup; and with it its locale."""

import re
from datetime import date
from functools import lru_cache

import msgspec

from parsers.locale.common_words import MORE_WORDS
from parsers.locale.date_order import own_order
from parsers.locale.territories import is_territory, territory_of
from parsers.text.folding import words_of


class LocaleHint(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A language (ISO 639-1), a territory (ISO 3166), and how days are written in numbers
    (`date_order`); None where nothing tells.

    `currency` is that of the cells of a mail which are a number alone (`values/columns.py`).
    """

    language: str | None = None
    territory: str | None = None
    order: str | None = None
    currency: str | None = None


NO_HINT = LocaleHint()
# Where days are written both ways.
EITHER_FIRST = ("CA",)

STOP_WORDS = {
    "en": "the and your you for has will been this with of to is from that our are if have be on by"
    " not or at as we can any was amount paid payment receipt next billing charged monthly yearly",
    "de": "der die das und ist sie ihr ihre dein deine du für nicht wird wurde mit von auf den zum"
    " wir eine hat bei danke vielen hallo"
    " rechnung zahlung bestellung betrag buchung zahlungsart bestellnummer hallo abo monat"
    " am im bis ein einen einem es dem danach dann heute noch um wieder sich vom märz"
    " dezember guten geehrte geehrter damen herren haben ihnen",
    "fr": "le la les des et votre vous nous est pour une sur avec du dans été sera au ou pas ce"
    " merci bonjour"
    " commande paiement facture montant réservation abonnement mois"
    " que se à aux vos essai ensuite puis jusqu prochain janvier février avril juin"
    " juillet août septembre octobre décembre"
    " ton ta tes notre nos cette ne prix sans rien chaque semaine jours carte tarif formule"
    " cotisation rappel échéance avez sont ont vient mise par dès désormais",
    "es": "el la los las tu su que para se ha con una por del en está tus no más será sus"
    " gracias hola fecha pago"
    " pedido compra reserva importe suscripción mes factura cuenta"
    " al hasta después luego y te le próximo enero febrero mayo junio julio septiembre octubre"
    " noviembre diciembre"
    " este esta hemos has fue usted hoy desde próxima cuota aviso recordatorio cargo cobro vence"
    " pagar nos estas nuestro nuestra tarjeta prueba plazo año días meses cuando sigue banco",
    "pt": "os seu sua você para com uma foi não em da no que na pela pelo dos das obrigado sua ao"
    " está até seus olá será assinatura pagamento"
    " encomenda compra fatura recibo mês"
    " depois próxima cobrança janeiro fevereiro março maio junho julho setembro outubro"
    " dezembro"
    " este esta desde vence pagar nos aviso banco já ainda hoje sem ou quota mensalidade plano"
    " cartão próximo prazo valor nosso nossa recebemos teu tua dias meses pelos pelas às ser"
    " agora nós",
    "it": "il la lo gli tuo tua di per che non è con una della sono stato hai al nel ti grazie"
    " ordine pagamento fattura importo prenotazione abbonamento totale ciao abbiamo"
    " dal dalla su poi prossimo mese alla fino gennaio febbraio maggio giugno luglio settembre"
    " ottobre dicembre"
    " del dei entro bolletta servizio"
    " le ha sei ancora nostro nostra nostre suo sua tuoi tue oggi dopo questo questa nel nella"
    " quota rata banca conto carta piano rinnovo rimborso scade sarà verrà siamo giorni più come",
    "nl": "het een en je jouw uw van voor is met op niet wordt bij aan wij zijn hebt dit bedankt"
    " bestelling betaling factuur bedrag boeking abonnement totaal hoi beste maand"
    " tot daarna per naar vanaf volgende weer worden maart mei augustus we hebben",
    "pl": "na się nie jest twoja twój twoje za od został dla oraz przez że to zostanie została lub"
    " zamówienie zamówienia płatność płatności faktura kwota razem cena bilet subskrypcja"
    " cześć dzień dobry miesięcznie"
    " szanowni państwo witaj prosimy zł abonament abonamentu karnet"
    " karty następna kolejnych miesiąc stycznia lutego kwietnia maja czerwca lipca sierpnia"
    " września października listopada grudnia",
    "sv": "och att din ditt det är för på med av inte du har till från vi som kommer en om tack"
    " beställning betalning kvitto belopp bokning totalt prenumeration hej månaden därefter kortet"
    " tillbaka nästa dina blivit eller nu"
    " kära bästa dig åt ännu mottagit förfaller obetald avgift abonnemang dagar behöver skickar"
    " betalningen drar dra gick förnyas månad avtalet uppsägning",
    "da": "og at din dit det er for på med af ikke du har til fra vi som dig en om blive efter tak"
    " bestilling betaling kvittering beløb hej derefter indtil måneden udløber slutter"
    " opsiger bliver betalingskort abonnement abonnementet blevet dine fordi nu vores"
    " trukket næste marts"
    " kære modtaget påmindelse inden afviste afvist trække trækker medlemskab opsigelse"
    " aftalen dage lykkedes penge",
    "nb": "og at din ditt det er for på med av ikke du har til fra vi som deg en om bli etter takk"
    " bestilling betaling kvittering beløp billett abonnement hei deretter inntil måneden"
    " utløper kortet nå abonnementet blitt dine fordi fakturaen totalt"
    " trukket neste desember"
    " kjære mottatt påminnelse innen slutter seg blir vennligst avviste avvist trekke trekker"
    " medlemskap oppsigelse oppsigelsen avtalen dager gikk",
    "fi": "ja ei että tai se sinun voit mukaan sekä kun tilauksesi olet jos ovat tämä kuin kiitos"
    " tilaus maksu kuitti summa varaus yhteensä hei hinta kuukaudessa alkaen uusi nykyinen"
    " maksusi jäsenyytesi automaattisesti olemme kortillesi on"
    " hyvä maksun laskun sinulle euroa tilauksen jäsenmaksu pankkisi kortti veloitus päivää"
    " palautimme veloitimme tänään"
    " seuraava asti jälkeen tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta"
    " heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "cs": "je se na že pro vaše váš vám není bude byl byla jsme od nebo aby děkujeme prosím"
    " objednávka objednávky platba faktura částka celkem cena jízdenka jízdenku předplatné"
    " dobrý den vaší měsíčně"
    " vážený vážená vážení milí ahoj kč"
    " další ledna února března dubna května června července srpna října listopadu prosince",
    "hu": "az és hogy nem van egy ön kell vagy lesz meg által után el csak már volt köszönjük"
    " rendelés fizetés számla összeg összesen előfizetés kedves előfizetésed előfizetése havi"
    " kérjük kérem tisztelt ügyfelünk ügyfelünknek önnek szia köszi üdvözlettel ft tagdíj lejárt"
    " következő január február március április május június július augusztus szeptember"
    " október",
    "ro": "și la în nu este pentru cu un din ta tău dvs că care pe fost va ale sau vă mulțumim"
    " comanda plata factura suma abonamentul bună abonament"
    " următoarea ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie"
    " decembrie"
    " este pe am te să lei îți ți perioada probă planul cardul contul luna lună zile banii banca"
    " rugăm până acum fi",
    "tr": "ve bir bu için ile da olarak sizin değil veya daha ödeme aboneliğiniz edildi çok"
    " sipariş fatura tutar toplam abonelik merhaba tarihinde tarihinden aylık kartınızdan"
    " sayın değerli selam lütfen numaralı tl bilet biletler teşekkürler"
    " sonraki ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
# What rows of bills are called, for mail that has hardly a sentence. English is what templates are
# left in: its words here would outweigh the others.
_ROW_WORDS = {
    "de": "bezahlt quittung mwst zahlungsdatum rechnungsnummer gesamtbetrag zwischensumme beleg"
    " versand menge fällig gesamt summe gesamtsumme zahlbetrag preis beitrag erstattung erstattet"
    " rückerstattung gutschrift preisänderung preiserhöhung zahlungsbestätigung zahlungsbeleg"
    " tarif bisheriger bisheriges neuer gültig monatspreis vertragsende"
    " ab endet beginnt läuft verlängerung abbuchung kündigung testphase ihren ihres"
    " ihrer",
    "fr": "reçu tva montant ttc facturé réglé échéance règlement livraison quantité remboursement"
    " ancien ancienne nouveau nouvelle",
    "es": "recibo iva pagado pagada envío artículo cantidad vencimiento reembolso devolución"
    " anterior nuevo nueva",
    "pt": "anterior novo nova recibo iva valor vencimento quantidade parcela nif cnpj",
    "it": "ricevuta iva pagato pagata subtotale scadenza quantità spedizione articolo rimborso"
    " rimborsato tariffe canone premio vecchio nuovo nuova",
    "nl": "kwitantie betaald btw subtotaal verzendkosten aantal vervaldatum betaalmethode"
    " huurverhoging prijswijziging terugbetaling nieuw nieuwe opnieuw"
    " afschrijving verlenging opzegging proefperiode eindigt loopt",
    "pl": "nowy dotychczasowy poprzedni paragon zapłacono ilość dostawa należność termin faktury",
    "sv": "betald betalt moms varav delsumma frakt antal förfallodag fakturanummer"
    " faktura fakturan provperiod provperioden gäller slutar upphör börjar började"
    " startar fortsätter ändras sedan varit medlemskap medlemskapet förlängs dragning"
    " dragningen gratisperiod gratismånad betalningsbekräftelse påminnelse efter jag mitt"
    " senast ska betalas utfört förnyelse prisändring prishöjning nuvarande återbetalning",
    "da": "betalt heraf moms fragt vare antal forfaldsdato fakturanummer regning"
    " faktura forfalder gælder fornyes siden været prøveperiode ophører forsikring"
    " trækkes jeg mig mit senest skal betales udført fornyelse trækning betalingsbekræftelse"
    " kvittering ændres hidtil fremover huslejen præmie seneste refunderet refundering alt",
    "nb": "betalt herav mva frakt antall delsum forfallsdato fakturanummer"
    " faktura forfaller gjelder fornyes siden vært medlemskapet prøveperiode prøveperioden opphører"
    " forsikringen trekkes"
    " jeg meg mitt senest skal betales utført fornyelse betalingsbekreftelse trekk"
    " kvitteringen månedsprisen kontingentet husleien øker hittil framover restbeløp",
    "fi": "maksettu alv eräpäivä viitenumero toimitus määrä välisumma lasku laskusi"
    " päättyy loppuu uusiutuu alkoi pian ilmainen emme voineet veloitetaan viimeistään"
    " mennessä",
    "cs": "zaplaceno účtenka dph dne splatnost splatnosti doprava množství mezisoučet celkem částka"
    " vyúčtování úhradu minulý předchozí",
    "hu": "fizetve nyugta áfa dátuma összeg végösszeg szállítás mennyiség határidő díjváltozás"
    " árváltozás áremelés régi jelenlegi új árad összeget",
    "ro": "achitat chitanță tva livrare cantitate scadența",
    "tr": "ödenen makbuz kdv tutarı tarihi kargo adet",
}
_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _words in STOP_WORDS.items():
    for _word in dict.fromkeys((*_words.split(), *_ROW_WORDS.get(_language, "").split())):
        _VOTES[_word] = (*_VOTES.get(_word, ()), _language)
# What tells the language of a sentence alone; languages that share a word each have its vote.
_VOICES = dict(_VOTES)
for _language, _words in MORE_WORDS.items():
    for _word in _words.split():
        _VOICES[_word] = (*_VOICES.get(_word, ()), _language)
# Letters that one language alone writes, and the doubled ones of Finnish.
_OWN_LETTERS = {
    "cs": re.compile("[řěů]"),
    "de": re.compile("ß"),
    "es": re.compile("ñ|¿|¡"),
    "fi": re.compile("ää|öö|yy|yö|äy"),
    "hu": re.compile("[őű]"),
    "pl": re.compile("[łżśęą]"),
    "pt": re.compile("[ãõ]"),
    "ro": re.compile("[țșţă]"),
    "tr": re.compile("[ğıİ]"),
}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0430-\u044f\u0410-\u042f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
)
# Letters that one language alone writes in Cyrillic, or hardly another.
_CYRILLIC = (
    ("ru", re.compile("[\u044b\u044d\u0451]")),  # ы э ё
    ("uk", re.compile("[\u0454\u0456\u0457\u0491]")),  # є і ї ґ
    ("bg", re.compile("\u044a")),  # ъ
    ("sr", re.compile("[\u0452\u045b\u0458\u0459\u045a\u045f]")),  # ђ ћ ј љ њ џ
)
_LETTER = re.compile(r"[^\W\d_]")
_ASCII = bytes(range(128))
# A brand in another script makes no language: this share of all letters does.
_SCRIPT_SHARE = 0.15
_KANA_SHARE = 0.1
_READ = 20_000
_HEAD = 400
_ENOUGH_VOTES = 2
# How Danes write crowns and days, and Norwegians do not.
_DANISH = re.compile(r"\bkr\.|\bden \d{1,2}\.")
_SMALL_PRINT = "en"
# One word of every line of a table is one word.
_LOUDEST = 3

_LANGUAGE_TAG = re.compile(
    r"\s*([a-z]{2})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|419))?(?![a-z])", re.IGNORECASE
)
_ONE_NORWEGIAN = {"no": "nb", "nn": "nb", "iw": "he"}


def guess_locale(
    *, text: str, html_language: str | None, sender_domain: str, mailed_on: date | None = None
) -> LocaleHint:
    """The language by the text, else the markup; the territory by markup, domain and taxes.

    How days are written matters only in English of no country, elsewhere it is custom.
    """
    tagged, region = _tag(html_language)
    head = text[:_READ]
    language = _by_script(head) or _with_tag(_by_words(head), tagged, head)
    territory = territory_of(head, region=region, domain=sender_domain, language=language)
    is_open = language in (None, "en") and territory in (None, *EITHER_FIRST)
    order = own_order(head, mailed_on) if is_open and mailed_on is not None else None
    return LocaleHint(language=language, territory=territory, order=order)


def _with_tag(heard: str | None, tagged: str | None, text: str) -> str | None:
    """English may be the small print of a mail of few words; that of its markup is there too.

    Markup that says English says nothing: templates are left so.
    """
    if heard != _SMALL_PRINT or tagged in (None, _SMALL_PRINT):
        return heard or tagged
    own = any(tagged in _VOTES.get(word, ()) for word in words_of(text[:_HEAD].lower()))
    return tagged if own else heard


def languages_of(word: str) -> tuple[str, ...]:
    """The languages of which a word in small letters is a common one."""
    return _VOTES.get(word, ())


def _by_script(text: str) -> str | None:
    if text.isascii():
        return None
    raw = text.encode(errors="surrogatepass").translate(None, _ASCII)
    foreign = raw.decode(errors="surrogatepass")
    counts = [(language, len(pattern.findall(foreign))) for language, pattern in _SCRIPTS]
    counts = _with_kanji(counts)
    letters = len(_LETTER.findall(text)) if any(count for _, count in counts) else 0
    shares = (
        language for language, count in counts if letters and count / letters >= _SCRIPT_SHARE
    )
    first = next(shares, None)
    return _of_cyrillic(foreign) if first == "ru" else first


def _of_cyrillic(text: str) -> str:
    """The language whose own letters stand there most; Russian where there are none."""
    low = text.lower()
    return max(_CYRILLIC, key=lambda one: len(one[1].findall(low)))[0]


def _with_kanji(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Japanese counts the Chinese signs among its own as well."""
    seen = dict(counts)
    together = seen["ja"] + seen["zh"]
    if seen["ja"] < _KANA_SHARE * together:
        return counts
    return [(one, together if one == "ja" else count) for one, count in counts]


def _by_words(text: str) -> str | None:
    """The language that most words are of: what a mail begins with, when that is enough to tell.

    Its small print is often in English, and of a short mail the greater part.
    """
    # Cut between words: "ab" is one, "abonnerer" begins with it.
    heads = (text[: min(_HEAD, len(text) // part)].rpartition(" ")[0] for part in (3, 2))
    of_heads = (_one_of(_loudest(head)) for head in heads)
    return next(filter(None, of_heads), None) or _of_kin(_loudest(text), text)


def _loudest(text: str) -> list[str]:
    """The languages of which most words are; more than one where words are of several."""
    words = words_of(text.lower())
    heard: dict[str, int] = {}
    for word in filter(_VOICES.__contains__, words):
        heard[word] = heard.get(word, 0) + 1
    votes: dict[str, int] = {}
    for word, times in heard.items():
        for language in _VOICES[word]:
            votes[language] = votes.get(language, 0) + min(times, _LOUDEST)
    others = () if text.isascii() else {word for word in words if not word.isascii()}
    for word in others:
        for language in _spelled_like(word):
            votes[language] = votes.get(language, 0) + 1
    most = max(votes.values(), default=0)
    first = [language for language, times in votes.items() if times == most]
    return first if most >= _ENOUGH_VOTES else []


def _one_of(languages: list[str]) -> str | None:
    return languages[0] if len(languages) == 1 else None


def _of_kin(languages: list[str], text: str) -> str | None:
    """Danish or Norwegian where a text has only words of both: they are read nearly alike."""
    if set(languages) != {"da", "nb"}:
        return _one_of(languages)
    return "da" if _DANISH.search(text) else "nb"


@lru_cache(maxsize=4096)
def _spelled_like(word: str) -> tuple[str, ...]:
    """The languages that alone write such letters."""
    if word.isascii():
        return ()
    return tuple(one for one, letters in _OWN_LETTERS.items() if letters.search(word))


def _tag(html_language: str | None) -> tuple[str | None, str | None]:
    found = _LANGUAGE_TAG.match(html_language or "")
    if found is None:
        return None, None
    language = found[1].lower()
    region = (found[2] or "").upper()
    return _ONE_NORWEGIAN.get(language, language), region if is_territory(region) else None
