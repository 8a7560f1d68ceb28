"""The one item of a receipt by Google Play: a plan, the app that it is of, and its price."""

import re
from collections.abc import Iterator

import msgspec

from parsers.page import Page
from parsers.values.found_money import AmountFound, find_amounts

# "Gold (Tinder Dating App: Date & Chat)": a plan, and in the last brackets the app it is of.
_ITEM = re.compile(r"^(?P<plan>.+) \((?P<app>[^()]+(?:\([^()]*\)[^()]*)?)\)(?: .+)?$")
_MAKER = re.compile(r"(?i)(?<!\s)\s*+\((?:by|de|from|von|di|door) [^()]+\)(?=$| \w+$)")
# The head of the column, where it stands above the item in the same cell.
_LABEL = re.compile(r"(?i)^(?:item|artikel|article|artículo|articolo|produkt|アイテム|항목) (?=\S)")
_MOST_WRAPPED = 3  # lines of a maker's name


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """The one item of a receipt: Play sends a mail for each."""

    app: str
    plan: str | None
    price: AmountFound
    line: str


def ordered(page: Page) -> Order | None:
    """The row of the item: "Plan (App)" by its maker, and a price."""
    for line in page.lines:
        prices = find_amounts(line, page.hint)
        if len(prices) != 1 or "(" not in line[: prices[0].start]:
            continue
        words = _LABEL.sub("", line[: prices[0].start].strip(" |:"))
        bare = _MAKER.sub("", words)
        if item := _ITEM.match(bare):
            app, plan = item["app"].strip(), item["plan"].strip()
            return Order(app=app, plan=plan, price=prices[0], line=line)
        if bare != words:  # an app that is bought itself
            return Order(app=bare.strip(), plan=None, price=prices[0], line=line)
    return next(_wrapped(page), None)


def _wrapped(page: Page) -> Iterator[Order]:
    """The item of a plain text, above its maker in brackets, at the end of which its price is."""
    lines = page.lines
    for at, line in enumerate(lines):
        makers = range(at, max(at - _MOST_WRAPPED, 0), -1)
        begin = next((one for one in makers if lines[one].startswith("(")), None)
        if begin is None or len(find_amounts(line, page.hint)) != 1:
            continue
        words, row = lines[begin - 1].strip(), " ".join(lines[begin - 1 : at + 1])
        prices = find_amounts(row, page.hint)
        if len(prices) == 1 and words:
            item = _ITEM.match(words)
            plan, app = (item["plan"].strip(), item["app"].strip()) if item else (None, words)
            yield Order(app=app, plan=plan, price=prices[0], line=row)
