"""Whether a mail wants its reader's card or password, in words of many languages."""

import re
from functools import lru_cache

from parsers.text.bounded import Bounded, Words
from parsers.text.folding import folded_word, words_of
from parsers.text.speech import own_words, straight
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # how far into a mail it is looked for
# What a bank, a friend or a newspaper does not say of somebody else's subscription.
# One border for all that have one: looked for by each way for itself it takes eight times as long.
_LURE = Words(
    _WORDED.pattern("lure"),
    most=_NEAR,
)
# Two more, looked for only where a word of theirs stands: all in one take twice the time.
_CARDS = ("card", "kart", "carta", "carte", "cartão", "kort", "kaart", "tarjeta", "bank", "payment")
_CARD_LURE = Words(
    _WORDED.pattern("card_lure"),
    most=_NEAR,
)
# What has to be done to a card, in the passive; of their verbs hardly any letter has one beside it.
_HAVE_TO = (
    *(
        " be ",
        "needed for",
        "required for",
        "once ",
        "soon as",
        "zodra ",
        "sobald ",
        "dès que ",
        "en cuanto ",
        "non appena ",
        "assim que ",
        "så snart ",
        " muss ",
        " soll ",
        " zu ",
        " doit ",
        " debe ",
        " deve ",
    ),
    *(" moet ", " skal ", " må ", " måste ", " behöver "),
)
_HAS_TO_BE = Words(
    _WORDED.pattern("has_to_be"),
    most=_NEAR,
)
_LURE_ABROAD = Words(
    _WORDED.pattern("lure_abroad"),
    most=_NEAR,
)
# The same in more words and languages, each with what it is about.
_MORE_LURES = Words(
    _WORDED.pattern("more_lures"),
    most=_NEAR,
)
# Their verbs: hardly any letter has one, and looking for words takes a tenth of the time.
_VERBS = frozenset(_WORDED.words("verbs"))
_STEMS = ("güncelle", "doğrula", "onayla", "yenile", "frissíts")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7a3]")
_MORE_IN_OTHER_SCRIPTS = Words(
    _WORDED.pattern("more_in_other_scripts"),
    most=_NEAR,
)
# What becomes of an account if nobody does anything.
_THREAT = Words(
    _WORDED.pattern("threat"),
    most=_NEAR,
)
# "There is no need to confirm your account": what nobody has to do.
_UNASKED = Bounded(
    _WORDED.pattern("unasked"),
    most=_NEAR,
)


@lru_cache(maxsize=4)  # one mail asks again and again
def lures(body: str) -> bool:
    """Whether it wants the reader's card or password, and does not only say that nobody has to, or
    quote somebody who does.
    """
    if not _lures(body):
        return False
    own = own_words(straight(folded_word(body[:_NEAR])))
    return _lures(_UNASKED.sub(" ", own))


def _lures(body: str) -> bool:
    if _LURE.search(body):
        return True
    if not body.isascii():
        if _LURE_ABROAD.search(body):
            return True
        if _OTHER_SCRIPT.search(body, 0, _NEAR) and _MORE_IN_OTHER_SCRIPTS.search(body):
            return True
    near = body[:_NEAR].lower()
    if any(one in near for one in _CARDS) and _names_a_card(body, near):
        return True
    if _VERBS.isdisjoint(words_of(near)) and not any(one in near for one in _STEMS):
        return False
    return bool(_MORE_LURES.search(body))


def _names_a_card(body: str, near: str) -> bool:
    """Whether it wants something done with a card; `near` is its beginning in small letters."""
    if _CARD_LURE.search(body):
        return True
    return any(one in near for one in _HAVE_TO) and bool(_HAS_TO_BE.search(body))


@lru_cache(maxsize=4)
def threatens(text: str) -> bool:
    """Whether it says that an account or what is in it is shut, or will be, or wants something of
    its reader at once.
    """
    return bool(_THREAT.search(text))
