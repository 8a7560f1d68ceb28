"""The words of mail about money: what companies are called, what bills and lures say."""

import re

from parsers.bounded import Bounded, Words
from parsers.lures import lures

_BEGUN = 400  # characters of a mail in which it greets
_NEAR = 2000  # how far into a mail its claim is looked for
# Two patterns, each of which begins with what it looks for: one for both takes ten times as long.
_SIGN_FIRST = re.compile(r"[$€£₹¥￥₩₺₪₫₱฿₴₽৳₾₼₸₦₵₡]\s?\d")
_CODES = (
    "USD",
    "EUR",
    "GBP",
    "AUD",
    "CAD",
    "CHF",
    "INR",
    "BRL",
    "PLN",
    "Rp",
    "RM",
    "KSh",
    "Rs",
    "ZAR",
)
_CODE_FIRST = re.compile(
    r"(?:USD|EUR|GBP|AUD|CAD|CHF|INR|BRL|PLN|\bRp\.?|\bRM|KSh|\bRs\.?|ZAR)\s?\d"
)
_SIGN_LAST = re.compile(
    r"\d\s?(?:[$€£₹¥円원₺₪₫₱฿₴₽৳₾₼₸₦₵₡֏]|(?:USD|EUR|GBP|PLN|zł|kr|CHF|Kč|Ft|lei|TL)\b)"
)
_MONEY = Words(
    r"\b(?:invoice|receipt|bill(?:ing|ed)?|payment|paid|charged?|debited|renew\w*|subscription|"
    r"membership|auto-?pay|refund|order|purchase|transaction|account|unpaid|overdue|mandate?|"
    r"rechnung|zahlung\w*|abbuchung|konto|abo\w*|verlänger\w*|bestellung|"
    r"facture|paiement|abonnement|compte|prélèvement|commande|"
    r"factura|pago|suscripción|cuenta|cobro|pedido|fatura|pagamento|assinatura|conta|"
    r"fattura|abbonamento|rinnovo|ricevuta|acquisto|rekening|betaling|factuur|verlengd|"
    r"płatność|subskrypcj\w*)\b|支払|会費|請求|領収|결제|청구|付款|账单|扣款",
    most=_NEAR,
)
SPOKEN = frozenset("de en es fr it ja ko nl pl pt zh".split())  # whose words of a bill those are
# Money of the reader's that is said to be gone.
_CLAIM = Words(
    r"\b(?:your|ihre?|votre|su|tu|uw|twoj\w)\b(?:[^.!?\n]|\.(?=\d)){1,60}"
    r"\b(?:renewed|charged|debited|confirmed|"
    r"placed|processed|deducted|verlängert|renouvelé|renov\w+|verlengd)\b"
    r"|\b(?:auto-?)?(?:renewed|debited|deducted)\b|\b(?:we|have) charged\b"
    r"|\b(?:thank you|thanks) for your (?:order|purchase)\b",
    most=_NEAR,
)
_HASTE = Words(
    r"\b(?:within|next) \d{1,2} ?(?:hours|hrs)\b|\bimmediately\b|\bright away\b|\burgent\w*"
    r"|\basap\b",
    most=_NEAR,
)
# Whom it greets by a name, which has a capital where its script has them.
_NAMED = Bounded(
    r"(?m)^[ \t]*(?i:dear|hello|hi|hey|hallo|moin|servus|guten (?:tag|morgen)|liebe[rs]?"
    r"|sehr geehrte[rs]?|bonjour|ch[eè]re?|cher|madame|monsieur|hola|buenos d[ií]as|estimad[oa]"
    r"|gentile|buongiorno|ciao|beste|geachte|ol[aá]|car[oa]|prezad[oa]|szanown[ay]|hej|hei"
    r"|k[jæa]+re|b[äa]sta|dzień dobry|cześć|witaj|dobrý den,?|ahoj|kedves|tisztelt|bună(?: ziua)?,?"
    r"|drag[ăa]|hyvä|merhaba|say[ıi]n) (?!(?i:ügyf|vásár|felhasz|előfiz|partner|hölgy|tag|cím|olvas"
    r"|tulaj|lakó|müşter|abone|kullan|üye|yetkil|ilgili|client|abonat|utiliz|membr|asiak|vastaan"
    r"|käyttäj|jäsen|zákazn|klien|uživat|użytk))"
    r"(?:(?i:mr|mrs|ms|mx|dr|herr|frau|mme|m|sra?|sig(?:ra)?|dhr|mevr|pani?e?)\b\.? )?"
    r"[A-ZÀ-ÞŁŚŻ][\w'-]+|^[ \t]*(?!お客|会員|各位|고객|회원)[^\s、。,]{1,12}[ \u3000]?(?:様|님)",
    most=_NEAR,
)
_NAMELESS = Words(
    r"\b(?:dear|hello|hi) (?:valued )?(?:customer|user|sir|madam|member|client)\b"
    r"|\b(?:sehr geehrte\w?|liebe\w?|werte\w?) (?:kund|nutzer|mitglied)\w*"
    r"|\b(?:chère?|cher\w*) (?:client|membre|abonné)\w*|\bestimad[oa] (?:cliente|usuari[oa])"
    r"|\b(?:gentile|caro) (?:cliente|utente)|\b(?:prezad[oa]|car[oa]) cliente"
    r"|\b(?:beste|geachte) (?:klant|heer|mevrouw|relatie)|\bszanown[yai]\w* (?:klien|pan)\w*"
    r"|\b(?:sehr geehrte damen|madame, monsieur|dear (?:sirs|all|subscriber|account holder))\b"
    r"|\b(?:bästa|kära|kære|kjære) kund\w*",
    most=_NEAR,
)
# A bill that whoever sends it takes himself: by direct debit, from a card that he has.
_TAKEN = Words(
    r"\b(?:direct debit|auto-?pay|automatic(?:ally)?|we.ll (?:take|collect|charge|debit)"
    r"|we will (?:take|collect|charge|debit)|sepa|lastschrift\w*|abbuch\w*|abgebucht|eingezogen"
    r"|einzug\w*|einzieh\w*|buchen|ziehen|prélèv\w*|prélev\w*|domicili\w+|adeud\w+|addebit\w*"
    r"|incasso"
    r"|(?:af|in)geschreven|schrijven|incasseren|débito (?:direto|direct[oa]|em conta|automático)"
    r"|autogiro\w*|avtalegiro\w*|betalingsservice|trækkes|trekkes|dras|automatisk\w*"
    r"|polecenie zapłaty|pobierzemy|inkaso\w*|suoraveloit\w*|levonás\w*|lehívás\w*)\b"
    r"|口座振替|자동이체",
    most=_NEAR,
)
_TECHNICIANS = Words(
    r"\b(?:antivirus|anti-virus|firewall|(?:\w*pc|computer|device|windows|total|web|identity) "
    r"(?:protection|security|care|defender|shield)|geek"
    r"|tech(?:nical)? support|bitcoin|btc|crypto)\b",
    most=_NEAR,
)
_ON_STATEMENT = Words(r"\b(?:show|appear|reflect)\w*\b.{0,40}\bstatement\b", most=_NEAR)
_OFFERED = Words(
    r"\binvoice (?:from|\w*\d)|\bsent you an? (?:invoice|money request|estimate)"
    r"|\b(?:eine|neue) rechnung (?:von|über)|\brechnung von\b|\bgeldanforderung\b"
    r"|\b(?:facture|factura|fatura) de\b|\bune facture\b|\buna factura\b|\bdemande d['’]argent\b"
    r"|\bfattura d[ia]l?\b|\buna fattura\b|\bfactuur van\b|\been factuur\b|\bbetaalverzoek\b"
    r"|\bfaktura od\b|\bmoney request\b|\brequest(?:ed|ing|s)\b.{0,20}"
    r"(?:\b(?:money|payment)\b|[$€£]\s?\d|\d (?:eur|usd|gbp)\b)",
    most=_NEAR,
)
_PAID = Words(
    r"\b(?:receipt|paid on|(?:was|is|been) paid|paid [a-z]{3,9} \d|amount paid|payment received"
    r"|beleg|quittung|bezahlt|reçu|payée?|pagad[ao]|recibo|ricevuta|pagat[ao]|pag[ao]|betaald"
    r"|zapłacon\w+|paragon|kvitt\w+|betald)\b",
    most=_NEAR,
)
_HANDED = Words(
    r"\b(?:invit(?:ed|es|ing) (?:you|\w+ to)|been invited|you are invited"
    r"|invitation|shared|mentioned|commented|comment from"
    r"|(?:new|sent you a|direct) message|assigned you|added you|you were mentioned"
    r"|sent you (?:a|the) (?:document|file|task)|(?:requests|requested) your signature"
    r"|assigned (?:a|the) task|review and sign|thanks for filling"
    r"|hat (?:sie|dich) (?:eingeladen|erwähnt)|vous a (?:invité|mentionné)|te ha invitado)\b",
    most=_NEAR,
)
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|enc|doorst|pd|vs) )*")
# Whom somebody greets who writes to those he works with.
_ALL = re.compile(
    r"^ *(?:hi|hello|dear|hey|good morning,?) (?:all|everyone|everybody|team|colleagues|folks)\b"
    r"|^ *(?:hallo|guten morgen|moin) (?:zusammen|alle|team)\b|^ *liebe (?:alle|kolleg\w*|team)\b"
    r"|^ *(?:bonjour|salut|coucou) (?:à tous|à toutes|tout le monde|l['’]équipe)"
    r"|^ *(?:hola|buenos días),? (?:a todos|a todas|equipo)\b|^ *(?:ciao|buongiorno) a tutti\b"
    r"|^ *(?:olá|bom dia),? (?:a todos|pessoal|equipa)\b"
    r"|^ *(?:hoi|hallo|beste) (?:allemaal|collega)"
    r"|^ *(?:cześć|dzień dobry) wszystkim\b|^ *hej alla\b|^ *hej alle\b|^ *kære alle\b",
    re.IGNORECASE | re.MULTILINE,
)
# What companies add to their name in a sender's: "Canva Billing Team".
ROLES = frozenset(
    """account accounts alert alerts app assist assistance auto billing bills care center centre
    client com confirm confirmation customer department dept desk fraud help helpdesk id inc info
    invoice invoices llc mail member membership members no noreply notice notification
    notifications official online order orders payment payments premium purchase receipt receipts
    renewal renewals reply sales secure security service services store subscription subscriptions
    support team the update updates user verification verify login signin pay portal check checkup
    refund refunds cancel web my resolution kundendienst kundenservice konto rechnung abo
    facturation facturación soporte suporte assistenza klantenservice via docusign google drive
    calendar quickbooks usa uk us docs forms dropbox bot shop renew department
    abrechnung kundenkonto kundencenter kunden mitgliedschaft rechnungen zahlung zahlungen
    client clients compte espace factures avis clientes cuenta facturas avisos pagos socios
    clienti fatture pagamenti cobrança cobranca assinatura klant klanten betalingen
    kundtjänst kundtjanst kundservice kundeservice klienta płatności müşteri ödeme üyelik
    gift card cards giftcard fatura faturas facture fattura assinatura assinaturas abonnement
    thank you thanks your dear atención atencion al cliente usuarios registry registrar domain
    domains listing notices request requests activation activations processing
    receivables receivable payable payables remittance treasury accounting finance reminder
    reminders customers office hub bureau zentrale stelle sepa mandat mandate mandato notice post
    reembolsos reembolso rimborsi rimborso remboursements erstattung erstattungen""".split()
)

