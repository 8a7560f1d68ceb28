"""Whether a mail wants an answer to undo what it bills: "reply STOP", "Antworten Sie mit NEIN"."""

import re

from parsers.fakes.calls import as_read
from parsers.text.bounded import Bounded
from parsers.text.folding import folded_word

_NEAR = 2000  # characters of a mail in which it is asked for
_AROUND = 90  # characters around the word in which it is said what the answer is for
_BEHIND = 40  # and behind it, in which stands what to answer
_ANSWER = Bounded(
    r"\b(?:(?<!new )(?<!a )(?<!an )(?<!your )(?<!the )(?<!no.)(?<!first )"
    r"(?:repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?)(?!:)|write (?:us )?back|send (?:us )?back"
    r"|text (?:us|stop|cancel|no|yes|back)"
    r"|antworte(?:t|n sie)?|(?:bitte (?:\w+ ){0,2}|zu |ihnen )antworten|schreiben sie|sms mit"
    r"|respond[ae][nm]?|responder|contest[ae]n?"
    r"|répond(?:ez|s|re)|repond(?:ez|re)|écrivez|rispond(?:a|i|ete|ere)"
    r"|antwoord(?:en)? (?:op|met|ons|dit)|reageer|reageren|beantwoord|odpowiedz|odpis(?:z|ać)"
    r"|svara|svar (?:på|med|ja|nej|nei|stop|til)|besvar[ae]?|vasta(?:a|amalla)|odpověz\w*|odepiš\w*"
    r"|odpíš\w*|odpovedzte|válaszoljon|válaszolj|răspund(?:e|eți)|yanitla\w*|cevap ver\w*"
    r"|odgovorite|balas|trả lời)\b"
    r"|απαντ[ήη]σ|ответ(?:ьте|ом)|відповіда|дайте відповідь|отговорете|返信|회신|답장|回复|回覆"
    r"|رد على|پاسخ ده|جواب ده|השיבו|जवाब|ตอบกลับ",
    most=_NEAR,
)
_UNDONE = re.compile(
    r"\b(?:cancel\w*|stop(?:p\w*)?|discontinu\w*|declin\w*|opt out|refund\w*|disput\w*|unsubscribe"
    r"|(?:do|did|have|does|was|is)(?: not|n[’']t) (?:\w+ )?(?:want|agree|wish|you|authori\w+"
    r"|order\w*"
    r"|request\w*|place\w*|recogni\w+|make|made|approve\w*|need)|not interested"
    r"|storn\w*|künd\w*|widerruf\w*|widerspr\w*|beend\w*|erstatt\w*|nicht (?:einverstanden"
    r"|bestellt|wünschen|möchten|wollen)"
    r"|annul\w*|arrêt\w*|résili\w*|rembours\w*|pas (?:d'accord|commandé|souhait\w+)"
    r"|anular\w*|baja|reembols\w*|no (?:est[áa]s? de acuerdo|lo (?:quiere|pidi\w+))"
    r"|disd\w+|rimbors\w*|interromp\w*|non (?:è|sei) d'accordo|detener|parar|desist\w*|n[ãa]o"
    r" (?:concord\w+|quer\w*)|annuleren|opzeg\w*|stopzet\w*|terugbetal\w*|niet (?:akkoord|eens)"
    r"|anulow\w*|rezygn\w*|zwrot\w*|avbryt\w*|avsluta\w*|avbest\w*|opsig\w*|peru\w*|zruš\w*"
    r"|lemond\w*|visszatér\w*|renunț\w*|ramburs\w*|iptal|iade|vill? (?:du )?(?:inte|ikke)"
    r"|inte vill|ikke ønsk\w*|batal\w*|hủy|otkaz\w*)\b"
    r"|ακύρω|επιστροφ|отмен|возврат|скасу|отказ|キャンセル|解約|返金|取消|취소|환불|해지|退款|退订"
    r"|إلغاء|ביטול|रद्द|ยกเลิก|لغو|منسوخ"
    r"|\b(?:ikke|inte|ej) (?:selv |själv |du |dig |deg )?(?:foretag\w+|foretatt|gjort|utfört"
    r"|genomfört|bestil\w*|beställ\w*|godken\w+|godkjen\w+)|\bnicht (?:getätigt"
    r"|veranlasst|autorisiert)|\bpas (?:effectué|autorisé)|\bno (?:realiz\w+|hiz\w+"
    r"|autoriz\w+)|\bnon (?:sei stato|hai fatto|ha effettuato|autorizz\w+)|\bn[ãa]o (?:fez"
    r"|foi|autoriz\w+|reconhec\w+)|\bniet (?:gedaan|zelf|herken\w*)|\bnie (?:ty|pan\w*"
    r"|dokon\w+|autoryz\w+)|\bet (?:ole )?(?:tehnyt|tilannut)"
)
_WRONG = re.compile(
    r"\b(?:if wrong|incorrect|mistake|not (?:right|correct|true)"
    r"|stimmt nicht|nicht (?:stimmt|korrekt|richtig)|irrtum|erreur|pas (?:exact|correct|juste)"
    r"|(?:no|non|não) (?:es|è|é|sea|sia|esté|estiver) (?:correct\w*|corrett\w*|cert\w*|giust\w*)"
    r"|errore?|erro|errado|klopt (?:dat )?niet|niet klopt|vergissing|pomyłk\w*|inte stämmer"
    r"|stämmer inte|ikke (?:passer|stemmer)|paikkaansa|virhe|nesouhlasí|omyl\w*"
    r"|nem (?:helyes|igaz)|tévedés|nu este (?:corect|adevărat)|greșeal\w*|doğru değil\w*|yanliş\w*"
    r"|tidak benar|không đúng)\b"
    r"|δεν ισχύει|λάθος|не так|ошибк|помилк|грешк|間違|誤り|사실이 아|잘못|有误|错误"
    r"|غير صحيح|שגוי|सही नहीं|गलत"
)
# What is to be answered, in capitals or between marks: "YES", "«SI»". Not what stands behind it.
_WORD = re.compile(
    r"^[^.!?\n]{0,28}?(?<![A-ZÀ-Þ])[A-ZÀ-ÞŁŚŻŹĄĘ]{2,12}(?![\w.@-])(?<!SMS)(?<!PDF)(?<!URL)"
)


def is_undone_by_an_answer(text: str, *, or_put_right: bool = False) -> bool:
    """Whether an answer is asked for that cancels, or gives money back, or is one word; also, where
    that is asked, what is said to be wrong.
    """
    plain = as_read(text)[:_NEAR]
    small = folded_word(plain)
    if len(small) != len(plain):
        plain = small
    for found in _ANSWER.finditer(small):
        near = small[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        if _UNDONE.search(near) or _WORD.match(plain[found.end() : found.end() + _BEHIND]):
            return True
        if or_put_right and _WRONG.search(near):
            return True
    return False
