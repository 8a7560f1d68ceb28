"""What a mail claims to be: brands that speak from others' domains, and what gives a fake away."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from parsers.calls import (
    BACKWARDS,
    as_read,
    forwards,
    names_a_number,
    wants_a_call,
    wants_the_screen,
)
from parsers.claims import (
    ROLES,
    claims_money,
    has_words_of_a_bill,
    lures,
    offers_a_bill,
    presses,
    speaks_of_money,
)
from parsers.domains import belongs, is_freemail, organisation
from parsers.headers import read_author
from parsers.lookalikes import label, lookalikes, skeleton
from parsers.merchants import Known, fold
from parsers.message import Message

_PROCESSORS = frozenset({"stripe.com", "paddle.com"})
# Where strangers write to anybody in the company's own, authenticated mail: invoices and money
# requests, a seller's "customer service URL", invitations to a calendar, the name of a tenant, a
# document that is shared. Addresses, or whole domains with what is below them.
_STAGES = frozenset(
    """paypal.com paypal.de paypal.co.uk email.apple.com calendar-notification@google.com
    forms-receipts-noreply@google.com drive-shares-dm-noreply@google.com docs.google.com
    drive-shares-noreply@google.com googlegroups.com docusign.net intuit.com xero.com zoom.us
    microsoft-noreply@microsoft.com microsoftonline.com sharepointonline.com adobesign.com
    dropbox.com hellosign.com canva.com notion.so trello.com calendly.com""".split()
)
_REQUESTS = frozenset({"paypal.com", "paypal.de", "paypal.co.uk"})  # anybody asks for money there
# Where companies have their support desks and careers pages, below their own name.
_DESKS = frozenset(
    """zendesk.com freshdesk.com helpscoutapp.com intercom-mail.com intercom.io salesforce.com
    statuspage.io atlassian.net greenhouse.io lever.co myworkday.com desk.com gorgias.com
    service-now.com hubspot.com qualtrics.com""".split()
)
_NEAR = 2000  # how far into a mail its claim of a brand is looked for
_LITTLE = 240  # letters of a mail that leaves the rest to its attachment
_SHOWN = (".pdf", ".png", ".jpg", ".jpeg", ".gif", ".htm", ".html", ".doc", ".docx", ".xls")
_SPACED = re.compile(r"\b(?:\w[ .·_*-]){3,}\w\b")
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv) )*")
_PRESSED = 2  # marks of a refund scam


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """Why a mail looks fake, in sentences; whom it poses as (folded), if anybody; is it a bill?"""

    reasons: tuple[str, ...]
    brand: str | None
    bills: bool = False


def signs(message: Message, body: str, known: Known) -> Signs:
    """What gives a mail away. One weak sign is none: each of these stands on two feet."""
    domain = message.from_address.rpartition("@")[2].lower()
    if BACKWARDS in message.text:
        body = f"{body}\n{forwards(message.text)}"
    if belongs(domain, known.organisations) and not is_freemail(domain):
        reasons = tuple(_borrowed(message, body, domain, known))
        bills = bool(reasons) or speaks_of_money(message.subject, body)
        return Signs(reasons=reasons, brand=_speaker(domain, known), bills=bills)
    letter = _Letter(message, body, domain, known)
    brand = letter.brand
    reasons = tuple(letter.reasons())
    return Signs(reasons=reasons, brand=brand, bills=bool(reasons) and letter.is_bill())


def _borrowed(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """A real sender that carries a stranger's words: their text wants a call to another brand."""
    shown = f"{message.subject}\n{body}"
    named = f"{fold(message.from_name)} {fold(message.subject)}"
    others = any(_strangers(named, domain, known))
    stage, calls = _is_stage(message), wants_a_call(shown)
    if calls and (others or stage):
        yield (
            f"it comes by way of {organisation(domain)}, but a stranger wrote it, and wants you "
            "to call a number"
        )
    elif (
        belongs(domain, _REQUESTS)
        and offers_a_bill(shown)
        and (others or _is_for_another(message, known))
    ):
        yield (
            f"it comes by way of {organisation(domain)}, but a stranger wrote it, and wants money "
            "for what you did not buy there"
        )


def _speaker(domain: str, known: Known) -> str | None:
    """The brand whose domain it is."""
    named = (*known.names.items(), *known.brands.items())
    theirs = [brand for brand, own in named if belongs(domain, own)]
    return next((one for one in theirs if one == label(domain)), next(iter(theirs), None))


def _is_stage(message: Message) -> bool:
    address = message.from_address.lower()
    domain = address.rpartition("@")[2]
    return address in _STAGES or belongs(domain, _STAGES)


