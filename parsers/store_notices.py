"""What a store tells of a running subscription in words of its own: a card that failed, a trial
that ends, another price.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, app_slug
from parsers.language.wording import main_claim, straight
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.store_ends import named_in, plan_and_app
from parsers.things import things_named

_TOLD = frozenset(
    {
        EventKind.PAYMENT_FAILED,
        EventKind.TRIAL_ENDING,
        EventKind.PRICE_CHANGE,
        EventKind.RENEWAL_NOTICE,
        EventKind.PAUSED,
        EventKind.RESUMED,
    }
)
_LED_UP = re.compile(r"^.*\b(?:of|for|to|your)(?= )")  # "The price of your"
_SURE = 0.9


def notices(page: Page, channel: str) -> tuple[BillingEvent, ...]:
    """The notice that a mail states of a subscription that it names; else none."""
    claim = main_claim(page)
    if claim is None or claim.kind not in _TOLD:
        return ()
    texts = [straight(text) for text in (page.subject, *page.sentences)]
    named = _plan_and_app(page, texts)
    if named is None:
        return ()
    plan, app = named
    seller = Seller(name=app, merchant=app_slug(app), channel=channel)
    told = (one for one in overheard(page, seller, plan=plan) if one.kind in _TOLD)
    return tuple(replace(one, confidence=min(one.confidence, _SURE)) for one in told)


def _plan_and_app(page: Page, texts: Iterable[str]) -> tuple[str | None, str] | None:
    """The plan and the app that some texts name, or the app alone."""
    kept = list(texts)
    for text in kept:
        if found := plan_and_app(text, page):
            plan, app = found
            return plan and _LED_UP.sub("", plan).strip(), app
    name = next((name for text in kept if (name := named_in(text))), None)
    name = name or next(things_named(page), None)
    return None if name is None else (None, name)
