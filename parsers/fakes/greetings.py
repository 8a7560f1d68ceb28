"""How people are greeted by name, in languages and forms beyond those of `parsers.fakes.claims`."""

from parsers.text.bounded import Bounded
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_BEGUN = 400  # characters of a mail in which it greets
_HAIL = _WORDED.pattern("hail")
# Who is greeted so is anybody.
_ANYBODY = _WORDED.pattern("anybody")
_TITLE = _WORDED.pattern("title")
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
