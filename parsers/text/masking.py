"""Card and account numbers and addresses in the words of a mail, with no more than their end."""

import re

_CARD = re.compile(r"(?<![\w.,-])[3-6]\d(?:[ -]?\d){11,17}(?![\d-])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_ADDRESS = re.compile(r"(?<![\w.+%-])([\w+%-])[\w.+%-]{0,63}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_DIGITS = re.compile(r"\d[ -]?\d[ -]?\d[ -]?\d")
_SHOWN = 4


def masked(text: str) -> str:
    """The text with "•••• 1234" for a card, "DE•• •••• 3000" for an IBAN, "p…@example.org".

    Only numbers whose check digits are right: a long order number is left as it is, mostly.
    """
    if "@" in text:
        text = _ADDRESS.sub(r"\1…@\2", text)
    if _DIGITS.search(text):
        text = _IBAN.sub(_iban, text)
        text = _CARD.sub(_card, text)
    return text


def _card(found: re.Match[str]) -> str:
    digits = [int(one) for one in found[0] if one.isdigit()]
    doubled = [two - 9 if (two := 2 * one) > 9 else two for one in digits[-2::-2]]
    if (sum(digits[-1::-2]) + sum(doubled)) % 10:
        return found[0]
    return f"•••• {''.join(map(str, digits[-_SHOWN:]))}"


def _iban(found: re.Match[str]) -> str:
    letters = found[0].replace(" ", "")
    number = int("".join(str(int(one, 36)) for one in letters[4:] + letters[:4]))
    if number % 97 != 1:
        return found[0]
    return f"{letters[:2]}•• •••• {letters[-_SHOWN:]}"
