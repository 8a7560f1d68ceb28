"""Whether whoever does not want what is billed is given a number to ring."""

from parsers.fakes.calls import as_read, lines_before_numbers
from parsers.text.bounded import Words

_NEAR = 200  # characters before a number
_REFUSED = Words(
    r"\b(?:opt(?:ing)? out|(?:do|does|would)(?: not|n['’]t)(?: \w+)? (?:want|wish|need|like)"
    r"|(?:keine?n?|nicht)\b[^.!?\n]{0,40}\b(?:wünsch\w*|möcht\w*|woll\w*)"
    r"|ne (?:souhaite|désire|voule|veu)\w* (?:pas|plus)|no (?:dese|quier)\w+"
    r"|non (?:desider|vuo|intend)\w+|não (?:desej|quer|quis|pretend)\w*"
    r"|(?:niet|geen)\b[^.!?\n]{0,40}\b(?:wilt|wil|wenst|wens)|nie (?:chce|życz|potrzebuj)\w*"
    r"|(?:vill|önskar) (?:\w+ )?(?:inte|ej)|inte (?:vill|önskar)|ikke (?:vil|ønsk\w+)"
    r"|ønsker (?:\w+ )?ikke|et (?:enää )?halua|nechce\w*|nepřeje\w*|neželá\w*"
    r"|nem (?:kíván|szeretné|akar|kér)\w*|nu (?:mai )?(?:dori|vre)\w+|istemi?y\w+)\b"
    r"|δεν (?:επιθυμ|θέλ)|не (?:хот|жела|бажа|хоч)|不要の場合|ご希望されない|希望しない|원하지 않"
    r"|不需要|不想",
    most=_NEAR,
)


def refused_by_a_number(text: str) -> bool:
    """Whether a number is there for who does not want what is billed."""
    return any(_REFUSED.search(before) for before in lines_before_numbers(as_read(text)))
