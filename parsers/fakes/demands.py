"""Bills that somebody wants paid who does not know whom he writes to."""

import re
from collections.abc import Iterable

from parsers.events import BillingEvent, EventKind
from parsers.fakes.calls import shows_a_number, undoes_by_a_number, wants_a_call
from parsers.fakes.claims import (
    greets_a_trade,
    greets_anybody,
    greets_by_name,
    greets_nobody,
    is_answer,
    is_paid,
    sells_technicians,
    takes_it_itself,
)
from parsers.fakes.dwellings import names_what_is_the_readers
from parsers.fakes.looked_up import looked_up
from parsers.fakes.lures import lures
from parsers.fakes.pressed import (
    claims_a_debt,
    is_far_off,
    is_near,
    is_threatened,
    is_unhurried,
    reminds,
    tells_what_comes,
)
from parsers.fakes.refused import refused_by_a_number
from parsers.fakes.stead import has_another_account, names_an_account
from parsers.fakes.ways import leaves_nothing
from parsers.fakes.whom import is_named_in_full, numbers_the_reader, without_numbers
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # how far into a mail its demand is looked for
# What the reader pays himself, and where he may be asked to.
_ASKED = frozenset({EventKind.INVOICE_DUE})
_LURED = frozenset({EventKind.RENEWAL_NOTICE, EventKind.TRIAL_ENDING, EventKind.PAYMENT_FAILED})
# A fine that is "reduced to" half for who pays at once.
_CHANGED = frozenset({EventKind.PRICE_CHANGE})
_TAKEN = frozenset({EventKind.CHARGE})
_BEGUN = frozenset({EventKind.SUBSCRIPTION_STARTED, EventKind.CHARGE})
_ENDED = frozenset({EventKind.CANCELED, EventKind.PAUSED})
_GIVEN_BACK = frozenset({EventKind.REFUND, EventKind.REFUND_PROMISED})
_IBAN = re.compile(r"\s*[A-Z]{2}\d{2}[ \dA-Z]{8}")
# The same without its country, and those of Norway, Hungary and Bohemia.
_AT_A_BANK = re.compile(
    r"\s*(?:\d{2}(?:[ -]?\d{4}){5}|\d{4}[. ]\d{2}[. ]\d{5}\b|\d{8}-\d{8}"
    r"|(?:\d{1,6}-)?\d{2,10}/\d{4}\b)"
)
# Money comes back by the way that it was paid: who has to sign in for it signs in at a stranger's.
_FETCHED = Words(
    _WORDED.pattern("fetched"),
    most=_NEAR,
)


def doubtful_demand(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a stranger's bill waits for a person: it wants to be paid, and does not know by whom;
    None for others.

    Who takes the money from an account needs nobody's help, unless it has to be confirmed to him;
    a name, a card's last figures, and the number of a customer or a policy, are what a directory
    that bills half a town does not have.
    """
    said = tuple(events)
    text = f"{message.subject}\n{body}"
    kinds = {one.kind for one in said}
    if kinds == _TAKEN and greets_nobody(text) and names_an_account(text.lower()):
        # What was taken has no account to pay into, but one that it was posted to.
        told = " ".join(quote for one in said for quote in one.evidence).lower()
        kinds = kinds if is_paid(text) or names_an_account(told) else set(_ASKED)
    wanted = kinds & _ASKED or (kinds & _LURED and lures(body))
    fetched = _FETCHED.search(text) or (kinds <= _GIVEN_BACK and lures(body))
    if kinds & _GIVEN_BACK and fetched and not any(map(_knows_the_reader, said)):
        return "it wants you to fetch the money that it gives back"
    if not wanted or any(map(_knows_the_reader, said)):
        return looked_up(message, body, said) if kinds == _CHANGED else None
    listed = looked_up(message, body, said) if kinds & _ASKED else None
    if (
        listed
        or greets_by_name(body)
        or is_named_in_full(message, text)
        or numbers_the_reader(text)
        or names_what_is_the_readers(text)
    ):
        return listed
    nameless, dunning = greets_nobody(text), False
    if kinds & _ASKED:
        pressed = is_near(message, said) and not any(one.reference for one in said)
        dunning = reminds(text) or (pressed and claims_a_debt(text))
        soon = is_threatened(text) or (greets_anybody(text) and is_near(message, said))
        soon = soon or (pressed and tells_what_comes(text))
        nameless = nameless or greets_a_trade(text) or soon
    # Who takes the money and wants the account told to him does not have it.
    exempt = takes_it_itself(text) and not (nameless and lures(body))
    # Who leaves no way to pay him here gains nothing, whomever he greets.
    if exempt or not (nameless or dunning) or leaves_nothing(message, body, said):
        return None
    # Who leaves time to ask, and is paid where he is at home.
    far = kinds <= _ASKED and is_far_off(message, said) and is_unhurried(text)
    if far and not names_an_account(text.lower()):
        return None
    return "it wants you to pay, and does not say your name"


def is_undone_by_a_call(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why it waits that a stranger takes money whom only a telephone stops; None for others.

    Who has an account for his customers, or their names, is asked there.
    """
    said = tuple(events)
    if any(map(_knows_the_reader, said)):
        return None
    text = f"{message.subject}\n{body}"
    kinds = {one.kind for one in said}
    refused = kinds & _BEGUN and refused_by_a_number(text)
    leads = any("://" in one or "www." in one for one in (body, message.text, message.html))
    if not (kinds & (_ASKED | _LURED) or refused):
        return None if kinds <= _ENDED else _sold_by_technicians(text, body, leads=leads)
    if greets_by_name(body) or leads:
        return None
    return "a phone number is its only way out" if refused or _is_rung_to_undo(text) else None


def _is_rung_to_undo(text: str) -> bool:
    if not undoes_by_a_number(text):
        return False
    return wants_a_call(text) or undoes_by_a_number(without_numbers(text))


def _sold_by_technicians(text: str, body: str, *, leads: bool) -> str | None:
    """Why it waits; who greets its reader by name all the same has no place but the telephone."""
    if not sells_technicians(text):
        return None
    if greets_by_name(body) and (leads or not wants_a_call(text)):
        return None
    if shows_a_number(text):
        return "a phone number is its only way out"
    return "it sells what false technicians sell, and does not say your name"


def moved_account(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a bill to be paid into a new account waits, whoever sends it; None for others.

    Whoever has got into a supplier's mailbox, or opened one that looks like it, writes so.
    """
    if not _ASKED & {one.kind for one in events}:
        return None
    text = f"{message.subject}\n{body}"
    if has_another_account(text):
        return "it wants to be paid into a new bank account"
    # Whoever has got into a mailbox answers what he finds there; a bill is a letter of its own.
    if is_answer(message.subject) and names_an_account(text.lower()):
        return "it answers a mail, and wants to be paid into an account"
    return None


def _knows_the_reader(event: BillingEvent) -> bool:
    """Whether it has what only a seller has; anybody who writes has the address, and an account in
    a bank's writing is where he wants the money.
    """
    account = event.account or "@"
    if event.last_four or "@" in account or _IBAN.match(account):
        return bool(event.last_four)
    # Who says for which bill he is to be paid there has one.
    return bool(event.reference) or not _AT_A_BANK.match(account)
