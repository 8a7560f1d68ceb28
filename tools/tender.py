"""Writes what countries pay in, as readers know it, out of CLDR: `python -m tools.tender`."""

import tomllib
from pathlib import Path

from babel.core import get_global

PLACE = Path(__file__).parent.parent / "parsers" / "locale" / "tender.toml"
# Currencies that ended before this year stand in no mail worth reading.
_OLDEST_YEAR = 2010
_DECIMALS = 2
_HEAD = "# What countries pay in, by CLDR; `python -m tools.tender` writes it.\n"


def main() -> None:
    """Write the file anew."""
    PLACE.write_text(written(), encoding="utf-8")


def written() -> str:
    """What the file has to say."""
    at_home: dict[str, list[str]] = {}
    codes: set[str] = set()
    for territory, used in sorted(get_global("territory_currencies").items()):
        tenders = [(code, end) for code, _, end, is_tender in used if is_tender]
        now = next((code for code, end in tenders if end is None), "")
        at_home.setdefault(now, []).append(territory)
        codes.update(code for code, end in tenders if end is None or end[0] >= _OLDEST_YEAR)
    decimals: dict[int, list[str]] = {}
    for code, (digits, *_) in sorted(get_global("currency_fractions").items()):
        if digits != _DECIMALS:
            decimals.setdefault(digits, []).append(code)
    lines = [
        _HEAD,
        "\n# All codes in use since 2010.\n",
        f'codes = "{" ".join(sorted(codes))}"\n',
        "\n# Digits behind the point, where those are not two.\n[decimals]\n",
        *(f'{digits} = "{" ".join(some)}"\n' for digits, some in sorted(decimals.items())),
        '\n# Who pays in each today; "" is nobody\'s.\n[at_home]\n',
        *(f'{code or repr("")} = "{" ".join(some)}"\n' for code, some in sorted(at_home.items())),
    ]
    text = "".join(lines)
    tomllib.loads(text)
    return text


if __name__ == "__main__":
    main()
