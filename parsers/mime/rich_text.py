"""The words of an RTF, a paragraph a line: what a word processor shows of it."""

import re
from collections.abc import Iterator

from parsers.mime.charsets import decode

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_BEGINS = "{\\rtf"
_SHOWS = {
    **dict.fromkeys(("par", "line", "row", "sect", "page"), "\n"),
    "cell": " | ",
    "tab": " ",
    "emdash": "\u2014",
    "endash": "\u2013",
    "rquote": "\u2019",
}
# Groups of which nothing is shown; those with a star neither, but where a link leads.
_UNSEEN = frozenset(
    """fonttbl colortbl stylesheet info pict object generator listtable listoverridetable rsidtbl
    themedata datastore latentstyles xmlnstbl header footer filetbl revtbl""".split()
)
_LED = "fldinst"
_MOST_OPEN = 200  # groups in groups


def words_of_rtf(source: str) -> str:
    """The shown text of an RTF's source; nothing of anything else."""
    if not source.lstrip().startswith(_BEGINS):
        return ""
    lines = "".join(_Reading().shown(source)).split("\n")
    return "\n".join(filter(None, (one.strip() for one in lines)))


class _Reading:
    """Where a source is being read: which of the open groups are hidden, how many signs stand for
    a letter that is given as a number, and are left out.
    """

    def __init__(self) -> None:
        self._hidden = [False]
        self._page = "cp1252"
        self._stand_in, self._left_out, self._starred = 1, 0, False

    def shown(self, source: str) -> Iterator[str]:
        """What is shown, piece by piece."""
        for token in _TOKEN.finditer(source):
            piece = self._of_brace(token["brace"]) if token["brace"] else self._of(token)
            if piece and not self._hidden[-1]:
                yield piece

    def _of(self, token: re.Match[str]) -> str:
        if token["word"]:
            return self._of_word(token["word"], int(token["number"] or 0))
        if token["sign"]:
            self._starred = token["sign"] == "*"
            return token["sign"] if token["sign"] in "{}\\" else " " * (token["sign"] == "~")
        text = token["text"] or decode(bytes.fromhex(token["byte"]), self._page)
        left_out, self._left_out = self._left_out, max(0, self._left_out - len(text))
        return text[left_out:]

    def _of_brace(self, brace: str) -> str:
        if brace == "{" and len(self._hidden) < _MOST_OPEN:
            self._hidden.append(self._hidden[-1])
        elif brace == "}" and len(self._hidden) > 1:
            self._hidden.pop()
        self._left_out, self._starred = 0, False
        return ""

    def _of_word(self, word: str, number: int) -> str:
        if word in _UNSEEN or (self._starred and word != _LED):
            self._hidden[-1] = True
        self._starred = False
        if word == "u":
            self._left_out = self._stand_in
            code = number % 0x10000
            return chr(code) if not 0xD800 <= code < 0xE000 else ""
        if word == "uc":
            self._stand_in = number
        elif word == "ansicpg":
            self._page = f"cp{number}"
        return _SHOWS.get(word, "")
