"""Whether the subject of a mail is about what its body states, in words that are in no lexicon."""

from parsers.events import BillingEvent, EventKind
from parsers.language.notions import notions_for
from parsers.page import Page, once

# What the words of a subject are about that announce an event (`parsers/notions`).
_ABOUT: dict[EventKind, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        EventKind.CHARGE: "take pay receipt invoice renew",
        EventKind.REFUND: "return",
        EventKind.REFUND_PROMISED: "return",
        EventKind.CANCELED: "cancel end expire",
        EventKind.EXPIRED: "cancel end expire",
        EventKind.PAYMENT_FAILED: "fail pay late due card",
        EventKind.RENEWAL_NOTICE: "renew next due expire invoice take pay",
        EventKind.INVOICE_DUE: "due invoice pay",
        EventKind.PRICE_CHANGE: "price rise change pay",
        EventKind.PLAN_CHANGED: "plan change rise",
        EventKind.TRIAL_STARTED: "free start",
        EventKind.TRIAL_ENDING: "free end expire",
        EventKind.PAUSED: "pause resume",
        EventKind.RESUMED: "resume start",
        EventKind.SUBSCRIPTION_STARTED: "start sub",
    }.items()
}
_CONTRACTS = {"sub", "plan"}
_PAID, _AGAIN = {"price", "pay", "invoice", "per"}, {"we", "me", "per", *_CONTRACTS}
# What the words of a subject are about that says nothing: "Hello Pat", "Your account with us".
_IDLE = frozenset({"you", "we", "me", "hello", "thanks", "sub", "bank", "mail", "from"})

_DONE = frozenset(("start", "done", "asked", "was"))


def is_named_in_subject(page: Page, kind: EventKind) -> bool:
    """Whether a word of the subject is about what such an event is about."""
    return not _ABOUT.get(kind, frozenset()).isdisjoint(_about(page))


@once
def only_says_done(page: Page) -> bool:
    """Whether the words of a subject are about nothing but that something began or was done:
    "Protection activated", "Your request".
    """
    return _about(page) <= _IDLE | _DONE


@once
def says_nothing(page: Page) -> bool:
    """Whether no word of the subject is about anything that happens: a name, a number, a greeting,
    whose account it is.
    """
    return _about(page) <= _IDLE


def is_of_you(page: Page, text: str) -> bool:
    """Whether a text speaks to its reader: "your plan", "you paid"."""
    return "you" in notions_for(page.hint.language).about(text)


def is_of_a_contract(page: Page, event: BillingEvent) -> bool:
    """Whether the subject, or what states an event, names a subscription, a membership, a plan.

    Of prices that change everybody's news tell: what states it has to, or to speak of yours; or the
    subject speaks of your plan.
    """
    notions = notions_for(page.hint.language)
    about = frozenset().union(*map(notions.about, event.evidence))
    if event.kind is EventKind.PRICE_CHANGE:
        is_yours = "you" in _about(page) and bool(_about(page) & _CONTRACTS)
        is_ours = bool(about & {"you", *_CONTRACTS})
        return is_yours or is_ours or _is_raised(page, event, is_timed="per" in about)
    return bool((about | _about(page)) & _CONTRACTS)


def _is_raised(page: Page, event: BillingEvent, *, is_timed: bool) -> bool:
    """Whether a sentence says that we raise what is paid again and again, and both prices and the
    day are told: "We have to put up the monthly fee. From 1 January it goes from €360 to €385."

    `is_timed`: the prices themselves are those of a month or so.
    """
    if not (event.amount and event.old_amount and event.effective_on):
        return False
    said = map(notions_for(page.hint.language).about, page.sentences)
    return any("rise" in one and one & _PAID and (is_timed or one & _AGAIN) for one in said)


@once
def _about(page: Page) -> frozenset[str]:
    return notions_for(page.hint.language).about(page.subject)
