"""What a merchant without a file is called: by the name that its mail shows, else by its domain."""

import re

from parsers.domains import organisation
from parsers.fakes.hosts import MACHINES
from parsers.fakes.naming import LATIN, is_an_offices
from parsers.fakes.offices import OFFICES_ABROAD
from parsers.merchants import fold
from parsers.page import Page, once
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

# Who writes for a company: the same company, whichever of its desks.
_DESK = re.compile(_WORDED.pattern("desk"))


_OFFICES = frozenset(map(fold, OFFICES_ABROAD))
# "The Acme Team", "L'équipe Acme", "Das Acme-Team", "Equipo de Acme".
ARTICLES = frozenset(
    """the your das dein deine ihr ihre euer eure der die l le la el il lo het o a su tu votre uw
    jouw din ditt suo tuo seu sua twoj vase""".split()
)
_ARTICLE = re.compile(rf"^(?:{'|'.join(sorted(ARTICLES))}) ")
_OF = re.compile(r" (?:of|at|de|du|des|d|di|del|della|do|da|von|van|bei|fra|från)$")
_MOST = 12  # words of a name that is looked at
_PARTINGS = (" | ", " - ", " – ", " — ", " · ", ": ", ", ")
# Desks in scripts that part no words.
_TEAMS = (
    "サポートチーム",
    "運営チーム",
    "運営事務局",
    "事務局",
    "客服團隊",
    "客服团队",
    "고객지원팀",
)
_GLUED = (
    *_TEAMS,
    *sorted((one for one in OFFICES_ABROAD if one > "\u3000" and len(one) > 1), key=len)[::-1],
)
_BESIDE = re.compile(r"[^\W\d_]{2,20}(?:[ -][^\W\d_]{1,20}\.?){0,2} [|·] (.+)")
_IN_BRACKETS = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{1,20}\.?){0,2} \(([^()]{2,40})\)")
# "Maya from Fieldkit": who writes, and for whom. Words that also join names are none of these
# ("Comune di X").
_FOR = re.compile(r".{1,40}? (?:from|at|von|vom|bij|fra|från|hos) (.+)")


@once
def seller_name(page: Page) -> str:
    """The sender's display name without its desks, else its domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_domain).partition(".")[0]
    return _without_person(_without_desk(name, domain), domain) or domain.title()


def is_nobodys(name: str) -> bool:
    """Whether a name is an address or only says which desk wrote: "Billing", "noreply@..."."""
    words = fold(name).split()
    is_desks = bool(words) and all(word in _OFFICES | MACHINES or is_a_desk(word) for word in words)
    return "@" in name or is_desks or is_a_desk(name)


def is_of_offices(name: str) -> bool:
    """Whether a name has nothing but words of offices and of bills, which may be a firm's."""
    return all(map(is_an_offices, fold(name).split()))


def is_a_desk(name: str) -> bool:
    """Whether a name is that of a desk and nothing else: "Customer Service", "Kundenservice"."""
    return bool(_DESK.fullmatch(fold(name).translate(LATIN)))


def _without_desk(name: str, domain: str) -> str:
    """A name without the desk that wrote: "Acme Hosting Billing", "Team Acme", "Acme | Service"."""
    for parting in _PARTINGS:
        first, _, last = name.partition(parting)
        if last and first and is_nobodys(last):
            return first.strip()
        if last and first and is_nobodys(first):
            return last.strip()
    if _is_whole(name, domain):
        return name
    return _within_desks(name, domain) or _unglued(name)


def _is_whole(name: str, domain: str) -> bool:
    known, place = fold(name), fold(domain).replace(" ", "")
    return place in (known.replace(" ", ""), _ARTICLE.sub("", known).replace(" ", ""))


def _within_desks(name: str, domain: str) -> str:
    """The words of a name that are its domain's, where all beside them is a desk's."""
    words = name.replace("-Team", " Team").split()
    if len(words) > _MOST:
        return ""
    found = [
        " ".join(words[start:end])
        for start in range(min(len(words), 4))
        for end in range(len(words), start, -1)
        if (start or end < len(words)) and _is_beside_desks(words, start, end, domain)
    ]
    if not found:
        return ""
    own = min(found, key=len)
    # "Pajulan laskutus", "Kestrels fakturor": a genitive.
    return own[:-1] if _is_whole(own[:-1], domain) and own[-1] in "ns" else own


def _is_beside_desks(words: list[str], start: int, end: int, domain: str) -> bool:
    own, before, after = words[start:end], fold(" ".join(words[:start])), " ".join(words[end:])
    behind = fold(after)
    if not _is_of(own, domain):
        return False
    bare = _OF.sub("", _ARTICLE.sub("", before))
    is_article = bool(behind) and before in ARTICLES
    if all(not one or is_a_desk(one) for one in ("" if is_article else bare, behind)):
        return is_article or bool(behind) or is_a_desk(bare)
    # Words of offices are in firms' names as well.
    said = (*("" if is_article else bare).split(), *behind.split())
    return _is_whole(" ".join(own), domain) and all(map(_is_said_of_desks, said))


def _is_said_of_desks(word: str) -> bool:
    return word in _OFFICES or is_a_desk(word)


def _unglued(name: str) -> str:
    """A name without the desk behind it, in a script that parts no words."""
    if name.isascii():
        return name
    for desk in _GLUED:
        if name.endswith(desk) and name != desk:
            return name.removesuffix(desk).strip()
    return name


def _without_person(name: str, domain: str) -> str:
    """The firm alone of "Maya from Fieldkit", "Maya Lind | Fieldkit", "Maya (Fieldkit)", where its
    domain begins like it.
    """
    found = _FOR.fullmatch(name) or _BESIDE.fullmatch(name) or _IN_BRACKETS.fullmatch(name)
    return found[1] if found and _is_of(found[1].split(), domain) else name


def _is_of(words: list[str], domain: str) -> bool:
    """Whether a name and a domain begin alike, as far as the shorter one goes."""
    spelt, place = fold("".join(words)), fold(domain.replace("-", ""))
    return len(spelt) > 1 and (spelt.startswith(place) or place.startswith(spelt))
