"""An end that a store reports in words of its own: which subscription, and until when it runs."""

import re

from parsers.events import BillingEvent, EventKind
from parsers.kit import app_slug, shorten
from parsers.language.lexicon import lexicons_for
from parsers.language.wording import Claim, cadence_in, claims, straight
from parsers.page import Page
from parsers.statement import fields
from parsers.things import things_named
from parsers.values.found_money import find_amounts

_NAMED = re.compile(
    r"\bsubscription (?:to|for) (?P<after>.{2,60}?)"
    r"(?= (?:has|was|is|will|on|from|through|in|ends)\b|[.,;(]|$)"
    r"|\byour (?P<before>(?!free\b).{2,60}?) (?:subscription|membership)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?=.*[^\W\d_])[^.,;!?@$€£¥]{2,60}")
PLAN_OF = re.compile(r"\b(?P<plan>[A-Z0-9][^().,!?]{1,60}) \((?P<app>[^()]{2,60})\)")
# The words of a name at the end of a text: "Hai annullato Apple TV+".
_NAME_LAST = re.compile(r"[A-Z0-9][\w+&'’-]*(?: [A-Z0-9+][\w+&'’-]*){0,4}$")
_SURE = 0.9


def _line_after(page: Page, ends: list[Claim]) -> str | None:
    """The line under the sentence, where that is a name alone: no sentence, no amount, no day."""
    lines = [line.strip() for line in page.lines]
    said = [claim.sentence for claim in ends if not claim.in_subject]
    place = next((n for n, line in enumerate(lines) if any(one in line for one in said)), None)
    under = lines[place + 1] if place is not None and place + 1 < len(lines) else ""
    return under if _NAME.fullmatch(under) and under != page.message.from_name else None


def app_of_plan(page: Page) -> str | None:
    """The app in brackets behind its plan: "Larkpot Plus (Larkpot: Meals)"."""
    texts = (straight(text) for text in (page.subject, *page.sentences))
    found = (plan_and_app(text, page) for text in texts)
    return next((one[1] for one in found if one is not None), None)


def plan_and_app(text: str, page: Page) -> tuple[str | None, str] | None:
    """What a text names as "Gold (Tinder)": a plan and the app it is of. Where in brackets stands
    how long it lasts or what it costs, the thing before them: "Super Duolingo (1 year)".
    """
    found = PLAN_OF.search(text)
    if found is None:
        return None
    plan, app = found["plan"].strip(), found["app"].strip()
    if not _are_terms(app, page):
        return plan, app
    name = _NAME_LAST.search(plan)
    return (None, name[0]) if name else None


def _are_terms(text: str, page: Page) -> bool:
    """Whether a text says how often, how long or for how much."""
    language = page.hint.language
    if cadence_in(text, language) or find_amounts(text, page.hint):
        return True
    lengths = (one for lexicon in lexicons_for(language) for one in lexicon.lengths.find(text))
    return any(one.end - one.start == len(text) for one in lengths)


def named_in(text: str) -> str | None:
    """The subscription that a sentence names: "your Larkpot subscription"."""
    named = _NAMED.search(text)
    name = str(named["after"] or named["before"]) if named else ""
    return name.rpartition(" your ")[2].strip() or None  # "your card for your Larkpot subscription"


def ended_subscription(
    page: Page, channel: str, listed: tuple[str, str | None] | None = None
) -> BillingEvent | None:
    """The end that the mail states, when its own sentences name the subscription, or its rows do:
    `listed` are the app and its plan in them.
    """
    ends = [claim for claim in claims(page) if claim.kind is EventKind.CANCELED]
    if not ends:
        return None
    sentences = [claim.sentence for claim in ends]
    named = next((found for text in sentences if (found := named_in(text))), None)
    app, plan = listed or (None, None)
    name = (
        app
        or named
        or app_of_plan(page)
        or next(things_named(page), None)
        or _line_after(page, ends)
    )
    if name is None:
        return None
    told = fields.labelled_date(page, "access_until", lines=page.sentences)
    dated = (told, *(fields.date_in(text, page) for text in sentences))
    days = [day for one in dated if (day := fields.settled(one)) and day >= page.mailed_on]
    return BillingEvent(
        kind=EventKind.CANCELED,
        merchant=app_slug(name),
        merchant_name=name,
        plan=plan,
        channel=channel,
        on=page.mailed_on,
        access_until=days[0] if days else None,
        confidence=_SURE,
        evidence=tuple(shorten(text) for text in sentences[:2]),
    )
