"""For whom a billing service, a booking platform or a club's treasurer sends a bill."""

import re
from collections.abc import Iterator

from parsers.bounded import Bounded
from parsers.merchants import fold
from parsers.naming import goes_with, is_an_offices
from parsers.page import Page

_SHOWN = 6000  # characters of a mail
_MOST = 7  # words of a name
# "Fietsenmaker Duin via Boekwerk": a firm, and what it sends its bills with.
_VIA = re.compile(
    r"(?i)(.{2,60}?) (?:\(?via|prin|\u00fcber|durch|par|por|tramite|przez|genom|gjennom|gennem"
    r"|p\u0159es|through|powered by|c/o|with) (.{2,40}?)\)?"
)
# Behind which the name of a firm stands, and nobody's who pays ("in the name of").
_FOR = Bounded(
    r"(?i)\b(?:on behalf of|billing agent for|(?:merchant of record|reseller) (?:for|of)"
    r"|im auftrag(?: von| des| der|:)?|im namen (?:von|des|der)|namens|in opdracht van"
    r"|pour le compte d[eu]|de la part d[eu]|por cuenta de|en nombre de|per conto d(?:i|ella?|el)"
    r"|em nome d[ao]|por conta d[aoe]|p\u00e5 uppdrag av|p\u00e5 vegne a[fv]|w imieniu firmy"
    r"|na zlecenie firmy|jm\u00e9nem (?:spole\u010dnosti|firmy)|\u00een numele"
    r"|\u03b5\u03ba \u03bc\u03ad\u03c1\u03bf\u03c5\u03c2 (?:\u03c4\u03b7\u03c2|\u03c4\u03bf\u03c5)"
    r"|\u043e\u0442 \u0438\u043c\u0435\u043d\u0438"
    r"|\u0432\u0456\u0434 \u0456\u043c\u0435\u043d\u0456"
    r")[ \n]+",
    most=_SHOWN,
)
# What is somebody's in any mail that sends it for him: never a payment, which is the reader's.
_BILL_OF = Bounded(
    r"(?i)\b(?:(?:invoice|bill) from|rechnung (?:von|der|des)"
    r"|(?:factuur|nota|rekening) van|facture d[eu]|(?:factura|cobro) de"
    r"|fattura d(?:i|a|ella?|el|al|alla)|(?:fatura|cobran\u00e7a|boleto) d[aoe]"
    r"|fakturan? (?:fr\u00e5n|fra|od)|regning(?:en)? fra"
    r"|rachunek od|vy\u00fa\u010dtov\u00e1n\u00ed od|factur[\u0103a] de la"
    r"|sz\u00e1mla t\u0151le|\u0441\u0447[\u0435\u0451]\u0442 \u043e\u0442"
    r"|\u0440\u0430\u0445\u0443\u043d\u043e\u043a \u0432\u0456\u0434)[ \n]+",
    most=_SHOWN,
)
_JOINING = frozenset(
    """& and de del della di du des da do dos das la le les el los las van von der den het 't of the
    y e et i og och und en zum zur am im for a""".split()
)
_ENDS = re.compile(r"[.,;:!?()\[\]|\u00bb\u201d\u201c\"\n]")
_OPENS = "\u00ab\u201e\u201c\"'(["


def named_at(text: str, start: int) -> str:
    """The name that begins at a place: words with a capital, and what joins two of them."""
    kept: list[str] = []
    for word in text[start : start + 80].lstrip(_OPENS).split(" "):
        bare = _ENDS.split(word, maxsplit=1)[0]
        if not bare or not (_is_capital(bare[0]) or (kept and bare.lower() in _JOINING)):
            break
        kept.append(bare)
        if bare != word or len(kept) == _MOST:
            break
    while kept and kept[-1].lower() in _JOINING:
        kept.pop()
    return " ".join(kept)


def through(name: str, domain: str) -> str | None:
    """The firm of "X via Y", where Y is whose the domain is."""
    found = _VIA.fullmatch(name)
    return found[1].strip() if found and goes_with(found[2], domain) else None


def sent_for(page: Page, shown: str) -> Iterator[str]:
    """The firms for whom a mail says that it is sent, by another one than `shown`."""
    for text in (page.subject, page.body):
        for found in _FOR.finditer(text):
            name = named_at(text, found.end())
            if _is_a_firms(name, page, shown):
                yield name


def billed_by(page: Page, shown: str) -> Iterator[str]:
    """The firms whose bill a mail says that it is: what is said of them is said twice, or is a
    sentence's and of several words.
    """
    whole = f"{page.subject}\n{page.body}"
    for found in _BILL_OF.finditer(whole):
        name = named_at(whole, found.end())
        words = name.split()
        if len(words) > 1 and _is_a_firms(name, page, shown):
            rest = whole[found.end() + len(name) :].lstrip()[:1]
            if whole.count(name) > 1 or rest.islower():
                yield name


def is_the_readers(name: str, page: Page) -> bool:
    """Whether a name is that of whom the mail is for."""
    to = fold(" ".join(page.message.headers.get("to", ())))
    greeted = fold(" ".join(one for one in page.lines[:5] if one[-1:] in {",", "!", ":"}))
    words = [word for word in fold(name).split() if len(word) > 2]
    return any(f" {word} " in f" {to} " for word in words) or fold(name) in greeted


def _is_a_firms(name: str, page: Page, shown: str) -> bool:
    folded = fold(name)
    if len(folded) < 3 or all(is_an_offices(word) for word in folded.split()):
        return False
    if any(letter.isdigit() for letter in name) or goes_with(name, page.message.from_domain):
        return False
    return folded not in fold(shown) and not is_the_readers(name, page)


def _is_capital(letter: str) -> bool:
    return letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
