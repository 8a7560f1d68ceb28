"""The page that looks for words in all that is known, and for sums."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from watchdog import text
from watchdog.catalog import Service
from watchdog.meant import Sum, named, paid, sum_of
from watchdog.report import ToldSubscription
from watchdog.timeline.facts import Fact
from watchdog.web.desk import Books
from watchdog.web.site import Site

_HITS = 25

_One = TypeVar("_One")


def search(site: Site, request: Request) -> Response:
    """Subscriptions, findings, mails and services in which the words stand, and what costs, bills
    or paid a sum.
    """
    asked = asked_in(request)
    books = site.desk.books()
    words = asked.casefold().split()
    amount = sum_of(asked)
    report = books.overview.report

    def has(*texts: str | None) -> bool:
        return bool(words) and _has_all(words, "\n".join(filter(None, texts)).casefold())

    content: dict[str, object] = {
        "asked": asked,
        "subscriptions": _first(
            one
            for one in report.subscriptions
            if _costs(one, amount)
            or has(one.name, one.plan, one.merchant, text.channel(one.channel))
        ),
        "findings": _first(
            one
            for one in report.findings
            if (amount and amount.is_that(one.at_stake)) or has(one.says, one.id)
        ),
        "services": _first(
            one for one in site.catalog.services.values() if words and fits(one, asked)
        ),
        "mails": _first(
            source for told, source in (books.mail_words if words else ()) if _has_all(words, told)
        ),
        "payments": _first(_payments(site, books, amount, words)),
        "named": _first(named(site.desk.priced(), amount) if amount else ()),
    }
    return site.page(request, "web_search.html.j2", content)


def _costs(one: ToldSubscription, amount: Sum | None) -> bool:
    """Whether that is its price, or what its bill asks for."""
    bill = one.bill.amount if one.bill else None
    return amount is not None and (amount.is_that(one.price) or amount.is_that(bill))


def _payments(site: Site, books: Books, amount: Sum | None, words: Sequence[str]) -> Iterator[Fact]:
    """Those of a sum; by words those of no subscription, for others are found with theirs."""
    if not words:
        return
    if amount is not None:
        yield from paid(site.desk.priced(), amount)
        return
    for one in site.desk.payments():
        told = f"{one.event.merchant_name}\n{one.source.subject}\n{one.source.sender}".casefold()
        if one.source.fingerprint not in books.sources and _has_all(words, told):
            yield one


def _first(found: Iterable[_One]) -> list[_One]:
    return list(islice(found, _HITS))


def asked_in(request: Request) -> str:
    """What was typed."""
    return text.safe(request.query_params.get("q", ""), 100)


def fits(one: Service, asked: str) -> bool:
    """Whether a service has all words in its names."""
    told = "\n".join((one.id, one.name, *one.aliases)).casefold()
    return _has_all(asked.casefold().split(), told)


def _has_all(words: Iterable[str], told: str) -> bool:
    return all(word in told for word in words)
