"""Bills that somebody wants paid who does not know whom he writes to."""

import re
from collections.abc import Iterable

from parsers.bounded import Words
from parsers.calls import shows_a_number, undoes_by_a_number, wants_a_call
from parsers.claims import (
    greets_by_name,
    greets_nobody,
    is_answer,
    sells_technicians,
    takes_it_itself,
)
from parsers.events import BillingEvent, EventKind
from parsers.lures import lures
from parsers.message import Message
from parsers.stead import has_another_account, names_an_account
from parsers.whom import (
    is_named_in_full,
    leaves_nothing_to_gain,
    numbers_the_reader,
    without_numbers,
)

_NEAR = 2000  # how far into a mail its demand is looked for
# What the reader pays himself, and where he may be asked to.
_ASKED = frozenset({EventKind.INVOICE_DUE})
_LURED = frozenset({EventKind.RENEWAL_NOTICE, EventKind.TRIAL_ENDING, EventKind.PAYMENT_FAILED})
_EVENTS = frozenset({"registration", "registrations"})  # of who goes to one
_ENDED = frozenset({EventKind.CANCELED, EventKind.PAUSED})
_GIVEN_BACK = frozenset({EventKind.REFUND, EventKind.REFUND_PROMISED})
# A first letter of a stranger's that says it is not the first.
_DUNNING = Words(
    r"\b(?:past due|overdue|late fee|late payment|(?:2nd|3rd|second|third|final|last) (?:notice"
    r"|reminder)"
    r"|reminder of payment|outstanding (?:invoice|balance)|mahn(?:ung|gebühr)\w*|überfällig\w*"
    r"|letzte (?:erinnerung|mahnung)|zahlungserinnerung|relance|impayée?s?|en retard"
    r"|mise en demeure"
    r"|vencid[ao]s?|atrasad[ao]s?|último aviso|scadut[ao]|sollecito|achterstallig|aanmaning"
    r"|herinnering"
    r"|em atraso|zaległ\w+|przypomnienie|förfallen|påminnelse|rykker\w*|purring|maksumuistutus"
    r"|po splatnosti|upomínka|lejárt|restant\w*|gecikmiş)\b|督促|未払い|연체|逾期",
    most=_NEAR,
)

