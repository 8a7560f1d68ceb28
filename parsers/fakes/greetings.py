"""How people are greeted by name, in languages and forms beyond those of `parsers.fakes.claims`."""

from parsers.text.bounded import Bounded

_BEGUN = 400  # characters of a mail in which it greets
_HAIL = (
    r"tere|lugupeetud|austatud|cien[iī]jam\w{1,2}|labdien|sveik\w{1,2}|gerbiam\w{1,3}"
    r"|laba(?:s| diena)|spoštovan[aio]|pozdravljen[aio]?|živjo|poštovan[aio]|bok|pozdrav"
    r"|здравей(?:те)?|здравствуйте|уважаем\w{1,3}|шановн\w{1,3}|дорог\w{1,3}"
    r"|добр(?:ый|ого|ър) д\w{2,3}|привет|привіт|γεια(?: σου| σας)?|αγαπητ\w{1,2}"
    r"|καλη(?:μέρα|σπέρα)|xin chào|chào|halo|moi|terve(?:hdys)?|huomenta|päivää|grüe?zi"
    r"|grü(?:ß|ss) gott|werte[rs]?|vážen[ýáíé]|mil[áý]|dobr[ýé] (?:den|deň|ráno)|szia|üdv|dag"
    r"|goede(?:ndag|morgen|middag|navond)|hoi|kära?|tjena|god(?:dag| dag| morgon| morgen)|chers"
    r"|egregi[oa]|gentilissim[oa]|salve|querid[oa]|exm[oa]\.?|good evening|hi there|hello there"
    r"|g.day|kia ora|shalom|szanown[ya]|witamy|drodzy|geachte|sehr geehrte|liebe|stimat[eăa]"
    r"|hallo|guten (?:tag|morgen|abend)"
)
# Who is greeted so is anybody.
_ANYBODY = (
    r"kund|mitgl|leser|nutzer|klien|client|klijen|korisn|kup[ce]|uporab|strank|kasutaj|ostj"
    r"|lietot|pirc[ēe]j|vartot|pirkėj|zákazn|uživat|použív|odběr|předpl|клієнт|клиент|користув"
    r"|пользов|потреб|абон|покуп|πελάτ|συνδρ|χρήστ|μέλ|asiak|jäsen|tilaaj|ügyf|vásár|felhasz"
    r"|előfiz|partner|tag\b|klant|relatie|lid\b|leden|dame|heren|medlem|user|usuári|assin|sóci"
    r"|fogyaszt|odbior|konsum|consum|kulutt|förbruk|forbru|verbruik|tüketic"
    r"|member|abbon|utent|pelangg|penggun|quý|bạn|wszys|państw|abonat|utiliz|membr"
)
_TITLE = (
    r"paní|pani?|panie|pán|pane|doamn[ăa]|domnul(?:e)?|domnișoar\w|gospod\w{0,3}|gospa|proua"
    r"|härra|господин\w?|госпож\w|пан[іе]?|κύριε|κυρία|famil\w{1,4}|sra?|sig(?:ra|nora|nor)?"
    r"|dott|dr|mevrouw|mevr|dhr|de heer|frau|herrn?|fru|herra|rouva"
)
_CAPITAL = "A-ZÀ-ÞĀĄČĎĐĒĘĚĢĪĶĹĽĻŁŃŇŅŐŘŚŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁІЇЄҐ"
_NAMED = Bounded(
    rf"(?m)^[ \t]*(?i:{_HAIL})[, ] ?(?!(?i:{_ANYBODY}))(?:(?i:{_TITLE})\b\.? ){{0,2}}"
    rf"(?:(?:de|den|der|van|von|ter|te) ){{0,2}}[{_CAPITAL}][\w'-]+"
    r"|^[ \t]*(?:안녕하세요|こんにちは)[,、!. ]{0,2}(?!고객|회원|お客|会員|皆)"
    r"[^\s、。,]{1,12} ?(?:님|さん|様)"
    r"|^[ \t]*(?:尊敬的|亲爱的|親愛的|您好[,\uff0c]|你好[,\uff0c]) ?"
    r"(?!用户|用戶|客户|客戶|会员|會員|顾客|顧客)[A-Z][\w'-]+",
    most=_BEGUN,
)


def greets_abroad(text: str) -> bool:
    """Whether a mail begins with such a greeting and a name."""
    return _NAMED.search(text) is not None
