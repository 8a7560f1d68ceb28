"""The pause that a person tells in a letter: it rests, nothing is paid, and then it goes on."""

from collections.abc import Sequence

from parsers.events import EventKind
from parsers.fakes.whom import names_the_reader
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence
_NEAR = 3  # sentences: the pause, that nothing is paid, and when it goes on
_MONEY, _OURS = frozenset(("take", "pay", "card", "invoice")), frozenset(("you", "sub"))
_NOTHING = frozenset(("free", "cancel"))  # "you won't be billed", "nichts mehr"
_AGAIN = frozenset("resume start then not free".split())
_ELSE = frozenset("if can quote offer renew auto cover".split())


def with_pause(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that tells nothing else what rests, or what runs again, as its title
    as well.
    """
    if {one.kind for one in found} == {EventKind.RESUMED} and _is_paid_again(page, found):
        return (titled(page, EventKind.RESUMED), *found)
    return _with_rest(page, found)


def _is_paid_again(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether what says that something runs again says, too, from when on it is paid for."""
    if any(one.in_subject for one in found) or not is_brief(page) or not is_greeted(page):
        return False
    said = [one.sentence for one in found]
    return any(days_to_come(one, page) and _about(one, page) & _MONEY for one in said)


def _with_rest(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter to a reader whom it names that tells nothing else, the pause: "I've
    frozen your membership. You pay nothing in May, and we start again on 1 June."
    """
    if not {one.kind for one in found} <= {EventKind.PAUSED}:
        return found
    text = paused(page)
    if text is None:
        return found
    pause = Claim(kind=EventKind.PAUSED, sentence=straight(text), in_subject=False)
    return (titled(page, EventKind.PAUSED), *(found or (pause,)))


@once
def paused(page: Page) -> str | None:
    """The sentences that say together that something rests, that nothing is paid, until when."""
    if page.message.goes_to_many or not is_brief(page) or not _is_named(page):
        return None
    said = page.sentences
    for at, one in enumerate(said):
        near = said[at : at + _NEAR]
        if any(says(text, "i_pay", page.hint.language) for text in near):
            return None
        if _rests(one, page) and (last := _unpaid_until(near, page)):
            return " ".join(near[:last])
    return None


def _is_named(page: Page) -> bool:
    """Whether it is to a reader whom it names, if only in its title: "All set, Pat"."""
    return is_greeted(page) or names_the_reader(page.message, page.subject)


def _rests(text: str, page: Page) -> bool:
    about = _about(text, page)
    return "pause" in about and bool(about & _OURS) and not about & _ELSE


def _unpaid_until(near: Sequence[str], page: Page) -> int | None:
    """How many sentences it takes to say that nothing is paid, and to name a day to come."""
    is_unpaid = has_day = False
    for many, one in enumerate(near, start=1):
        day, about = days_to_come(one, page), _about(one, page)
        # "until 15 January, when it starts again" is no condition.
        is_unpaid = is_unpaid or _is_unpaid(about - {"if"} if day and "until" in about else about)
        has_day = has_day or (bool(day) and not _is_taken(one, about, page))
        if is_unpaid and has_day:
            return many
    return None


def _is_taken(text: str, about: frozenset[str], page: Page) -> bool:
    """Whether a text says that an amount is taken, and not that it is so again: "covered without a
    gap; the premium of £412 is taken on 1 March".
    """
    return "take" in about and not about & _AGAIN and bool(find_amounts(text, page.hint))


def _is_unpaid(about: frozenset[str]) -> bool:
    is_not = bool(about & _NOTHING) or ("not" in about and bool(about & _MONEY))
    return is_not and not about & _ELSE


def _about(text: str, page: Page) -> frozenset[str]:
    return notions_for(page.hint.language).about(text) if len(text) <= _LONGEST else frozenset()
