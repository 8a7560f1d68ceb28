"""Whether a mail knows whom it is sent to, by more than a greeting, and wants nothing of him: his
whole name in whatever order, the number of a customer, a member or a contract.
"""

from parsers.fakes.bare import bare_hosts
from parsers.fakes.calls import shows_a_number
from parsers.fakes.claims import ROLES
from parsers.fakes.led import places
from parsers.fakes.lures import lures
from parsers.fakes.stead import names_an_account
from parsers.merchants import fold
from parsers.message import Message
from parsers.text.bounded import Bounded, Words
from parsers.text.folding import folded_word
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a mail that are looked through
_BEGINS = 300  # characters in which a letter greets
_HONOURS = "님様氏さん"  # glued to a name
# In small letters: what is counted, what stands around it, and the number.
_COUNTED = _WORDED.pattern("counted")
_NUMBER = (
    r"-?(?:account|reference|ref|number|no|nr|num|id|code|kod|konto|nummer|numero|número|numéro"
    r"|numer|numarasi|azonosító|szám|száma|tunnus|číslo|broj|kennung|zeichen)"
)
# No year and no day: "membership 2026-2027" is nobody's number.
_FIGURES = r"[a-z]{0,4}-?(?!(?:19|20)\d\d\b|\d{1,2}[.-]\d{1,2}[.-])\d[\d .-]{2,12}\d"
_OF_THE_READER = Bounded(
    rf"\b(?:{_COUNTED}) ?(?:{_NUMBER})?\b[ .:#|(°º]{{1,4}}{_FIGURES}"
    r"(?![\d.,]* ?(?:€|£|\$|%|kr\b|zł|ft\b|lei\b|kč|eur|chf))"
    r"|\b(?:number|no|nr|num|n|numéro|numero|número|număr|numărul|numer|číslo|codice|código|cod"
    r"|kod|broj)\b[.°º]{0,2} ?(?:(?:de|di|del|du|da|van|von|of) )?(?:d['’])?"
    rf"(?:{_COUNTED})\b[ .:#|(°º]{{1,4}}{_FIGURES}",
    most=_NEAR,
)

# What is as good as money to whoever is sent it, and never comes back.
_AS_GOOD_AS_MONEY = Words(
    _WORDED.pattern("as_good_as_money"),
    most=_NEAR,
)


def names_the_reader(message: Message, text: str) -> bool:
    """Whether a word of the name or address that it is sent to stands where letters begin."""
    sent = " ".join(message.headers.get("to", ()))
    name, _, address = sent.rpartition("<")
    words = fold(f"{name} {address.partition('@')[0]}").split()
    # Where it leads, and the address that anybody has, are no name.
    shown = " ".join(one for one in text[:_BEGINS].split() if "://" not in one and "@" not in one)
    begins = {one.rstrip(_HONOURS) for one in fold(shown).split()}
    return any(len(one) > 2 and one in begins for one in words if one not in ROLES)


def is_named_in_full(message: Message, text: str) -> bool:
    """Whether two words of the name that it is sent to stand side by side, in either order: "QUILL
    Pat", "Quill, Pat (#20817)".
    """
    name = " ".join(message.headers.get("to", ())).rpartition("<")[0]
    words = [one for one in fold(name).split() if len(one) > 1 and one not in ROLES]
    if len(words) < 2:
        return False
    first, last = words[0], words[-1]
    shown = f" {fold(text[:_NEAR])} "
    return f" {first} {last} " in shown or f" {last} {first} " in shown


def numbers_the_reader(text: str) -> bool:
    """Whether it has the number of a customer, a member or a contract, in any of many languages."""
    return _OF_THE_READER.search(folded_word(text[:_NEAR])) is not None


def without_numbers(text: str) -> str:
    """A text without those numbers, which may have as many figures as a telephone's."""
    return _OF_THE_READER.sub(" ", folded_word(text))


def is_a_mailbox_of_ones_own(message: Message) -> bool:
    """Whether a sender's name stands before the @ of his address: "Marta Cole", marta@."""
    local = fold(message.from_address.partition("@")[0]).replace(" ", "")
    words = fold(message.from_name).split()
    return any(len(one) > 2 and one in local for one in words if one not in ROLES)


def asks_for_nothing(message: Message, body: str) -> bool:
    """Whether no card is wanted, nothing is to be paid into an account, nothing is attached, and
    there is nothing to click on.
    """
    return _is_bare(message, body) and not _wants(message, body)


def leaves_no_way(message: Message, body: str) -> bool:
    """Whether a letter has no link, no file, no account and no telephone number: whatever it says,
    nobody is led anywhere by it.
    """
    if not _is_bare(message, body):
        return False
    return not (shows_a_number(f"{message.subject}\n{body}") or any(bare_hosts(body)))


def leaves_nothing_to_gain(message: Message, body: str) -> bool:
    """Whether there is no way to its sender, and no word of what a stranger would want either."""
    return leaves_no_way(message, body) and not _wants(message, body)


def _is_bare(message: Message, body: str) -> bool:
    if message.attachments or places(message):
        return False
    return not names_an_account(f"{message.subject}\n{body}".lower())


def _wants(message: Message, body: str) -> bool:
    """Whether it speaks of what is asked for in fakes; who warns of one tells that, too."""
    return bool(lures(body) or _AS_GOOD_AS_MONEY.search(f"{message.subject}\n{body}"))
