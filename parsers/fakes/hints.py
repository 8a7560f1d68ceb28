"""What a letter that hides its sender is after, told loosely: a card, what failed, what ends.

Asked only of letters that say nothing of who wrote them: in any other such words stand by chance.
"""

from parsers.text.bounded import Words

_NEAR = 2000
# A card or a way to pay, in whatever sentence; no gift's, and none whose last figures are told.
_CARD = Words(
    r"\b(?:(?<!gift )(?<!gift-)(?<!id )(?<!business )cards?\b(?! (?:ending|that ends?|number"
    r"|n[o°]\b"
    r"|[x*•.]))|payment (?:method|details|data)|billing (?:method|details|data)|ach or\b"
    r"|(?<!geschenk)(?<!guthaben)karten?(?:daten)?\b(?! (?:endend|mit der endung))"
    r"|zahlungs(?:mittel|daten|art|methode|weise)\b|bankdaten|carte\b(?! (?:cadeau|finissant|\W))"
    r"|(?:moyen|mode) de paiement|coordonnées bancaires|tarjeta\b(?! (?:regalo|terminad|que term))"
    r"|targeta\b|tarxeta\b|(?:m[ée]todo|medio|forma|meio|mitjà) de pag(?:o|amento|ament)"
    r"|cartão\b(?! (?:presente|final|termin))|carta\b(?! (?:regalo|che termina|intestata))"
    r"|metodo di pagamento|(?<!kado)(?<!cadeau)kaart(?:gegevens)?\b|betaal(?:methode|wijze|middel"
    r"|gegevens)|(?:betal|bank|kredit|kreditt)?kort(?:et|ets|opplysning\w*|oplysning\w*"
    r"|uppgift\w*)?"
    r"\b(?! som slut)|betalnings(?:sätt|metod)|betalings(?:måte|metode|middel|kort)|kortti\w*"
    r"|kortin\b|maksu(?:tapa|tavan|tiedo)\w*|kaardi\w*|kart(?:[aęyąuou]|ą|ou|i|inizi|in|iniz)\b"
    r"|kártya\w*|kártyá\w*|fizetési (?:mód|adat)\w*|card(?:ul|ului)\b|metod[aă] de plat[aă]"
    r"|kartic[aeou]\w*|kortel\w+|maksājumu kart\w*|karti\b|ödeme (?:yöntem|bilgi)\w*|kad(?:i|ard)\b"
    r"|kartu\b|thẻ\b|txartel\w*|kartë\w*)"
    r"|карт(?!ин)|картк|κάρτα|بطاق|کارت|کارڈ|כרטיס|אמצעי התשלום|कार्ड|কার্ড|அட்டை|บัตร(?!ของขวัญ)"
    r"|カード(?!ゲーム)|支払い?方法|카드|결제 ?(?:수단|정보)|(?<!贺)(?<!礼品)卡|付款方式|支付方式"
    r"|ბარათ|քարտ",
    most=_NEAR,
)
# That it did not work, or that something is over unless its reader does something.
_FAILED = Words(
    r"\b(?:fail\w*|declin\w*|reject\w*|unable|unsuccessful|unpaid|overdue|past due|arrears|laps\w+"
    r"|outstanding|owing|sta(?:at|an) (?:\w+ )?open|openstaat|steht (?:\w+ )?(?:offen|aus)"
    r"|(?:could|did|can|has|was) ?n[o'’]t|could not|refus\w+|bounced"
    r"|fehlgeschlagen|abgelehnt|überfällig|rückst\w+|offen|nicht (?:\w+ )?(?:abgebucht|eingezogen"
    r"|verlängert|durchgeführt|abgeschlossen|möglich|einlösen)|échou\w+|impay\w+|rejet\w+"
    r"|(?:n'a|n'ont|n'avons|pas) (?:pas )?(?:pu|abouti|été)|rechaz\w+|fall(?:ó|ado|ido)|impag\w+"
    r"|no (?:se )?(?:pud\w+|ha podido|hemos podido|hem pogut|ha pogut)|rebutj\w+|recusad\w+|falh\w+"
    r"|não (?:foi|conseguimos|pudemos|deu)|rifiutat\w+|fallit\w|insolut\w|non (?:è andat\w"
    r"|siamo riusciti|è riuscit\w)|mislukt\w*|geweigerd|openstaand\w*|achterstall\w*"
    r"|niet (?:\w+ )?(?:gelukt|geïncasseerd|afgeschreven|verwerkt|innen)|misslyck\w+|nekad\w*"
    r"|inte (?:gå|gick|kunde|dras)|obetal\w+|förfall\w+|mislykk\w+|mislykke\w*|afvist\w*|avvist\w*"
    r"|ubetalt\w*|forfal\w+|ikke (?:gennemfør\w+|gjennomfør\w+|kunne|trukket|opkræve\w*)"
    r"|epäonnistu\w*|hylätty\w*|maksamat\w+|erääntyn\w*|ei (?:onnistun\w*|voitu|mennyt|kelvannut)"
    r"|nie (?:\w+ )?(?:powiod\w+|udał\w*|został\w*)|odrzucon\w*|zaległ\w*|nieopłac\w+"
    r"|nezdařil\w*|nepodařil\w*|nepodaril\w*|zamítnut\w*|zamietnut\w*|neuhrazen\w*|neuhraden\w*"
    r"|neproběhl\w*|neprebehl\w*|nem (?:sikerült|tudtuk)|sikertelen\w*|elutasít\w*|elmaradt"
    r"|nu (?:a|am) (?:\w+ )?(?:reușit|putut|fost)|eșuat\w*|respins\w*|restant\w*|neachitat\w*"
    r"|ni(?:je|smo)? (?:uspj\w+|usp\w+|mogli|naplać\w+|bil\w*)|nije prošl\w+|odbij\w+|zavrnj\w+"
    r"|nepavyko|atmest\w*|neizdevās|noraidī\w*|ebaõnnestu\w*|ei õnnestunud|başarisiz\w*"
    r"|alinamadi|reddedil\w*|gerçekleşmedi|tahsil edilemedi|không (?:thể|thành công)|thất bại"
    r"|bị từ chối|gagal|ditolak|tidak (?:dapat|berhasil)|hindi (?:na\w+|tinanggap)|nabigo"
    r"|imeshindwa|imekataliwa|geweier|misluk)\b"
    r"|неуспеш|не беше|не успях|отказан|просроч|не удалось|не прош|отклон|не вдалося|відхил|нисмо"
    r"|није прош|δεν (?:ολοκληρ|πραγματ|ήταν|μπορ)|απέτυχε|απορρ|ληξιπρ|تعذر|فشل|رفض|مرفوض|ناموفق"
    r"|رد شد|נכשל|נדח|לא (?:הצלחנו|עבר)|विफल|असफल|अस्वीक|ব্যর্থ|ไม่สำเร็จ|ไม่สามารถ|ปฏิเสธ|ล้มเหลว"
    r"|できません|失敗|未払い?|滞納|拒否|실패|못했|되지 않|거절|미납|失败|未能|无法|無法|被拒|逾期",
    most=_NEAR,
)
_OVER = Words(
    r"\b(?:expir\w+|suspen[ds]\w*|suspès|deactivat\w*|terminat\w+|delet\w+|eras\w+|locked|paused"
    r"|on hold|stops?|removed|blocked|frozen|abgelaufen|läuft (?:\w+ )?(?:ab|aus)|gelöscht\w*"
    r"|gesperrt\w*|pausiert|deaktiviert\w*|supprim\w+|désactiv\w+|bloqu\w+|prend fin|caduc\w+"
    r"|vencid[oa]s?|elimin\w+|sospes\w+|scadut\w+|scade|bloccat\w+|verlopen|verloopt|opgeschort"
    r"|geblokkeerd|verwijderd|gått ut|gick ut|gået ud|utgå\w*|utløp\w*|udløb\w*|upphör\w*|ophør\w*"
    r"|opphør\w*|slette[st]"
    r"|raderas|spärra\w*|spærre\w*|sperre[st]|pausa[st]|stäng[st]\w*|stenge[st]|lukkes|päätty\w*"
    r"|vanhen\w+|keskeyt\w+|poistetaan|suljetaan|wygas\w+|zawiesz\w+|wyłącz\w+|usuni\w+|zablok\w+"
    r"|vyprš\w+|skonč\w+|vypnut\w*|odpojen\w*|pozastav\w+|smaž\w+|smaz\w+|zmaž\w+|vymaz\w+|lejár\w*|felfüggeszt\w*|zárol\w*"
    r"|megszűn\w*|szünetel\w*|șters\w*|șterg\w+|oprit\w*|istek\w*|isteč\w*|poteče|potekl\w*"
    r"|obustav\w*|prekin\w*|ukin\w+|briš\w+|izbris\w*|nutrauk\w*|baigia\w*|baigėsi|sustabd\w*"
    r"|ištrin\w*|apturē\w*|dzēs\w+|aegu\w+|peata\w+|kustuta\w*|sona er\w*|bitiyor|askiya"
    r"|silin\w+|durdur\w+|hết hạn|tạm (?:dừng|ngưng|khóa)|bị (?:hủy|xóa|khóa)|berakhir"
    r"|dihentikan|ditangguhkan|dihapus|diblokir|tamat|itatapos|mag-e-expire)\b"
    r"|изтич|изтек|спрян|прекрат|изтрит|блокир|истек|заканчив|приостан|отключ|удал|закінч|призуп"
    r"|скасов|видал|припин|заблок|λήγει|έληξε|αναστ|αναμονή|διαγρα|διακοπ|ينتهي|انته|إيقاف|أوقف"
    r"|تعليق|حذف|إلغاء|منقضی|تعلیق|مسدود|הופסק|פג תוק|יימחק|הושע|समाप्त|बंद|निलंबित|หมดอายุ|ระงับ"
    r"|ถูกลบ|停止|期限切れ|失効|削除|만료|중지|정지|삭제|到期|过期|過期|停用|暂停|暫停|冻结|凍結",
    most=_NEAR,
)


def speaks_of_a_card(text: str) -> bool:
    """Whether it names a card, or a way to pay, of which it does not tell the last figures."""
    return bool(_CARD.search(text))


def fails_and_ends(text: str) -> bool:
    """Whether it says that something failed, and that something ends for it."""
    return bool(_FAILED.search(text)) and bool(_OVER.search(text))


def tells_of_an_end(text: str) -> bool:
    """Whether it says that a payment failed or that something ends, stands still, or is lost."""
    return bool(_FAILED.search(text) or _OVER.search(text))
