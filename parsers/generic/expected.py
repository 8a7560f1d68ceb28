"""The bill in a letter that says what is owed and by when, or that it has not come yet."""

from collections.abc import Iterator
from datetime import date

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.generic.owed import is_form
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, is_hedged, straight, titled, without_brackets
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief, is_into_account
from parsers.statement.when import days_to_come
from parsers.values.equivalents import own_amounts
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST = 300  # characters of a sentence
_NEAR = 2  # sentences behind the one with the amount
_OWED, _WHERE = frozenset(("invoice", "due", "full")), frozenset(("bank", "me"))
# What is wanted by a day: to have it paid, in an account, or to get it, please.
_WANTED = (frozenset(("pay",)), frozenset(("bank",)), frozenset(("get", "please")))
# What is paid already, taken by itself or comes back, may be bought or is only possible.
_ELSE = frozenset(
    "if can offer quote return fail next take auto free goods earn meet thanks receipt talk".split()
)
_TOLD = _ELSE - {"can", "take", "next", "meet"} | {"not", "rise"}
_COME = frozenset(("pay", "get", "bank"))
_BEGUN = frozenset(("cancel", "try", "take", "goods", "start"))
# "If we have not received it by then ..."
_UNLESS, _PAYING = frozenset(("if", "not")), frozenset(("pay", "due"))


def with_expected(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that tells nothing else, the bill: "The rent for December is 850 €.
    It should be in my account by the 3rd."
    """
    due = EventKind.INVOICE_DUE
    if any(one.kind is not due or one.in_subject for one in found) and not _is_titled(page, found):
        return found
    text = expected(page)
    if text is None:
        return found
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    is_titled = bool(notions_for(page.hint.language).about(page.subject) & _OWED)
    others = tuple(one for one in found if one.kind is due and one.sentence not in text)
    return (titled(page, due), bill, *others) if is_titled else (bill, *others)


def _is_titled(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether nothing is claimed but by a subject that only names a bill, which some languages call
    as they do a receipt: "rachunek".
    """
    is_paid = all(one.in_subject and one.kind is EventKind.CHARGE for one in found)
    about = notions_for(page.hint.language).about(page.subject)
    return is_paid and "invoice" in about and not about & {"pay", "take", "get", "thanks", "done"}


@once
def expected(page: Page) -> str | None:
    """The sentences that say so."""
    if page.message.goes_to_many or not is_brief(page):
        return None
    subject, language = page.subject, page.hint.language
    if is_offered(subject) or says(subject, "how_to", language):
        return None
    about = notions_for(language).about(subject)
    if about & (_ELSE - {"quote"}):
        return None
    if is_form(page):
        return None
    return next(_expecting(page, is_known=is_greeted(page) or "due" in about), None)


def _expecting(page: Page, *, is_known: bool) -> Iterator[str]:
    """The sentences; of a letter to no one by name those that want it in an account."""
    about = notions_for(page.hint.language).about
    said = [one for one in page.sentences if len(one) <= _LONGEST]
    if len({one.amount for one in _priced(said, page)}) != 1:
        return
    known = about(page.subject)
    for place, told in enumerate(said):
        known = known | about(told)
        if not find_amounts(told, page.hint) or about(without_brackets(told)) & (_TOLD - {"not"}):
            continue
        if is_known and _is_missing(told, known, page):
            yield told
        for asks in said[place : place + _NEAR + 1]:
            if "not" in about(told):
                break
            is_owed = (is_known and bool(known & _OWED)) or _is_asked_for(told, asks, page)
            if is_owed and _is_wanted(asks, page):
                yield told if asks == told else f"{told} {asks}"


def _priced(said: list[str], page: Page) -> Iterator[AmountFound]:
    for one in said:
        yield from own_amounts(one, page)


def _day(sentence: str, page: Page) -> date | None:
    """The only day to come that a sentence names; one that it counts says the same."""
    found = find_dates(sentence, hint=page.hint, near=page.mailed_on)
    days = {
        one.on for one in found if not one.is_counted and one.on in days_to_come(sentence, page)
    }
    days = days or days_to_come(sentence, page)
    return days.pop() if len(days) == 1 else None


def _is_missing(told: str, known: frozenset[str], page: Page) -> bool:
    """Whether a sentence says of a bill that it has not been paid yet, or is still open."""
    about = notions_for(page.hint.language).about(told)
    if not says(told, "yet", page.hint.language) or about & _BEGUN or days_to_come(told, page):
        return False
    return "due" in about or ("not" in about and bool(about & _COME) and bool(known & _OWED))


def _is_asked_for(told: str, asks: str, page: Page) -> bool:
    """Whether a sentence asks to pay into an account, or to pay its writer, or what has to be paid
    by a day.
    """
    about = notions_for(page.hint.language).about
    wants = about(asks)
    if "pay" not in wants:
        return False
    must = told != asks and "pay" in about(told) and "by" in wants
    return must or bool(wants & _WHERE) or is_into_account(asks, page)


def _is_wanted(sentence: str, page: Page) -> bool:
    """Whether a sentence wants the money by the only day to come that it names."""
    about = notions_for(page.hint.language).about(sentence)
    if _day(sentence, page) is None:
        return False
    if about >= _UNLESS and about & _PAYING:
        return True
    barred = _ELSE - {"can"} if sentence.endswith("?") else _ELSE
    if about & barred:
        return False
    is_asked = any(some <= about for some in _WANTED) or about >= {"invoice", "due"}
    return is_asked and not is_hedged(sentence, EventKind.INVOICE_DUE, page.hint.language)
