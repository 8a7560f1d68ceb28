"""Writes the names of months that readers know out of CLDR: `python -m tools.months`."""

import tomllib
from pathlib import Path

from babel import Locale

from parsers.text.folding import fold

PLACE = Path(__file__).parent.parent / "parsers" / "locale" / "months.toml"
_LANGUAGES = "en de fr es pt it nl pl sv da nb fi cs hu ro tr ru he uk el bg"
_HEAD = (
    "# The names of months in CLDR, folded, by language; `python -m tools.months` writes them.\n"
)


def main() -> None:
    """Write the file anew."""
    PLACE.write_text(written(), encoding="utf-8")


def written() -> str:
    """What the file has to say."""
    lines = [_HEAD]
    for language in _LANGUAGES.split():
        lines.append(f"\n[{language}]\n")
        lines += [f'"{name}" = {number}\n' for name, number in _names(language).items()]
    text = "".join(lines)
    tomllib.loads(text)
    return text


def _names(language: str) -> dict[str, int]:
    months = Locale(language).months
    return {
        fold(str(name)).text.lower().rstrip(".'\u05f3"): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
        if not str(name)[0].isdecimal()
    }


if __name__ == "__main__":
    main()