# What is sold by bills that nobody asked for: a line in a register, an office for names and marks;
# and what is owed to a state, a road or a customs office, which knows by whom.
# Not by what any firm has at its foot: the number of a register, a court's, a street, a fine for
# who pays late; nor by words that are others in the next language ("told", "toll", "Vám").
_LISTED = Words(
    r"\b(?:director(?:y|ies)|register(?! (?:for|your|to|here|now|at|online|with|today|an?)\b)"
    r"(?!\W{0,3}(?:no|numbers?|nr|id|\d))"
    r"|regist(?:ry|ration|ers)(?!\W{0,3}(?:no|numbers?|nr|id|code|court|\d))"
    r"|listings?|yearbook|trade ?marks?"
    r"|branchen(?:buch|verzeichnis|eintrag|register|führer)\w*"
    r"|gewerbe(?:verzeichnis|register|eintrag|auskunft|buch|datei|daten|meldung|zentral)\w*"
    r"|firmenverzeichnis\w*|handelsregister(?!nummer|-?nr)\w*"
    r"(?!\W{1,3}(?:\w{1,20}\W{1,3}){0,2}(?:amtsgericht|ag|hr ?[ab]|nr|b|kvk|\d))"
    r"|marken(?:register|eintrag)\w*"
    r"|annuaire|registre(?! (?:du|des|de|national|n)\b)|marque|directorio"
    r"|registro(?!\W{1,3}(?:mercantil|imprese|delle|de|del|dgs\w*|nacional|n|\d))"
    r"|elenco (?:aziende|imprese|ditte|telefonico)|marchi\w?|bedrijvengids"
    r"|(?:bedrijven?s?|företags|virksomheds|firma)register\w*"
    r"|cadastro|lista (?:de empresas|telef[oó]nica|firm)"
    r"|rejestr\w*(?! (?:sądow|przedsiębiorc|handl)\w*)|ewidencj\w*"
    r"|(?<!obchodním )(?<!obchodního )(?<!veřejném )rejstřík\w*"
    r"|search engine (?:submission|listing)"
    r"|tolls?(?!-? ?free|,? dass|!)|e-?zpass|maut\w*|péages?|peajes?|pedaggi\w?|portage(?:m|ns)"
    r"|vignet\w+|vinjet\w*"
    r"|winiet\w*|e-?matrica|dálniční\w*|diaľničn\w+|bompenge\w*|trängselskatt|customs"
    r"|(?<!\d )zoll(?!ern|st)\w*"
    r"|douan\w+|aduan\w+|dogan\w+|alf[aâ]ndeg\w*|tull(?:avgift)?"
    r"|told(?:afgift|gebyr|behandling|styrelse|væsen)\w*|told og moms"
    r"|vám(?:díj|kezel|illeték|tartozás|költség|teher|hivatal|fizet|ügy)\w*"
    r"|(?:parking|speeding|traffic|court) (?:fine|penalty|ticket|violation)s?|penalty charge"
    r"|bussgeld\w*|contravention\w*|amendes?|multas?(?! (?:de|por|e|di[aá]ria|contratual)\b)"
    r"|multas? (?:de|por) (?:tr[aáâ](?:nsito|fico)|velocidad\w?|estaciona\w+|radar)"
    r"|infra[cç][cç]?i[oó]n|infração|contravvenzion\w*"
    r"|boetes?|bekeuring\w*|mandat karny|(?<!smluvní )pokut\w*|bírság\w*|amend[aă]|redeliver\w*"
    r"|re-delivery"
    r"|zustellgebühr|frais de livraison|dopłat\w*|umleitung|tv.?licen[cs]e)\b"
    r"|штраф\w*|глоб\w+|πρόστιμο|διόδι\w+",
    most=_NEAR,
)
_IBAN = re.compile(r"\s*[A-Z]{2}\d{2}[ \dA-Z]{8}")
# Money comes back by the way that it was paid: who has to sign in for it signs in at a stranger's.
_FETCHED = Words(
    r"\b(?:to (?:claim|receive|collect|get|accept) (?:your|the|this) (?:\w+ )?"
    r"(?:refund|money|payment)|(?:claim|collect|accept) (?:your|the) refund"
    r"|um (?:ihre?|die|das) (?:\w+ )?(?:rückerstattung|erstattung|gutschrift|geld)\b.{0,30}"
    r"\b(?:erhalten|bekommen|anzufordern)"
    r"|pour (?:recevoir|obtenir|percevoir) (?:votre|le|ce) remboursement"
    r"|para (?:recibir|reclamar|obtener) (?:su|tu|el) (?:reembolso|devolución)"
    r"|para receber (?:o )?(?:seu )?reembolso|per (?:ricevere|ottenere) il (?:suo |tuo )?rimborso"
    r"|om (?:uw|je|de) (?:terugbetaling|restitutie) te (?:ontvangen|krijgen)"
    r"|aby (?:odebrać|otrzymać) (?:pieniądze|zwrot|środki)"
    r"|för att (?:få|ta emot) (?:din )?återbetalning\w*|for at (?:få|modtage|motta) (?:din )?"
    r"(?:refusion\w*|tilbagebetaling\w*|refundering\w*))\b",
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
    wanted = kinds & _ASKED or (kinds & _LURED and lures(body))
    if kinds & _GIVEN_BACK and _FETCHED.search(text) and not any(map(_knows_the_reader, said)):
        return "it wants you to fetch the money that it gives back"
    if not wanted or any(map(_knows_the_reader, said)):
        return None
    listed = _looked_up(message, body) if kinds & _ASKED else None
    if (
        listed
        or greets_by_name(body)
        or is_named_in_full(message, text)
        or numbers_the_reader(text)
    ):
        return listed
    nameless, dunning = greets_nobody(text), bool(kinds & _ASKED) and bool(_DUNNING.search(text))
    # Who takes the money and wants the account told to him does not have it.
    exempt = takes_it_itself(text) and not (nameless and lures(body))
    # Who leaves no way to pay him here gains nothing, whomever he greets.
    if exempt or not (nameless or dunning) or leaves_nothing_to_gain(message, body):
        return None
    return "it wants you to pay, and does not say your name"


def _looked_up(message: Message, body: str) -> str | None:
    """Why it waits that it bills for what stands in public registers, out of which anybody has a
    name too: with one, where its sender's name or its subject says so.
    """
    shown = f"{message.from_name}\n{message.subject}"
    if not greets_by_name(body):
        listed = _LISTED.search(f"{shown}\n{body}")
        return "it wants you to pay, and does not say your name" if listed else None
    found = _LISTED.search(shown)
    if found is None or found[0].lower() in _EVENTS:
        return None
    return "it wants you to pay for what anybody can look up with your name"


def is_undone_by_a_call(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why it waits that a stranger takes money whom only a telephone stops; None for others.

    Who has an account for his customers, or their names, is asked there.
    """
    said = tuple(events)
    if any(map(_knows_the_reader, said)):
        return None
    text = f"{message.subject}\n{body}"
    kinds = {one.kind for one in said}
    if not kinds & (_ASKED | _LURED):
        return None if kinds <= _ENDED else _sold_by_technicians(text, body)
    sources = (body, message.text, message.html)
    if greets_by_name(body) or any("://" in one or "www." in one for one in sources):
        return None
    if not undoes_by_a_number(text):
        return None
    if not (wants_a_call(text) or undoes_by_a_number(without_numbers(text))):
        return None
    return "a phone number is its only way out"


def _sold_by_technicians(text: str, body: str) -> str | None:
    if not sells_technicians(text) or greets_by_name(body):
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
    return bool(event.last_four) or ("@" not in account and not _IBAN.match(account))
