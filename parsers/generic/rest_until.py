"""The pause in a letter that says by when a contract rests, and that it goes on then as before."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import Claim, is_hedged, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come

_LONGEST = 300  # characters of a sentence or a row
_NEAR = timedelta(days=3)  # it rests up to a day, and goes on from the next one
# What else such a letter seems to state: an end that it is not, or what comes after the pause.
_BESIDE = {
    EventKind.CANCELED,
    EventKind.EXPIRED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.RENEWAL_NOTICE,
    EventKind.SUBSCRIPTION_STARTED,
}
_OURS = frozenset(("you", "sub", "plan"))
_ELSE = frozenset("can offer quote fail try".split())
_ASKED = frozenset(("change", "by"))


def with_rest_until(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter to one person that names the last day of a pause and says that it
    goes on after that, the pause: "Your freeze ends on 6 December. Then it carries on as usual."
    """
    if any(one.kind not in _BESIDE for one in found) or not is_brief(page):
        return found
    if is_offered(page.subject):
        return found
    told = resting(page)
    if told is None or any(_speaks_against(one, told, page) for one in found):
        return found
    pause = Claim(kind=EventKind.PAUSED, sentence=straight(" ".join(told)), in_subject=False)
    return (titled(page, EventKind.PAUSED), pause)


@once
def resting(page: Page) -> tuple[str, str] | None:
    """The two texts that say so."""
    return next(_told(page), None)


def _speaks_against(claim: Claim, told: Sequence[str], page: Page) -> bool:
    """Whether it has ended, or goes on already."""
    if claim.kind not in (EventKind.CANCELED, EventKind.EXPIRED, EventKind.RESUMED):
        return False
    if claim.sentence in map(straight, told):
        return False
    return claim.kind is not EventKind.RESUMED or not days_to_come(claim.sentence, page)


def _told(page: Page) -> Iterator[tuple[str, str]]:
    """The text that names the last day, and the one that says that it goes on."""
    texts = [one for one in texts_of_body(page) if len(one) <= _LONGEST]
    about = notions_for(page.hint.language).about
    for place, one in enumerate(texts):
        last = _last_day(one, page)
        if last is None:
            continue
        after = [two for two in texts if two != one and _goes_on(two, last, page)]
        behind = [two for two in texts[place + 1 : place + 2] if _goes_on_then(two, page)]
        before = texts[max(0, place - 1) : place]
        if any(about(text) & _OURS for text in (*before, one, *after, *behind)):
            yield from ((one, two) for two in (*after, *behind))


def _last_day(text: str, page: Page) -> date | None:
    """The last of the days to come that a text about a pause names."""
    language = page.hint.language
    if not says(text, "at_rest", language) or text.endswith("?"):
        return None
    if is_hedged(text, EventKind.PAUSED, language):  # "If you own a free team, it is suspended on"
        return None
    days = days_to_come(text, page)
    return max(days) if days and not notions_for(language).about(text) & _ELSE else None


def _goes_on(text: str, last: date, page: Page) -> bool:
    """Whether a text says that it goes on from that day, or the one after."""
    days = days_to_come(text, page) if says(text, "goes_on", page.hint.language) else set()
    is_then = len(days) == 1 and last <= max(days) <= last + _NEAR
    about = notions_for(page.hint.language).about(text)
    # "Upgrade before 14 September to keep your access".
    return is_then and not about & _ELSE and not about >= _ASKED


def _goes_on_then(text: str, page: Page) -> bool:
    """Whether a text that names no day says that it goes on after what was told before it."""
    about = notions_for(page.hint.language).about(text)
    is_told = says(text, "goes_on", page.hint.language) and not about & _ELSE
    return is_told and "then" in about and not days_to_come(text, page)
