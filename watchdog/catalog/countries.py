"""Where people live: the codes of countries and their parts, and whether a rule holds there."""

import re
from collections.abc import Iterable, Mapping

_CODE = re.compile(r"([A-Z]{2})(-[A-Z0-9]{1,3})?")


def is_country(code: str) -> bool:
    """Whether it is a country's code (DE), or that of a part of one (US-CA)."""
    from babel import Locale

    found = _CODE.fullmatch(code)
    # ZZ and the like are CLDR's own: they are no places.
    return bool(found) and found is not None and found[1] in Locale("en").territories.keys() - _NONE


_NONE = {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}


def name_of_country(code: str) -> str:
    """How people call it: Germany for DE, United States (CA) for US-CA."""
    from babel import Locale

    country, _, part = code.partition("-")
    name = str(Locale("en").territories.get(country, country))
    return f"{name} ({part})" if part else name


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