class _Letter:
    """One mail from a domain that belongs to no brand, looked at closely."""

    def __init__(self, message: Message, body: str, domain: str, known: Known) -> None:
        self.message, self.domain, self.known = message, domain, known
        self.body = as_read(body)
        self.subject = fold(as_read(message.subject))
        self.shown_name = " ".join((message.from_name, *_further_names(message)))
        self.name = fold(as_read(self.shown_name))
        self.free = is_freemail(domain)
        self.text = f"{message.subject}\n{body}"

    @cached_property
    def calls(self) -> bool:
        return wants_a_call(self.text)

    @cached_property
    def brand(self) -> str | None:
        """Whom it pretends to be: by its domain, by the sender's name, by what it opens with."""
        return self._by_domain() or self._by_name() or self._by_opening() or self._by_heading()

    def reasons(self) -> Iterable[str]:
        """Sentences, the weightiest first; none when nothing stands on two feet."""
        brand = self.brand
        if brand:
            yield f"it speaks for {self.known.spelling(brand)} but was sent from {self.domain}"
        if BACKWARDS in f"{self.message.subject}{self.message.text}" and self._bills():
            yield "its words are written backwards and turned round"
        if self._only_calls():
            yield "a phone number is its only way out"
        if (self.free or brand) and wants_the_screen(self.text) and self._bills():
            yield "it wants somebody to see your computer"
        if self.free and (brand or self._only_calls() or self._is_nobodys_bill()):
            yield f"{self.domain} is a free mail service that no company bills from"
        if (brand or self._is_nobodys_bill()) and self._is_only_attached():
            yield "the bill itself is hidden in an attachment"
        if brand and self._answers_elsewhere():
            yield f"answers go to {self._reply_domain()}"
        if brand and _is_for_another(self.message, self.known):
            yield "it is addressed to somebody else"

    def is_bill(self) -> bool:
        """Whether it wants something of money: a newsletter about a brand is no false bill."""
        if self.calls or self._is_only_attached() or wants_the_screen(self.text):
            return True
        return "list-unsubscribe" not in self.message.headers and (
            speaks_of_money(self.message.subject, self.body)
        )

    def _only_calls(self) -> bool:
        """Whether a call is all that it leaves to do, and who asks for it is not who he says."""
        if self.free:
            claims = claims_money(self.text) or offers_a_bill(self.text)
            return self.calls or (claims and self._bills() and names_a_number(self.text))
        if self.calls and (self.brand or self._answers_elsewhere()):
            return True
        pressed = presses(self.text) >= _PRESSED and names_a_number(self.text)
        return pressed and self._bills() and not self._has_own_links()

    def _by_domain(self) -> str | None:
        """What the address is written to be read as; a free mail service is nobody's fake."""
        if self.free:
            return None
        found = lookalikes(self.domain, self.known.organisations)
        if found.imitates:
            return self._named(found.imitates)[0]
        if found.resembles and self._bills():
            opening, dressed = self._opening, self._dressed()
            return next(
                (b for b in self._named(found.resembles) if b in dressed or _has(b, opening)), None
            )
        return self._in_local_part()

    def _dressed(self) -> set[str]:
        """Brands that are a whole label of the domain, alone or with what companies add."""
        if organisation(self.domain) in _DESKS:
            return set()
        chosen = [
            label(self.domain),
            *self.domain.removesuffix(organisation(self.domain)).split("."),
        ]
        words = [[word for word in part.split("-") if word not in ROLES] for part in chosen]
        return {one[0] for one in words if len(one) == 1} & set(self.known.brands)

    def _in_local_part(self) -> str | None:
        """A brand's own domain written before the @: netflix.com@members.example."""
        local = self.message.from_address.rpartition("@")[0].lower()
        parts = set(re.split(r"[=+@_]", local)) & self.known.organisations
        return self._named(frozenset(parts))[0] if parts and self._bills() else None

    def _named(self, domains: frozenset[str]) -> list[str]:
        """The brands of some domains, those that nobody else is called first."""
        known = (*self.known.brands.items(), *self.known.names.items())
        return [brand for brand, own in known if own & domains]

    def _by_name(self) -> str | None:
        if organisation(self.domain) in _PROCESSORS:  # they put the merchant's name first
            return None
        names = (self.name, _joined(as_read(self.shown_name)))
        lookalike = _unmasked(self.shown_name)
        for brand, own in self.known.brands.items():
            masked = lookalike is not None and _has(skeleton(brand), lookalike)
            if (masked or any(_has(brand, name) for name in names)) and not (
                belongs(self.domain, own) or self._is_own_name(brand)
            ):
                return brand
        # "Amazon プライム": a known name, and what a company adds in the reader's own letters.
        plain = " ".join(
            word for word in self.name.split() if word not in ROLES and _is_latin(word)
        )
        if plain in self.known.names and self._bills():
            return None if belongs(self.domain, self.known.names[plain]) else plain
        return None

    def _is_own_name(self, brand: str) -> bool:
        """Whether the sender's other names are those of its domain: a club that only holds one."""
        own = skeleton(label(self.domain)).replace("-", "")
        others = set(self.name.split()) - set(brand.split()) - ROLES
        return not self.free and any(len(one) > 3 and skeleton(one) in own for one in others)

    def _by_opening(self) -> str | None:
        """Private people and nobodies who bill for a brand, and leave something to do about it."""
        acts = self.calls or self._is_only_attached() or (self.free and names_a_number(self.text))
        if self.free and self._bills() and (acts or "://" in self._source or lures(self.body)):
            return next(_strangers(self._opening, self.domain, self.known), None)
        if self.calls and not self._has_own_links():
            return next(_strangers(self._opening, self.domain, self.known), None)
        return None

    def _by_heading(self) -> str | None:
        """Whose mail it is made to look, when it begins with a brand and is after the card."""
        if not lures(self.body) or not self._bills():
            return None
        first = self.body.strip().partition("\n")[0]
        for shown in (_ANSWERED.sub("", self.subject), fold(first)):
            heading = " ".join(shown.removeprefix("your ").split()[:3])
            for brand in _strangers(heading, self.domain, self.known):
                if heading.startswith(brand):
                    return brand
        return None

    @cached_property
    def _opening(self) -> str:
        names = " ".join(self.message.attachments)
        said = f"{self.subject} {fold(names)} {fold(self.body[:_NEAR])}"
        return f"{self.name} {said} {_joined(self.body[:_NEAR])}"

    @cached_property
    def _source(self) -> str:
        return f"{self.message.html}\n{self.message.text}".lower()

    def _bills(self) -> bool:
        return self.calls or speaks_of_money(self.message.subject, self.body)

    def _has_own_links(self) -> bool:
        """Whether it can be answered at its sender's own place, as companies' mail can."""
        own = organisation(self.domain)
        if f"{own}/" in self._source or f'{own}"' in self._source:
            return True
        return "list-unsubscribe" in self.message.headers and not claims_money(self.text)

    def _is_only_attached(self) -> bool:
        shown = any(name.lower().endswith(_SHOWN) for name in self.message.attachments)
        words = f"{self.message.subject} {self.body} {' '.join(self.message.attachments)}"
        return shown and len(self.body.strip()) < _LITTLE and has_words_of_a_bill(words)

    def _is_nobodys_bill(self) -> bool:
        """A bill from a free mail service, in an attachment, in the name of an office."""
        office = set(self.name.split()) & ROLES
        return self.free and bool(office or not self.name) and self._is_only_attached()

    def _reply_domain(self) -> str:
        value = next(iter(self.message.headers.get("reply-to", ())), "")
        return value.rpartition("@")[2].strip(" >").lower()

    def _answers_elsewhere(self) -> bool:
        reply = self._reply_domain()
        return (
            bool(reply) and is_freemail(reply) and organisation(reply) != organisation(self.domain)
        )


