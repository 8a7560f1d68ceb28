"""Google Play: one subject for purchases, trials and renewals; the first sentence says which."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import UnreadableEmailError, app_slug, found_money, shorten
from parsers.language.wording import Claim, cadence_in, main_claim
from parsers.locale.locales import LocaleHint
from parsers.page import Page
from parsers.play_items import Order, ordered
from parsers.statement import fields, totals
from parsers.statement.when import days_to_come
from parsers.store_ends import ended_subscription
from parsers.store_notices import notices
from parsers.values.found_money import find_amounts

_RECEIPT = re.compile(
    r"(?i)google play order receipt|recibo de (?:tu )?pedido (?:de|do) google play"
    r"|votre commande google play|dell['’]ordine google play|je google play-bestelling"
    r"|zamówienia w google play|google play-rendelés|google play のご注文明細|הזמנה ב-google play"
)
_CANCELED = re.compile(
    r"(?i)^(?:your (?P<en>.+) subscription will be cancell?ed"
    r"|votre abonnement à (?P<fr>.+) sera annulé|(?P<hu>.+)-előfizetésedet töröljük"
    r"|előfizetésed \((?P<ends>.+)\) előnyei hamarosan véget ér(?:nek)?)$"
)
_TRIAL = re.compile(
    r"(?i)\btrial\b|\bessai\b|\bprueba\b|\bprova\b|\bprobe|無料(?:体験|トライアル|試用)"
)
_ENDS = re.compile(
    r"(?i)\b(?:trial|essai|prueba|prova|probe\w*)\b.{0,60}?\b(?:end|termin|fin|ende)|終了"
)
# Japanese words a renewal as it words a start: only what says that it began is one.
_STARTED = re.compile(
    r"(?i)\bsigned up for\b|\bsubscribed\b|\bavez souscrit\b|\bhas suscrito\b|\bsuscribiste\b"
)
_CHARGED = re.compile(r"(?i)\bbeen charged\b|\bfacturé en conséquence\b|\bse te ha cobrado\b")
_RECURRING = re.compile(
    r"(?i)auto-?renewing subscription|renouvellement automatique|renovación automática"
    r"|renovação automática|rinnovo automatico|automatisch verlänger|自動更新|定期購入が完了"
)
_RENEWS = re.compile(r"(?i)\brenouvelé\b|\brenew(?:s|ed)?\b|\brenovará\b|自動的に更新")
_ORDER = re.compile(r"\b((?:GPA|GPY|SOP)\.\d{4}-\d{4}-\d{4}-\d{5}(?:\.\.\d+)?)")
_LOCALE = re.compile(r"-([a-z]{2})[-_]([A-Z]{2})(?=:|$)")
_PER = {"月": "P1M", "年": "P1Y", "週": "P1W"}
_GOOGLES_OWN = ("YouTube",)  # an app whose plans are services with names of their own
_OF_RECEIPTS = (
    EventKind.CHARGE,
    EventKind.INVOICE_DUE,
    EventKind.RENEWAL_NOTICE,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.TRIAL_STARTED,
    EventKind.TRIAL_ENDING,
)
_SURE, _DOUBTFUL = 0.97, 0.6


@parser(
    senders=("googleplay-noreply@google.com",),
    kinds="charge refund trial_started trial_ending subscription_started price_change"
    " payment_failed canceled",
    languages="cs de en es fi fr hu it ja nl pl pt",
)
def store(page: Page) -> Iterable[BillingEvent]:
    """Receipts and cancellations.

    Raises UnreadableEmailError when a receipt shows no item with a price.
    """
    page = replace(page, hint=_hint(page))
    if canceled := _CANCELED.search(page.subject):
        return (_cancellation(page, next(name for name in canceled.groups() if name)),)
    is_receipt = _RECEIPT.search(page.subject)
    if not is_receipt and (ended := ended_subscription(page, "google_play")):
        return (ended,)
    if not (is_receipt or _reference(page)):
        return notices(page, "google_play")
    order = ordered(page)
    if order is None:
        raise UnreadableEmailError(f"no item with a price in {page.subject!r}")
    claim = None if is_receipt else main_claim(page)
    if claim is not None and claim.kind not in _OF_RECEIPTS:
        return (_doubtful(page, order, claim),)
    return _bought(page, order)


@parser(senders=("googleplaypromo-noreply@google.com", "news-googleplay@google.com"))
def promotion(_page: Page) -> Iterable[BillingEvent]:
    """Offers and news of the store; they never bill."""
    return ()


def _hint(page: Page) -> LocaleHint:
    """The account's locale, which Google writes into a header: it settles what a "$" is."""
    value = next(iter(page.message.headers.get("feedback-id", ())), "")
    found = _LOCALE.search(value)
    if found is None:
        return page.hint
    return LocaleHint(language=page.hint.language or found[1], territory=found[2])


def _opening(page: Page) -> str:
    """What stands above the order number: the sentences that say what happened."""
    above: list[str] = []
    for block in page.document.blocks[:20]:
        if _ORDER.search(block.text):
            break
        above.append(block.text)
    return " ".join(above)


def _doubtful(page: Page, order: Order, claim: Claim) -> BillingEvent:
    """Mail about an order under a subject that nobody has seen yet: a person should look."""
    event = _event(page, order, claim.kind, claim.sentence)
    amount = found_money(order.price) if claim.kind is EventKind.REFUND else None
    return replace(event, amount=amount, confidence=_DOUBTFUL)


