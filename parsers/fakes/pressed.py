"""What presses the reader of a bill, or leaves time to ask what it is about: who is after money
seldom does. What comes of it if nobody pays, and a way out at once for whoever ordered nothing.
"""

from collections.abc import Iterable

from parsers.events import BillingEvent
from parsers.fakes.claims import hastens
from parsers.message import Message
from parsers.text.bounded import Words

_NEAR = 2000  # characters of a mail that are looked through
_LONG = 10  # days
_SOON = 5
# What comes of it if nobody pays.
_THREAT = Words(
    r"\b(?:to (?:avoid|prevent)|otherwise|will be (?:deleted|suspended|closed|cancelled|canceled"
    r"|disconnected|removed|returned|blocked|stopped|lost|locked)|or (?:we|it|your)\b.{0,30}\bwill"
    r"|late fee|to keep (?:your|it)|sonst|andernfalls|zu vermeiden|gesperrt|gelöscht|sperrung"
    r"|pfändung|mahngebühr\w*|pour éviter|sinon|suspendue?s?|para (?:evitar|no perder)"
    r"|de lo contrario|suspendid[oa]|per (?:evitare|non perdere)|altrimenti|sospes[oa]"
    r"|te voorkomen|aby (?:uniknąć|nie stracić)|w przeciwnym|för att undvika|annars"
    r"|for (?:at|å) (?:undgå|unngå)|ellers|muuten|välttääkse\w+|jinak|inak|různ|různé|aby ste"
    r"|különben|elkerül\w*|pentru a (?:evita|nu pierde)|altfel|aksi (?:halde|takdirde)|kesme"
    r"|para não perder|caso contrário|kako ne biste|u suprotnom|sicer"
    r"|suljetaan|katkaistaan|stängs av|spärras|afbrydes|spærres|sperres"
    r"|zostanie (?:zablokowan|wyłączon|odłączon)\w*"
    r"|bude (?:\w+ )?(?:odpojen|zablokován|zlikvidován|vrácen)\w*"
    r"|wird (?:zurückgesandt|zurückgeschickt|vernichtet)|sera (?:renvoyé|détruit)e?"
    r"|será (?:devuelt|destruid)[oa]|verrà (?:restituit|distrutt)[oa]"
    r"|zostanie (?:zwrócon|zniszczon)\w*|returneras|returneres|palautetaan)\b"
    r"|αποφύγετε|για να μη διακοπ"
    r"|αλλιώσ|чтобы не|иначе|щоб не|інакше|за да не|停止|停用|失効|중지|정지|ระงับ|تعليق",
    most=_NEAR,
)
# "Within 24 hours", in whatever language.
_HOURS = Words(
    r"\b\d{1,2} ?(?:hours|hrs|stunden|heures|horas|hores|ore|uur|godzin\w*|timmar|timer|tunnin"
    r"|hodin\w*|órán|saat|sata|valand\w*|stundu|tunni|giờ|jam)\b"
    r"|\b\d{1,2} ?(?:час|годин|ώρ|時間|시간|小时|小時|ساعة|שעות|ชั่วโมง|घंटे)",
    most=_NEAR,
)
# What to do for whom has ordered nothing.
_DENIED = Words(
    r"\b(?:(?:did|was|were|have|is|are)(?: ?n['o’]?t) (?:you\b|make|made|place|order|authori\w+"
    r"|request|this|expect\w*|recogni\w+)|if (?:this|it) (?:was|is)(?: ?n['o’]?t)|not (?:you|yours"
    r"|ordered|expecting)\b|wrong\?|nicht (?:bestellt|von (?:ihnen|dir)|sie|veranlasst)"
    r"|widerspr\w*|si vous n\W|pas (?:commandé|vous)"
    r"|no (?:reconoce|reconoces|has sido tú|fuiste tú|ha sido usted|lo pidi\w+)"
    r"|non (?:sei stato|ha ordinato|riconosc\w*)|niet (?:besteld|herken\w*)"
    r"|não (?:reconhece|foi você|fez est\w)|nie (?:zamawia\w+|rozpozna\w+)|inte (?:beställt|du)\b"
    r"|ikke (?:bestilt|deg|dig)|ette (?:ole )?tilan\w*|neobjedn\w+|nem ön|siz değilseniz)\b"
    r"|не вы\b|не ви\b|お心当たりのない|본인이 아",
    most=_NEAR,
)
# A first letter of a stranger's that says it is not the first.
_DUNNING = Words(
    r"\b(?:past due|overdue|late fee|late payment|(?:2nd|3rd|second|third|final|last) (?:notice"
    r"|reminder)"
    r"|reminder of payment|outstanding (?:invoice|balance)|mahn(?:ung|gebühr)\w*|überfällig\w*"
    r"|letzte (?:erinnerung|mahnung)|zahlungserinnerung|relance|impayée?s?|en retard"
    r"|mise en demeure"
    r"|vencid[ao]s?|atrasad[ao]s?|último aviso|scadut[ao]|sollecito|achterstallig|aanmaning"
    r"|herinnering"
    r"|em atraso|zaległ\w+|przypomnienie|förfallen|påminnelse|rykker\w*|purring"
    r"|maksumuistutus|muistutusmaksu"
    r"|po splatnosti|upomínka|lejárt|restant\w*|gecikmiş)\b|督促|未払い|연체|逾期",
    most=_NEAR,
)
# A debt, and what a court does for it: whoever is owed something says by which bill. Not what any
# bill has at its foot: what is owed in all, what who pays late is charged.
_DEBT = Words(
    r"\b(?:unpaid debt|(?:a|your|the) debt of|(?:stop|avoid|start) legal action"
    r"|forderungsmanagement|zwangsvollstreckung|pfändung"
    r"|recouvrement (?:judiciaire|forcé)|huissier|une saisie"
    r"|(?<!sin )embargo|deuda pendiente|pignoramento|penhora|dívida em atraso"
    r"|protesto em cartório|openstaande (?:vordering|schuld)|dagvaarding|deurwaarder\w*"
    r"|wezwani\w+ do zapłaty|wzywamy do zapłaty"
    r"|betalningskrav|betalningsanmärkning|betalingsoppfordring"
    r"|tvangsinndriv\w*|maksuvaatimus|maksuhäiriö\w*|exekuc\w+"
    r"|neuhrazen\w+ dluh|(?:elmaradás|tartozás|hátralék)a van"
    r"|executare silită|icra takibi)\b"
    r"|κατάσχεσ|числится задолженност|имеется задолженност|(?:є|маєте) заборгован|欠款",
    most=_NEAR,
)
# A debt as well where it is said what comes of it.
_UNPAID = Words(
    r"\b(?:unpaid|insolut\w+|nieopłacon\w+|obetald\w*|ubetalt\w*|du skylder|maksamaton\w*"
    r"|nezaplacen\w+|neachitat\w*|neplătit\w*|ödenmemiş)\b|ανεξόφλητ|неоплачен|несплачен|未納|滞納"
    r"|미납|체납",
    most=_NEAR,
)