def _is_for_another(message: Message, known: Known) -> bool:
    own = known.own_addresses
    to = " ".join(
        value for name in ("to", "cc", "delivered-to") for value in message.headers.get(name, ())
    ).lower()
    return bool(own and to) and not any(address in to for address in own)


def _further_names(message: Message) -> Iterator[str]:
    """The names in a second From and those after it: readers differ in which one they show."""
    for value in message.headers.get("from", ())[1:]:
        yield read_author(value)[0].name


def _strangers(text: str, domain: str, known: Known) -> Iterator[str]:
    """The brands that a folded text names and that the domain may not speak for."""
    for brand, own in known.brands.items():
        if _has(brand, text) and not belongs(domain, own):
            yield brand


def _unmasked(name: str) -> str | None:
    """A name that mixes in letters which only look Latin, as it looks; None for any other.

    Small letters and a capital I or a digit among them ("PayPaI", "Netf1ix"), or letters of
    another script.
    """
    if name.isascii() and not re.search(r"[a-z][I013457][a-z]|[a-z]I", name):
        return None
    return " ".join(skeleton(word) for word in fold(name).split())


def _joined(text: str) -> str:
    """The words that are written letter by letter ("N E T F L I X", "N.o.r.t.o.n"), folded."""
    return fold(" ".join(re.sub(r"[\W_]", "", run[0]) for run in _SPACED.finditer(text)))


def _is_latin(word: str) -> bool:
    return word[0].isascii() or word[0] < "\u0250"


def _has(brand: str, text: str) -> bool:
    return brand in text and f" {brand} " in f" {text} "
