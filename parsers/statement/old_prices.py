"""The price that was paid before one that changes."""

import re
from decimal import Decimal

from parsers.events import EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import Claim
from parsers.money import Money
from parsers.page import Page
from parsers.statement import beside
from parsers.statement.instead_of import instead_of
from parsers.statement.price_changes import (
    BOTH,
    after_promotion,
    changed_amount,
    labelled,
    last_in_columns,
    of_the_bill,
    only,
    stepped,
)
from parsers.statement.price_rows import dated_step, price_step
from parsers.values.found_money import AmountFound, find_amounts

_BARE_BEFORE = re.compile(r"(?<![\d.,/€$£])(\d{1,5}(?:[.,]\d\d)?) [^\W\d]{1,5} $")


def old_amount(page: Page, claim: Claim) -> Money | None:
    """What it cost before its price changes, when the mail says so."""
    if claim.kind is not EventKind.PRICE_CHANGE:
        return None
    if step := dated_step(page):
        return _money(step.old)
    if after_promotion(page, claim) is not None:
        return _money(beside.amount_in(claim.sentence, page))
    if step := price_step(page):
        return _money(step.old)
    new = changed_amount(page, claim)
    old = _old_in_words(page, claim, new)
    columns = last_in_columns(page) if old is None and new is not None else None
    if columns is not None and new is not None and columns[1].money == new.money:
        old = columns[0]
    if new is None or old is not None:
        return _money(old)
    bare = instead_of(claim.sentence, page) or _counted_up_from(claim.sentence, new, page)
    return bare or _money(_only_other(page, new))


def _old_in_words(page: Page, claim: Claim, new: AmountFound | None) -> AmountFound | None:
    """What it cost, as the sentence says it that names both, else as another one does."""
    before, after = stepped(page, claim)
    if before and after and new and after.money == new.money:
        return before
    old = labelled(page, "old_price", page.sentences) or labelled(page, "old_price", page.lines)
    return None if old is None or (new and old.money == new.money) else old


def _only_other(page: Page, new: AmountFound) -> AmountFound | None:
    """The only other amount that the sentences name, where a price may have risen from it: "has
    cost $9.99 since 2023", "your October payment is still $9.99".
    """
    found = (one for text in of_the_bill(page) for one in find_amounts(text, page.hint))
    other = only([one for one in found if one.money != new.money])
    if other is None or other.currencies != new.currencies:
        return None
    return other if other.amount < new.amount < other.amount * BOTH else None


def _counted_up_from(text: str, new: AmountFound, page: Page) -> Money | None:
    """What it was, of which the same words name the currency once: "from 360 to 385 euros"."""
    at, money = text.find(new.text), new.money
    before = _BARE_BEFORE.search(text[:at]) if at > 0 and money is not None else None
    if before is None or money is None or "rise" not in notions_for(page.hint.language).about(text):
        return None
    amount = Decimal(before[1].replace(",", "."))
    is_step = amount != money.amount and amount < money.amount * BOTH < amount * BOTH**2
    return Money(amount=amount, currency=money.currency) if is_step else None


def _money(found: AmountFound | None) -> Money | None:
    return found.money if found is not None else None
