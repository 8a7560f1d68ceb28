"""What a mail was sent for: the one of its claims that the others stand around."""

from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, is_hedged
from parsers.page import Page
from parsers.statement import beside, fields, totals
from parsers.statement.due import of_this_bill
from parsers.statement.leading import LED, is_a_row
from parsers.statement.particulars import last_four
from parsers.statement.remaining import left_of_it
from parsers.statement.when import TRIALS
from parsers.values.found_money import find_amounts

# Days in which the money of an invoice is taken; a month later it is that of the next one.
_SOON = range(1, 26)
_PAYABLE = range(61)  # days in which invoices have to be paid
_JUST = 3  # days
_BEFORE = 7  # days; what was paid longer ago is no news
_OF_PAYMENTS = frozenset(("pay", "take", "receipt"))
_TOLD = _OF_PAYMENTS | {"get", "done", "was", "thanks"}
_TO_BE_TAKEN, _DOUBTED = frozenset(("take", "will")), frozenset(("if", "can", "not", "next"))
_DUE = (EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE)
_ALL_TOLD = 2  # an amount and a day
_ROW = 80  # characters; a longer line is running text


def purpose(found: tuple[Claim, ...], page: Page, *, always_taken: bool) -> Claim:
    """The weightiest claim, in the sentence that says most about it.

    An invoice that the mail says is paid is a receipt, whatever the subject calls it; so is that
    of a service that only ever takes its money by itself, and one that names the card it was
    taken from, unless something is due.
    """
    found = _of_this_bill(_of_now(_of_money(_as_billed(found, page), page), page), page)
    first = _first(found, page)
    kinds = {claim.kind for claim in found}
    announced = EventKind.INVOICE_DUE in kinds and _is_announced(page)
    coming = announced or _is_coming(page, found)
    invoice = first.kind is EventKind.INVOICE_DUE
    kind = EventKind.CHARGE if invoice and EventKind.CHARGE in kinds else first.kind
    kind = EventKind.INVOICE_DUE if coming and kind is EventKind.CHARGE else kind
    kind = EventKind.CHARGE if _is_converted(page, found) else kind
    same = [claim for claim in found if claim.kind is kind]
    best = _most_telling(same, page)
    taken = invoice and not coming and _is_taken(page, found, always=always_taken)
    paid = EventKind.CHARGE if taken or _is_done(page, best) else best.kind
    return replace(best, kind=paid, in_subject=first.in_subject)


def _as_billed(found: tuple[Claim, ...], page: Page) -> tuple[Claim, ...]:
    """The claims; of a title that only calls it a bill, the bill instead of a payment, where the
    text states a bill and no payment: "Votre facture", "Votre facture de 19,99 € est disponible".
    """
    told = {claim.kind for claim in found if not claim.in_subject}
    if EventKind.INVOICE_DUE not in told or EventKind.CHARGE in told:
        return found
    return tuple(
        replace(one, kind=EventKind.INVOICE_DUE) if _only_calls_it_so(one, page) else one
        for one in found
    )


def _only_calls_it_so(claim: Claim, page: Page) -> bool:
    about = notions_for(page.hint.language).about(claim.sentence)
    return claim.kind is EventKind.CHARGE and "invoice" in about and not about & _TOLD


def _of_money(found: tuple[Claim, ...], page: Page) -> tuple[Claim, ...]:
    """The claims of a trial without those that nothing was paid ("You have paid £0.00 so far")."""
    if not any(claim.kind in TRIALS for claim in found):
        return found
    kept = [
        claim
        for claim in found
        if claim.in_subject
        or claim.kind is not EventKind.CHARGE
        or not (amounts := find_amounts(claim.sentence, page.hint))
        or any(one.amount for one in amounts)
    ]
    return tuple(kept) or found


def _first(found: tuple[Claim, ...], page: Page) -> Claim:
    """What matters most, unless another claim is where it led."""
    first = found[0]
    led = LED.get(first.kind)
    return (led and led(found, page)) or first


def _of_now(found: tuple[Claim, ...], page: Page) -> tuple[Claim, ...]:
    """Without what was paid before, where a bill that is due tells that too: "Payment received
    22 May | £98.40".
    """
    if not any(claim.kind in _DUE for claim in found):
        return found
    now = tuple(claim for claim in found if not _is_of_before(claim, page))
    return now if any(claim.kind in _DUE for claim in now) else found


def _of_this_bill(found: tuple[Claim, ...], page: Page) -> tuple[Claim, ...]:
    """Without the price of the next bills, where a bill says by when it has to be paid:
    "Your new monthly payment is £88".
    """
    if found[0].kind is not EventKind.PRICE_CHANGE or found[0].in_subject:
        return found
    later = (EventKind.PRICE_CHANGE, EventKind.RENEWAL_NOTICE)
    rest = tuple(claim for claim in found if claim.kind not in later)
    if not any(claim.kind is EventKind.INVOICE_DUE for claim in rest):
        return found
    due = fields.labelled_day(page, "due_by", lines=of_this_bill(page), every=True)
    return rest if due is not None and totals.total(page) is not None else found


def _is_of_before(claim: Claim, page: Page) -> bool:
    """Whether the only day that a sentence names for a payment is well past."""
    if claim.kind is not EventKind.CHARGE or claim.in_subject:
        return False
    days = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
    on = days[0].on if len(days) == 1 else None
    return on is not None and (page.mailed_on - on).days > _BEFORE


