"""The words of mail about money: what companies are called, what bills and lures say."""

import re

from parsers.fakes.greetings import greets_abroad
from parsers.fakes.lures import lures
from parsers.fakes.offices import OFFICES_ABROAD
from parsers.merchants import fold
from parsers.text.bounded import Bounded, Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_BEGUN = 400  # characters of a mail in which it greets
_NEAR = 2000  # how far into a mail its claim is looked for
# Two patterns, each of which begins with what it looks for: one for both takes ten times as long.
_SIGN_FIRST = re.compile(r"[$€£₹¥￥₩₺₪₫₱฿₴₽৳₾₼₸₦₵₡]\s?\d")
_CODES = (
    "USD",
    "EUR",
    "GBP",
    "AUD",
    "CAD",
    "CHF",
    "INR",
    "BRL",
    "PLN",
    "Rp",
    "RM",
    "KSh",
    "Rs",
    "ZAR",
)
_CODE_FIRST = re.compile(
    r"(?:USD|EUR|GBP|AUD|CAD|CHF|INR|BRL|PLN|\bRp\.?|\bRM|KSh|\bRs\.?|ZAR)\s?\d"
)
_SIGN_LAST = re.compile(_WORDED.pattern("sign_last"))
_MONEY = Words(
    _WORDED.pattern("money"),
    most=_NEAR,
)
SPOKEN = frozenset("de en es fr it ja ko nl pl pt zh".split())  # whose words of a bill those are
# Money of the reader's that is said to be gone.
_CLAIM = Words(
    _WORDED.pattern("claim"),
    most=_NEAR,
)
_HASTE = Words(
    r"\b(?:within|next) \d{1,2} ?(?:hours|hrs)\b|\bimmediately\b|\bright away\b|\burgent\w*"
    r"|\basap\b",
    most=_NEAR,
)
# Whom it greets by a name, which has a capital where its script has them.
_NAMED = Bounded(
    _WORDED.pattern("named"),
    most=_NEAR,
)
_NAMELESS = Words(
    _WORDED.pattern("nameless"),
    most=_NEAR,
)
# The same in more languages: there firms greet so those whom they bill as well.
_NAMELESS_ABROAD = Words(
    _WORDED.pattern("nameless_abroad"),
    most=_NEAR,
)
# Whom anybody finds in a list of firms, houses or domains.
_TRADE = Words(
    _WORDED.pattern("trade"),
    most=_NEAR,
)
# A bill that whoever sends it takes himself: by direct debit, from a card that he has.
_TAKEN = Words(
    _WORDED.pattern("taken"),
    most=_NEAR,
)
_TECHNICIANS = Words(
    r"\b(?:antivirus|anti-virus|firewall|(?:\w*pc|computer|device|windows|total|web|identity) "
    r"(?:protection|security|care|defender|shield)|geek"
    r"|tech(?:nical)? support|bitcoin|btc|crypto)\b",
    most=_NEAR,
)
_ON_STATEMENT = Words(r"\b(?:show|appear|reflect)\w*\b.{0,40}\bstatement\b", most=_NEAR)
_OFFERED = Words(
    _WORDED.pattern("offered"),
    most=_NEAR,
)
_PAID = Words(
    _WORDED.pattern("paid"),
    most=_NEAR,
)
_HANDED = Words(
    _WORDED.pattern("handed"),
    most=_NEAR,
)
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|enc|doorst|pd|vs) )*")
# Whom somebody greets who writes to those he works with.
_ALL = re.compile(
    _WORDED.pattern("all"),
    re.IGNORECASE | re.MULTILINE,
)
# What companies add to their name in a sender's: "Canva Billing Team".
_WRITTEN = frozenset(_WORDED.words("written"))
ROLES = frozenset({*_WRITTEN, *map(fold, _WRITTEN), *map(fold, OFFICES_ABROAD)})

# Those of them by which money is asked for.
DESKS = frozenset(
    """account accounts billing invoice invoices order orders payment payments receipt receipts
    refund refunds renew renewal renewals secure subscription subscriptions verification
    verify""".split()
)


