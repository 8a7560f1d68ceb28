"""PayPal: only PayPal's own words are read; notes, descriptions and addresses are a seller's."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import UnreadableEmailError, shorten
from parsers.language.wording import cadence_in, straight
from parsers.merchants import slug
from parsers.money import Money
from parsers.page import Page
from parsers.paypal_details import ITEMS, NUMBER, all_under, plan_of, under
from parsers.paypal_heads import is_automatic, taken_every, told_by_heads
from parsers.statement import fields
from parsers.values.found_money import find_amounts, parse_amount

_ENDINGS = (
    "com at be br ca ch cl cn co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au "
    "com.br com.hk com.mx com.my com.ph com.sg com.tr com.tw cz de dk es fi fr gr hu ie in it jp "
    "lu mx nl no pl pt ru se sk uk us vn"
)
_SITES = tuple(f"paypal.{ending}" for ending in _ENDINGS.split())
# What the subject announces. Whatever is not here (invoices, money requests, payments between
# people, changed settings) states no charge, however much its notes talk of one.
_SUBJECTS = tuple(
    (kind, re.compile(f"(?i)^{pattern}$"))
    for kind, pattern in (
        (EventKind.CHARGE, r"receipt for your payment(?: to (?P<name>.+))?"),
        (EventKind.CHARGE, r"you sent an automatic payment to (?P<name>.+)"),
        (EventKind.CHARGE, r"you (?:have )?authori[sz]ed a payment to (?P<name>.+)"),
        (EventKind.CHARGE, r"(?P<name>.+): (?:[^\d\s]{0,3} ?)?\d[\d.,\s]*(?:€ )?[A-Z]{3}"),
        (EventKind.CHARGE, r"beleg für ihre zahlung an (?P<name>.+)"),
        (EventKind.CHARGE, r"bestätigung ihrer spende über .+ an (?P<name>.+) mit paypal"),
        (EventKind.CHARGE, r"sie haben eine zahlung autorisiert"),
        (EventKind.CHARGE, r"reçu pour votre paiement à (?P<name>.+)"),
        (EventKind.CHARGE, r"reçu de votre paiement paypal"),
        (EventKind.CHARGE, r"votre paiement à (?P<name>.+) a été traité"),
        (EventKind.CHARGE, r"notification de paiement automatique"),
        (
            EventKind.SUBSCRIPTION_STARTED,
            r"review your new automatic payment setup for (?P<name>.+)",
        ),
        (EventKind.CANCELED, r"your automatic payment(?: to (?P<name>.+))? is no longer active"),
        (EventKind.REFUND, r"(?:you have a refund|refund) from (?P<name>.+)"),
        (EventKind.REFUND, r"vous avez reçu un remboursement de (?P<name>.+)"),
        (EventKind.PAYMENT_FAILED, r"le paiement de votre abonnement (?P<name>.+) a échoué"),
    )
)
# PayPal's sentence on what happened. A sentence of authorization alone moves no money.
_PAID = re.compile(
    r"(?i)^(?:you paid (?P<a1>.{1,60}?) to (?P<n1>.+)"
    r"|you sent an? (?:automatic )?payment of (?P<a2>.{1,60}?) to (?P<n2>.+)"
    r"|sie haben (?P<a3>(?!eine).{1,60}?) an (?P<n3>.+) (?:gezahlt|gesendet|gespendet|bezahlt)\.?"
    r"|vous avez payé (?P<a4>.{1,60}?) à (?P<n4>.+)"
    r"|vous avez envoyé un paiement(?: automatique)? de (?P<a5>.{1,60}?)(?: le .+?)? à (?P<n5>.+)"
    r"|this e-?mail confirms that you have paid (?P<n6>.+?) (?P<a6>[^\w\s]\d[\d.,]*)(?: using .+)?"
    r"|sie haben eine (?:handy)?zahlung (?:über|in höhe von) (?P<a7>.{1,60}?) an (?P<n7>.+)"
    r" (?:gesendet|gezahlt)\.?"
    r"|diese e-?mail bestätigt,? dass sie (?P<a8>.{1,60}?) an (?P<n8>.+)"
    r" mit paypal bezahlt haben\.?"
    r"|diese e-?mail bestätigt ihre zahlung an (?P<n9>.+?) (?P<a9>[^\w\s]?\d[\d.,]*.{0,8}?)"
    r" über paypal\.?)$"
)
# Without to whom; what goes to a person is no charge.
_SENT = re.compile(r"(?i)^you sent (?P<amount>[^\w\s]?\d[\d.,]* ?(?:[^\w\s] ?)?(?:[A-Z]{3})?)\.?$")
_AUTHORIZED = re.compile(r"(?i)\bauthori[sz]ed\b|\bautoris(?:é|iert)\b|\bgenehmigt\b")
_ALLOWED = re.compile(r"(?i)^you authori[sz]ed a payment of (?P<a1>.{1,60}?) to (?P<n1>.+)")
_FINAL = re.compile(r"(?i)\b(?:this|it) will be your final receipt\b")
_REFUNDED = re.compile(r"(?i)\brefund(?:ed)?\b|\bremboursement\b|\brückzahlung\b")
_FAILED = re.compile(r"(?i)\bpas pu effectuer\b|\ba échoué\b")
_ENDED = re.compile(r"(?i)^your automatic payment to (?P<name>.+) is no longer active\W*$")
_MERCHANT = re.compile(
    r"(?i)^(?:merchant|seller|händler|verkäufer|marchand|paiement à|comercio|vendedor|venditore"
    r"|commerciante|esercente|comerciante|verkoper|sprzedawca|säljare|sælger|selger|myyjä|obchodník"
    r"|prodejce|kereskedő|eladó)\W*$"
)
# "Paiement à Lanterne B.V.", with the seller's address behind it: layouts without a sentence.
_PAID_TO = re.compile(
    r"(?i)^(?:payment to|zahlung an|paiement à) (?P<name>[^@]{2,80}?)(?: \S+@\S+)?$"
)
_SUM = re.compile(
    r"(?i)^(?:payment|total|you paid|zahlung|gesamtbetrag|paiement|montant (?:total|payé))\W*$"
)
_TRANSACTION = re.compile(
    r"(?i)^(?:transaction id|transaktionscode|(?:numéro|id) de transaction)\W*"
    r"(?P<id>[0-9A-Z]{17})?$"
)
_DAY = re.compile(
    r"(?i)^(?:(?:transaction |start )?date|transaktionsdatum|date de la transaction)\W*$"
)
_CYCLE = re.compile(r"(?i)^(?:payment cycle|billing cycle|frequency)\W*$")
_NEXT = re.compile(r"(?i)^next payment(?: due| date)?\W*$")
_AMOUNT = re.compile(r"(?i)^amount\W*$")
_CUT = re.compile(r"(?<!\s)\s*+(?:(?<!\.)\.{2,}+|…)$")
# Digits as in a phone number, and letters of the mathematical alphabets, which filters overlook.
_PHONE = re.compile(r"\+?\(?\d[\d\s().–-]{8,}\d")
_DISGUISED = re.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff5a]")
_SURE, _LESS_SURE = 0.97, 0.85


@parser(
    senders=_SITES,
    local=r"^service$",
    kinds="charge refund payment_failed subscription_started canceled",
    languages="de en es fr nl",
)
def payments(page: Page) -> Iterable[BillingEvent]:
    """Receipts, refunds, failures and automatic payments that began or ended.

    Raises UnreadableEmailError when a receipt has no sentence with an amount.
    """
    for kind, pattern in _SUBJECTS:
        if found := pattern.match(straight(page.subject).strip()):
            return _read(page, kind, found.groupdict().get("name"))
    return _told(page) or _sent(page)


@parser(senders=tuple(f"e.{site}" for site in _SITES), local=r"^(?!service$)")
def promotion(_page: Page) -> Iterable[BillingEvent]:
    """Offers and news; they never bill."""
    return ()


def _told(page: Page) -> tuple[BillingEvent, ...]:
    """What PayPal's own sentences say in words of another language, or in others than it had."""
    told = told_by_heads(page, list(_heads(page)), seller=under(page, _MERCHANT))
    if told is None or any(map(_is_planted, (page.subject, *_heads(page)))):
        return ()
    if told.kind is EventKind.CANCELED:
        return _ending(page, told.name)
    event = replace(_event(page, told.kind, told.name), reference=told.reference)
    event = replace(event, amount=told.money, evidence=(shorten(told.sentence),))
    return (_with_terms(page, event, told.sentence) if told.kind is EventKind.CHARGE else event,)


