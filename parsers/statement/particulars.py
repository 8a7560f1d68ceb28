"""With what a bill was paid and who issued it: the last digits of a card, the name of a company."""

import re
from collections.abc import Iterator

from parsers.language.wording import straight
from parsers.page import Page, once
from parsers.text.bounded import Bounded
from parsers.text.folding import folded_word

_BRANDS = (
    r"visa|mastercard|master card|amex|american express|maestro|discover|jcb|diners(?: club)?"
    r"|unionpay|card|credit card|debit card|karte|kreditkarte|carte|tarjeta|cart[ãa]o|carta"
    r"|kaart|kort|karta|karti|カード|카드|卡"
)
_CARD_LINE = 300  # characters
# Of a card at all; the first figure stands alone, as what a pattern begins with is found fast.
_FOUR = re.compile(r"\d\d{3}(?<![\d,/#$€£+]\d{4})(?!\d)")
_MASK = r"[•●∙·*x.…\-–]"
# "ending in 1234", "Visa •••• 1234", "**** 1234", "Visa-1234", "Mastercard (1234)".
# In small letters, as the text in which it is looked for.
_LEADS = (
    r"(?:ending|ends) (?:in|with)|endet auf|mit der endung|se terminant par"
    r"|terminada en|con terminación|terminado em|che termina con|eindigend op"
    r"|kończąc\w+ się na|slutar på|der ender på|care se termină în|terminat în"
    r"|last four(?: digits)?:?"
)
# Where a card is named before them.
_BARE_LEADS = (
    r"ending|ends|endend auf|endziffern?|finissant par|terminante con|che termina in"
    r"|eindigt op|final|com final"
)
_LED = Bounded(rf"\b(?:{_LEADS}|{_BARE_LEADS})\W{{0,3}}$", most=_CARD_LINE)
_LAST_FOUR = Bounded(
    rf"\b(?:{_LEADS})[ :]*(?:{_MASK}* ?)?(?P<said>\d{{4}})(?!\d)"
    rf"|(?<![\w.]){_MASK}{{2,16}}[ -]?(?P<masked>\d{{4}})(?![\d.,/-])"
    rf"|(?<!\w)(?:{_BRANDS})(?: ?[-–—(] ?| {_MASK}{{1,16}} ?)(?P<beside>\d{{4}})(?![\d.,/-])"
    # "Visa ending 4410"; without a card before it "ending 2026" is a year.
    rf"|(?<!\w)(?:{_BRANDS}),? (?:{_BARE_LEADS})[ :]{{1,2}}(?P<named>\d{{4}})(?![\d.,/-])"
    # "Visa 5521" is a card, "Visa 2026" a permit to travel.
    r"|(?<!\w)(?:visa|mastercard|amex|american express|maestro|discover)"
    r" (?P<spaced>(?!19|20)\d{4})(?!\d)",
    most=_CARD_LINE,
)
_NUMBERS = ("said", "masked", "beside", "named", "spaced")
_LEGAL = (
    r"(?:,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|PBC|Corp|Corporation|PLC|plc|GmbH|AG|SE|AB|A/S|ApS|AS"
    r"|Oy|B\.V|BV|N\.V|S\.A|SA|SAS|S\.A\.S|SARL|S\.à r\.l|S\.à\.r\.l|S\.r\.l|S\.R\.L|SRL|S\.p\.A"
    r"|S\.L|S\.L\.U|Lda|Ltda|[Ss]p\. z o\.o|s\.r\.o|Kft|Zrt|A\.Ş|Pty Ltd|Pte\.? Ltd|K\.K|LP|UC"
    r"|Commerce Limited)\b\.?)"
)
# What is found fast and rules most lines out.
_LEGAL_HINT = re.compile(
    r"(?:Inc|LLC|L\.C|Ltd|Limited|PBC|Corp(?:oration)?|PLC|plc|GmbH|AG|SE|AB|A/S|ApS|AS|Oy|B\.V|BV"
    r"|N\.V|S\.A|SA|S\.à|S\.r\.l|S\.R\.L|SRL|S\.p\.A|S\.L|Lda|Ltda|z o\.o"
    r"|s\.r\.o|Kft|Zrt|A\.Ş|K\.K|LP|UC)\b"
)
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻŠČŘŽ][\w&'’-]*(?:\.com)?"
_BETWEEN = "and|of|de|du|des|da|do|dos|del|della|di|la|le|el|van|den|der|y|e|et|och|og|und|&"
_ENTITY = re.compile(
    rf"(?<![\w&-])(?P<name>(?!Merchant )(?!Seller ){_WORD}(?:,? (?:{_WORD}|{_BETWEEN})){{0,4}}?"
    rf"{_LEGAL}+)"
)
# The full stop of "Tinder LLC." is the sentence's, that of "Coursera, Inc." is its own.
_FULL_STOP = re.compile(
    r"(?:(?<=LLC)|(?<=PBC)|(?<=PLC)|(?<=SRL)|(?<=GmbH)|(?<=Limited)|(?<=Corporation)|(?<= AG)"
    r"|(?<= SA)|(?<= AB))\.$"
)
# Companies are also customers.
_CUSTOMER = re.compile(
    r"(?i)\b(?:account|organi[sz]ation|bill(?:ed)? to|customer|company|workspace|team"
    r"|rechnung an|kund|firma|client|facturé à|cliente|facturado a|klant|cliënt)"
)
_LONGEST = 60
_LINES = 400


@once
def last_four(page: Page) -> str | None:
    """The last four digits of the card that the mail names; None when it names several."""
    found = set(_cards(page))
    return found.pop() if len(found) == 1 else None


def card_in(text: str) -> bool:
    """Whether a text names a card by its last four digits, in the ways that models have learned."""
    if _FOUR.search(text) is None:
        return False
    return any(hit["named"] is None for hit in _LAST_FOUR.finditer(folded_word(straight(text))))


def _cards(page: Page) -> Iterator[str]:
    for line in page.lines[:_LINES]:
        if len(line) <= _CARD_LINE and _FOUR.search(line):
            for hit in _LAST_FOUR.finditer(folded_word(straight(line))):
                yield next(filter(None, map(hit.group, _NUMBERS)))


def without_lead(text: str) -> str:
    """What stands before the number of a card without the words that lead to it: "Visa" of "Visa
    ending in".
    """
    led = _LED.search(folded_word(text))
    return text[: led.start()] if led else text


def entity(page: Page) -> str | None:
    """The company as its legal name stands in the sender, the subject or the body, first come."""
    texts = (page.message.from_name, page.subject, *page.lines[:_LINES])
    for text in texts if _LEGAL_HINT.search("\n".join(texts)) else ():
        if not _LEGAL_HINT.search(text):
            continue
        hit = _ENTITY.search(straight(text))
        if hit and len(hit["name"]) <= _LONGEST and not _CUSTOMER.search(text[: hit.start()]):
            return _FULL_STOP.sub("", hit["name"])
    return None
