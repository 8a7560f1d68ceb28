"""Writes the clues of the lexicons' patterns beside them: `make clues`, after any change of one.

Without them, or with those of an older text, all is read as well, half a second later.
"""

from pathlib import Path

import msgspec

import parsers.language.lexicon
from parsers.language.clues import clues_of
from parsers.language.kept_clues import mark_of
from parsers.language.lexicon import languages, sources_of
from parsers.language.suspecting import PLANES

FOLDER = Path(parsers.language.lexicon.__file__).parent.parent / "lexicons"


def main() -> None:
    """Write the files anew; the old ones go first, for a merge may have left one broken."""
    for language in sorted(languages()):
        file = FOLDER / f"{language}.clues.json"
        file.unlink(missing_ok=True)
        file.write_bytes(written(language))


def written(language: str) -> bytes:
    """The file of one language, a line for each pattern."""
    mark = mark_of((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    each = [[sorted(one) for one in clues_of(source)[:PLANES]] for source in sources_of(language)]
    lines = ",\n".join(msgspec.json.encode(one).decode() for one in each)
    return f'{{"of":{mark},"each":[\n{lines}\n]}}\n'.encode()


if __name__ == "__main__":
    main()
