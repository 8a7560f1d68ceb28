"""Whether a mail calls its payment one that comes again, though it does not say how often."""

from parsers.language.folded import FoldedWords
from parsers.language.notions import notions_for

_LONGEST = 300  # characters
_OFF = frozenset(("cancel", "not", "can", "if", "fail"))
# What such a payment is called, on folded text.
_WORDS = FoldedWords(
    {
        "en": r"recurring (?:\w+ )?(?:payments?|charges?|billing|invoice)|auto-?renewal payment",
        "de": r"wiederkehrenden? (?:\w+ )?(?:zahlung(?:en)?|abbuchung)",
        "fr": r"(?:paiement|prelevement)s? recurrents?",
        "es": r"(?:pago|cobro|cargo)s? recurrentes?",
        "pt": r"(?:pagamento|cobranca)s? recorrentes?",
        "it": r"(?:pagament[oi]|addebit[oi]) ricorrent[ei]",
        "nl": r"terugkerende (?:betaling|afschrijving)",
        "pl": r"(?:płatnosc|płatnosci|opłata|opłaty) (?:cykliczn\w+|odnawialn\w+)",
        "sv": r"aterkommande (?:betalning\w*|debitering\w*)",
        "da": r"(?:tilbagevendende|løbende) (?:betaling\w*|opkrævning\w*)",
        "nb": r"(?:gjentakende|løpende) (?:betaling\w*|belastning\w*)",
        "fi": r"toistuva\w* (?:maksu\w*|veloitus\w*)|toistuvaismaksu\w*",
        "cs": r"opakovan\w+ (?:platb\w+|uhrad\w+)",
        "sk": r"opakovan\w+ platb\w+",
        "hu": r"(?:ismetlodo|rendszeres|automatikus) (?:fizetes\w*|terheles\w*)",
        "ro": r"plat[ai] recurenta?",
        "tr": r"(?:yinelenen|tekrarlayan|duzenli) odeme\w*",
        "ja": r"定期(?:購読|購入|払い|支払い?|決済|課金)|自動更新",
        "ko": r"정기 ?(?:결제|구독|이용료)|자동 ?(?:결제|갱신)",
        "zh": r"自动续[费订]|自動續[費訂]|定期扣款|[连連][续續]包[月年]",
        "ru": r"регулярн\w+ платеж\w*|автоплатеж\w*|автопродлени\w+",
        "uk": r"регулярн\w+ платіж|регулярн\w+ платеж\w*|автоплатіж|автоплатеж\w*",
        "el": r"επαναλαμβανομεν\w+ (?:πληρωμ\w+|χρεωσ\w+)",
    },
    most=_LONGEST,
)


def comes_again(text: str, language: str | None) -> bool:
    """Whether a text that states a payment calls it a recurring one."""
    if len(text) > _LONGEST or not _WORDS.are_in(text, language):
        return False
    return not notions_for(language).about(text) & _OFF