def _is_planted(text: str) -> bool:
    """Whether a text has what PayPal never writes: a number to call, letters in disguise."""
    return bool(_PHONE.search(text) or _DISGUISED.search(text))


def _with_terms(page: Page, charge: BillingEvent, sentence: str) -> BillingEvent:
    """The payment with what it was for and, where it is an automatic one, how often it is made."""
    heads = list(_heads(page))
    plan, every = plan_of(page, heads), taken_every(page)
    told = (page.subject, sentence, plan or "", *heads)
    automatic = any(map(is_automatic, told)) or every is not None
    if not automatic:
        return replace(charge, plan=plan)
    every = every or _cadence(page) or (cadence_in(plan, page.hint.language) if plan else None)
    renews_on = _day_under(page, _NEXT)
    return replace(charge, plan=plan, recurring=True, cadence=every, renews_on=renews_on)


def _read(page: Page, kind: EventKind, name: str | None) -> tuple[BillingEvent, ...]:
    if kind is EventKind.CHARGE:
        return _charge(page, name)
    if kind is EventKind.CANCELED:
        return _ending(page, name)
    event = _event(page, kind, name)
    if kind is EventKind.SUBSCRIPTION_STARTED:
        return (replace(event, amount=_labelled_money(page), cadence=_cadence(page)),)
    words = _REFUNDED if kind is EventKind.REFUND else _FAILED
    amount = _money_beside(page, words)
    return (replace(event, amount=amount),) if amount else _told(page) or (event,)


