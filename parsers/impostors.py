"""What a mail claims to be: brands that speak from others' domains, and what gives a fake away."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from parsers.domains import belongs, is_freemail, organisation
from parsers.lookalikes import lookalikes, skeleton
from parsers.merchants import Known, fold
from parsers.message import Message

_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\s?\d{1,3}[\s.\-–—()]*)?\(?\d{3,4}\)?[\s.\-–—·*]+\d{3}[\s.\-–—·*]+\d{3,4}(?!\d)"
)
_CALL = re.compile(
    r"\b(?:call|contact|reach|dial|phone|speak)\b.{0,80}\b(?:cancel\w*|refunds?|dispute|stop|help ?"
    r"(?:line|desk)|support|toll|customer|us (?:at|on|immediately|now))\b"
    r"|\b(?:cancel\w*|refund|dispute)\b.{0,80}\bcall\b"
    r"|\b(?:anrufen|rufen sie|kontaktieren sie)\b.{0,80}\b(?:storn\w*|kündig\w*|erstatt\w*)\b"
    r"|\b(?:appelez|contactez)\b.{0,80}\b(?:annuler|rembours\w*|support)\b"
    r"|\b(?:llame|llámenos|comuníquese)\b.{0,80}\b(?:cancelar|reembolso|soporte)\b",
    re.IGNORECASE | re.DOTALL,
)
_PRICE = re.compile(r"[$€£₹]\s?\d|\d\s?(?:[$€£₹]|USD|EUR|GBP)\b")
_MONEY = re.compile(
    r"\b(?:invoice|receipt|bill(?:ing|ed)?|payment|paid|charged?|debited|renew\w*|subscription|"
    r"membership|auto-?pay|refund|order|purchase|transaction|account|unpaid|overdue|"
    r"rechnung|zahlung\w*|abbuchung|konto|abo\w*|verlänger\w*|bestellung|"
    r"facture|paiement|abonnement|compte|prélèvement|commande|"
    r"factura|pago|suscripción|cuenta|cobro|pedido|fatura|pagamento|assinatura|conta|"
    r"fattura|abbonamento|rinnovo|rekening|betaling|factuur|płatność|subskrypcj\w*)\b",
    re.IGNORECASE,
)
# What companies add to their name in a sender's: "Canva Billing Team".
_ROLES = frozenset(
    """account accounts alert alerts app assist assistance auto billing bills care center centre
    client com confirm confirmation customer department dept desk fraud help helpdesk id inc info
    invoice invoices llc mail member membership members no noreply notice notification
    notifications official online order orders payment payments premium purchase receipt receipts
    renewal renewals reply sales secure security service services store subscription subscriptions
    support team the update updates user verification kundendienst kundenservice konto rechnung
    facturation facturación soporte suporte assistenza""".split()
)
_PROCESSORS = frozenset({"stripe.com", "paddle.com"})
# Where strangers write to anybody in the company's own, authenticated mail: invoices and money
# requests, a seller's "customer service URL", invitations to a calendar (all three were abused).
_STAGES = frozenset({"paypal.com", "email.apple.com"})
_NEAR = 2000  # how far into a mail its claim of a brand is looked for
_LITTLE = 240  # letters of a mail that leaves the rest to its attachment
_SHOWN = (".pdf", ".png", ".jpg", ".jpeg", ".gif", ".htm", ".html", ".doc", ".docx", ".xls")


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """Why a mail looks fake, in sentences; whom it poses as (folded), if anybody; is it a bill?"""

    reasons: tuple[str, ...]
    brand: str | None
    bills: bool = False


def signs(message: Message, body: str, known: Known) -> Signs:
    """What gives a mail away. One weak sign is none: each of these stands on two feet."""
    domain = message.from_address.rpartition("@")[2].lower()
    if belongs(domain, known.organisations) and not is_freemail(domain):
        return Signs(reasons=tuple(_borrowed(message, body, domain, known)), brand=None, bills=True)
    letter = _Letter(message, body, domain, known)
    brand = letter.brand()
    reasons = tuple(letter.reasons(brand))
    return Signs(reasons=reasons, brand=brand, bills=bool(reasons) and letter.is_bill())


def _borrowed(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """A real sender that carries a stranger's words: their text wants a call to another brand."""
    if not wants_a_call(body):
        return
    others = any(_strangers(fold(message.subject), domain, known))
    if others or domain in _STAGES or organisation(domain) in _STAGES:
        yield (
            f"it comes by way of {organisation(domain)}, but a stranger wrote it, and wants you "
            "to call a number"
        )


