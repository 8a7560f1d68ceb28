"""For whom a billing service, a booking platform or a club's treasurer sends a bill."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from parsers.fakes.naming import goes_with, is_an_offices
from parsers.generic.own_names import FIRMS, JOINING
from parsers.merchants import fold
from parsers.page import Page, once

_SHOWN = 2000  # characters at either end of a mail
_MOST = 7  # words of a name
_NAMES = 2  # words that a person's name mostly has
_LONGEST_ROW = 80
_Phrases = tuple[str, ...]


def _phrases(said: dict[str, str], behind: str = " ") -> dict[str, _Phrases]:
    """The phrases of each language, and what stands behind each where words are parted."""
    return {
        language: tuple(one.strip() + behind * (language != "zh") for one in text.split(","))
        for language, text in said.items()
    }


# "Reed Cycles via Boatbook": a firm, and what it sends its bills with.
_VIA = re.compile(
    r"(?i)(.{2,60}?) (?:\(?via|prin|\u00fcber|durch|par|por|tramite|przez|genom|gjennom|gennem"
    r"|p\u0159es|through|powered by|c/o|with) (.{2,40}?)\)?"
)
# Behind which the name of a firm stands, and nobody's who pays ("in the name of").
_FOR = _phrases(
    {
        "en": "on behalf of, billing agent for, merchant of record for, reseller for, reseller of",
        "de": "im auftrag von, im auftrag der, im auftrag des, im auftrag, im auftrag:,"
        "im namen von, im namen der, im namen des, namens der, namens des",
        "fr": "pour le compte de, pour le compte du, de la part de, de la part du",
        "es": "por cuenta de, en nombre de, de parte de",
        "it": "per conto di, per conto del, per conto della",
        "pt": "em nome da, em nome do, por conta de, por conta da, por conta do",
        "nl": "namens, in opdracht van",
        "sv": "på uppdrag av, för räkning av",
        "da": "på vegne af",
        "nb": "på vegne av",
        "pl": "w imieniu firmy, na zlecenie firmy",
        "cs": "jménem společnosti, jménem firmy",
        "ro": "în numele",
        "el": "εκ μέρους της, εκ μέρους του, για λογαριασμό της",
        "ru": "от имени компании, от имени, по поручению компании",
        "uk": "від імені компанії, від імені",
        "zh": "代表",
    }
)
_SIGNED = ("im auftrag ",)
# The same behind the name.
_ABROAD_FOR = _phrases(
    {
        "hu": " nevében, megbízásából",
        "tr": " adına",
        "fi": ":n puolesta",
        "ja": "に代わり, に代わって, の代理として",
        "ko": "을 대신, 를 대신",
    },
    behind="",
)
# What is somebody's in any mail that sends it for him: never a payment, which is the reader's.
_BILL_OF = _phrases(
    {
        "en": "invoice from, bill from",
        "de": "rechnung von, rechnung der, rechnung des",
        "fr": "facture de, facture du",
        "es": "factura de, cobro de",
        "it": "fattura di, fattura da, fattura del, fattura della, fattura dal, fattura dalla",
        "pt": "fatura de, fatura da, fatura do, cobrança de, cobrança da, cobrança do, boleto da,"
        "boleto do",
        "nl": "factuur van, nota van, rekening van",
        "sv": "faktura från, fakturan från",
        "da": "faktura fra, regning fra, regningen fra",
        "nb": "faktura fra, regning fra, regningen fra",
        "pl": "rachunek od, faktura od, fakturę od",
        "cs": "faktura od, fakturu od, vyúčtování od",
        "ro": "factura de la, factură de la",
        "ru": "счёт от, счет от",
        "uk": "рахунок від",
    }
)
# To whom a payment went that a platform confirms.
_PAID_TO = _phrases(
    {
        "en": "your payment to, your payment at, your purchase at, your purchase from",
        "de": "ihre zahlung an, deine zahlung an, ihre zahlung bei, deine zahlung bei,"
        "ihr einkauf bei, dein einkauf bei",
        "fr": "votre paiement à, ton paiement à, votre paiement chez, votre achat chez",
        "es": "tu pago a, tu pago en, su pago a, su pago en, tu compra en, su compra en",
        "it": "tuo pagamento a, suo pagamento a, pagamento presso, acquisto presso",
        "pt": "seu pagamento a, seu pagamento para, seu pagamento em, sua compra em",
        "nl": "je betaling aan, uw betaling aan, je aankoop bij, uw aankoop bij",
        "sv": "din betalning till, ditt köp hos",
        "da": "din betaling til, dit køb hos",
        "nb": "din betaling til, betalingen din til, ditt kjøp hos",
        "pl": "płatność na rzecz, płatność dla, zakupy w",
        "cs": "vaše platba pro, vaše platba firmě, váš nákup v",
    }
)
# Whom a cheque or a transfer has to name.
_PAYEES = _phrases(
    {
        "en": "cheque to, cheques to, check to, checks to, cheque payable to, cheques payable to,"
        "check payable to, checks payable to, made payable to, cheque made out to",
        "fr": "à l'ordre de, à l'ordre du, à l\u2019ordre de, à l\u2019ordre du",
        "de": "empfänger ist, kontoinhaber ist",
        "es": "cheque a nombre de",
        "it": "assegno intestato a, bonifico intestato a",
        "nl": "ten name van, t.n.v.",
        "pt": "cheque à ordem de, cheque à ordem do, cheque à ordem da",
    }
)
# The labels of rows that name the shop or the school that a platform serves.
_SHOPS = {
    "en": "merchant shop school",
    "de": "händler geschäft schule verein",
    "fr": "commerçant marchand boutique école",
    "es": "comercio tienda colegio",
    "it": "esercente negozio scuola",
    "pt": "estabelecimento loja escola",
    "nl": "winkel winkelier school vereniging",
    "sv": "butik handlare",
    "da": "butik forretning",
    "nb": "butikk brukersted",
    "pl": "sklep sprzedawca",
    "cs": "obchod obchodník",
    "ja": "店舗名 ショップ名 加盟店名 ご注文店舗",
    "zh": "商户名称 店铺名称 商家名称",
}
# Those of a place: a chain's own branch ("Club | Canal Yard"), unless its name says what it is.
_BRANCHES = frozenset("club store venue".split())
_ROW = re.compile(r" ?(?:\||:|：) ?\|? ?")
_JOINED = JOINING | frozenset("'t en zum zur am im for".split())
_ENDS = re.compile(r"[.,;:!?()\[\]|\u00bb\u201d\u201c\"\n]")
_OPENS = "\u00ab\u201e\u201c\"'(["


def named_at(text: str, start: int) -> str:
    """The name that begins at a place: words with a capital, and what joins two of them."""
    kept: list[str] = []
    for word in text[start : start + 80].lstrip(_OPENS).split(" "):
        bare = _ENDS.split(word, maxsplit=1)[0]
        if not bare or not (_is_capital(bare[0]) or (kept and bare.lower() in _JOINED)):
            break
        kept.append(bare)
        if bare != word or len(kept) == _MOST:
            break
    while kept and kept[-1].lower() in _JOINED:
        kept.pop()
    return " ".join(kept)


def through(name: str, domain: str) -> str | None:
    """The firm of "X via Y", where Y is whose the domain is."""
    found = _VIA.fullmatch(name)
    return found[1].strip() if found and goes_with(found[2], domain) else None


def sent_for(page: Page, shown: str) -> Iterator[str]:
    """The firms for whom a mail says that it is sent, by another one than `shown`."""
    (whole, lower), language = _texts(page), page.hint.language
    names = (named_at(whole, place) for place in _behind(lower, language, _FOR))
    before = (_named_before(whole, place) for place in _before(whole, language))
    yield from (name for name in chain(names, before) if _is_a_firms(name, page, shown))


def billed_by(page: Page, shown: str) -> Iterator[str]:
    """The firms whose bill a mail says that it is: what is said of them is said twice, or is a
    sentence's and of several words.
    """
    whole, lower = _texts(page)
    yield from _in_rows(page, shown)
    for place in (
        *_behind(lower, page.hint.language, _BILL_OF),
        *_behind(lower, page.hint.language, _PAID_TO),
    ):
        name = named_at(whole, place)
        if " " in name and _is_a_firms(name, page, shown):
            rest = whole[place + len(name) :].lstrip()[:1]
            if whole.count(name) > 1 or rest.islower():
                yield name


def paid_to(page: Page, shown: str) -> Iterator[str]:
    """The club or the firm to which a mail wants a cheque or a transfer made out."""
    whole, lower = _texts(page)
    for place in _behind(lower, page.hint.language, _PAYEES):
        name = named_at(whole, place)
        words = fold(name).split()
        is_long = not FIRMS.isdisjoint(words) or len(words) > _NAMES
        if is_long and _is_said_of_a_firm(name, page, shown):
            yield name


def _in_rows(page: Page, shown: str) -> Iterator[str]:
    """The firm of the only row "Shop: X" of a mail, of more than one word with capitals."""
    language = page.hint.language or "en"
    labels = {*_SHOPS["en"].split(), *_SHOPS.get(language, "").split()}
    parted = (_ROW.split(line, maxsplit=1) for line in page.lines if len(line) <= _LONGEST_ROW)
    rows = [(one[0].strip().lower(), one[1].strip()) for one in parted if len(one) > 1]
    said = {name for row, name in rows if row in labels or (row in _BRANCHES and _is_a_kind(name))}
    name = next(iter(said)) if len(said) == 1 else ""
    if " " in name and named_at(name, 0) == name and _is_a_firms(name, page, shown):
        yield name


def _is_a_kind(name: str) -> bool:
    """Whether a name says what it is one of: "Fenwick Tennis Club"."""
    return not FIRMS.isdisjoint(fold(name).split())


@once
def _texts(page: Page) -> tuple[str, str]:
    """The words at both ends of a mail, and the same in small letters, or none if they part."""
    body = page.body
    ends = body if len(body) <= 2 * _SHOWN else f"{body[:_SHOWN]}\n{body[-_SHOWN:]}"
    text = f"{page.subject}\n{ends}".replace("\n", " \n")
    lower = text.lower()
    return text, lower if len(lower) == len(text) else ""


def _behind(text: str, language: str | None, known: Mapping[str, _Phrases]) -> Iterator[int]:
    """The places behind some phrases in a text, in a language and in English."""
    for one in {language or "en", "en"} & known.keys():
        for phrase in known[one]:
            place = text.find(phrase)
            if place >= 0 and not text[place - 1 : place].isalpha():
                end = place + len(phrase)
                if phrase in _SIGNED and text[end : end + 1] == "\n":
                    continue  # "im Auftrag", and below it whoever signs
                yield end + len(text[end : end + 9]) - len(text[end : end + 9].lstrip())


def _before(text: str, language: str | None) -> Iterator[int]:
    """The places before some phrases, in a language that puts them behind a name."""
    for phrase in _ABROAD_FOR.get(language or "", ()):
        place = text.find(phrase)
        if place >= 0:
            yield place


def _named_before(text: str, end: int) -> str:
    """The name that ends at a place."""
    kept: list[str] = []
    for word in reversed(re.split(r"[\s、。「」]", text[max(end - 60, 0) : end].rstrip())):
        if not word or not _is_capital(word[0]) or word[-1] in ".,;:!?":
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _is_the_readers(name: str, page: Page) -> bool:
    """Whether a name is that of whom the mail is for."""
    to = fold(" ".join(page.message.headers.get("to", ())))
    greeted = fold(" ".join(one for one in page.lines[:5] if one[-1:] in {",", "!", ":"}))
    words = [word for word in fold(name).split() if len(word) > 2]
    return any(f" {word} " in f" {to} " for word in words) or fold(name) in greeted


def _is_a_firms(name: str, page: Page, shown: str) -> bool:
    if name.isascii() and goes_with(name, page.message.from_domain):
        return False
    return _is_said_of_a_firm(name, page, shown)


def _is_said_of_a_firm(name: str, page: Page, shown: str) -> bool:
    folded = fold(name)
    if len(folded) < 3 or all(is_an_offices(word) for word in folded.split()):
        return False
    if any(letter.isdigit() for letter in name):
        return False
    return folded not in fold(shown) and not _is_the_readers(name, page)


def _is_capital(letter: str) -> bool:
    return letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
