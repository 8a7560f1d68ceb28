"""Where people live: the codes of countries and their parts, and whether a rule holds there."""

import re
from collections.abc import Iterable, Mapping

_CODE = re.compile(r"([A-Z]{2})(-[A-Z0-9]{1,3})?")


# What people write instead of a code, and the codes of CLDR that are no places.
_USUAL = {"UK": "GB", "EN": "GB", "USA": "US", "GER": "DE"}
_NO_PLACES = {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}


def is_country(code: str) -> bool:
    """Whether it is a country's code (DE), or that of a part of one (US-CA)."""
    found = _CODE.fullmatch(code)
    return found is not None and found[1] in _territories() and found[1] not in _NO_PLACES


def likely_country(text: str) -> str | None:
    """The code that somebody means who writes uk, USA, Germany or de; None when nobody can say."""
    code = _USUAL.get(text.strip().upper(), text.strip().upper())
    if is_country(code):
        return code
    names = {name.casefold(): key for key, name in _territories().items() if is_country(key)}
    return names.get(text.strip().casefold())


def _territories() -> Mapping[str, str]:
    from babel import Locale

    return Locale("en").territories


def holds_in(
    countries: Iterable[str], country: str | None, groups: Mapping[str, tuple[str, ...]]
) -> bool | None:
    """Whether a rule for `countries` holds for somebody in `country`; None when that is not known.

    Somebody in US may be in US-CA: a rule for a part of a country stays open until the part is
    known. A rule that names no country holds everywhere.
    """
    named = [code for one in countries for code in groups.get(one, (one,))]
    if not named:
        return True
    if country is None:
        return None
    if any(country == code or country.startswith(f"{code}-") for code in named):
        return True
    return None if any(code.startswith(f"{country}-") for code in named) else False
