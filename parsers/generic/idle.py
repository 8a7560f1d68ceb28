"""Statements of mail that are only small talk: about what renews nothing, without amount or day."""

from parsers.events import BillingEvent, EventKind
from parsers.generic.statement import is_greeted
from parsers.generic.subjects import only_says_done, says_nothing
from parsers.generic.unowed import is_of_nothing_owed
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, cadence_in, straight, titled
from parsers.page import Page
from parsers.sieve import has_billing_words
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_FIRST = 2  # sentences, of which one may greet
_OPENING = 4  # sentences, in which a list of letters tells what was subscribed to
_MOST_ABOVE, _BRIEF = 5, 40  # sentences above a greeting, and its characters
_MOST_OF_TRIALS = 14
_PAID = frozenset(("pay", "receipt"))
_HARDLY_MORE = 6  # sentences
# What a subject is about that is no payment's.
_ELSE = frozenset("cancel end expire fail return quote offer earn due late not if will".split())
# What readers do themselves, or ask for.
_DONE = frozenset(
    {
        EventKind.CANCELED,
        EventKind.EXPIRED,
        EventKind.PAUSED,
        EventKind.RESUMED,
        EventKind.PLAN_CHANGED,
        EventKind.REFUND,
        EventKind.SUBSCRIPTION_STARTED,
    }
)
_LISTS = ("letters", "waitlist")
# Notices that say "soon" instead of a day, and bills that leave their amount to a file or a page.
_DATED = (EventKind.TRIAL_ENDING, EventKind.RENEWAL_NOTICE)
_BARE = (*_DATED, EventKind.INVOICE_DUE)
# What a claim is worth nothing without: without it, talk in the body is small talk.
_NEEDS = {
    EventKind.INVOICE_DUE: "amount",
    EventKind.PRICE_CHANGE: "amount",
    EventKind.REFUND: "amount",
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
}


def is_small_talk(page: Page, event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    if is_of_nothing_owed(page, event):
        return True
    if event.kind is EventKind.SUBSCRIPTION_STARTED:
        return is_of_letters(page, event)
    if event.kind is EventKind.REFUND_PROMISED:
        return not any(_promises(page, claim) for claim in found)
    if event.kind not in _NEEDS or getattr(event, _NEEDS[event.kind]) is not None:
        return False
    if event.kind in _BARE and _opens(page, event, found):
        return False
    in_subject = any(claim.in_subject and _is_titled(claim, event) for claim in found)
    return not in_subject or (event.kind is EventKind.PRICE_CHANGE and not _is_dated(page, event))


def _is_titled(claim: Claim, event: BillingEvent) -> bool:
    """Whether a subject says so, or that the money comes that was given back."""
    if event.kind is EventKind.REFUND and claim.kind is EventKind.REFUND_PROMISED:
        return True
    return claim.kind is event.kind


def is_explained(page: Page, kind: EventKind) -> bool:
    """Whether a subject says that it explains how something is done: "How to pause your plan"."""
    return kind in _DONE and says(page.subject, "how_to", page.hint.language)


def _is_dated(page: Page, event: BillingEvent) -> bool:
    """Whether a change of what something costs, as its subject says, has its day: policies and
    terms change as well.
    """
    about = notions_for(page.hint.language).about(page.subject)
    return event.effective_on is not None and "price" in about


def is_of_letters(page: Page, event: BillingEvent) -> bool:
    """Whether what was subscribed to, for nothing, is a list of letters to all, or of those who
    wait for something.
    """
    if event.amount is not None:
        return False
    opening = (page.subject, *page.sentences[:_OPENING])
    return any(says(text, name, page.hint.language) for text in opening for name in _LISTS)


def _opens(page: Page, event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    """Whether a mail about billing begins with it; lists and advertisements do so too."""
    if page.message.goes_to_many:
        return False
    if not has_billing_words(page.subject) and not _prices_what_comes(page, event):
        return begins_with(page, event.kind, found)
    return _is_first(page, event.kind, found)


def begins_with(page: Page, kind: EventKind, found: tuple[Claim, ...]) -> bool:
    """Whether a mail to one person says so first, under a subject that says nothing."""
    if page.message.goes_to_many or not says_nothing(page) or not is_greeted(page):
        return False
    return _is_first(page, kind, found)


def with_thanks(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a short mail to one person that opens with a payment, under a subject that
    only says that something was done, its title as well: "Protection activated". Or of one that
    says hardly more than thanks for a payment.
    """
    if {one.kind for one in found} != {EventKind.CHARGE} or any(one.in_subject for one in found):
        return found
    if not is_brief(page):
        return found
    opening = [straight(one) for one in page.sentences[: _FIRST + 1]]
    first = next((one for one in found if one.sentence in opening), None)
    if first is None or not (_is_titled_done(page, first) or _is_thanked(page, first)):
        return found
    return (titled(page, first.kind), *found)


def _is_titled_done(page: Page, claim: Claim) -> bool:
    is_paid = bool(notions_for(page.hint.language).about(claim.sentence) & _PAID)
    return is_paid and only_says_done(page) and is_greeted(page)


def _is_thanked(page: Page, claim: Claim) -> bool:
    """Whether it is thanks for a payment, in a mail that says hardly more."""
    language = page.hint.language
    about, text = notions_for(language).about, claim.sentence
    if len(page.sentences) > _HARDLY_MORE or says(text, "ordered", language):
        return False
    is_of_paying = bool(about(text) & _PAID) or has_billing_words(text)
    return is_of_paying and "thanks" in about(text) and not about(page.subject) & _ELSE


def _is_first(page: Page, kind: EventKind, found: tuple[Claim, ...]) -> bool:
    first = {straight(sentence) for sentence in _greeting(page)}
    return any(claim.kind is kind and claim.sentence in first for claim in found)


def _greeting(page: Page) -> tuple[str, ...]:
    """The first sentences, or those from the greeting on: names and slogans stand above it."""
    about = notions_for(page.hint.language).about
    above = page.sentences[:_MOST_ABOVE]
    greets = (at for at, one in enumerate(above) if len(one) <= _BRIEF and "hello" in about(one))
    at = next(greets, 0)
    return (*page.sentences[:_FIRST], *page.sentences[at : at + _FIRST])


def _prices_what_comes(page: Page, event: BillingEvent) -> bool:
    """Whether a mail names what a trial or a renewal will cost, and how often or on which day to
    come: it is about billing, whatever its subject.
    """
    if event.kind is EventKind.TRIAL_ENDING and any(
        _prices_a_span(one, page) for one in _top(page)
    ):
        return True
    if event.kind not in _DATED or event.amount is None:
        return False
    return any(days_to_come(one, page) for one in page.sentences[:_OPENING])


def _prices_a_span(text: str, page: Page) -> bool:
    """Whether a text names what a month or a year costs."""
    return bool(find_amounts(text, page.hint)) and bool(cadence_in(text, page.hint.language))


def _top(page: Page) -> tuple[str, ...]:
    """The sentences of a short mail in which it says what follows."""
    return page.sentences[:_MOST_OF_TRIALS]


def _promises(page: Page, claim: Claim) -> bool:
    """Whether a claim is about this payment: terms of return promise money to everybody."""
    if claim.kind is not EventKind.REFUND_PROMISED:
        return False
    return claim.in_subject or bool(find_amounts(claim.sentence, page.hint))
