"""Whether a mail wants its reader's card or password, in words of many languages."""

from functools import lru_cache

from parsers.bounded import Bounded, Words
from parsers.folding import folded_word

_NEAR = 2000  # how far into a mail it is looked for
# What a bank, a friend or a newspaper does not say of somebody else's subscription.
# One border for all that have one: looked for by each way for itself it takes eight times as long.
_LURE = Words(
    r"\b(?:(?:update|verify|confirm|renew|restart|restore|check)\W+(?:\w+\W+){0,3}?"
    r"(?:card|payment|billing|account|details|information|membership|identity|method)\b"
    r"|(?:sign|log) ?in to (?:\w+ ){0,2}(?:update|keep|restore|pay|confirm|verify)\b"
    r"|(?:update|restart|pay|sign in)\W{1,3}https?:"
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
    r"\b(?:(?:replace|add|enter|provide|choose|submit|use|put in|link)\W+(?:\w+\W+){0,3}?"
    r"(?:card|bank account|payment method)\b|fix (?:the |your )?(?:payment|billing)\b"
    r"|(?:neue|andere|gültige) karte (?:angeben|hinterlegen|eintragen)"
    r"|karte (?:hinterlegen|erneuern)"
    r"|(?:ajoutez|saisissez|indiquez) (?:\w+ ){0,2}carte\b"
    r"|(?:inserisca|inserisci|aggiunga) (?:\w+ ){0,2}carta\b"
    r"|(?:añad[ae]|agregu?[ae]|introduzca) (?:\w+ ){0,2}tarjeta\b"
    r"|(?:adicione|insira) (?:\w+ ){0,2}cartão\b"
    r"|(?:lägg till|legg til|tilføj) (?:\w+ ){0,3}kort\w*|(?:dodaj|podaj) (?:\w+ ){0,2}kart[yęe]\b"
    r"|(?:voeg|kies) (?:\w+ ){0,2}kaart\b)",
    most=_NEAR,
)
_LURE_ABROAD = Words(
    r"\b(?:frissíts\w+|actualizați\b|ažurirajte\b|päivitä\b|обновите\b|привяжите\b|оновіть\b"
    r"|обновете\b|ενημερώστε\b|cập nhật (?:thẻ|thông tin))|カード情報を(?:ご)?(?:入力|更新)"
    r"|다시 등록|更新(?:您的)?付款|حدّ?ث بطاقت|לעדכן את פרטי|अपडेट करें|อัปเดตบัตร",
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
    """Whether it wants the reader's card or password, and does not only say that nobody has to."""
    if not _lures(body):
        return False
    return _lures(_UNASKED.sub(" ", folded_word(body[:_NEAR])))


def _lures(body: str) -> bool:
    if _LURE.search(body) or (not body.isascii() and _LURE_ABROAD.search(body)):
        return True
    near = body[:_NEAR].lower()
    return any(one in near for one in _CARDS) and bool(_CARD_LURE.search(body))
