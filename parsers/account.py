"""Whose account a bill is about, as its mail names it: an address, a workspace, a licence."""

import re
from collections.abc import Iterator

from parsers.domains import organisation
from parsers.language.wording import straight
from parsers.page import Page
from parsers.text.bounded import Bounded
from parsers.text.worded import Worded
from parsers.values.found_money import find_amounts

_WORDED = Worded(__file__)

_LONGEST = 160  # characters; a longer line is running text
_LINES = 200
_WORDS = _WORDED.pattern("words")
_LABELLED = Bounded(
    rf"(?i)(?:^|\| )(?:your )?(?:{_WORDS}) ?(?:[:：#]|\|) ?(?P<value>[^|]{{2,80}}?) ?(?:\||$)",
    most=_LONGEST,
)
_ADDRESS = Bounded(
    r"(?<![\w.+%-])[\w+%-][\w.+%-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", most=_LONGEST
)
_SPEAKS = Bounded(
    rf"(?i)(?<!\w)(?:{_WORDS}|subscription|membership|plan|abo|abonnement\w*|mitgliedschaft"
    r"|suscripción|abbonamento|assinatura)(?!\w)",
    most=_LONGEST,
)
# The end of a card or of a bank account is how it is paid, not whose it is.
_HIDDEN = re.compile(r"[•●*∙]|\bx{2,}\d|(?i:\b(?:ending|endet|iban)\b)")
_MEANT = re.compile(r"\w")


def account_of(page: Page) -> str | None:
    """The account that a mail names; None when it names none, or several."""
    lines = [straight(line) for line in page.lines[:_LINES] if len(line) <= _LONGEST]
    labelled = set(_labelled(lines, page))
    if labelled:
        return labelled.pop() if len(labelled) == 1 else None
    addressed = set(_addressed(lines, page))
    return addressed.pop() if len(addressed) == 1 else None


def _labelled(lines: list[str], page: Page) -> Iterator[str]:
    for line in lines:
        # Most lines have no mark between a label and its value.
        if not (":" in line or "|" in line or "#" in line or "：" in line) or _is_menu(line):
            continue
        found = _LABELLED.search(line)
        value = found["value"].strip() if found else ""
        named = _MEANT.search(value) and not _HIDDEN.search(value)
        if named and not find_amounts(value, page.hint):
            yield value.lower() if "@" in value else value


def _is_menu(line: str) -> bool:
    """Whether a line is one of links: "Apple Account | Terms of Sale | Privacy Policy"."""
    return line.count("|") > 1 and "@" not in line and not any(map(str.isdigit, line))


def _addressed(lines: list[str], page: Page) -> Iterator[str]:
    """Addresses in lines that speak of an account, without the sender's own."""
    own = organisation(page.message.from_domain)
    for line in lines:
        if "@" in line and _SPEAKS.search(line):
            for found in _ADDRESS.finditer(line):
                if organisation(found[0].rpartition("@")[2]) != own:
                    yield found[0].lower()
