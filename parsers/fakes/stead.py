"""Who writes in a brand's stead: collectors, and whoever gives its bill another account."""

import re

from parsers.domains import belongs, is_freemail
from parsers.fakes.brands import speaker, strangers
from parsers.fakes.claims import greets_by_name, is_answer, names_a_price
from parsers.fakes.led import leads_to_strangers_alone
from parsers.fakes.naming import spells_its_place
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.text.bounded import Bounded, Words
from parsers.text.folding import folded_word
from parsers.text.glances import may_hold_an_iban
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 1200  # characters of a mail in which it says for whom it is written
_WHOLE = 20_000  # and of one with the thread under it
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@([\w-]++(?:\.[\w-]++)+)")
_NEXT = 40  # characters behind "on behalf of" in which the name stands
# All these are looked for in folded text: small letters, words and spaces.
_FOR = Bounded(
    _WORDED.pattern("for"),
    most=2 * _NEAR,
)
_DEBT = Words(
    _WORDED.pattern("debt"),
    most=2 * _NEAR,
)
_GIVEN_BACK = Words(
    r"\b(?:refund\w*|returned|reimburs\w*|credited|erstatt\w*|rembours\w*|reembols\w*|rimbors\w*"
    r"|terugbetaal\w*|zwrot\w*)\b",
    most=2 * _NEAR,
)
# Asked of the reader: a shop that took too much gives it back by itself.
_TOO_MUCH = Words(
    _WORDED.pattern("too_much"),
    most=2 * _NEAR,
)
_COLLECTOR = Words(
    r"\b(?:inkasso\w*|incasso\w*|collectors?|collections|debt (?:collect|recover|service)\w*"
    r"|recouvrement|recupero crediti|cobranzas?|windykac\w*|forderung\w*|mahn\w*)\b",
    most=_NEAR,
)
_NEW_ACCOUNT = Words(
    _WORDED.pattern("new_account"),
    most=_WHOLE,
)
# How bills are paid otherwise: "no PayPal any more".
MEANS = frozenset({"paypal", "klarna", "apple pay", "google pay", "amazon pay"})
# Each begins with letters or figures of its own and looks behind them for the border: hardly any
# mail has such a number, and one that does is found sooner by each word alone than by all in one.
_IBAN = Bounded(r"\d\d(?<=\b[a-z]{2}\d\d)(?: ?[a-z0-9]{4}){2}", most=_WHOLE)
_CODED = r"\W{0,3}(?:code|number|no)?\W{0,3}\d"
_NUMBERED = r"\W{0,3}(?:number|nummer|no|nr)?\W{0,3}\d"
_ACCOUNT_NUMBERS = {
    word: Bounded(rf"{word}(?<=\b{word}){tail}", most=_WHOLE)
    for words, tail in (
        (("sort", "routing", "aba", "bsb", "blz"), _CODED),
        (("acc",), rf"(?:ount|t)?{_NUMBERED}"),
        (("entidade",), r"\W{0,6}\d"),  # Multibanco: who is paid is a number
        (("konto", "rib", "clabe", "bankgiro", "plusgiro", "bankgirot"), _NUMBERED),
    )
    for word in words
}
_LICENCE = Words(
    r"\b(?:licen[cs]es?|seats?|renewal|invoice|lizenz\w*|rechnung|licences?|facture|licencias?"
    r"|factura|licenz[ae]|fattura|licenties?|factuur|licenças?|fatura|licencj\w+|faktur\w*)\b",
    most=2 * _NEAR,
)
_WIRED = Words(
    r"\b(?:wire|bank transfer|faster payment|transfer (?:it|the)|überweis\w*|virement|transferencia"
    r"|bonifico|overboek\w*|transferência|przelew\w*|överför\w*)\b",
    most=2 * _NEAR,
)
# Three hundred and more.
_LARGE = Bounded(
    r"(?:[$€£]|\b(?:USD|EUR|GBP|CHF)) ?(?:[3-9]\d\d\b|\d{1,3}[., ]\d{3}|\d{4})"
    r"|\b(?:[3-9]\d\d|\d{1,3}[., ]\d{3}|\d{4,7})(?:[.,]\d\d)? ?(?:€|£|USD|EUR|GBP|CHF|euros?|kr"
    r"|zł)",
    most=2 * _NEAR,
)