def _bought(page: Page, order: Order) -> tuple[BillingEvent, ...]:
    opening = _opening(page)
    is_trial = bool(_TRIAL.search(opening) and not _CHARGED.search(opening))
    is_trial = is_trial or (order.price.amount == 0 and _row_to_come(page) is not None)
    if order.price.amount == 0 and not is_trial and not _is_recurring(page, order, opening):
        return ()  # given away
    if order.price.amount == 0 or is_trial:
        return (_trial(page, order, opening),)
    return _purchase(page, order, opening)


def _purchase(page: Page, order: Order, opening: str) -> tuple[BillingEvent, ...]:
    """A charge; a first one of a subscription also says that it began."""
    recurring = _is_recurring(page, order, opening)
    charge = replace(
        _event(page, order, EventKind.CHARGE, opening),
        amount=found_money(totals.total(page) or order.price),
        recurring=recurring,
    )
    if not recurring or not _STARTED.search(opening):
        return (charge,)
    return (replace(charge, kind=EventKind.SUBSCRIPTION_STARTED, recurring=None), charge)


def _is_recurring(page: Page, order: Order, opening: str) -> bool:
    if _cadence(page, order) is not None or _later_price_on(page) is not None:
        return True
    return any(_RECURRING.search(text) for text in (opening, *page.lines))


def _trial(page: Page, order: Order, opening: str) -> BillingEvent:
    """A trial and, where the mail names it, the price it turns into."""
    row = _row_to_come(page)
    texts = (row,) if row else (*page.sentences, *page.lines)
    priced = [(text, one) for text in texts for one in find_amounts(text, page.hint)]
    later = next((one for _, one in priced if one.amount > 0), None)
    found = (cadence_in(text, page.hint.language) for text, _ in priced)
    event = _event(page, order, EventKind.TRIAL_STARTED, opening)
    day = _trial_ends_on(page, opening, row)
    return replace(
        event,
        amount=found_money(later),
        cadence=event.cadence or next(filter(None, found), None),
        trial_ends_on=day,
        renews_on=day,
    )


def _trial_ends_on(page: Page, opening: str, row: str | None) -> date | None:
    """The day that a sentence names; else that from which the row has its price, or the first."""
    ends = next((text for text in page.sentences if _ENDS.search(text)), opening)
    day = fields.settled(fields.date_in(ends, page))
    if row is None or (day is not None and day > page.mailed_on):
        return day
    return next(iter(days_to_come(row, page)), None) or _first_to_come(page)


def _row_to_come(page: Page) -> str | None:
    """The row of a price that is to be paid later, as often as it says: "Puis, à partir du 3 déc.
    2026 | 59,99 €/an".
    """
    for line in page.lines:
        found = find_amounts(line, page.hint)
        is_paid = len(found) == 1 and found[0].amount > 0
        if is_paid and _rhythm(line[found[0].end :], page) and "@" not in line:
            return line
    return None


def _first_to_come(page: Page) -> date | None:
    """The first day to come that the rows name, which is that on which what is free ends."""
    days = [day for line in page.lines for day in days_to_come(line, page)]
    return min(days, default=None)


def _event(page: Page, order: Order, kind: EventKind, opening: str) -> BillingEvent:
    plan = order.plan or ""
    name = plan if order.app in _GOOGLES_OWN and plan.startswith(order.app) else order.app
    renews = next((text for text in page.sentences if _RENEWS.search(text)), "")
    day = fields.settled(fields.date_in(renews, page)) or _later_price_on(page)
    # "Gold (Tinder) Subscription - automatic renewal on 8 Dec 2026 | 12.99/month".
    day = day or next(iter(days_to_come(order.line, page)), None)
    return BillingEvent(
        kind=kind,
        merchant=app_slug(name),
        merchant_name=name,
        plan=order.plan,
        channel="google_play",
        cadence=_cadence(page, order),
        on=page.mailed_on,
        renews_on=day if day is not None and day > page.mailed_on else None,
        reference=_reference(page),
        confidence=_SURE,
        evidence=(shorten(opening), shorten(order.line)),
    )


def _later_price_on(page: Page) -> date | None:
    """The day to come from which another price is paid: "49,99 €, puis 99,99 € par an à partir du
    26 août 2027".
    """
    for text in page.sentences:
        amounts = find_amounts(text, page.hint)
        ahead = days_to_come(text, page)
        if len(amounts) > 1 and len(ahead) == 1 and cadence_in(text, page.hint.language):
            return next(iter(ahead))
    return None


def _cadence(page: Page, order: Order) -> str | None:
    """The words after the price: "/month", "par semaine", "al mes", "/月"."""
    return _rhythm(order.line[order.price.end :], page)


def _rhythm(after: str, page: Page) -> str | None:
    eastern = re.match(r"\s*/\s*(.)", after)
    if eastern and eastern[1] in _PER:
        return _PER[eastern[1]]
    return cadence_in(after, page.hint.language)


def _cancellation(page: Page, app: str) -> BillingEvent:
    """Canceled, and paid for until a day that the first sentence names."""
    sentence = next((text for text in page.sentences if "Google Play" in text), page.subject)
    return BillingEvent(
        kind=EventKind.CANCELED,
        merchant=app_slug(app),
        merchant_name=app,
        channel="google_play",
        on=page.mailed_on,
        access_until=fields.settled(fields.date_in(sentence, page)),
        reference=_reference(page),
        confidence=_SURE,
        evidence=(shorten(sentence),),
    )


def _reference(page: Page) -> str | None:
    found = (_ORDER.search(line) for line in page.lines)
    return next((order[1] for order in found if order), None)
