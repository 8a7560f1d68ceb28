"""The rows of Apple's receipts: items with their price, and how the sum under them came about."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise, zip_longest
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from parsers.document import Block
from parsers.page import Page
from parsers.statement.labels import labelled
from parsers.statement.when import days_to_come
from parsers.values.found_money import AmountFound, find_amounts, parse_amount

# Rows under the items, in the languages of its stores: they say what was paid on top and on the
# way, not what was paid.
_TAX = re.compile(
    r"(?i)^(?:tax|vat|gst|hst|jct|mwst|ust|tva|iva|imposta|impuesto|btw|moms|mva|alv|podatek|ptu"
    r"|dph|áfa|kdv|ндс|пдв|φπα|消費税|부가가치세|부가세|增值税|營業稅)\b"
)
_SUBTOTAL = re.compile(
    r"(?i)^(?:sub-?total\w*|zwischensumme|sous-total|imponibile|subtotaal|delsumma|delsum|välisumma"
    r"|suma częściowa|mezisoučet|részösszeg|ara toplam|промежуточный итог|小計|소계|小计)"
)
_TOTAL = re.compile(
    r"(?i)^(?:total\w*|gesamt|summe|importe total|totaal|i alt|sum|yhteensä|razem|suma|łącznie"
    r"|celkem|összesen|végösszeg|toplam|итого|разом|σύνολο|合計|총계|합계|총액|总计|總計)\b"
)
_SUMS = re.compile(f"{_TAX.pattern}|{_SUBTOTAL.pattern[4:]}|{_TOTAL.pattern[4:]}")
_WITHIN = re.compile(r"(?i)\b(?:inclu|compris|enthalten|inbegriffen|inbegrepen|wliczon)")
# What stands above the items of a text-only receipt: section names, numbers, the account.
_HEADER = re.compile(
    r"^(?i:(?:Mac )?App Store|iTunes Store|(?:Apple )?(?:Books|Music|Movies|TV|Services))$"
    r"|(?:^|[|:\s] ?)(?=M[A-Z]*\d)M[A-Z0-9]{7,10}(?: \||$)|^\d{12}$|@"
    r"|(?i:^(?:apple (?:id|account)|order id|document|billed to|date|invoice|receipt)\b)"
)
# Four words and more, and a stop.
_SENTENCE = re.compile(r"^(?!.*\d{4})\S{1,40}(?: \S{1,40}){3}.*[.。]$")
_LINKS = re.compile(r"(?i)report a problem|問題を報告")
_FIRST_WORD = re.compile(r"[\w+&'’]{3,}")
_ROW = re.compile(r" ?(?:\||:(?= )) ?")
# The rhythm behind a plan: "Larkpot Plus (Monthly)".
RHYTHM = re.compile(r"(?<!\s)\s*+[(（]([^()（）]{2,30})[)）]$")
_PRICES = ("subscription price", "renewal price", "price")  # labels, the surest first
_DETAILS = 3  # the plan, and a label with its day
_PLACE = attrgetter("table", "row", "column")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A block of lines under one name, with the price beside it where there is one."""

    title: str
    details: tuple[str, ...]
    price: AmountFound | None = None


def cells(page: Page) -> Iterator[tuple[Block, ...]]:
    """The blocks cell by cell; outside of tables each for itself."""
    if all(block.table is None for block in page.document.blocks):
        yield from _lines(page)
        return
    for (table, _, _), cell in groupby(page.document.blocks, key=_PLACE):
        blocks = tuple(cell)
        yield from ((block,) for block in blocks) if table is None else (blocks,)


def items_and_sums(page: Page) -> tuple[list[Item], list[Item]]:
    """Items have lines under their name; what follows them is how the sum came about."""
    rows = list(_priced(page))
    first = next((place for place, one in enumerate(rows) if one.details), len(rows))
    items = [one for one in rows[first:] if one.details]
    return items, [one for one in rows[first:] if not one.details]


def items_in_rows(page: Page) -> tuple[list[Item], list[Item]]:
    """The same of receipts that set an item and its price in one line, and its lines after it."""
    rows: list[Item] = []
    for above, line in pairwise(("", *page.lines)):
        amounts = find_amounts(line, page.hint)
        label = line[: amounts[-1].start].rstrip(" :|\t") if amounts else ""
        if label and line.endswith(amounts[-1].text):
            rows.append(_item_in_row(label, above, amounts[-1]))
        elif rows and " | " not in line and not _SUMS.match(rows[-1].title):
            rows[-1] = replace(rows[-1], details=(*rows[-1].details, line))
    items = [one for one in rows if not _SUMS.match(one.title)]
    return items, [one for one in rows if _SUMS.match(one.title)]


def item_without_price(page: Page, total: AmountFound | None) -> list[Item]:
    """The one plan of a receipt that says what it cost only in its sum: a name, the plan with its
    rhythm, the day on which it renews.
    """
    blocks = [one for one in page.document.blocks if one.text.strip()]
    plans = [at for at, one in enumerate(blocks) if at and RHYTHM.search(one.text)]
    if total is None or len(plans) != 1:
        return []
    at = plans[0]
    title = blocks[at - 1].text
    if find_amounts(title, page.hint) or _is_above_items(blocks[at - 1]):
        return []
    details = tuple(one.text for one in blocks[at : at + _DETAILS])
    return [Item(title=title, details=details, price=total)]


