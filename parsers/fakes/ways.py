"""By what ways a letter lets itself be paid or answered: none at all, a telephone, an answer."""

from collections.abc import Iterable

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.fakes.bare import bare_hosts
from parsers.fakes.calls import names_a_number, wants_a_call
from parsers.fakes.pressed import is_denied
from parsers.fakes.seen import reply_domain
from parsers.fakes.whom import asks_for_nothing, leaves_nothing_to_gain
from parsers.message import Message
from parsers.text.bounded import Bounded, Words

_NEAR = 2000  # characters of a mail that are looked through
# As a number stands at a firm's foot.
_LABELLED = Bounded(
    r"(?i:\b(?:tel(?:efon|efoon|éfono|efono|éphone)?|tél(?:éphone)?|phone|tlf|puh|fon|mob(?:ile|il)?))"
    r"[.:]{0,2} ?(?=[+(]?\d)",
    most=_NEAR,
)
_BETWEEN = r"(?:[^.!?\n]|\.(?=\d)){0,80}?"
# Languages by what is done, an answer or a call, and what it is about: an account, or paying.
_TOLD = (
    (
        r"repl(?:y|ies|ying)|respond(?:ing)?|answer(?:ing)?|write back|call(?:ing)?|phone",
        r"bank\w*|accounts?|iban|pay(?:ing|ment)?|settle|card|wire|transfer",
    ),
    (
        r"antwort\w*|melden|rufen|anrufen|telefonisch|kontaktieren|bestätigen",
        r"bank\w*|konto\w*|iban|zahl\w*|bezahl\w*|begleich\w*|karte\w*|überweis\w*|eintrag\w*",
    ),
    (
        r"répon\w+|appel(?:ez|er|ant)|contact(?:ez|er|ant)",
        r"bancaires?|rib|iban|comptes?|règl\w+|régl\w+|pay\w+|paiement|carte|virement",
    ),
    (
        r"respond\w+|contest\w+|llam\w+|contact\w+",
        r"cuenta|iban|pag(?:o|ar|ue|arla)|tarjeta|transferencia|bancari\w+|datos",
    ),
    (
        r"rispond\w+|chiam\w+|contatt\w+",
        r"iban|conto|coordinate|pag(?:are|hi|amento)|bonifico|carta|saldare",
    ),
    (
        r"respond\w+|lig(?:ue|ar)|contact\w+|contat\w+",
        r"iban|conta|pag(?:ar|ue|amento)|pix|transferência|cartão|dados",
    ),
    (
        r"antwoord\w*|beantwoord\w*|reageer|bel(?:len)?|neem contact",
        r"rekening\w*|bank\w*|iban|betal\w*|kaart|pas",
    ),
    (
        r"odpowie\w+|odpowiad\w+|odpis\w+|zadzwo\w+|kontakt\w*",
        r"kont[auo]|rachun\w+|przelew\w*|zapła\w+|płatno\w+|kart[ąyę]",
    ),
    (r"svar\w*|ring\w*|kontakt\w*", r"konto\w*|bank\w*|betal\w*|kort\w*|swish|vipps"),
    (r"vastaa\w*|soit\w+|ota yhteyttä", r"tili\w*|pank\w+|maks\w+|kort\w+"),
    (r"odpově\w+|odpoved\w+|zavolej\w*|kontaktuj\w*", r"účt\w+|účet|účtu|plat\w+|zapla\w+|kart\w+"),
    (r"válasz\w*|hív\w+", r"számlaszám\w*|bankszáml\w*|fize\w+|utal\w+|kárty\w+"),
    (r"răspund\w*|sun\w+|contact\w+", r"cont(?:ul|uri)?|iban|banc\w+|plat\w+|plăt\w+|card\w*"),
    (r"yanit\w*|cevap\w*|aray\w+", r"hesa\w+|iban|banka\w*|ödeme\w*|ödey\w+|kart\w*"),
)
_BY_AN_ANSWER = Words(
    "|".join(
        rf"\b(?:{done})\b{_BETWEEN}\b(?:{about})\b|\b(?:{about})\b{_BETWEEN}\b(?:{done})\b"
        for done, about in _TOLD
    ),
    most=_NEAR,
)


def is_settled_by_an_answer(text: str) -> bool:
    """Whether who pays is told how by an answer to a letter, or by a call."""
    return _BY_AN_ANSWER.search(text) is not None


def is_answered_at_home(message: Message) -> bool:
    """Whether answers go to where a letter comes from."""
    reply = reply_domain(message)
    return not reply or organisation(reply) == organisation(message.from_domain)


def leaves_a_telephone_at_most(message: Message, body: str) -> bool:
    """Whether a letter has no link, file, account or place of another's, and a telephone only as
    firms have one at their foot: it is not to be called for money, nor answered for an account.
    """
    if not asks_for_nothing(message, body) or not is_answered_at_home(message):
        return False
    home = organisation(message.from_domain)
    if any(organisation(one) != home for one in bare_hosts(body)):
        return False
    text = f"{message.subject}\n{body}"
    called = wants_a_call(text) or names_a_number(_LABELLED.sub(" ", text)) or is_denied(text)
    return not (called or is_settled_by_an_answer(text))


def leaves_nothing(message: Message, body: str, events: Iterable[BillingEvent]) -> bool:
    """Whether whoever sends a bill that is not his gains nothing by it: there is nothing to do in
    it, and of one that is to be paid, or was paid by a card that is named, not more than to call.
    """
    said = tuple(events)
    asked = bool(said) and all(one.kind is EventKind.INVOICE_DUE for one in said)
    if asked or (said and all(one.last_four for one in said)):
        return leaves_a_telephone_at_most(message, body)
    return leaves_nothing_to_gain(message, body)