# Those of them by which money is asked for.
DESKS = frozenset(
    """account accounts billing invoice invoices payment payments refund refunds renew renewal
    renewals secure subscription subscriptions verification verify""".split()
)


def speaks_of_money(subject: str, body: str) -> bool:
    """Whether it names a price or has the words of a bill; newsletters may name whom they like."""
    return bool(_MONEY.search(subject) or _MONEY.search(body)) or (
        _is_priced(body) or _is_priced(subject)
    )


def names_a_price(text: str) -> bool:
    return _is_priced(text[:_NEAR])


def _is_priced(text: str) -> bool:
    if _SIGN_FIRST.search(text) or _SIGN_LAST.search(text):
        return True
    # Hardly any mail without such a price names a currency so: five times as quick as the pattern.
    return any(code in text for code in _CODES) and bool(_CODE_FIRST.search(text))


def has_words_of_a_bill(text: str) -> bool:
    return bool(_MONEY.search(text))


def claims_money(text: str) -> bool:
    """Whether it says that the reader's money is gone."""
    return bool(_CLAIM.search(text))


def offers_a_bill(text: str) -> bool:
    """Whether somebody asks for money by way of a payment service; nothing was paid yet."""
    return bool(_OFFERED.search(text))


def is_paid(text: str) -> bool:
    """Whether it is a receipt, or says that it was paid."""
    return bool(_PAID.search(text))