def tells_what_comes(text: str) -> bool:
    """Whether it says what comes of it if nobody pays."""
    return bool(_THREAT.search(text))


def is_denied(text: str) -> bool:
    """Whether it says what to do for whom has ordered nothing."""
    return bool(_DENIED.search(text))


def reminds(text: str) -> bool:
    """Whether it says that it is not the first, or that a payment is late."""
    return bool(_DUNNING.search(text))


def claims_a_debt(text: str) -> bool:
    """Whether it says that its reader is in debt, or what a court does then."""
    if _DEBT.search(text):
        return True
    return tells_what_comes(text) and bool(_UNPAID.search(text))


def is_unhurried(text: str) -> bool:
    """Whether nothing in it presses its reader: no haste, no threat, nothing that is late."""
    return not (hastens(text) or reminds(text) or tells_what_comes(text))


def is_far_off(message: Message, events: Iterable[BillingEvent]) -> bool:
    """Whether a day is named by which to pay, and none of them is near."""
    left = _days_left(message, events)
    return left is not None and left >= _LONG


def is_threatened(text: str) -> bool:
    """Whether hours are left, and it says what comes behind them."""
    return bool(_HOURS.search(text)) and tells_what_comes(text)


def is_near(message: Message, events: Iterable[BillingEvent]) -> bool:
    """Whether it is to be paid within days: who bills for an order leaves more."""
    left = _days_left(message, events)
    return left is not None and 0 <= left <= _SOON


def _days_left(message: Message, events: Iterable[BillingEvent]) -> int | None:
    """How many days after it was sent the first one is by which to pay."""
    due = [one.due_on for one in events if one.due_on is not None]
    if not due or message.sent_at is None:
        return None
    return (min(due) - message.sent_at.date()).days
