"""The pages that show something."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from parsers.declare import UnreadableEmailError
from parsers.events import EventKind
from parsers.layout import lay_out
from parsers.merchants import fold
from parsers.message import Message, read_message
from watchdog import text
from watchdog.catalog import Catalog
from watchdog.catalog.model import Note
from watchdog.fixes import fix_for_subscription
from watchdog.language import say
from watchdog.ledger import MailSummary
from watchdog.reporting import tell_subscription
from watchdog.reviews import count_fakes, in_words, names_of, read_events, waiting
from watchdog.timeline.corrections import said_of_mail
from watchdog.timeline.facts import Source
from watchdog.timeline.subscriptions import OVER, Subscription
from watchdog.timeline.unpaid import unpaid
from watchdog.views.history import history_of
from watchdog.views.prices import price_histories
from watchdog.web.problems import Refused
from watchdog.web.searching import asked_in, fits
from watchdog.web.site import Site
from watchdog.wording.findings import put_away

_FINDINGS, _ROWS, _SUBSCRIPTIONS, _MAILS = 15, 100, 100, 10
_LINES = 400
_ALIKE = 4  # letters
_One = TypeVar("_One")


def overview(site: Site, request: Request) -> Response:
    """What needs you, what comes, and where the money goes."""
    books = site.desk.books()
    number, shown, more = _part(books.overview.report.findings, request, _FINDINGS)
    content = {
        "o": books.overview,
        "findings": shown,
        "number": number,
        "more": more,
        "drawn": books.drawn,
    }
    return site.page(request, "web_overview.html.j2", content)


def subscriptions(site: Site, request: Request) -> Response:
    """All subscriptions, the running ones first."""
    report = site.desk.books().overview.report
    number, shown, more = _part(report.subscriptions, request, _SUBSCRIPTIONS)
    content = {
        "running": [one for one in shown if one.status not in OVER and not one.paid_by_hand],
        "by_hand": [one for one in shown if one.paid_by_hand],
        "ended": [one for one in shown if one.status in OVER],
        "count": len(report.subscriptions),
        "number": number,
        "more": more,
    }
    return site.page(request, "web_subscriptions.html.j2", content)


def subscription(site: Site, request: Request) -> Response:
    """One subscription: what it is, what to do, and all that happened."""
    books = site.desk.books()
    one = books.by_name.get(request.path_params["name"])
    if one is None:
        raise Refused(
            404,
            "There is no such subscription; mail may have moved it: look in the overview",
        )
    findings = [each for each in books.findings.values() if each.subscription == one.id]
    proofs = {proof.sha256 for each in findings for proof in each.evidence}
    number, rows, more = _part(history_of(one, proofs), request, _ROWS)
    content = {
        "one": tell_subscription(one, today=site.today()),
        "findings": findings,
        "fix": fix_for_subscription(one, site.catalog, today=site.today()),
        "prices": price_histories((one,), today=site.today()),
        "rows": rows,
        "number": number,
        "more": more,
        "service": one.merchant if one.merchant in site.catalog.services else "",
        "today": site.today(),
        "over": one.status in OVER,
        "notes": notes_of(one, site.catalog),
        "others": mergeable(one, books.subscriptions),
        "goes_with_it": put_away(findings, [bill.on for bill in (unpaid(one),) if bill]),
    }
    return site.page(request, "web_subscription.html.j2", content)


def notes_of(one: Subscription, catalog: Catalog) -> Sequence[Note]:
    """What the user can note of it, because its refunds hang on it."""
    service = catalog.services.get(one.merchant)
    return service.notes if service is not None else ()


def mergeable(one: Subscription, all_: Iterable[Subscription]) -> Sequence[Subscription]:
    """Others that may be the same: of its merchant, or with a name that begins alike."""
    begins = fold(one.name)[:_ALIKE]
    found = (
        each
        for each in all_
        if each.id != one.id
        and (each.merchant == one.merchant or (begins and fold(each.name).startswith(begins)))
    )
    return sorted(islice(found, _ROWS), key=lambda each: (each.name.casefold(), each.id))


def review(site: Site, request: Request) -> Response:
    """The mails that do not count until somebody has looked."""
    return _waiting(site, request, fakes=False)


def fakes(site: Site, request: Request) -> Response:
    """The mails that look like fakes: they count for nothing, and are no question to anybody."""
    return _waiting(site, request, fakes=True)


def _waiting(site: Site, request: Request, *, fakes: bool) -> Response:
    found = list(waiting(site.ledger, fakes=fakes))
    others = 0 if fakes else count_fakes(site.ledger)
    number, shown, more = _part(found, request, _MAILS)
    mails = [(one, read_events(site.setting, site.ledger, one)) for one in shown]
    content = {
        "mails": mails,
        "count": len(found),
        "fakes": fakes,
        "others": others,
        "number": number,
        "more": more,
        "kinds": tuple(EventKind),
    }
    return site.page(request, "web_review.html.j2", content)


def said(site: Site, request: Request) -> Response:
    """All that the user has said, newest first, to be taken back."""
    stand = site.ledger.statements()
    names = names_of(stand, site.ledger, site.catalog)
    words = [(one, in_words(one, names)) for one in reversed(stand)]
    number, shown, more = _part(words, request, _ROWS)
    content = {"words": shown, "number": number, "more": more}
    return site.page(request, "web_said.html.j2", content)


def mail(site: Site, request: Request) -> Response:
    """A mail as words; nothing of it is drawn, loaded or linked."""
    about = _mail(site, request.path_params["fingerprint"])
    raw = site.ledger.raw(about.fingerprint)
    content = {
        "about": about,
        "subject": text.unlinked(about.subject, 200) or say("(no subject)"),
        "kept": raw is not None,
        "lines": _lines(raw) if raw is not None else (),
        "said_so": _said_of(site, about.fingerprint),
    }
    return site.page(request, "web_mail.html.j2", content)


def _said_of(site: Site, fingerprint: str) -> str:
    """What the user said that a mail is, "" where nothing."""
    words = said_of_mail(site.ledger.statements(), fingerprint)
    return in_words(words[-1], {}) if words else ""


def raw_mail(site: Site, request: Request) -> Response:
    """The bytes of a mail as they came, to be saved, never shown."""
    about = _mail(site, request.path_params["fingerprint"])
    raw = site.ledger.raw(about.fingerprint)
    if raw is None:
        raise Refused(404, "The bytes of this mail were not kept; see keep_mail in config.toml")
    name = f"mail-{about.fingerprint[:12]}.eml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(raw, media_type="application/octet-stream", headers=headers)


def catalog(site: Site, request: Request) -> Response:
    """The services that are known."""
    asked = asked_in(request)
    found = [one for _, one in sorted(site.catalog.services.items()) if fits(one, asked)]
    return site.page(request, "web_catalog.html.j2", {"services": found, "asked": asked})


def service(site: Site, request: Request) -> Response:
    """All that is known of one service, each fact with its source."""
    one = site.catalog.services.get(request.path_params["name"])
    if one is None:
        raise Refused(
            404, "The catalogue does not know this service; see it for those that it knows"
        )
    channels = site.catalog.channels
    own = [each for each in site.desk.books().subscriptions if each.merchant == one.id]
    content = {"one": one, "channels": channels, "own": own}
    return site.page(request, "web_service.html.j2", content)


def _part(found: Sequence[_One], request: Request, size: int) -> tuple[int, Sequence[_One], bool]:
    """The number of the part that is asked for, its items, and whether more follow."""
    asked = request.query_params.get("part", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    first = (max(1, number) - 1) * size
    return max(1, number), found[first : first + size], first + size < len(found)


def _mail(site: Site, fingerprint: str) -> Source | MailSummary:
    """What is known of a mail; Refused when there is none."""
    known = site.desk.books().sources.get(fingerprint)
    if known is not None:
        return known
    for one in site.ledger.mails():
        if one.fingerprint == fingerprint:
            return one
    raise Refused(404, "There is no such mail in the ledger; look for it by its subject")


def _lines(raw: bytes) -> tuple[str, ...]:
    """The words of a mail, line by line, without its links and numbers."""
    message = read_message(raw)
    if not isinstance(message, Message):
        return ()
    try:
        lines = lay_out(message).lines
    except UnreadableEmailError:
        return ()
    return tuple(told for line in lines[:_LINES] if (told := text.unlinked(line, 400)))
