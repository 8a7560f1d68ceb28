"""schema.org markup in a mail: orders and invoices as JSON-LD or microdata, however malformed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from parsers.tree import Tag

_MAX_SCRIPT = 64 * 1024
_MAX_ITEMS = 50
_MAX_NODES = 5000
_MAX_VALUE = 200
_TYPES = ("order", "invoice", "subscription")
_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*\Z")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_RAW_BREAK = re.compile(r"[\r\n\t]+")
_PRICES = ("totalPaymentDue", "price", "total", "acceptedOffer", "priceSpecification", "offers")
_NUMBERS = ("orderNumber", "confirmationNumber", "accountId", "identifier", "invoiceNumber")
_SELLERS = ("merchant", "seller", "provider", "broker")
_Node = Mapping[str, Any]


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """An order or an invoice as its markup has it: texts, nothing is judged; "" where absent."""

    type: str
    price: str = ""
    currency: str = ""
    number: str = ""
    seller: str = ""
    status: str = ""
    due: str = ""


def read_markup(root: Tag) -> tuple[Markup, ...]:
    """The orders, invoices and subscriptions that a mail marks up. Never raises."""
    found: list[Markup] = []
    for node in (*_json_ld(root), *_microdata(root)):
        markup = _markup(node)
        if markup is not None and markup not in found:
            found.append(markup)
    return tuple(found[:_MAX_ITEMS])


def _walk(root: Tag) -> Iterator[Tag]:
    stack = [root]
    seen = 0
    while stack and seen < _MAX_NODES:
        tag = stack.pop()
        seen += 1
        yield tag
        stack.extend(reversed(list(tag.tags())))


def _json_ld(root: Tag) -> Iterator[_Node]:
    for tag in _walk(root):
        if tag.name == "script" and "ld+json" in tag.get("type").lower():
            text = "".join(one for one in tag.inside if isinstance(one, str))[:_MAX_SCRIPT]
            yield from _nodes(_loaded(text))


def _loaded(text: str) -> Any:
    """What JSON of the wild means: wrapped, with stray commas and raw line breaks."""
    bare = _TRAILING_COMMA.sub("", _RAW_BREAK.sub(" ", _WRAPPING.sub("", text))).strip()
    try:
        return json.JSONDecoder(strict=False).raw_decode(bare)[0]
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[_Node]:
    """All objects of a value, the outer ones first. A stack instead of recursion."""
    waiting: list[Any] = [value]
    seen = 0
    while waiting and seen < _MAX_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, Mapping):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _microdata(root: Tag) -> Iterator[_Node]:
    for tag in _walk(root):
        if "itemscope" in tag.attributes and _is_wanted(tag.get("itemtype")):
            yield _item(tag)


def _item(scope: Tag) -> dict[str, Any]:
    """The properties of an item, those of items within it as objects of their own."""
    node: dict[str, Any] = {"@type": scope.get("itemtype")}
    waiting: list[tuple[Tag, dict[str, Any]]] = [(tag, node) for tag in scope.tags()]
    seen = 0
    while waiting and seen < _MAX_NODES:
        tag, into = waiting.pop(0)
        seen += 1
        inner = into
        if name := tag.get("itemprop"):
            inner = {} if "itemscope" in tag.attributes else into
            into.setdefault(name, inner if inner is not into else _content(tag))
        waiting.extend((one, inner) for one in tag.tags())
    return node


def _content(tag: Tag) -> str:
    said = tag.get("content") or tag.get("datetime") or tag.get("href")
    return said or " ".join("".join(one for one in tag.inside if isinstance(one, str)).split())


def _is_wanted(kind: Any) -> bool:
    return any(_type(one) in _TYPES for one in _listed(kind))


def _type(kind: Any) -> str:
    return re.split(r"[/#:]", str(kind))[-1].strip().lower()


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _markup(node: _Node) -> Markup | None:
    kind = node.get("@type")
    if not _is_wanted(kind):
        return None
    price, currency = _price(node)
    return Markup(
        type=next(_type(one) for one in _listed(kind) if _type(one) in _TYPES),
        price=price,
        currency=currency,
        number=_first(node, _NUMBERS),
        seller=_first(node, _SELLERS),
        status=_type(_first(node, ("orderStatus", "paymentStatus"))),
        due=_first(node, ("paymentDueDate", "paymentDue", "scheduledPaymentDate")),
    )


def _price(node: _Node) -> tuple[str, str]:
    """The price and its currency, which may stand some objects deeper."""
    for name in _PRICES:
        for value in _listed(node.get(name)):
            if isinstance(value, Mapping):
                inner, currency = _price(value)
                inner = inner or _text(value.get("value"))
                currency = currency or _text(value.get("currency"))
            else:
                inner, currency = _text(value), ""
            if inner:
                return inner, currency or _text(node.get("priceCurrency"))
    return "", _text(node.get("priceCurrency"))


def _first(node: _Node, names: Iterable[str]) -> str:
    for name in names:
        for value in _listed(node.get(name)):
            text = _text(value.get("name") if isinstance(value, Mapping) else value)
            if text:
                return text
    return ""


def _text(value: Any) -> str:
    return str(value).strip()[:_MAX_VALUE] if isinstance(value, str | int | float) else ""
