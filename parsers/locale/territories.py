"""Which country a mail is at home in, by its markup, its sender's domain, its money and taxes."""

import re

from parsers.locale.tender import is_known

# Country codes that are sold to everybody.
_WORLDWIDE = (
    "ac ag ai am as bz cc cd co cx dj fm gd gg gl im io is la lc ly me ms mu nu pw re sc sh so st"
    " su tk tl to tv vc vg ws"
)
_NO_COUNTRIES = ("EU", "ZZ")
_VAT = re.compile(r"\bVAT\b")
# Of dollars that are named; "$" alone beside them is the same. It begins with letters, which are
# found fast, and looks for the border behind them.
_DOLLARS = re.compile(r"(?:US|AU|CA|NZ|SG|HK)(?<=\b..)(?:D|(?<!SG)(?<!HK)(?=\$))")
# What a program is called: "Drafthorse CAD Standard", "CAD files".
_DRAWN = re.compile(r"(?<![\d$(] )(?<!\bin )\bCAD [A-Za-z]")
# Of taxes and ways to pay that only India has; rupees are those of five countries.
_INDIAN = re.compile(r"\b(?:GSTIN|[CIS]GST|UPI|BBPS|NACH|Pvt)\b")
# Currencies, numbers of taxpayers and ways to pay of one country that writes "$" in Spanish.
_SPANISH_DOLLARS = (
    ("AR", re.compile(r"\b(?:ARS|CUI[TL]|AFIP|CBU|CVU)\b")),
    ("CL", re.compile(r"\b(?:CLP|RUT|Webpay|Servipag|Transbank)\b")),
    ("CO", re.compile(r"\b(?:COP|NIT|DIAN|PSE|Nequi|Daviplata)\b")),
    ("MX", re.compile(r"\b(?:MXN|CFDI|RFC|SPEI|CLABE|OXXO)\b")),
)
# The country or a great city of it in an address at the end of such a mail; firms of Mexico.
_SPANISH_PLACES = (
    ("AR", re.compile(r"\b(?:Argentina|Buenos Aires|CABA)\b")),
    ("CL", re.compile(r"\b(?:Chile|SpA)\b")),
    ("CO", re.compile(r"\b(?:Colombia|Bogotá|Medellín)\b")),
    ("MX", re.compile(r"\b(?:México|CDMX)\b|\bde C\.V\.")),
    ("SV", re.compile(r"\bEl Salvador\b")),
)
_FOOT = 400  # characters
# An address in Australia, or its numbers of firms: "Melbourne VIC 3000".
_AUSTRALIAN = re.compile(
    r"\b(?:(?:VIC|NSW|QLD|TAS|ACT|SA|WA|NT),? [0-9]{4}(?![0-9])|ABN:? [0-9]{2} ?[0-9]{3})"
)
_CANADIAN_TAX = re.compile(r"\b(?:GST ?/ ?HST|HST)\b")


def territory_of(text: str, *, region: str | None, domain: str, language: str | None) -> str | None:
    """The country (ISO 3166) of a mail, None where nothing tells; `region` is its markup's."""
    territory = _territory(region, _country(domain), text)
    if language == "es" and territory in (None, "US") and "$" in text:
        return _spanish_country(text) or territory
    return territory


def is_territory(code: str) -> bool:
    """Whether it is the code of a country that has money of its own."""
    return len(code) == 2 and is_known(code) and code not in _NO_COUNTRIES


def _country(domain: str) -> str | None:
    ending = domain.lower().rstrip(".").rpartition(".")[2]
    if ending in _WORLDWIDE.split():
        return None
    territory = "GB" if ending == "uk" else ending.upper()
    return territory if is_territory(territory) else None


def _country_of_money(text: str) -> str | None:
    """The country of the only dollars that a text names: "AUD 25.00", not "USD or CAD"; that of
    pounds without dollars, of India's rupees, of others with taxes of India.
    """
    if "$" not in text:
        is_indian = "₹" in text or ("Rs" in text and _INDIAN.search(text))
        return "GB" if "£" in text else "IN" if is_indian else None
    if "CAD" in text:
        text = _DRAWN.sub(" ", text)
    named = {found[0][:2] for found in _DOLLARS.finditer(text)}
    if not named and _AUSTRALIAN.search(text):
        return "AU"
    return named.pop() if len(named) == 1 and "US" not in named else None


def _territory(region: str | None, country: str | None, text: str) -> str | None:
    """Markup is often left at "en-US": taxes that the United States do not know speak against."""
    if region == "US" and (("VAT" in text and _VAT.search(text)) or _is_canadian(text)):
        region = None
    territory = region or country
    if territory is None and _is_canadian(text):
        return "CA"
    return _country_of_money(text) or territory if territory in (None, "US") else territory


def _spanish_country(text: str) -> str | None:
    """The only country whose currency, taxes or ways to pay a text in Spanish names."""
    named = [country for country, words in _SPANISH_DOLLARS if words.search(text)]
    foot = text[-_FOOT:]
    named = named or [country for country, words in _SPANISH_PLACES if words.search(foot)]
    return named[0] if len(named) == 1 and not _DOLLARS.search(text) else None


def _is_canadian(text: str) -> bool:
    return "HST" in text and bool(_CANADIAN_TAX.search(text))