def collects_for(message: Message, body: str, known: Known) -> str | None:
    """The brand for which a stranger wants a debt to be paid; None for others.

    Who collects for somebody knows who owes it: he greets him by his name, and bears his own.
    """
    name, domain = fold(message.from_name), message.from_domain
    if not names_a_price(body):
        return None
    if greets_by_name(body) and not any(strangers(name, domain, known)):
        return None
    opens = f"{name} {fold(f'{message.subject} {body[:_NEAR]}')}"
    if not _DEBT.search(opens):
        return None
    if _COLLECTOR.search(name) and not spells_its_place(domain, body):
        return next(strangers(opens, domain, known), None)  # the first named is his client
    for found in _FOR.finditer(opens):
        near = opens[found.end() : found.end() + _NEXT]
        for brand in strangers(near, domain, known):
            return brand
    return None


def gives_back(text: str) -> bool:
    """Whether it speaks of money that was, or will be, paid back."""
    return bool(_GIVEN_BACK.search(text))


def wants_it_back(message: Message, body: str, known: Known) -> str | None:
    """The brand that is said to have paid back too much, which a stranger wants to have; None."""
    opens = f"{message.subject}\n{body[:_NEAR]}"
    if not _GIVEN_BACK.search(opens) or not _TOO_MUCH.search(opens):
        return None
    return _billed_for(opens, message, known)


def names_an_account(text: str) -> bool:
    """Whether it gives the number of a bank account."""
    near = folded_word(text[:_WHOLE])
    if may_hold_an_iban(near) and _IBAN.search(near):
        return True
    return any(word in near and number.search(near) for word, number in _ACCOUNT_NUMBERS.items())


def has_another_account(text: str) -> bool:
    """Whether it gives the number of an account and says that it is a new one."""
    return names_an_account(text) and bool(_NEW_ACCOUNT.search(text))


def pays_elsewhere(message: Message, body: str, known: Known) -> str | None:
    """The brand whose bill is to be paid into another account, as a stranger says; None for others.

    The thread that he quotes counts: that is where the bill is shown.
    """
    whole = f"{message.subject}\n{message.text or message.html}"
    if not has_another_account(whole):
        return None
    if spells_its_place(message.from_domain, body):  # he bills for himself
        return None
    return _billed_for(whole[:_WHOLE], message, known)


def quotes_a_brands(message: Message, known: Known) -> str | None:
    """The brand as which a mail is written that somebody only quotes, answering it, when the whole
    leads to nobody's known place alone, or speaks of another account and brings a file; None.

    A thread's first mail can have been written by anybody; a real one leads to the brand as well.
    """
    own = known.own_addresses  # while none is known, anybody may be the user
    if not is_answer(message.subject) or not own or message.from_address.lower() in own:
        return None
    whole = (message.text or message.html)[:_WHOLE]
    told = _ADDRESS.findall(whole.lower())
    theirs = next((one for one in told if belongs(one, known.organisations)), None)
    if theirs is None or is_freemail(theirs) or not names_a_price(whole):
        return None
    moved = bool(message.attachments) and _NEW_ACCOUNT.search(f"{message.subject}\n{whole}")
    if not moved and not leads_to_strangers_alone(message, known):
        return None
    return speaker(theirs, known)


def wants_a_transfer(message: Message, body: str, known: Known) -> str | None:
    """The brand for whose licence a person wants so much wired as nobody's share of it costs; None.

    Only for free mail services: "as discussed", from a phone, and nobody can call.
    """
    whole = f"{message.subject}\n{body[:_NEAR]}"
    if not _LICENCE.search(whole) or not _LARGE.search(whole):
        return None
    if not (names_an_account(whole) or _WIRED.search(whole)):
        return None
    return _billed_for(whole, message, known)


def _billed_for(text: str, message: Message, known: Known) -> str | None:
    """The first brand that a text names, other than by which a bill may be paid; not the sender."""
    named = strangers(fold(text), message.from_domain, known)
    return next((one for one in named if one not in MEANS), None)