def _charge(page: Page, name: str | None) -> tuple[BillingEvent, ...]:
    """A payment that PayPal says was made; an authorization alone is none, unless it says that its
    mail is the receipt.
    """
    is_receipt = any(_FINAL.search(text) for text in page.sentences)
    paid = _sentence(page, _PAID) or (_sentence(page, _ALLOWED) if is_receipt else None)
    if paid is None:
        if _sentence(page, _AUTHORIZED) or find_amounts(page.subject, page.hint):
            return ()
        return _told(page) or (_by_its_rows(page, name),)
    words = {key[0]: value for key, value in paid.groupdict().items() if value}
    amounts = find_amounts(words["a"], page.hint)
    if not amounts:
        raise UnreadableEmailError(f"no amount in {paid[0]!r}")
    same = name is None or name.casefold() == words["n"].casefold()
    event = _event(page, EventKind.CHARGE, words["n"] if same else name)
    charge = replace(
        _with_terms(page, event, paid[0]),
        amount=amounts[0].money,
        confidence=_LESS_SURE if _AUTHORIZED.search(page.subject) else _SURE,
        evidence=(shorten(paid[0]),),
    )
    return (charge,)


def _sent(page: Page) -> tuple[BillingEvent, ...]:
    """A payment of which PayPal does not say to whom it went, unless its details do."""
    said = _sentence(page, _SENT)
    if said is None or _reference(page) is None:
        return ()
    (amount,) = find_amounts(said["amount"], page.hint)
    event = _with_terms(page, _event(page, EventKind.CHARGE, None), said[0])
    return (replace(event, amount=amount.money, evidence=(shorten(said[0]),)),)