class _Letter:
    """One mail from a domain that belongs to no brand, looked at closely."""

    def __init__(self, message: Message, body: str, domain: str, known: Known) -> None:
        self.message, self.body, self.domain, self.known = message, body, domain, known
        self.name, self.subject = fold(message.from_name), fold(message.subject)
        self.free = is_freemail(domain)
        self.calls = wants_a_call(body)

    def brand(self) -> str | None:
        """Whom it pretends to be: by its domain, by the sender's name, by what it opens with."""
        return self._by_domain() or self._by_name() or self._by_opening()

    def reasons(self, brand: str | None) -> Iterable[str]:
        """Sentences, the weightiest first; none when nothing stands on two feet."""
        if brand:
            yield f"it speaks for {self.known.spelling(brand)} but was sent from {self.domain}"
        if self.calls and (brand or self.free or self._answers_elsewhere()):
            yield "a phone number is its only way out"
        if self.free and (brand or self.calls or self._is_only_attached()):
            yield f"{self.domain} is a free mail service that no company bills from"
        if (brand or self.free) and self._is_only_attached():
            yield "the bill itself is hidden in an attachment"
        if brand and self._answers_elsewhere():
            yield f"answers go to {self._reply_domain()}"
        if brand and self._is_for_another():
            yield "it is addressed to somebody else"

    def is_bill(self) -> bool:
        """Whether it wants something of money: a newsletter about a brand is no false bill."""
        if self.calls or self._is_only_attached():
            return True
        return "list-unsubscribe" not in self.message.headers and bool(
            _MONEY.search(self.message.subject)
        )

    def _by_domain(self) -> str | None:
        found = lookalikes(self.domain, self.known.organisations)
        if found.imitates:
            return self._named(found.imitates)[0]
        if found.resembles and self._bills():
            opening = self._opening()
            return next((b for b in self._named(found.resembles) if _has(b, opening)), None)
        return None

    def _named(self, domains: frozenset[str]) -> list[str]:
        """The brands of some domains, those that nobody else is called first."""
        known = (*self.known.brands.items(), *self.known.names.items())
        return [brand for brand, own in known if own & domains]

    def _by_name(self) -> str | None:
        if organisation(self.domain) in _PROCESSORS:  # they put the merchant's name first
            return None
        name = self.name
        plain = " ".join(word for word in name.split() if word not in _ROLES)
        lookalike = _unmasked(self.message.from_name)
        for brand, own in self.known.brands.items():
            masked = lookalike is not None and _has(skeleton(brand), lookalike)
            if (masked or _has(brand, name)) and not belongs(self.domain, own):
                return brand
        if plain in self.known.names and self._bills():
            return None if belongs(self.domain, self.known.names[plain]) else plain
        return None

    def _by_opening(self) -> str | None:
        """Private people and nobodies who write about a brand's bill."""
        if not (self.free and self._bills()) and not (self.calls and not self._has_own_links()):
            return None
        return next(_strangers(self._opening(), self.domain, self.known), None)

    def _opening(self) -> str:
        names = " ".join(self.message.attachments)
        return f"{self.name} {self.subject} {fold(names)} {fold(self.body[:_NEAR])}"

    def _bills(self) -> bool:
        """Whether it speaks of money at all: newsletters may name whom they like."""
        return bool(
            _PRICE.search(self.body)
            or self.calls
            or _MONEY.search(self.message.subject)
            or _MONEY.search(self.body[:_NEAR])
        )

    def _has_own_links(self) -> bool:
        """Whether it can be answered at its sender's own place, as companies' mail can."""
        own = organisation(self.domain)
        shown = f"{self.message.html}\n{self.message.text}".lower()
        return (
            "list-unsubscribe" in self.message.headers or f"{own}/" in shown or f'{own}"' in shown
        )

    def _is_only_attached(self) -> bool:
        shown = any(name.lower().endswith(_SHOWN) for name in self.message.attachments)
        return (
            shown
            and len(self.body.strip()) < _LITTLE
            and bool(
                _MONEY.search(
                    f"{self.message.subject} {self.body} {' '.join(self.message.attachments)}"
                )
            )
        )

    def _reply_domain(self) -> str:
        value = next(iter(self.message.headers.get("reply-to", ())), "")
        return value.rpartition("@")[2].strip(" >").lower()

    def _answers_elsewhere(self) -> bool:
        reply = self._reply_domain()
        return (
            bool(reply) and is_freemail(reply) and organisation(reply) != organisation(self.domain)
        )

    def _is_for_another(self) -> bool:
        own = self.known.own_addresses
        to = " ".join(
            value
            for name in ("to", "cc", "delivered-to")
            for value in self.message.headers.get(name, ())
        ).lower()
        return bool(own and to) and not any(address in to for address in own)


def _strangers(text: str, domain: str, known: Known) -> Iterator[str]:
    """The brands that a folded text names and that the domain may not speak for."""
    for brand, own in known.brands.items():
        if _has(brand, text) and not belongs(domain, own):
            yield brand


def wants_a_call(body: str) -> bool:
    """Whether it names a phone number to cancel or get money back by."""
    return bool(_PHONE.search(body)) and bool(_CALL.search(body))


def _unmasked(name: str) -> str | None:
    """A name that mixes in letters which only look Latin, as it looks; None for any other.

    Small letters and a capital I among them ("PayPaI"), or letters of another script.
    """
    if name.isascii() and not re.search(r"[a-z]I", name):
        return None
    return " ".join(skeleton(word) for word in fold(name).split())


def _has(brand: str, text: str) -> bool:
    return brand in text and f" {brand} " in f" {text} "
