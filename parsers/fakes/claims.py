"""The words of mail about money: what companies are called, what bills and lures say."""

import re

from parsers.fakes.greetings import greets_abroad
from parsers.fakes.lures import lures
from parsers.fakes.offices import OFFICES_ABROAD
from parsers.merchants import fold
from parsers.text.bounded import Bounded, Words

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
    r"\d\s?(?:[$€£₹¥円원₺₪₫₱฿₴₽৳₾₼₸₦₵₡֏]"
    r"|(?:USD|EUR|[Ee]uros?|[Dd]ollars?|GBP|PLN|zł|kr|CHF|Kč|Ft|lei|TL|RSD|SAR|AED|SEK|NOK|DKK|CZK"
    r"|HUF|RON|TRY|UAH|RUB|JPY|KRW|VND|đ|đồng|грн|гривен\w*"
    r"|руб\w*|лв|лева|ден|дин\w*|сом)\b"
    r"|تومان|ریال|ريال|درهم|دينار|جنيه|دولار|دلار|บาท|টাকা|रुपये|روپے)"
)
_MONEY = Words(
    r"\b(?:invoice|receipt|bill(?:ing|ed)?|payment|paid|charged?|debited|renew\w*|subscription|"
    r"membership|auto-?pay|refund|order|purchase|transaction|account|unpaid|overdue|mandate?|"
    r"rechnung|zahlung\w*|abbuchung|konto|abo\w*|verlänger\w*|bestellung|"
    r"facture|paiement|abonnement|compte|prélèvement|commande|"
    r"factura|pago|suscripción|cuenta|cobro|pedido|fatura|pagamento|assinatura|conta|"
    r"fattura|abbonamento|rinnovo|ricevuta|acquisto|rekening|betaling|factuur|verlengd|"
    r"płatność|subskrypcj\w*|faktur\w{1,2})\b|支払|会費|請求|領収|결제|청구|付款|账单|扣款",
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
    r"|sehr geehrte(?:[rs]|/r)?|bonjour|ch[eè]re?|cher|madame|monsieur|hola|buenos d[ií]as"
    r"|estimad[oa]|gentile|buongiorno|ciao|beste|geachte|ol[aá]|car[oa]|prezad[oa]|szanown[ay]|hej"
    r"|hei"
    r"|k[jæa]+re|b[äa]st[ae]|dzień dobry|cześć|witaj|dobrý den,?|ahoj|kedves|tisztelt"
    r"|bună(?: ziua)?,?|drag[ăa]|hyvä|merhaba|say[ıi]n|bonsoir|salut|buenas (?:tardes|noches)"
    r"|apreciad[oa]|oi|bom dia|boa (?:tarde|noite)|spett\.le|stimat[eă]|good (?:morning|afternoon))"
    r"(?:/\w{1,6}|\([aeo]\))?"
    r" (?!(?i:fogyaszt|odbior|konsum|consum|kulutt|odběr|förbruk|forbru|verbruik|tüketic"
    r"|ditta|azienda|impresa|società|leser|nutzer|kund|mitgl|lect|lettor|leitor|lezer"
    r"|ügyf|vásár|felhasz|előfiz|partner|hölgy|tag|cím|olvas"
    r"|tulaj|lakó|müşter|abone|kullan|üye|yetkil|ilgili|client|abonat|utiliz|membr|asiak|vastaan"
    r"|käyttäj|jäsen|zákazn|klien|uživat|użytk))"
    r"(?:(?i:mr|mrs|ms|mx|dr|herr|frau|mme|m|sra?|sig(?:ra)?|dhr|mevr|heer|mevrouw|hr|fru|herra"
    r"|rouva|pani?e?)\b\.? )?(?:(?:de|den|der|van|von|ter|te) ){0,2}"
    r"[A-ZÀ-ÞŁŚŻ][\w'-]+"
    # "Hola, Pat:" and nothing else; after a comma a sentence may begin as well.
    r"|^[ \t]*(?i:hello|hi|hey|bonjour|bonsoir|salut|hola|buenos d[ií]as|buenas (?:tardes|noches)"
    r"|buongiorno|ciao|ol[aá]|oi|bom dia|boa (?:tarde|noite)|hallo|hej"
    r"|good (?:morning|afternoon)), (?!(?i:customer|user|member|client|abonn|usu|soci|subscri"
    r"|suscri|assin|utente|utili|membre|kund|klant|thank|welcome|merci|gracias|grazie|obrigad"
    r"|mulțum|team|tou[st]|tod[oa]s|tutti|all\b|every|there|bien|ben|bem|queri|estimad|cher|dear"
    r"|caro|prezad|gentile|dragi))"
    r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){0,2}[ \t]?(?:[,.!:;]|$)"
    r"|^[ \t]*(?!お客|会員|各位|고객|회원)[^\s、。,]{1,12}[ \u3000]?(?:様|님)",
    most=_NEAR,
)
_NAMELESS = Words(
    r"\b(?:dear|hello|hi) (?:valued )?(?:customer|user|sir|madam|member|client)\b"
    r"|\b(?:sehr geehrte(?:\w|/r)?|liebe\w?|werte\w?) (?:kund|nutzer|mitglied)\w*"
    r"|\b(?:chère?|cher\w*) (?:client|membre|abonné)\w*"
    r"|\bestimad[oa](?:\(\w\)|/\w)? (?:cliente|usuari[oa])"
    r"|\b(?:gentile|caro) (?:cliente|utente)|\b(?:prezad[oa]|car[oa])(?:\(\w\)|/\w)? cliente"
    r"|\b(?:dear debtor|(?:sehr geehrte\w?|werte\w?) schuldner\w*|chère? débit\w+"
    r"|estimad[oa] deudor\w*|gentile debitore|geachte debiteur|szanown\w+ dłużni\w+"
    r"|vážen\w+ dlužní\w+|tisztelt adós\w*|stimat\w* debitor\w*|sayin borçlu\w*)\b"
    r"|\b(?:beste|geachte) (?:klant|relatie|(?:heer|mevrouw)(?! (?!of |en )[a-z]))"
    r"|\bszanown[yai]\w* (?:klien\w*|panowie|pan(?:ie|i)?\b(?! \w))"
    r"|\b(?:sehr geehrte damen|madame, monsieur|dear (?:sirs|all|subscriber|account holder"
    r"|proprietor|registrant|applicant|(?:rights?|(?:trade ?)?mark|domain) ?(?:holder|owner)))\b"
    r"|\b(?:bästa|kära|kære|kjære) kund\w*",
    most=_NEAR,
)
# The same in more languages: there firms greet so those whom they bill as well.
_NAMELESS_ABROAD = Words(
    r"\bszanown[yai]\w* (?:państw|użytkown|abonen|client)\w*"
    r"|\b(?:vážen[yýáíi]|milý) (?:zákazní\w+|klient\w*|uživatel\w*|používate\w+|předplatitel\w*)"
    r"|\bvážení\b|\b(?:tisztelt|kedves) (?:ügyfel\w+|felhasználó\w*|előfizető\w*|vásárló\w*"
    r"|partner\w*|fogyasztó\w*)"
    r"|\b(?:stimat[eăa]?|stimați|drag[ăa]|dragi) (?:clien\w+|utilizator\w*|abonat\w*|membr\w+)"
    r"|\bsayin (?:müşteri\w*|kullanici\w*|üye\w*|abone\w*|yetkili)|\bdeğerli (?:müşteri|üye"
    r"|kullan)\w*"
    r"|\b(?:hyvä|arvoisa) (?:asiak\w+|tilaaj\w+|käyttäj\w+|jäsen\w*|vastaan\w+)"
    r"|\bpoštovan[ia]?\b|\b(?:spoštovan[ia]|gerbiam\w+|cien[iī]jam\w+|lugupeetud"
    r"|austatud) \w*(?:kor|klient\w*"
    r"|uporabn\w*|strank\w*|kunde\w*)"
    r"|\b(?:pelanggan|pengguna) (?:yth|yang terhormat|kami)|\byth\.? pelanggan"
    r"|\bkepada (?:pelanggan|pengguna)"
    r"|\bkính (?:gửi|chào) quý khách|\bquý khách hàng"
    r"|\bgeachte (?:gebruiker|abonnee|lid)|\bbeste (?:gebruiker|abonnee|lid)"
    r"|\b(?:gentile|caro|spettabile) (?:abbonat[oa]|client[ei]|membro)|\b(?:estimad[oa]|querid[oa])"
    r" (?:suscriptor|abonad[oa]|soci[oa]|membro|usuári[oa]|assinante)|\bprezad[oa] (?:usuári[oa]"
    r"|assinante)"
    r"|\b(?:sehr geehrte(?:\w|/r)?|liebe\w?) (?:abonnent|user|teilnehmer|verbraucher)\w*"
    r"|\bdear (?:cardholder|shopper|seller|taxpayer|resident|friend|beneficiary)\b"
    r"|(?:уважаем|дорого|шановн)\w* (?:клиент|пользовател|абонент|покупател|клієнт|користувач"
    r"|передплатник)"
    r"|уважаеми (?:клиент|потребител|абонат)|(?:поштовани|αγαπητ\w+ (?:πελάτ|συνδρομητ|χρήστ|μέλ))"
    r"|お客様各位|お客さま各位|(?:会員|利用者)(?:各位|の皆様)|お取引先様|(?<![가-힣] )(?:고객"
    r"|회원|이용자)님"
    r"|(?:尊敬|親愛|亲爱)的(?:用户|用戶|客户|客戶|会员|會員|顾客|顧客)|عزيز[يى] (?:العميل|المشترك"
    r"|المستخدم)|עמית יקר|לקוח יקר"
    r"|เรียน ?(?:ลูกค้า|ผู้ใช้|สมาชิก)|प्रिय (?:ग्राहक|उपयोगकर्ता|सदस्य)|مشتری گرامی|کاربر گرامی",
    most=_NEAR,
)
# Whom anybody finds in a list of firms, houses or domains.
_TRADE = Words(
    r"\b(?:dear|hello) (?:business|company|domain|web ?site|property|trade ?mark|patent|shop|site)"
    r" (?:owner|holder|operator|manager)\w*|\bdear (?:ceo|entrepreneur|director|proprietor|trader"
    r"|webmaster)|\b(?:sehr geehrte\w?|liebe\w?|werte\w?) (?:unternehmer|gewerbetreibende"
    r"|geschäftsinhaber|domaininhaber|markeninhaber|webseitenbetreiber)\w*|\bcher(?:e|s)?"
    r" (?:entrepreneur|professionnel|commerçant|titulaire|propriétaire)\w*|\bestimad[oa]s?"
    r" (?:empresari|titular|propietari|autónom|comerciante)\w*|\bgentile (?:imprenditor|titolar"
    r"|professionist|commerciant|famiglia)\w*|\b(?:prezad|car|estimad)[oa]s? (?:empresári|titular"
    r"|proprietári|comerciante|encarregad)\w*|\b(?:geachte|beste) (?:ondernemer|eigenaar"
    r"|domeinhouder)\w*|\bszanown\w+ (?:przedsiębiorc|właściciel)\w*|\b(?:kære|kjære|bästa|hej)"
    r" (?:virksomhedsejer|domæneejer|domeneeier|bedriftseier|företagare|domänägare"
    r"|erhvervsdrivende)\w*|\b(?:vážen\w+|milý) (?:podnikatel|živnostn|majitel|podnikateľ)\w*"
    r"|\b(?:tisztelt|kedves) (?:vállalkozó|partner|cégvezető|ingatlantulajdonos|tulajdonos)\w*"
    r"|\bstimat\w? (?:antreprenor|proprietar|titular)\w*|\bhyvä (?:yrittäjä|verkkotunnuksen)\w*"
    r"|\b(?:sayin|değerli) (?:işletme|firma|esnaf)\w*"
    r"|αγαπητ\w+ (?:επαγγελματία|επιχειρηματία|ιδιοκτήτη)|уважаем\w+ (?:предпринимател|владел)"
    r"|шановн\w+ (?:підприєм|власник)|事業者様|代表者様|사업자님|尊敬的(?:企业|商户|业主)",
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
    r"|\brichiesta di (?:denaro|pagamento)\b|\bsolicitud de (?:dinero|pago)\b"
    r"|\b(?:pedido|solicitação) de (?:dinheiro|pagamento)\b|\bprośb\w+ o (?:pieniądze|płatność)"
    r"|\bprosi (?:cię |ciebie |państwa )?o (?:pieniądze|płatność|zapłatę|\d)"
    r"|\b(?:begär|anmoder om|ber om|pyytää|žádá o|žiada o|kéri|solicită|vraagt(?: u"
    r"| je)?(?: om)?) \d"
    r"|\b(?:solicitou|pediu|ha solicitado|solicita|richiede|demande) (?:\w+ )?\d"
    r"|\b(?:hat (?:ihnen|dir) eine rechnung|vous a envoyé une facture"
    r"|te ha enviado una factura|ti ha inviato una fattura|heeft (?:u|je) een factuur"
    r"|enviou[- ](?:lhe |te )?uma fatura"
    r"|(?:wysła\w*|przesła\w*)(?:\(a\))? (?:ci|tobie|państwu) (?:faktur|rachun)\w+"
    r"|har (?:skickat|sendt) (?:dig |deg )?en fa[kc]tura|lähetti sinulle laskun"
    r"|vám (?:poslal\w*|zaslal\w*) faktur\w+|számlát küldött|v-a trimis o factură"
    r"|fatura gönderdi|żądani\w+ (?:zapłaty|płatności)|maksupyyntö\w*|žádost o platbu"
    r"|fizetési kérelem|cerere de plată|ödeme talebi|betalningsbegäran)"
    r"|\bpengaförfrågan\b|\bbetalingsanmodning\b|\bpengeanmodning\b"
    r"|\bfaktura od\b|\bmoney request\b|\brequest(?:ed|ing|s)\b.{0,20}"
    r"(?:\b(?:money|payment)\b|[$€£]\s?\d|\d (?:eur|usd|gbp)\b)",
    most=_NEAR,
)
_PAID = Words(
    r"\b(?:receipt|paid on|(?:was|is|been) paid|paid [a-z]{3,9} \d|amount paid|payment received"
    r"|beleg|quittung|(?<!nicht )bezahlt|reçu|(?<!non )payée?|(?<!no )pagad[ao]|recibo|ricevuta"
    r"|(?<!non )pagat[ao]|(?<!não )pag[ao]|(?<!niet )betaald|(?<!nie)zapłacon\w+|paragon|kvitt\w+"
    r"|(?<!inte )betald)\b",
    most=_NEAR,
)
_HANDED = Words(
    r"\b(?:invit(?:ed|es|ing) (?:you|\w+ to)|been invited|you are invited"
    r"|invitation|(?<!you )(?<!you have )(?<!you.ve )shared|mentioned|commented|comment from"
    r"|(?:new|sent you (?:a|a private|a direct|a new)|direct) message|assigned you|added you"
    r"|you were mentioned"
    r"|sent you (?:a|the) (?:document|file|task)|(?:requests|requested) your signature"
    r"|assigned (?:a|the) task|review and sign|thanks for filling"
    r"|messaged you|message from|sent a message|is inviting you|wrote (?:to you|you|an? (?:update"
    r"|comment|note))"
    r"|sent you (?:a file|files|some files|an? (?:invite|request))"
    r"|hat (?:sie|dich|ihnen|dir)\b[^.!?\n]{0,120}\b(?:eingeladen|erwähnt|hinzugefügt|zugewiesen"
    r"|gesendet|geschickt)"
    r"|vous a (?:invité|mentionné|envoyé|écrit)|te ha (?:invitado|enviado|mencionado)"
    r"|ti ha (?:invitato|inviato|menzionato)|enviou (?:\w+ )?(?:um|uma)|enviou[- ](?:lhe|te|a você)"
    r"|sent you (?:an? )?(?:\w+ ){0,3}gift|convidou|heeft (?:u|je)"
    r" (?:\w+ ){1,3}(?:gestuurd|uitgenodigd)|zaprosił\w*|udostępnił\w*|dodał\w* (?:cię|ciebie)"
    r"|vous a ajouté|te ha (?:añadido|agregado)"
    r"|kutsui (?:sinut|teidät)|pozval\w* (?:tě|vás)|meghívott|te-a invitat|v-a invitat"
    r"|ti ha aggiunt\w|adicionou você|heeft (?:u|je) (?:\w+ ){1,4}toegevoegd"
    r"|zaprasza (?:cię|ciebie|państwa)|zaproszenie|lädt (?:dich|sie)|einladung|invitación"
    r"|te invita|ti invita|convite|convida você|nodigt (?:je|u)|uitnodiging|inbjudan|bjuder in"
    r"|invitasjon|inviterer|pozvánka|zve (?:tě|vás)|meghívó|meghívja|invitație|te invită"
    r"|vă invită|davetiye|davet (?:ediyor|etti)"
    r"|har lagt til (?:dig|deg)|har (?:delat|delt|bjudit"
    r"|inviteret"
    r"|skickat|sendt)|geteilt(?! ha(?:st|ben)\b)|freigegeben|kommentiert|(?<!avez )partagée?s?"
    r"|commenté|(?<!\bhas )compartid[oa]s?"
    r"|comentado"
    r"|compartió|condivis[oa]|commentato|compartilh\w+|partilh\w+|gedeeld|sdíl\w+|zdieľ\w+"
    r"|megoszt\w+"
    r"|partajat|distribuit|paylaşt\w+|jakoi)\b|님이 (?:공유|초대|메시지)|さんが[^。\n]{0,60}"
    r"(?:共有|招待|メッセージ|追加)|与您(?:共享|分享)|邀请您"
    r"|πρόσκληση|προσκαλεί|приглаша|приглашение|запрошує|запрошення",
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
_WRITTEN = frozenset(
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
    member mitglied mitglieder socio socios soci sócio sócios leden medlem medlemmar medlemmer
    medlemskap medlemskab jäsen jäsenet jäsenyys členové
    gift card cards giftcard fatura faturas facture fattura assinatura assinaturas abonnement
    thank you thanks your dear atención atencion al cliente usuarios registry registrar domain
    domains listing notices request requests activation activations processing
    receivables receivable payable payables remittance treasury accounting finance reminder
    reminders customers office hub bureau zentrale stelle sepa mandat mandate mandato notice post
    reembolsos reembolso rimborsi rimborso remboursements erstattung erstattungen""".split()
)
ROLES = frozenset({*_WRITTEN, *map(fold, _WRITTEN), *map(fold, OFFICES_ABROAD)})

# Those of them by which money is asked for.
DESKS = frozenset(
    """account accounts billing invoice invoices order orders payment payments receipt receipts
    refund refunds renew renewal renewals secure subscription subscriptions verification
    verify""".split()
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


def greets_anybody(text: str) -> bool:
    """Whether it greets nobody, in any of more languages."""
    return greets_nobody(text) or bool(_NAMELESS_ABROAD.search(text))


def greets_a_trade(text: str) -> bool:
    """Whether it greets whoever has a firm, a house or a domain, as it stands in public lists."""
    return bool(_TRADE.search(text))


def greets_by_name(text: str) -> bool:
    """Whether it greets somebody by a name, near its beginning."""
    named = bool(_NAMED.search(text)) or greets_abroad(text)
    return named and not greets_nobody(text)


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
