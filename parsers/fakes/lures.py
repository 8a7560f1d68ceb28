"""Whether a mail wants its reader's card or password, in words of many languages."""

import re
from functools import lru_cache

from parsers.text.bounded import Bounded, Words
from parsers.text.folding import folded_word, words_of
from parsers.text.speech import own_words, straight

_NEAR = 2000  # how far into a mail it is looked for
# What a bank, a friend or a newspaper does not say of somebody else's subscription.
# One border for all that have one: looked for by each way for itself it takes eight times as long.
_LURE = Words(
    r"\b(?:(?:updat(?:e|ing)|verify(?:ing)?|confirm(?:ing)?|renew(?:ing)?|restart|restore|check)\W+"
    r"(?:\w+\W+){0,3}?"
    r"(?:card|payment|billing|account|details|information|membership|identity|method)\b"
    r"|(?:sign|log) ?in to (?:\w+ ){0,2}(?:update|keep|restore|pay|confirm|verify)\b"
    r"|(?:update|restart|pay|sign in|bezahlen|payer|régler|pagar|pague|paga|betalen|betala|betal"
    r"|maksa|zapłać|zaplatit)\W{1,3}https?:"
    r"|(?:bestätigen|prüfen) sie (?:\w+ ){0,3}(?:daten|angaben|konto\w*|zahlung\w*|iban"
    r"|bankverbindung)\b"
    r"|(?:vérifiez|confirmez) (?:\w+ ){0,2}(?:données|informations|coordonnées|compte|carte"
    r"|iban|rib)\b"
    r"|(?:verifi\w+|confirm\w+) (?:\w+ ){0,2}(?:datos|cuenta|tarjeta|dados|conta"
    r"|cartão|dati|carta|iban)\b"
    r"|aktualisieren sie\b|mettez à jour\b|actuali[cz]e\b|atuali[zs]e\b|aggiorna\b"
    r"|verlängern sie\b|hinterlegen sie\b|renouvelez\b|ren[uo]ev[ae]\w*\b|regulari[sz]\w+"
    r"|rinnov[ai]\b|verleng (?:uw|je|nu)\b|przedłuż\b|odnów\b|uppdatera\b|opdater\b"
    r"|werk (?:uw|je)\b|zaktualizuj\b|güncelleyin\b"
    r"|aktualizujte\b|perbarui\b|posodobite\b|yenileyin\b)|更新し|更新して|ご確認ください|업데이트",
    most=_NEAR,
)
# Two more, looked for only where a word of theirs stands: all in one take twice the time.
_CARDS = ("card", "kart", "carta", "carte", "cartão", "kort", "kaart", "tarjeta", "bank", "payment")
_CARD_LURE = Words(
    r"\b(?:(?:replace|add|enter|provide|choose|submit|use|put in|link|insert|re-?enter|supply"
    r"|type in)\W+(?:\w+\W+){0,3}?(?:card|bank account|payment method)\b"
    r"|fix (?:the |your )?(?:payment|billing)\b"
    r"|(?:neue|andere|gültige) karte (?:angeben|hinterlegen|eintragen)"
    r"|karte (?:hinterlegen|erneuern)"
    r"|(?:ajoutez|saisissez|indiquez) (?:\w+ ){0,3}carte\b"
    r"|(?:inserisca|inserisci|aggiunga) (?:\w+ ){0,2}carta\b"
    r"|(?:añad[ae]|agregu?[ae]|introduzca) (?:\w+ ){0,2}tarjeta\b"
    r"|(?:adicione|insira) (?:\w+ ){0,2}cartão\b"
    r"|(?:lägg till|legg til|tilføj) (?:\w+ ){0,3}kort\w*|(?:dodaj|podaj) (?:\w+ ){0,2}kart[yęe]\b"
    r"|(?:voeg|kies) (?:\w+ ){0,2}kaart\b)",
    most=_NEAR,
)
# What has to be done to a card, in the passive; of their verbs hardly any letter has one beside it.
_HAVE_TO = (
    *(
        " be ",
        "needed for",
        "required for",
        "once ",
        "soon as",
        "zodra ",
        "sobald ",
        "dès que ",
        "en cuanto ",
        "non appena ",
        "assim que ",
        "så snart ",
        " muss ",
        " soll ",
        " zu ",
        " doit ",
        " debe ",
        " deve ",
    ),
    *(" moet ", " skal ", " må ", " måste ", " behöver "),
)
_HAS_TO_BE = Words(
    r"\b(?:card (?:\w+ ){0,2}?(?:must|has to|needs to|should|have to) be (?:re-?)?(?:entered|added"
    r"|updated|confirmed|verified|replaced|linked|checked)|card (?:is )?(?:needed|required) for"
    r"|(?:once|as soon as) (?:\w+ ){0,3}?(?:confirmed|verified|entered|added|provided)"
    r" (?:\w+ ){0,3}?(?:card|account)\b|(?:zodra|sobald|så snart) (?:\w+ ){0,6}?(?:kaart|rekening"
    r"|karte|konto|kort\w*) (?:\w+ ){0,3}?(?:bevestigd|ingevuld|bestätigt|angegeben|hinterlegt"
    r"|bekräftat|bekræftet|bekreftet)|(?:dès que|en cuanto|non appena|assim que) (?:\w+ ){0,3}?"
    r"(?:confirm\w+|vérifi\w+|verifi\w+|conferm\w+|complét\w+|inserit\w) (?:\w+ ){0,2}?(?:carte"
    r"|compte|tarjeta|cuenta|carta|conto|cartão|conta)\b"
    r"|karte (?:\w+ ){0,2}?(?:muss|soll) (?:\w+ ){0,3}?(?:eingegeben|hinterlegt|bestätigt"
    r"|angegeben)|karte (?:\w+ ){0,4}?(?:einzugeben|zu (?:hinterlegen|bestätigen))"
    r"|carte (?:\w+ ){0,2}?doit être (?:\w+ ){0,2}?(?:saisie|ajoutée|confirmée|validée)"
    r"|tarjeta (?:\w+ ){0,2}?debe (?:\w+ ){0,2}?(?:introducirse|añadirse|confirmarse|registrarse)"
    r"|carta (?:\w+ ){0,2}?deve essere (?:\w+ ){0,2}?(?:inserita|aggiunta|confermata|verificata)"
    r"|cartão (?:\w+ ){0,2}?deve ser (?:\w+ ){0,2}?(?:inserido|introduzido|adicionado|confirmado)"
    r"|kaart (?:\w+ ){0,2}?moet (?:\w+ ){0,3}?(?:ingevoerd|toegevoegd|bevestigd) worden"
    r"|kort\w* (?:\w+ ){0,2}?(?:skal|må|måste|behöver) (?:\w+ ){0,2}?(?:indtastes|legges inn"
    r"|bekræftes|bekreftes|anges|registreras|läggas in|oplyses))\b",
    most=_NEAR,
)
_LURE_ABROAD = Words(
    r"\b(?:frissíts\w+|actualizați\b|ažurirajte\b|päivitä\b|обновите\b|привяжите\b|оновіть\b"
    r"|обновете\b|ενημερώστε\b|cập nhật (?:thẻ|thông tin))|カード情報を(?:ご)?(?:入力|更新)"
    r"|다시 등록|更新(?:您的)?付款|حدّ?ث بطاقت|לעדכן את פרטי|अपडेट करें|อัปเดตบัตร",
    most=_NEAR,
)
# The same in more words and languages, each with what it is about.
_MORE_LURES = Words(
    r"\b(?:(?:bestätige|prüfe|aktualisiere|hinterlege|vervollständige|ergänze|überprüfe)n?"
    r" (?:sie )?(?:\w+ ){0,3}(?:daten|angaben|karte\w*|konto\w*|zahlung\w*)"
    r"|(?:karte|(?:bank|karten|konto|zahlungs)(?:daten|angaben|mittel|art|methode)|bankverbindung)"
    r" (?:\w+ ){0,3}(?:aktualisieren|bestätigen|prüfen|überprüfen|hinterlegen|ergänzen|erneuern)"
    r"|mettant à jour (?:\w+ ){0,3}(?:carte|paiement|coordonnées)|(?:actualizando|atualizando"
    r"|aggiornando|confirmando|confermando) (?:\w+ ){0,3}(?:tarjeta|pago|datos|cartão|dados|carta"
    r"|pagamento|dati)"
    r"|(?:actualisez|réactivez|complétez|renseignez|saisissez|validez|confirmez)"
    r" (?:\w+ ){0,3}(?:carte|paiement|données|coordonnées|compte|informations)"
    r"|(?:actuali[cz][ea]|atuali[zs][ea]|valid[ea]|complete|ingres[ea]|introdu(?:zca|za|ce)"
    r"|reactiv[ea]|verifi(?:que|ca|chi)|confirm[ea]|conferm[ai]|complet[ai]|inseris(?:ca|ci)"
    r"|aggiorn[ai]|preencha|informe) (?:\w+ ){0,3}(?:datos|tarjeta|cuenta|pago|dados|cartão|conta"
    r"|pagamento|dati|carta|conto)"
    r"|(?:controleer|bevestig|vul|actualiseer) (?:\w+ ){0,3}(?:gegevens|betaal\w+|kaart|rekening\w*"
    r"|account)"
    r"|(?:bekräfta|bekræft|bekreft|ange|angi|indtast|oppdater|fyll i) (?:\w+ ){0,3}(?:kort\w*"
    r"|betal\w+|konto\w*|uppgift\w+|oplysning\w+|opplysning\w+)"
    r"|(?:vahvista|päivitä|tarkista|syötä) (?:\w+ ){0,3}(?:kort\w+|maksu\w+|tili\w*|tiedo\w+)"
    r"|(?:potwierdź|podaj|uzupełnij|zweryfikuj) (?:\w+ ){0,3}(?:kart\w+|dan\w+|płatno\w+|konto)"
    r"|(?:doplňte|doplnte|ověřte|overte|potvrďte|zadajte|zadejte|vyplňte|aktualizujte)"
    r" (?:\w+ ){0,3}(?:údaj\w+|kart\w+|plat\w+|úč[et]t?\w*)"
    r"|(?:add|adja|erősíts\w+) meg (?:\w+ ){0,3}(?:kárty\w+|adat\w+|fizet\w+|fiók\w*)"
    r"|frissíts\w+ (?:\w+ ){0,3}(?:kárty\w+|adat\w+|fizet\w+)"
    r"|(?:confirmați|verificați|completați|introduceți) (?:\w+ ){0,3}(?:card\w*|plat\w+|date\w*"
    r"|cont\w*)"
    r"|(?:kart|ödeme|hesa[bp])\w*(?: \w+){0,3} (?:güncelle|doğrula|onayla|yenile)\w*"
    r"|(?:perbarui|verifikasi|konfirmasi|masukkan|lengkapi) (?:\w+ ){0,3}(?:kartu|pembayaran|data"
    r"|akun)"
    r"|(?:cập nhật|xác nhận|xác minh|nhập) (?:\w+ ){0,3}(?:thẻ|thanh toán|tài khoản|thông tin)"
    # What is to be done, not bidden: "il suffit de changer de carte".
    r"|(?:mettre à jour|changer (?:de|la|votre)|saisir|renseigner|ajouter|enregistrer)"
    r" (?:\w+ ){0,3}(?:carte|paiement)"
    r"|(?:cambiar|cambie|cambia|actualizar|introducir|añadir|agregar|registrar|renovar)"
    r" (?:\w+ ){0,3}(?:tarjeta|pago)|(?:trocar|troque|mudar|atualizar|inserir|adicionar|cadastrar"
    r"|cadastre) (?:\w+ ){0,3}(?:cartão|pagamento)|(?:aggiornare|cambiare|cambi|inserire"
    r"|aggiungere) (?:\w+ ){0,3}(?:carta|pagamento)|(?:canviar|actualitzar|introduir|actualitzi"
    r"|introdueixi) (?:\w+ ){0,3}(?:targeta|pagament)|(?:wijzig|pas|vernieuw|vervang)"
    r" (?:\w+ ){0,3}(?:kaart|betaal\w+)|(?:byt|bytt|vaihda|skift|forny|registrera|registrer)"
    r" (?:\w+ ){0,3}(?:kort\w*|betal\w+|maksu\w+)"
    r"|(?:zmień|wymień|dodać|podać|zaktualizować) (?:\w+ ){0,3}(?:kart\w+|płatno\w+)"
    r"|(?:změňte|vyměňte|zmeňte|vymeňte|vložte) (?:\w+ ){0,3}(?:kart\w+|plat\w+)"
    r"|(?:vnesite|potvrdite|unesite|posodobite|zamijenite|promijenite) (?:\w+ ){0,3}(?:kartic\w+"
    r"|podat\w+)|(?:atnaujinkite|įveskite|pakeiskite|patvirtinkite) (?:\w+ ){0,3}(?:kortel\w+"
    r"|duomen\w+)|(?:atjauniniet|ievadiet|nomainiet) (?:\w+ ){0,3}(?:kart\w+|dat\w+)"
    r"|(?:uuendage|uuenda|sisestage|sisesta|vahetage) (?:\w+ ){0,3}(?:kaar\w+|kaard\w+|andme\w+)"
    r"|(?:schimbați|schimbă|adaugă|adăugați|actualizează) (?:\w+ ){0,3}(?:card\w*|plat\w+))\b",
    most=_NEAR,
)
# Their verbs: hardly any letter has one, and looking for words takes a tenth of the time.
_VERBS = frozenset(
    """bestätige bestätigen prüfe prüfen aktualisiere aktualisieren hinterlege hinterlegen
    vervollständige vervollständigen ergänze ergänzen überprüfe überprüfen erneuern mettant
    actualizando atualizando aggiornando confirmando confermando actualisez
    réactivez complétez renseignez saisissez validez confirmez actualice actualiza actualize
    atualize atualiza atualise valide valida complete completa completi ingrese ingresa
    introduzca introduza introduce reactive reactiva verifique verifica verifichi confirme confirma
    conferma confermi inserisca inserisci aggiorna aggiorni preencha informe controleer
    bevestig vul actualiseer bekräfta bekræft bekreft ange angi indtast oppdater fyll
    vahvista päivitä tarkista syötä potwierdź podaj uzupełnij zweryfikuj doplňte doplnte
    ověřte overte potvrďte zadajte zadejte vyplňte aktualizujte meg confirmați verificați
    completați introduceți perbarui verifikasi konfirmasi masukkan lengkapi nhật nhận minh
    nhập mettre changer saisir renseigner ajouter enregistrer cambiar cambie cambia actualizar
    introducir añadir agregar registrar renovar trocar troque mudar atualizar inserir adicionar
    cadastrar cadastre aggiornare cambiare cambi inserire aggiungere canviar actualitzar
    introduir actualitzi introdueixi wijzig pas vernieuw vervang byt bytt vaihda skift forny
    registrera registrer zmień wymień dodać podać zaktualizować změňte vyměňte zmeňte vymeňte
    vložte vnesite potvrdite unesite posodobite zamijenite promijenite atnaujinkite įveskite
    pakeiskite patvirtinkite atjauniniet ievadiet nomainiet uuendage uuenda sisestage sisesta
    vahetage schimbați schimbă adaugă adăugați actualizează""".split()
)
_STEMS = ("güncelle", "doğrula", "onayla", "yenile", "frissíts")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7a3]")
_MORE_IN_OTHER_SCRIPTS = Words(
    r"(?:подтвердите|обновите|проверьте|введите|підтвердіть|оновіть|перевірте|введіть|потвърдете"
    r"|въведете|ажурирајте|потврдите) (?:\w+ ){0,3}(?:карт|данн|дані|даних|плат|сч[её]т|рахун"
    r"|акаунт"
    r"|профил|подат)"
    r"|(?:επιβεβαιώστε|συμπληρώστε|εισάγετε) (?:\w+ ){0,3}(?:κάρτα|στοιχεί|λογαριασμ|πληρωμ)"
    r"|(?:カード|支払い?|アカウント|会員)[^。\n]{0,20}(?:更新|確認|入力|登録|認証)(?:して|し|くだ"
    r"|を|へ)"
    r"|(?:카드|결제|계정|정보)[^.\n]{0,15}(?:등록|확인|인증|입력|변경)(?:해|하)"
    r"|(?:更新|验证|驗證|确认|確認|绑定|綁定|补充|填写|填寫)[^。，\n]{0,10}(?:卡|付款|支付|账户"
    r"|帳戶|账号"
    r"|資料|资料|信息)"
    r"|(?:تحديث|تأكيد|أدخل|تاكيد)\W+(?:\w+\W+){0,2}(?:بطاق|الدفع|بيانات|معلومات|حساب)"
    r"|(?:ยืนยัน|อัปเดต|อัพเดท)[^\n]{0,15}(?:บัตร|ข้อมูล|บัญชี|ชำระ)"
    r"|(?:עדכנו|עדכן|אמתו|אשרו)[^\n]{0,20}(?:כרטיס|פרטי|תשלום|חשבון)",
    most=_NEAR,
)
# What becomes of an account if nobody does anything.
_THREAT = Words(
    r"\b(?:(?:account|access|profile|service|membership|subscription|mailbox|storage|files|channel"
    r"|domain|licen[cs]es?|plan)\b[^.!?\n]{0,60}\b(?:suspended|locked|deleted|closed|limited"
    r"|disabled"
    r"|terminated|restricted|deactivated|removed|blocked|revoked|paused|on hold|will end"
    r"|ends? (?:in"
    r"|today|tomorrow)|lose|lost)"
    r"|will (?:all )?be (?:permanently )?(?:deleted|suspended|closed|removed|locked|disabled|lost"
    r"|terminated|blocked|erased)|(?:switch|cut|turn)\w* (?:\w+ )?off|last (?:chance|warning|day)"
    r"|final (?:notice|warning|reminder)"
    r"|werden? (?:\w+ ){0,3}(?:gelöscht|gesperrt|abgeschaltet|entfernt)|letzte (?:mahnung"
    r"|erinnerung)"
    r"|ser(?:a|ont|á|án|ão) (?:\w+ )?(?:supprimée?s?|suspendue?s?|bloquée?s?|eliminad[oa]s?"
    r"|suspendid[oa]s?"
    r"|bloquead[oa]s?|suspens[oa]s?|excluíd[oa]s?|removid[oa]s?)|sar(?:à"
    r"|anno) (?:\w+ )?(?:eliminat\w"
    r"|sospes\w|bloccat\w|cancellat\w)|word(?:t|en) (?:\w+ ){0,3}(?:verwijderd|geblokkeerd"
    r"|afgesloten)"
    r"|zosta(?:ną|nie) (?:\w+ )?(?:usunięt\w|zablokowan\w|zawieszon\w)|tas bort|raderas"
    r"|(?:bliver|blir) (?:\w+ )?(?:slettet|sperret|spærret|lukket|stengt)|poistetaan|suljetaan"
    r"|bud(?:e|ou|ú) (?:\w+ )?(?:smaz\w+|vymaz\w+|zruš\w+|zablok\w+)|töröl(?:jük|ni)|törlésre"
    r"|v(?:a|or) fi (?:\w+ )?(?:șters\w*|suspendat\w*|blocat\w*)|silinecek\w*|kapatilacak\w*"
    r"|to (?:avoid|prevent) (?:\w+ ){0,2}(?:suspension|disconnection|closure|deletion)"
    r"|sperrung zu (?:vermeiden|verhindern)|éviter (?:la|une|toute) (?:suspension|coupure)"
    r"|evitar (?:la |una |a |o )?(?:suspensi[oó]n|suspensão|bloqueio|bloqueo|corte)"
    r"|evitare (?:la |il )?(?:sospensione|blocco)|(?:opschorting|blokkering) te voorkomen"
    r"|uniknąć (?:blokady|zawieszenia)|undvika avstängning|undgå (?:spærring|lukning)"
    r"|(?:validate|verify|confirm) your\b|action (?:is )?(?:required|needed)|unusual (?:activity"
    r"|sign)"
    r"|(?:konto|zugang|mitgliedschaft|abo\w*|dienst|speicher\w*)\b[^.!?\n]{0,60}\b(?:gesperrt"
    r"|gelöscht|geschlossen|eingeschränkt|deaktiviert|pausiert|beendet|stillgelegt)"
    r"|handlung erforderlich|handlungsbedarf"
    r"|(?:compte|accès|abonnement|service)\b[^.!?\n]{0,60}\b(?:suspendue?|bloquée?|supprimée?"
    r"|fermée?|limitée?|désactivée?|restreinte?|résiliée?|verrouillée?)|action requise"
    r"|(?:cuenta|acceso|suscripción|servicio|conta|acesso|assinatura|subscrição|membresía)\b"
    r"[^.!?\n]{0,60}\b(?:suspendid[oa]|suspens[oa]|bloquead[oa]|eliminad[oa]|cerrad[oa]|limitad[oa]"
    r"|desactivad[oa]|desativad[oa]|encerrad[oa]|excluíd[oa]|cancelad[oa]|restringid[oa])"
    r"|(?:account|accesso|abbonamento|servizio|profilo)\b[^.!?\n]{0,60}\b(?:sospes[oa]|bloccat[oa]"
    r"|eliminat[oa]|chius[oa]|limitat[oa]|disattivat[oa]|cancellat[oa])|azione richiesta"
    r"|(?:account|toegang|abonnement|lidmaatschap|dienst)\b[^.!?\n]{0,60}\b(?:geblokkeerd"
    r"|opgeschort|verwijderd|gesloten|beperkt|onderbroken|stopgezet|beëindigd|gepauzeerd)"
    r"|actie vereist"
    r"|(?:konto|dostęp|subskrypcja|członkostwo|usługa)\b[^.!?\n]{0,60}\b(?:zawieszon\w+"
    r"|zablokowan\w+"
    r"|usunięt\w+|zamknięt\w+|ograniczon\w+|wyłączon\w+|wygaśnie|wstrzyman\w+)|wymagane działanie"
    r"|(?:konto|kontot|kontoen|kontoet|tilgang|adgang|åtkomst|abonnement\w*|prenumeration\w*"
    r"|medlemskap\w*)"
    r"\b[^.!?\n]{0,60}\b(?:spärra\w*|stängs?|avstäng\w+|raderas?|lukke[st]|spærret|sperret|slettet"
    r"|slettes|pausa\w+|suspender\w*|begränsa\w+|stengt|stenges)"
    r"|(?:tili\w*|tilau\w+|pääsy\w*)\b[^.!?\n]{0,60}\b(?:sulje\w+|luki\w+|poiste\w+|keskeyt\w+"
    r"|rajoit\w+)"
    r"|(?:účet|účtu|přístup\w*|prístup\w*|předplatné|predplatné)\b[^.!?\n]{0,60}\b(?:pozastav\w+"
    r"|zablok\w+|smaz\w+|zruš\w+|omezen\w*|obmedz\w+|vymaz\w+)"
    r"|(?:fiók\w*|előfizetés\w*|hozzáférés\w*)\b[^.!?\n]{0,60}\b(?:felfüggeszt\w+|töröl\w+"
    r"|zárol\w+|letilt\w+|korlátoz\w+)"
    r"|(?:cont\w*|acces\w*|abonament\w*)\b[^.!?\n]{0,60}\b(?:suspendat\w*|blocat\w*|șters\w*"
    r"|închis\w*|limitat\w*|restricționat\w*)"
    r"|(?:hesa[bp]\w*|erişim\w*|üyeli\w+|aboneli\w+)\b[^.!?\n]{0,60}\b(?:askiya|kapat\w+|silin\w+"
    r"|kisitla\w+|durdur\w+|engelle\w+|dondur\w+)"
    r"|(?:akun|akaun|keanggotaan|langganan|akses)\b[^.!?\n]{0,60}\b(?:ditangguhkan|diblokir"
    r"|dihapus|ditutup|dibatasi|dihentikan|digantung)"
    r"|(?:tài khoản|gói)\b[^.!?\n]{0,60}\b(?:tạm ngưng|bị khóa|bị xóa|tạm khóa|hạn chế))\b"
    r"|(?:аккаунт|уч[её]тн|доступ|подписк|акаунт|обліков|рахунок|підписк|профил|абонамент|налог)"
    r"[^.!?\n]{0,60}(?:приостанов|заблокир|удал[её]н|закрыт|ограничен|отключ|призупин|заблоков"
    r"|видален"
    r"|закрит|обмежен|спрян|блокиран|изтрит|ограничен|обустављ|суспендован)"
    r"|(?:λογαριασμ|συνδρομ|πρόσβασ)[^.!?\n]{0,60}(?:αναστ|κλειδ|διαγρα|περιορι|απενεργοπ|κλείσ)"
    r"|(?:アカウント|会員|ご利用|サービス)[^。\n]{0,30}(?:停止|制限|ロック|削除|失効|無効)"
    r"|(?:계정|서비스|이용|멤버십|구독)[^.\n]{0,30}(?:정지|제한|잠금|잠겼|삭제|중지|해지)"
    r"|(?:账户|帳戶|账号|帳號|会员|會員|服务|服務)[^。\n]{0,30}(?:停用|冻结|凍結|限制|锁定|鎖定"
    r"|删除|刪除|暂停|暫停)"
    r"|(?:حساب|اشتراك|خدم)[^.!?\n]{0,60}(?:تعليق|إيقاف|حذف|إغلاق|تقييد|قفل)"
    r"|(?:บัญชี|สมาชิก|บริการ)[^\n]{0,60}(?:ระงับ|ถูกลบ|ปิด|จำกัด)"
    r"|(?:חשבון|מנוי|גישה)[^.!?\n]{0,60}(?:הושע|נחס|יימחק|ייסגר|מוגבל|הוקפא)"
    r"|(?:खाता|अकाउंट|सदस्यता)[^।\n]{0,60}(?:निलंबित|बंद|ब्लॉक|हटा)",
    most=_NEAR,
)
# "There is no need to confirm your account": what nobody has to do.
_UNASKED = Bounded(
    r"\b(?:no need|n[o'’]t need|need n[o'’]t|n[o'’]t have|without having|not necessary) to"
    r"(?: \w+){1,6}|\b(?:pas besoin|pas nécessaire|inutile) de(?: \w+){1,5}"
    r"|\bno (?:hace falta|es necesario|necesita)(?: \w+){1,5}|\bnon (?:serve|è necessario|occorre)"
    r"(?: \w+){1,5}|\bn[ãa]o (?:precisa|é necessário)(?: \w+){1,5}"
    r"|\b(?:müssen|brauchen)(?: sie)?(?: \w+){0,4} nicht(?:s)?(?: \w+){0,4}",
    most=_NEAR,
)