def is_handed_on(text: str) -> bool:
    """Whether a service says that these are somebody's words: an invitation, a share, a comment."""
    return bool(_HANDED.search(text))


def is_glued(label: str, brand: str) -> bool:
    """Whether a label is a brand with nothing but such words around it, all in one."""
    before, _, after = label.partition(brand)
    return all(_is_of_roles(part) for part in (before, after))


def _is_of_roles(part: str) -> bool:
    """Whether letters are words that companies add, one after the other; none are, too."""
    begun = {0}
    for end in range(1, len(part) + 1):
        if any(part[start:end] in ROLES for start in begun):
            begun.add(end)
    return len(part) in begun


def unanswered(subject: str) -> str:
    """A folded subject without the marks of answers and forwards before it."""
    return _ANSWERED.sub("", subject)


def is_answer(subject: str) -> bool:
    """Whether a subject, not folded, has the mark of an answer or a forward before it."""
    head = subject.partition(":")[0].strip().lower()
    return ":" in subject and bool(head) and not _ANSWERED.sub("", f"{head} ")


def greets_nobody(text: str) -> bool:
    """Whether it greets a customer, whoever that is, and no person."""
    return bool(_NAMELESS.search(text))


def greets_by_name(text: str) -> bool:
    """Whether it greets somebody by a name, near its beginning."""
    return bool(_NAMED.search(text)) and not greets_nobody(text)


def announces(text: str) -> bool:
    """Whether it greets all of a house, and wants nobody's card in a hurry."""
    return bool(_ALL.search(text[:_BEGUN])) and not lures(text) and not presses(text)


def hastens(text: str) -> bool:
    """Whether it sets hours, or wants something at once."""
    return bool(_HASTE.search(text))


def takes_it_itself(text: str) -> bool:
    """Whether whoever bills takes the money: nobody has to pay it."""
    return bool(_TAKEN.search(text))


def sells_technicians(text: str) -> bool:
    """Whether it is about what false technicians sell: a virus scanner, help with a computer."""
    return bool(_TECHNICIANS.search(text))


def presses(text: str) -> int:
    """How many of the marks of a refund scam it bears: haste, no name, technicians, a statement."""
    signs = (_HASTE, _NAMELESS, _TECHNICIANS, _ON_STATEMENT)
    return sum(bool(sign.search(text)) for sign in signs)
