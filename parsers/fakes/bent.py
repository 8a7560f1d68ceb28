"""Whether a letter says its sender's domain in other forms: bent, with small words between, or by
the name of the house that sends it.
"""

from parsers.fakes.claims import ROLES
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import LATIN, LEGAL, is_an_offices, said, spelt_out
from parsers.merchants import fold
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

# What stands between the words of a name, and is left out of its domain.
SMALL = frozenset(_WORDED.words("small"))
# What those who send for others put behind their name: gymdesk-mail, clubhaus-mailer.
_MAILING = ("mailing", "mailer", "mails", "email", "mail", "mailout", "notify", "notifications")
_STEM, _ENDING = 5, 2  # letters that a word keeps however it is bent, and of what bends it
_PIECE = 3  # letters of a word that is cut short
_LONG = 7  # and of one for which few stand
_SEVERAL = 3  # words
_SHORT = 4  # letters of what may stand for several words


def is_bent(name: str, domain: str) -> bool:
    """Whether a word of a sender's name begins a part of his domain, but for its ending: "Skautů"
    and skauting, "Diplomati" and diplomatonline.
    """
    parts = [one for one in label(domain).split("-") if len(one) >= _STEM]
    words = {*fold(name).translate(LATIN).split(), *fold(spelt_out(name)).split()} - ROLES
    stems = {_stem(one) for one in words if len(one) >= _STEM and not is_an_offices(one)}
    return any(part.startswith(stem) for part in parts for stem in stems)


def tells_its_place(domain: str, text: str) -> bool:
    """Whether a letter has all words of its sender's domain: a long one in whatever form, a short
    one alone or as the first letters of several; and at least one long one that is no office's.
    """
    parts = [one for one in own_part(domain).split("-") if one and not one.isdigit()]
    words = [one for one in said(text).translate(LATIN).split() if one not in SMALL]
    together, firsts = "".join(words), "".join(one[0] for one in words)
    told = (
        _stem(one) in together if len(one) > _SHORT else one in words or one in firsts
        for one in parts
    )
    own = any(len(one) > _SHORT and not is_an_offices(one) for one in parts)
    return own and all(told)


def is_told_whole(name: str, domain: str) -> bool:
    """Whether a sender's name has all of his domain, bent, cut short, in other order or as first
    letters: "Commune de Valcombe" and valcombe-commune, "Watt & Fils" and watt-et-fils, "Mutualité
    Solidaire" and mutsol. What is bought to be paid at is no name, whoever says it.
    """
    words = _words_told(name)
    parts = [one for one in label(domain).split("-") if one and one not in SMALL]
    if not parts or not words or any(map(is_an_offices, parts)):
        return False
    firsts = "".join(one[0] for one in words)
    long = any(len(one) >= _SHORT and not is_an_offices(one) for one in parts)
    return long and all(_is_told(one, words, firsts) for one in parts)


def _words_told(name: str) -> list[str]:
    """The words of a name that may stand in a domain, also with ae for ä, in their order."""
    plain = fold(name).translate(LATIN).split()
    spelt = fold(spelt_out(name)).split()
    both = zip(plain, spelt, strict=False) if len(plain) == len(spelt) else ((w, w) for w in plain)
    return [one for pair in both for one in dict.fromkeys(pair) if one not in SMALL]


def _is_told(part: str, words: list[str], firsts: str) -> bool:
    """Whether a part of a domain is one of some words, the end of one, their first letters, short
    for one, or what several begin with.
    """
    if part in words or (len(part) > 1 and part in firsts):
        return True
    if len(part) < _STEM and any(_is_short_for(part, one) for one in words):
        return True
    if len(part) >= _STEM and any(
        one.startswith(_stem(part)) or one.endswith(part) for one in words
    ):
        return True
    return len(part) >= _SHORT and (_is_cut_short(part, words) or _is_lettered(part, words))


def _is_short_for(part: str, word: str) -> bool:
    """Whether a few letters stand for a long word: its first, and others of it in their order."""
    if len(word) < _LONG or part[0] != word[0]:
        return False
    letters = iter(word)
    return all(one in letters for one in part)


def _is_lettered(part: str, words: list[str]) -> bool:
    """Whether a part has a letter or two of each of three words or more: Zweckverband Wasser Oberes
    Tal and zvwot.
    """
    reached = {0} if len(words) >= _SEVERAL else set()
    for word in words:
        one = {at + 1 for at in reached if part[at : at + 1] == word[0]}
        reached = one | {at + 1 for at in one if part[at : at + 1] in tuple(word[1:])}
    return len(part) in reached


def _is_cut_short(part: str, words: list[str]) -> bool:
    """Whether a part is put together of the beginnings of words that stand in this order."""
    reached = {0}
    for word in words:
        pieces = range(_PIECE, len(word) + 1)
        reached |= {at + n for at in reached for n in pieces if part.startswith(word[:n], at)}
    return len(part) in reached


def is_sent_for(name: str, domain: str, text: str) -> bool:
    """Whether a house that sends for others says so in a letter: "powered by GymDesk" from
    gymdesk-mail, in the name of a gym that is told there as well.
    """
    house = own_part(domain)
    if house == label(domain) or len(house) < _STEM or is_an_offices(house):
        return False
    words = [one for one in fold(name).split() if one not in LEGAL]
    shown = said(text)
    together = shown.replace(" ", "")
    return bool(words) and house.replace("-", "") in together and " ".join(words) in shown


def own_part(domain: str) -> str:
    """What is left of a domain without what mailing houses put behind their name."""
    own = label(domain)
    for one in _MAILING:
        if own.endswith(one) and len(own) > len(one):
            return own.removesuffix(one).rstrip("-")
    return own


def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - _ENDING)]
