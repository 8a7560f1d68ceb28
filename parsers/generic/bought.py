"""What claims mean of what was just bought: a term with an end, an upgrade that is paid for."""

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, claims
from parsers.page import Page
from parsers.statement.paid_time import last_day_paid_for
from parsers.statement.unpaid import is_told_of
from parsers.statement.when import ENDS, days_to_come
from parsers.values.found_money import find_amounts

_MOST = 16  # sentences that may say who ended it
_BEGUN = {EventKind.CHARGE, EventKind.SUBSCRIPTION_STARTED}
_RENEWED = {EventKind.RENEWAL_NOTICE, *_BEGUN}
_UPGRADED = {EventKind.PLAN_CHANGED, *_BEGUN}
_OWN = ("at_request", "ended_already")
_RECEIVED = frozenset(("pay", "get"))
# What tells of a payment to come, or of none, beside an upgrade.
_LATER = frozenset("next will if can fail not".split())


def as_bought(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, as they are meant of what was just bought."""
    for meant in (_with_an_end, _upgraded_and_paid, _renewed_and_paid):
        found = meant(page, found)
    return found


def _with_an_end(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """What begins and names the day on which it ends was not cancelled: "Thanks for joining. Your
    membership ends on 16 June 2027".
    """
    ends = [one for one in found if one.kind in ENDS]
    if not ends or not any(one.kind in _BEGUN for one in found):
        return found
    about = notions_for(page.hint.language).about
    if "cancel" in about(page.subject) or any(one.in_subject for one in ends):
        return found
    if any("cancel" in about(o.sentence) or not days_to_come(o.sentence, page) for o in ends):
        return found
    texts = page.sentences[:_MOST]
    if any(says(text, name, page.hint.language) for text in texts for name in _OWN):
        return found
    return tuple(one for one in found if one not in ends)


def _upgraded_and_paid(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """An upgrade until a day, of a mail that tells of its payment: that payment."""
    changed = [one for one in found if one.kind is EventKind.PLAN_CHANGED]
    if not changed or {one.kind for one in found} - _UPGRADED:
        return found
    if not any(one.kind is EventKind.CHARGE and _is_paid(page, one) for one in found):
        return found
    if not any(one.in_subject for one in changed) and not any(
        find_amounts(one, page.hint) for one in page.lines
    ):
        return found
    if last_day_paid_for(page) is None:
        return found
    return tuple(replace(o, kind=EventKind.CHARGE) if o in changed else o for o in found)


def _renewed_and_paid(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The renewal of a title whose payment a sentence says has been received: that payment."""
    renewal = EventKind.RENEWAL_NOTICE
    if not any(one.in_subject and one.kind is renewal for one in found):
        return found
    paid = {o.sentence for o in found if o.kind is EventKind.CHARGE and _is_received(page, o)}
    told = {one.sentence for one in found if one.kind is renewal and not one.in_subject}
    if not paid or told - paid or {one.kind for one in found} - _RENEWED:
        return found
    title = tuple(replace(o, kind=EventKind.CHARGE) for o in found if o.in_subject)
    return (
        *dict.fromkeys(title),
        *(o for o in found if not o.in_subject and o.kind is not renewal),
    )


def _is_received(page: Page, claim: Claim) -> bool:
    about = notions_for(page.hint.language).about(claim.sentence)
    return not claim.in_subject and about >= _RECEIVED and not about & _LATER


def _is_paid(page: Page, claim: Claim) -> bool:
    about = notions_for(page.hint.language).about(claim.sentence)
    return not about & _LATER and is_told_of(claim, page)


def is_of_a_renewal_paid(page: Page) -> bool:
    """Whether the subject is about a renewal, and a sentence says that it was paid for."""
    if "renew" not in notions_for(page.hint.language).about(page.subject):
        return False
    return any(one.kind is EventKind.CHARGE and _is_received(page, one) for one in claims(page))