@lru_cache(maxsize=4)  # one mail asks again and again
def lures(body: str) -> bool:
    """Whether it wants the reader's card or password, and does not only say that nobody has to, or
    quote somebody who does.
    """
    if not _lures(body):
        return False
    own = own_words(straight(folded_word(body[:_NEAR])))
    return _lures(_UNASKED.sub(" ", own))


def _lures(body: str) -> bool:
    if _LURE.search(body):
        return True
    if not body.isascii():
        if _LURE_ABROAD.search(body):
            return True
        if _OTHER_SCRIPT.search(body, 0, _NEAR) and _MORE_IN_OTHER_SCRIPTS.search(body):
            return True
    near = body[:_NEAR].lower()
    if any(one in near for one in _CARDS) and _names_a_card(body, near):
        return True
    if _VERBS.isdisjoint(words_of(near)) and not any(one in near for one in _STEMS):
        return False
    return bool(_MORE_LURES.search(body))


def _names_a_card(body: str, near: str) -> bool:
    """Whether it wants something done with a card; `near` is its beginning in small letters."""
    if _CARD_LURE.search(body):
        return True
    return any(one in near for one in _HAVE_TO) and bool(_HAS_TO_BE.search(body))


@lru_cache(maxsize=4)
def threatens(text: str) -> bool:
    """Whether it says that an account or what is in it is shut, or will be, or wants something of
    its reader at once.
    """
    return bool(_THREAT.search(text))