def _by_its_rows(page: Page, name: str | None) -> BillingEvent:
    """A receipt whose sentences say nothing: whom it names, and the row of the sum."""
    named = (_PAID_TO.match(straight(block.text)) for block in page.document.blocks)
    name = name or next((found["name"] for found in named if found), None)
    rows = (parse_amount(text, page.hint) for text in all_under(page, _SUM))
    amount = next((found.money for found in rows if found), None)
    if amount is None or not (name or under(page, _MERCHANT)):
        raise UnreadableEmailError(f"no sentence of a payment in {page.subject!r}")
    event = _event(page, EventKind.CHARGE, name)
    return _with_terms(page, replace(event, amount=amount), page.subject)


def _ending(page: Page, name: str | None) -> tuple[BillingEvent, ...]:
    """Widely forged by way of PayPal itself: with an amount or a phone number it says nothing."""
    text = "\n".join(page.lines)
    if find_amounts(text, page.hint) or _is_planted(text):
        return ()
    said = _sentence(page, _ENDED)
    merchant = name or (said["name"] if said else None) or under(page, _MERCHANT)
    if merchant is None:
        return ()
    return (replace(_event(page, EventKind.CANCELED, merchant), confidence=_LESS_SURE),)


def _event(page: Page, kind: EventKind, name: str | None) -> BillingEvent:
    full = _full_name(page, name)
    return BillingEvent(
        kind=kind,
        merchant=slug(full),
        merchant_name=full,
        channel="paypal",
        processor="paypal",
        on=_day_under(page, _DAY, past=True) or page.mailed_on,
        reference=_reference(page),
        confidence=_SURE,
        evidence=(shorten(page.subject),),
    )


def _heads(page: Page) -> Iterator[str]:
    """The sentences above the tables of details: PayPal's own, none of the seller's."""
    blocks = page.document.blocks
    for block, after in zip_longest(blocks, blocks[1:]):
        if any(label.match(block.text) for label in (_MERCHANT, _TRANSACTION, ITEMS)):
            return
        if NUMBER.search(block.text) or (after and NUMBER.fullmatch(after.text.strip())):
            return
        yield straight(block.text)


def _sentence(page: Page, pattern: re.Pattern[str]) -> re.Match[str] | None:
    found = (pattern.search(text.strip().rstrip("!")) for text in _heads(page))
    return next((match for match in found if match), None)


def _full_name(page: Page, name: str | None) -> str:
    """The name, in full where the subject cuts it short ("Microsoft Payments U...")."""
    beside = under(page, _MERCHANT) or ""
    if name is None:
        return beside or "PayPal"
    stem = _CUT.sub("", name)
    whole = stem != name and beside.casefold().startswith(stem.casefold())
    return beside if whole else stem


def _day_under(page: Page, label: re.Pattern[str], *, past: bool = False) -> date | None:
    text = under(page, label)
    day = fields.settled(fields.date_in(text, page)) if text else None
    if day is None or (day - page.mailed_on).days not in (range(-45, 2) if past else range(400)):
        return None
    return day


def _cadence(page: Page) -> str | None:
    text = under(page, _CYCLE)
    return cadence_in(text, page.hint.language) if text else None


def _labelled_money(page: Page) -> Money | None:
    text = under(page, _AMOUNT)
    found = find_amounts(text, page.hint) if text else ()
    return found[0].money if found else None


def _money_beside(page: Page, words: re.Pattern[str]) -> Money | None:
    """The first amount of the sentences that say so, else of the lines that are labelled so."""
    for text in (*_heads(page), *page.lines):
        if words.search(text) and (found := find_amounts(text, page.hint)):
            return found[0].money
    return None


def _reference(page: Page) -> str | None:
    for block in page.document.blocks:
        if found := _TRANSACTION.match(straight(block.text)):
            return found["id"] or _id_in(under(page, _TRANSACTION))
    return None


def _id_in(text: str | None) -> str | None:
    found = NUMBER.fullmatch(text.strip()) if text else None
    return found[0] if found else None
