"""The lines of attached PDFs, where a mail's body states a payment but not how much it was, and
where a private person leaves all that is said to them.
"""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from parsers.domains import is_freemail
from parsers.events import EventKind
from parsers.fakes.seen import LITTLE
from parsers.language.wording import claims
from parsers.markup.linear import Block
from parsers.page import Page
from parsers.values.found_money import find_amounts

_MONEY = (EventKind.CHARGE, EventKind.INVOICE_DUE, EventKind.PAYMENT_FAILED, EventKind.REFUND)
_NO_READER = "install billing-watchdog[pdf]"


class UnreadPdf(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF that gave no text, and why."""

    reason: str


# The bytes of a PDF to its lines, the cells of a row joined by " | ". Never raises.
ReadPdf = Callable[[bytes], tuple[str, ...] | UnreadPdf]


def with_pdfs(page: Page, read_pdf: ReadPdf | None) -> tuple[Page, str | None]:
    """The page with the lines of its PDFs where they are needed, and why they could not be read."""
    if not page.message.pdfs:
        return page, None
    if _wants_amount(page):
        told, problem = _with_all(page, read_pdf)
        return told, problem and f"the amount stands in a PDF that could not be read: {problem}"
    # No reading of it depends on what they say.
    return _with_all(page, read_pdf)[0] if _leaves_it_to_files(page) else page, None


def with_what_it_leaves_to_files(page: Page, read_pdf: ReadPdf | None) -> Page | None:
    """The page of whoever says next to nothing with the lines of its PDFs, so that trust can weigh
    them; None where there are none to be read, or they have been.
    """
    if read_pdf is None or not page.message.pdfs or not _says_little(page):
        return None
    if _wants_amount(page) or is_freemail(page.message.from_domain):
        return None
    told, _ = _with_all(page, read_pdf)
    return told if told is not page else None


def _with_all(page: Page, read_pdf: ReadPdf | None) -> tuple[Page, str | None]:
    """The page with what its PDFs say, and why the first of those that cannot be read cannot: what
    the others say may count.
    """
    if read_pdf is None:
        return page, _NO_READER
    found = [read_pdf(content) for content in page.message.pdfs]
    lines = [line for one in found if not isinstance(one, UnreadPdf) for line in one]
    problems = [one.reason for one in found if isinstance(one, UnreadPdf)]
    return _extended(page, lines) if lines else page, next(iter(problems), None)


def _leaves_it_to_files(page: Page) -> bool:
    """Whether it comes from a free mail service and says next to nothing: so do those who put a
    brand's name, its price and a number to call where no filter reads.
    """
    return is_freemail(page.message.from_domain) and _says_little(page)


def _says_little(page: Page) -> bool:
    return sum(len(line.strip()) for line in page.lines) < LITTLE


def _wants_amount(page: Page) -> bool:
    if any(find_amounts(line, page.hint) for line in (page.subject, *page.lines)):
        return False
    return any(claim.kind in _MONEY for claim in claims(page))


def _extended(page: Page, lines: list[str]) -> Page:
    blocks = (*page.document.blocks, *(Block(text=line) for line in lines))
    return replace(page, document=replace(page.document, blocks=blocks, known_lines=None))