def _is_coming(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether an invoice says until when to pay it, or on which near day it will be taken, and
    nowhere that it was paid: that an order has come in is no word of payment.
    """
    invoices = {claim.sentence for claim in found if claim.kind is EventKind.INVOICE_DUE}
    paid = {claim.sentence for claim in found if claim.kind is EventKind.CHARGE} - invoices
    about = notions_for(page.hint.language).about
    if not invoices:
        return False
    due = fields.labelled_day(page, "due_by", lines=of_this_bill(page), every=True)
    is_open = not _nothing_is_left(page)
    is_payable = is_open and due is not None and (due - page.mailed_on).days in _PAYABLE
    is_rest = is_open and left_of_it(page) is not None
    if is_payable or is_rest:  # "Paid so far: $150.00 | Amount due: $25.00"
        paid = {sentence for sentence in paid if not is_a_row(sentence, page)}
    if any(about(sentence) & _OF_PAYMENTS for sentence in paid):
        return False
    if is_payable or is_rest or (is_open and any(_begs(sentence, page) for sentence in invoices)):
        return True
    notices = (claim.sentence for claim in found if claim.kind is EventKind.RENEWAL_NOTICE)
    days = (fields.settled(fields.date_in(sentence, page)) for sentence in notices)
    near = any(day is not None and (day - page.mailed_on).days in _SOON for day in days)
    return near or (is_open and _is_asked_for(page, invoices, paid))


def _begs(sentence: str, page: Page) -> bool:
    """Whether a sentence begs to pay what it names: "Please transfer EUR 49.90 within 3 days"."""
    if not {"please", "pay"} <= notions_for(page.hint.language).about(sentence):
        return False
    return bool(find_amounts(sentence, page.hint)) or totals.total(page) is not None


def _is_announced(page: Page) -> bool:
    """Whether a row says on which near day the money will be taken: "Date de prélèvement | ..."."""
    day = fields.labelled_day(page, "taken_on", lines=page.lines)
    return day is not None and (day - page.mailed_on).days in _SOON


def _is_asked_for(page: Page, invoices: set[str], paid: set[str]) -> bool:
    """Whether a sentence, no row, says how much is still to be paid, and none that it was paid:
    "Thank you for your order. Please transfer $54.90."
    """
    told = (one for one in page.sentences if CELL not in one)
    if not any(one in invoices and _names_what_to_pay(one, page) for one in told):
        return False
    return last_four(page) is None and not any(find_amounts(one, page.hint) for one in paid)


def _names_what_to_pay(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    return bool(find_amounts(sentence, page.hint)) and "pay" in about(sentence)


def _is_converted(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether a mail about the end of a trial says what was charged then: it "will be" nowhere."""
    if found[0].kind is not EventKind.TRIAL_ENDING:
        return False
    paid = (claim.sentence for claim in found if claim.kind is EventKind.CHARGE)
    return any(beside.amount_in(sentence, page) for sentence in paid)


def _is_taken(page: Page, found: tuple[Claim, ...], *, always: bool) -> bool:
    """Whether what an invoice asks for is paid: nothing is left, or nothing is due."""
    if _nothing_is_left(page):
        return True
    if any(says(claim.sentence, "due", page.hint.language) for claim in found):
        return False
    day = fields.labelled_day(page, "taken_on", lines=page.lines)
    if day is not None and day > page.mailed_on:
        return False
    return always or (last_four(page) is not None and not _is_still_taken(page))


def _is_still_taken(page: Page) -> bool:
    """Whether a sentence says that the money will be taken, and not on which day: that of another
    payment has one. "Your Visa ending in 4410 will be charged automatically."
    """
    language = page.hint.language
    coming = (one for one in page.sentences if is_hedged(one, EventKind.CHARGE, language))
    about = notions_for(language).about
    return any(
        about(one) >= _TO_BE_TAKEN
        and not about(one) & _DOUBTED
        and not find_dates(one, hint=page.hint, near=page.mailed_on)
        for one in coming
    )


def _nothing_is_left(page: Page) -> bool:
    """Whether a row says so: "Balance due | $0.00"."""
    rows = (line for line in page.lines if len(line) <= _ROW)
    due = (line for line in rows if says(line, "due", page.hint.language))
    left = [one.amount for line in due for one in find_amounts(line, page.hint)]
    return bool(left) and not any(left) and totals.total(page) is not None


def _is_done(page: Page, claim: Claim) -> bool:
    """Whether what looks like a notice is a receipt that also names the next payment: a row says
    on which day, just past, the payment was made, and another how much it was.
    """
    if claim.kind is not EventKind.RENEWAL_NOTICE or claim.in_subject:
        return False
    paid = fields.labelled_day(page, "taken_on", lines=page.lines)
    if paid is None or not -_JUST <= (paid - page.mailed_on).days <= 0:
        return False
    amount = totals.total(page)
    return amount is not None and amount.amount > 0


def _most_telling(claims: list[Claim], page: Page) -> Claim:
    """The first of the claims whose sentences name most values: an amount, a day."""
    best, most = claims[0], -1
    for claim in claims if len(claims) > 1 else ():
        named = bool(find_amounts(claim.sentence, page.hint))
        if named < most:  # a day would make it as much, not more
            continue
        told = named + bool(fields.date_in(claim.sentence, page))
        if told > most:
            best, most = claim, told
        if most == _ALL_TOLD:
            break
    return best