def _item_in_row(label: str, above: str, price: AmountFound) -> Item:
    """An item as its row names it: with its plan, or as the plan of the app that the line above
    names ("Skylark: Sleep", and below it "Skylark Premium - Monthly | £7.99").
    """
    if _is_plan_of(label, above):
        return Item(title=above, details=(label,), price=price)
    name, _, plan = label.rpartition(" – ") if " – " in label else label.rpartition(" - ")
    return Item(title=name or label, details=(plan,) if name else (), price=price)


def _is_plan_of(label: str, above: str) -> bool:
    """Whether the line above a row is the title of an app, and the row begins like it."""
    first = _FIRST_WORD.match(above)
    if first is None or " | " in above or _HEADER.search(above) or _SUMS.match(label):
        return False
    return label.startswith(first[0])


def labelled_offer(page: Page) -> Item | None:
    """What a confirmation offers whose rows have labels: "App | Larkpot", "Subscription Price |
    $9.99/month", and whose sentences say from which day on, or that tells when it was bought.
    """
    said = _said_in_rows(page)
    price = next((said[label] for label in _PRICES if label in said), None)
    days = [day for text in page.sentences for day in days_to_come(text, page)]
    # What has just been bought renews a period later, which not every confirmation counts.
    if not price or "app" not in said or not (days or "date of purchase" in said):
        return None
    trial = tuple(f"{label} {value}" for label, value in said.items() if "trial" in label)
    plan, first = said.get("subscription"), [min(days).isoformat()] if days else []
    details = (*((plan,) if plan else ()), *trial, " ".join((price, *first)))
    return Item(title=said["app"], details=details)


def app_in_rows(page: Page) -> tuple[str, str | None] | None:
    """The app and its plan in the rows of a mail that sells nothing: "App | Larkpot", "Subscription
    | Larkpot Plus (Monthly)"; Apple calls an app so in every language of Latin letters.
    """
    app = _said_in_rows(page).get("app")
    plans = labelled(page, "plan", lines=page.lines) if app else ()
    told = (one.line for one in plans if one.line.startswith(f"{one.label} | "))
    plan = next((line.partition(" | ")[2] for line in told), None)
    return (app, plan and RHYTHM.sub("", plan)) if app else None


def _said_in_rows(page: Page) -> dict[str, str]:
    rows = [_ROW.split(line, maxsplit=1) for line in page.lines]
    return {row[0].strip(" :").lower(): row[1].strip() for row in rows if len(row) > 1}


def shares(prices: list[Decimal], sums: list[Item]) -> list[Decimal | None]:
    """What was paid for each item: its price and its share of the tax that comes on top of all.

    One that is bought alone and one that is bought with others then cost the same.
    """
    paid = _paid(sums)
    if paid is None or len(prices) == 1:
        return [paid] * len(prices)
    tax = [price.amount for _, price in taxes(sums)]
    if sum(tax) == 0 or sum(prices) + sum(tax) != paid:
        return [None] * len(prices)
    cent = Decimal(1).scaleb(int(paid.as_tuple().exponent))
    until = [
        (paid * sum(prices[: place + 1]) / sum(prices)).quantize(cent)
        for place in range(len(prices))
    ]
    return [end - start for start, end in pairwise([Decimal(0), *until])]


def taxes(sums: list[Item]) -> list[tuple[str, AmountFound]]:
    """What each tax is called that came on top, and how much it is; of one that a row also says is
    in an item's price, once.
    """
    found = [(one.title, one.price) for one in sums if one.price and _TAX.search(one.title)]
    return [one for one in found if not _WITHIN.search(one[0])] or found


def _lines(page: Page) -> Iterator[tuple[Block, ...]]:
    """A text-only receipt in the cells it would have: the lines of an item, then its price."""
    item: list[Block] = []
    blocks = page.document.blocks
    for block, after in zip_longest(blocks, blocks[1:]):
        amounts = find_amounts(block.text, page.hint)
        if amounts and block.text.endswith(amounts[-1].text):
            label = block.text[: amounts[-1].start].rstrip(" :\t")
            item += [replace(block, text=label)] if label else []
            item += [after] if item and after and _is_of_days(after, page) else []
            yield tuple(item) if not (item and _SUMS.match(item[-1].text)) else (item[-1],)
            yield (replace(block, text=amounts[-1].text),)
            item = []
        else:
            item = [] if _is_above_items(block) else [*item, block]


def _is_of_days(block: Block, page: Page) -> bool:
    """Whether a line behind a price says when it is paid again."""
    return bool(days_to_come(block.text, page)) and not find_amounts(block.text, page.hint)


def _is_above_items(block: Block) -> bool:
    """A head, a rule, or what is advertised beside them: a sentence that names no day."""
    is_rule = not any(map(str.isalnum, block.text))
    return is_rule or bool(_HEADER.search(block.text) or _SENTENCE.search(block.text))


def _priced(page: Page) -> Iterator[Item]:
    """Every cell of words that a cell with nothing but an amount follows."""
    before: tuple[Block, ...] = ()
    for cell in cells(page):
        price = parse_amount(cell[0].text, page.hint) if len(cell) == 1 else None
        if price is not None and before:
            rest = (one for one in before[1:] if not (one.link or _LINKS.search(one.text)))
            yield Item(title=before[0].text, details=tuple(one.text for one in rest), price=price)
        before = () if price is not None else cell


def _paid(sums: list[Item]) -> Decimal | None:
    """The total, else what the means of payment add up to."""
    totals = [one.price.amount for one in sums if one.price and _TOTAL.search(one.title)]
    if totals:
        return totals[-1]
    rest = [one for one in sums if not (_TAX.search(one.title) or _SUBTOTAL.search(one.title))]
    return sum((one.price.amount for one in rest if one.price), Decimal(0)) or None
