"""The names in a mail that go with its sender's domain."""

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.fakes.lookalikes import label
from parsers.fakes.naming import AFFIXES, LEGAL, is_an_offices, spelt_out
from parsers.fakes.offices import ABOUT
from parsers.generic.naming import ARTICLES, is_a_desk
from parsers.merchants import fold
from parsers.page import Page, once
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_HEAD, _FOOT = 4, 14  # lines in which a letter is headed and signed
_LONGEST, _MOST = 60, 7  # characters and words of a name
_FEWEST = 4  # letters of a word by which a name is known
_LINES, _SIGNATURE = 200, 4
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['\u2019.&-](?=\w))*|[&+]|\d+")
_PARTS = re.compile(r" [-\u2013\u2014|\u00b7\u2022] |, | \| |: ")
_ENDS = " .,;!*-\u2013\u2014"
_COPYRIGHT = re.compile(
    r"(?i)(?:\u00a9|\(c\)|copyright)[\s\d,\u2013-]*(?:by )?([^\n|\u00b7.,(]{2,50})"
)
_FORMS = LEGAL | frozenset(
    """e v ev ohg gbr eg mbh b s l u p lda ltda zrt kft doo eood ood oyj ry rf ska z o r c kgaa
    incorporated corp aor pty ou cic coop n a ike ικε αε επε οε εε ооо ип тов пп as sti""".split()
)
_HANDED = re.compile(
    r"(?i)\b(?:powered by|sent (?:by|via|with)|via|versendet (?:mit|\u00fcber)|by|mit)$"
)
JOINING = frozenset(
    """& and de del della di du des da do dos das la le les el los las van von der den het the of
    y e et i og och und a""".split()
)
# What stands before the name of whom a firm belongs to.
_OWNERS = frozenset(
    """inh inhaber inhaberin prop proprietor owner titolare gerant gerante eigenaar eigenares
    propietario propietaria proprietario proprietaria wlasciciel wlascicielka ejer indehaver
    innehavare innehaver majitel""".split()
)
# What firms are, which no person is called.
FIRMS = frozenset(_WORDED.words("firms"))
# What a house adds to its name where nobody calls it so.
_PLACES = frozenset(
    """international europe european deutschland france italia espana uk us usa nederland polska
    holding holdings technologies services app blog news newsletter home privacy""".split()
)


@once
def spelt(page: Page) -> tuple[str, ...]:
    """The names by which a mail spells the whole of its domain in words of their own."""
    place = label(page.message.from_domain).replace("-", "")
    if len(place) <= _FEWEST or place[:_FEWEST] not in spelt_out(page.body).replace(" ", ""):
        return ()
    texts = (page.subject, *page.lines[:_LINES])
    return tuple(dict.fromkeys(name for text in texts for name in _runs(text, place)))


@once
def own_lines(page: Page) -> tuple[str, ...]:
    """The names that stand alone in a line at either end, or in a part of one."""
    return tuple(dict.fromkeys(_alone(page)))


@once
def copyrighted(page: Page) -> tuple[str, ...]:
    """The names behind the sign of a copyright that have a word of the domain."""
    found = (_COPYRIGHT.search(line) for line in page.lines[-_FOOT:])
    names = (bare(one[1]) for one in found if one)
    return tuple(name for name in names if is_of_place(fold(name), page.message.from_domain))


def signature(page: Page) -> str:
    """The name at the end of a mail, or before what is said of it there: a place."""
    full = _PARTS.split(page.lines[-1])[0].strip(_ENDS) if page.lines else ""
    name = bare(full) if full else ""
    return name if name and is_name(name) else ""


def is_signed_plainly(page: Page) -> bool:
    """Whether nothing stands in the last line beside a name: no legal form, no address."""
    return bool(page.lines) and signature(page) == page.lines[-1].strip(_ENDS)


@once
def below_the_name(page: Page) -> tuple[str, ...]:
    """The names with a word for what firms and clubs are, in the lines below or beside that of
    whoever signs by the name that From shows.
    """
    words, lines = fold(page.message.from_name).split(), page.lines[-_FOOT:]
    signed = {" ".join(words), *words[:1]}
    at = next((at for at, line in enumerate(lines) if fold(_PARTS.split(line)[0]) in signed), None)
    if not words or at is None:
        return ()
    parts = (part for line in lines[at : at + _SIGNATURE] for part in _PARTS.split(line))
    names = (bare(part.strip(_ENDS)) for part in parts if len(part) <= _LONGEST)
    return tuple(one for one in names if is_name(one) and not FIRMS.isdisjoint(fold(one).split()))


@once
def below_a_first_name(page: Page) -> tuple[str, ...]:
    """The names that have a word of the domain, in the lines below that of whoever signs by the one
    name that From shows: "Kasia", and below it "Studio Joga Wierzba".
    """
    first, lines = fold(page.message.from_name), page.lines[-_FOOT:]
    if " " in first or not first:
        return ()
    at = next((at for at, line in enumerate(lines) if fold(line.strip(_ENDS)) == first), None)
    below = lines[at + 1 : at + _SIGNATURE] if at is not None else ()
    names = (bare(_PARTS.split(line)[0].strip(_ENDS)) for line in below if len(line) <= _LONGEST)
    domain = page.message.from_domain
    return tuple(one for one in names if is_name(one) and is_of_place(fold(one), domain))


def owned(page: Page) -> tuple[str, ...]:
    """The names before that of From as their owner's: "Elektro Hansen, Inh. Kai Hansen"."""
    shown = fold(page.message.from_name)
    parted = (_PARTS.split(line) for line in page.lines[-_FOOT:] if len(line) <= _LINES)
    pairs = (pair for parts in parted for pair in pairwise(parts))
    names = (bare(one) for one, other in pairs if _is_owner(fold(other), shown))
    return tuple(filter(is_name, names))


def _is_owner(said: str, shown: str) -> bool:
    first, _, rest = said.partition(" ")
    return first in _OWNERS and bool(rest) and rest == shown


def names_its_domain(page: Page) -> bool:
    """Whether a mail says a word of its domain anywhere but in addresses."""
    domain = page.message.from_domain
    parts = {label(domain), *label(domain).split("-")}
    texts = (page.subject, *page.lines[:_LINES])
    words = (one for text in texts for one in text.split() if "@" not in one and "/" not in one)
    said = " ".join(fold(spelt_out(one)) for one in words)
    together = said.replace(" ", "")
    return any(len(one) >= _FEWEST and fold(one).replace(" ", "") in together for one in parts)


def signs_as(words: list[str], page: Page) -> bool:
    """Whether some folded words are a line at the end of a mail."""
    said = " ".join(words)
    lines = (line for line in page.lines[-_FOOT:] if len(line) < _LONGEST)
    parts = (part for line in lines for part in _PARTS.split(line))
    return any(fold(part.partition(" (")[0]) == said for part in parts)


def has_a_form(name: str, page: Page) -> bool:
    """Whether a name stands with a legal form behind it at the end of a mail: no person's."""
    known, parts = fold(name), (part for line in page.lines[-_FOOT:] for part in _PARTS.split(line))
    return any(fold(bare(part)) == known != fold(part) for part in parts if len(part) <= _LONGEST)


def is_short_for(name: str, shown: str) -> bool:
    """Whether a name is another one with fewer words, or with the first letters of some."""
    words, known = fold(name).split(), fold(shown).split()
    letters = "".join(one[0] for one in known if one not in JOINING)
    return len(words) < len(known) and all(
        one in known or (len(one) > 1 and letters.startswith(one)) for one in words
    )


def of_domain(page: Page) -> str:
    """The domain's own words as a name, with the accents that From has."""
    written = page.message.from_name.split()
    known = {fold(spelt_out(word)): word for word in written}
    known |= {fold(word): word for word in written}
    parts = label(page.message.from_domain).split("-")
    words = [piece for part in parts for piece in _cut(part, known)]
    return " ".join(known.get(word, word.title()) for word in words)


def is_whole(name: str, domain: str) -> bool:
    """Whether a name has all of the part of its domain that somebody chose."""
    place = label(domain).replace("-", "")
    joined = {fold(one).replace(" ", "") for one in (name, spelt_out(name))}
    return any(place in one or place.replace(one, "", 1) in AFFIXES for one in joined if one)


def is_of_place(folded: str, domain: str) -> bool:
    """Whether a folded name has a word of the domain, or the whole of it."""
    together = label(domain).replace("-", "")
    words = [word for word in folded.split() if len(word) >= _FEWEST and not is_an_offices(word)]
    return any(word in together for word in words) or (
        len(together) >= _FEWEST and together in folded.replace(" ", "")
    )


def begins_alike(shown: str, domain: str) -> bool:
    """Whether a name is its domain's by its first word, or has nothing of it."""
    folded = fold(shown)
    return label(domain).startswith(folded.partition(" ")[0]) or not is_of_place(folded, domain)


def is_more(name: str, shown: str) -> bool:
    """Whether a name has that of From and further words, none of which is an office's."""
    words, known = fold(name).split(), fold(shown).split()
    rest = [word for word in words if word not in known]
    return bool(known and rest) and set(known) <= set(words) and not any(map(is_beside, rest))


def is_beside(word: str) -> bool:
    """Whether a word stands beside a firm's name and is no part of it."""
    return (
        word in ABOUT
        or word in _FORMS
        or word in _PLACES
        or word in _OWNERS
        or word in ARTICLES
        or is_an_offices(word)
        or is_a_desk(word)
    )


def bare(name: str) -> str:
    """A name without its legal form and what ends a sentence."""
    words = name.strip(" ,.").split(" ")
    while len(words) > 1 and set(fold(words[-1]).split()) <= _FORMS:
        words.pop()
    return " ".join(words).strip(" ,.")


def is_name(text: str) -> bool:
    """Whether a line may be a name: a few words with capitals, no address, no office's."""
    words = text.split() if len(text) <= _LONGEST else ()
    if not 1 <= len(words) <= _MOST or not text[0].isalpha():
        return False
    if any(letter.isdigit() or letter in "@/" for letter in text):
        return False
    written = all(
        word[0].isupper() or word.lower() in JOINING for word in words if word[0].isalpha()
    )
    return written and not all(is_an_offices(fold(word)) for word in words)


def _alone(page: Page) -> Iterator[str]:
    lines = page.lines
    ends = (*lines[:_HEAD], *lines[-_FOOT:]) if len(lines) > _HEAD + _FOOT else lines
    for line in ends:
        if len(line) <= 2 * _LONGEST:
            names = (bare(part.strip(_ENDS)) for part in _PARTS.split(line))
            yield from filter(is_name, names)


def _runs(text: str, place: str) -> Iterator[str]:
    """The words of a text that make up a domain."""
    if text.isascii() and not any(one in text.lower() for one in (place[:3], f"{place[:2]} ")):
        return
    found = list(_WORD.finditer(text))
    for spell in (fold, _spelt_out) if not text.isascii() else (fold,):
        words = [spell(one[0]).replace(" ", "") for one in found]
        for start, first in enumerate(words):
            if not first or not place.startswith(first) or not found[start][0][0].isupper():
                continue
            run, end = "", start
            while end < len(words) and len(run) < len(place):
                run, end = run + _without_joint(words[end], place[len(run) :]), end + 1
            if run == place and end - start > 1 and _is_said(text, found[start], found[end - 1]):
                yield _widened(text, found, start, end)


def _spelt_out(word: str) -> str:
    return fold(spelt_out(word))


def _widened(text: str, found: list[re.Match[str]], start: int, end: int) -> str:
    """Words, and one more that ends the name: "Osier Primary School"."""
    if end < len(found) and text[found[end - 1].end() : found[end].start()] == " ":
        more, behind = found[end][0], text[found[end].end() :][:1]
        if more[0].isupper() and behind in ("", ")", ",", ".", ";") and not is_beside(fold(more)):
            end += 1
    return text[found[start].start() : found[end - 1].end()]


def _without_joint(word: str, rest: str) -> str:
    """A word, or nothing of one that joins two and is left out of domains."""
    return "" if word in JOINING and not rest.startswith(word) else word


def _is_said(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether words are no part of an address, and nobody's with whose help a mail was sent."""
    before, after = text[: first.start()], text[last.end() :]
    return not (before.endswith(("@", "/", ".")) or after.startswith(("@", "/"))) and not (
        _HANDED.search(before[-30:].rstrip())
    )


def _cut(part: str, known: dict[str, str]) -> list[str]:
    """A part of a domain, parted where a word of From begins or ends it."""
    if part in FIRMS:
        return [part]
    for word in sorted({*known, *FIRMS}, key=len, reverse=True):
        rest = part.removeprefix(word) if part.startswith(word) else part.removesuffix(word)
        if len(word) >= _FEWEST and rest != part and len(rest) >= _FEWEST - 1:
            return [word, rest] if part.startswith(word) else [rest, word]
    return [part]
