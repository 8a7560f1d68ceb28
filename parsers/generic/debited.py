"""Taxes and bills by meter whose money is taken by itself: they renew nothing."""

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.page import Page
from parsers.statement.for_once import due_then

_OPENING = 2  # sentences
_TOP = 8  # lines in which rows say what is taken


def as_debited(page: Page, event: BillingEvent) -> BillingEvent:
    """The event; a tax, or what a meter counted, is owed already, though it is announced that the
    money will be taken on a day: it is a bill that is due then, and nobody can end it before.
    """
    if event.kind is not EventKind.RENEWAL_NOTICE or event.renews_on is None:
        return event
    language = page.hint.language
    rows = (line for line in page.lines[:_TOP] if CELL in line)
    texts = (page.subject, *page.sentences[:_OPENING], *rows)
    if not any(says(one, "metered", language) for one in (*texts, *event.evidence)):
        return event
    about = notions_for(language).about
    if any("renew" in about(one) for one in (page.subject, *event.evidence)):
        return event
    return due_then(event)
