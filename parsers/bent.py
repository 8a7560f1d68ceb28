"""Whether a letter says its sender's domain in other forms: bent, with small words between, or by
the name of the house that sends it.
"""

from parsers.claims import ROLES
from parsers.lookalikes import label
from parsers.merchants import fold
from parsers.naming import LATIN, LEGAL, is_an_offices, said, spelt_out

# What stands between the words of a name, and is left out of its domain.
_SMALL = frozenset(
    """a ad af al am an and au auf aux av d da dal das de dei del dell della delle den der des di do
    dos du e ed el em en et for for fur i il im in l la las le les lo los na nad nu o of och og on
    para per pod por pour the til till u um und v van voor vom von vor w y z za zum zur""".split()
)
# What those who send for others put behind their name: gymdesk-mail, clubhaus-mailer.
_MAILING = ("mailing", "mailer", "mails", "email", "mail", "mailout", "notify", "notifications")
_STEM, _ENDING = 5, 2  # letters that a word keeps however it is bent, and of what bends it
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
    words = [one for one in said(text).translate(LATIN).split() if one not in _SMALL]
    together, firsts = "".join(words), "".join(one[0] for one in words)
    told = (
        _stem(one) in together if len(one) > _SHORT else one in words or one in firsts
        for one in parts
    )
    own = any(len(one) > _SHORT and not is_an_offices(one) for one in parts)
    return own and all(told)


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