def speaks_of_money(subject: str, body: str) -> bool:
    """Whether it names a price or has the words of a bill; newsletters may name whom they like."""
    return bool(_MONEY.search(subject) or _MONEY.search(body)) or (
        _is_priced(body) or _is_priced(subject)
    )


def names_a_price(text: str) -> bool:
    return _is_priced(text[:_NEAR])


def _is_priced(text: str) -> bool:
    if _SIGN_FIRST.search(text) or _SIGN_LAST.search(text):
        return True
    # Hardly any mail without such a price names a currency so: five times as quick as the pattern.
    return any(code in text for code in _CODES) and bool(_CODE_FIRST.search(text))


def has_words_of_a_bill(text: str) -> bool:
    return bool(_MONEY.search(text))


def claims_money(text: str) -> bool:
    """Whether it says that the reader's money is gone."""
    return bool(_CLAIM.search(text))


def offers_a_bill(text: str) -> bool:
    """Whether somebody asks for money by way of a payment service; nothing was paid yet."""
    return bool(_OFFERED.search(text))


def is_paid(text: str) -> bool:
    """Whether it is a receipt, or says that it was paid."""
    return bool(_PAID.search(text))


def is_handed_on(text: str) -> bool:
    """Whether a service says that these are somebody's words: an invitation, a share, a comment."""
    return bool(_HANDED.search(text))


def is_glued(label: str, brand: str) -> bool:
    """Whether a label is a brand with nothing but such words around it, all in one."""
    before, _, after = label.partition(brand)
    return all(_is_of_roles(part) for part in (before, after))


def _is_of_roles(part: str) -> bool:
    """Whether letters are words that companies add, one after the other; none are, too."""
    begun = {0}
    for end in range(1, len(part) + 1):
        if any(part[start:end] in ROLES for start in begun):
            begun.add(end)
    return len(part) in begun


def unanswered(subject: str) -> str:
    """A folded subject without the marks of answers and forwards before it."""
    return _ANSWERED.sub("", subject)


def is_answer(subject: str) -> bool:
    """Whether a subject, not folded, has the mark of an answer or a forward before it."""
    head = subject.partition(":")[0].strip().lower()
    return ":" in subject and bool(head) and not _ANSWERED.sub("", f"{head} ")


def greets_nobody(text: str) -> bool:
    """Whether it greets a customer, whoever that is, and no person."""
    return bool(_NAMELESS.search(text))


def greets_anybody(text: str) -> bool:
    """Whether it greets nobody, in any of more languages."""
    return greets_nobody(text) or bool(_NAMELESS_ABROAD.search(text))


def greets_a_trade(text: str) -> bool:
    """Whether it greets whoever has a firm, a house or a domain, as it stands in public lists."""
    return bool(_TRADE.search(text))


def greets_by_name(text: str) -> bool:
    """Whether it greets somebody by a name, near its beginning."""
    named = bool(_NAMED.search(text)) or greets_abroad(text)
    return named and not greets_nobody(text)


def announces(text: str) -> bool:
    """Whether it greets all of a house, and wants nobody's card in a hurry."""
    return bool(_ALL.search(text[:_BEGUN])) and not lures(text) and not presses(text)


def hastens(text: str) -> bool:
    """Whether it sets hours, or wants something at once."""
    return bool(_HASTE.search(text))


def takes_it_itself(text: str) -> bool:
    """Whether whoever bills takes the money: nobody has to pay it."""
    return bool(_TAKEN.search(text))


def sells_technicians(text: str) -> bool:
    """Whether it is about what false technicians sell: a virus scanner, help with a computer."""
    return bool(_TECHNICIANS.search(text))


def presses(text: str) -> int:
    """How many of the marks of a refund scam it bears: haste, no name, technicians, a statement."""
    signs = (_HASTE, _NAMELESS, _TECHNICIANS, _ON_STATEMENT)
    return sum(bool(sign.search(text)) for sign in signs)
