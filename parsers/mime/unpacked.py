"""The sources of what is attached and can be read: pages, calendars, texts, papers, what is packed.

Packed files are read as far as `MAX_ENCLOSED`, whatever they say of their size.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

MAX_ENCLOSED = 64 * 1024
MAX_PACKED = 1024 * 1024  # bytes of what is unpacked; its list of files takes time as well
_MOST_NAMES = 20
_MOST_READ = 2
# By the ending of a name what a file is, whatever the mail calls its type.
_KINDS = {
    "ics": "text/calendar",
    "vcf": "text/calendar",
    "htm": "text/html",
    "html": "text/html",
    "shtml": "text/html",
    "xhtml": "text/html",
    "svg": "text/html",
    "txt": "text/plain",
    "rtf": "text/rtf",
}
_PACKED = frozenset("zip docx docm dotx odt xlsx xlsm ods pptx odp".split())
_TYPES = {
    "text/calendar": "text/calendar",
    "text/vcard": "text/calendar",
    "text/x-vcard": "text/calendar",
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "image/svg+xml": "text/html",
    "text/plain": "text/plain",
    "text/rtf": "text/rtf",
    "application/rtf": "text/rtf",
    "application/msword": "text/rtf",  # as which many an RTF is sent
    "application/zip": "packed",
    "application/x-zip-compressed": "packed",
}
# What holds the words of an office program's paper.
_PAPERS = re.compile(
    r"word/document\.xml|content\.xml|xl/sharedStrings\.xml|ppt/slides/slide\d\.xml"
)
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


def kind_of(name: str, content_type: str) -> str | None:
    """What a file is by its name or its type: a kind of `parsers.enclosed`, "packed", or None."""
    ending = name.rpartition(".")[2].lower()
    if ending in _PACKED:
        return "packed"
    return _KINDS.get(ending) or _TYPES.get(content_type)


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The kinds and sources of what a packed file holds, the names of its files first.

    Nothing of one that is broken, locked or too large.
    """
    if len(content) > MAX_PACKED or not content.startswith(b"PK"):
        return
    try:
        with ZipFile(BytesIO(content)) as packed:
            yield from _members(packed)
    except _BROKEN:
        return


def _members(packed: ZipFile) -> Iterator[tuple[str, bytes]]:
    names = [one.filename for one in islice(packed.infolist(), _MOST_NAMES)]
    papers = [one for one in packed.namelist() if _PAPERS.fullmatch(one)]
    if not papers:
        yield "text/plain", "\n".join(names).encode(errors="replace")
    kinds = [("text/xml", one) for one in papers] or [
        (kind, one) for one in names if (kind := kind_of(one, "")) not in (None, "packed")
    ]
    for kind, name in kinds[:_MOST_READ]:
        with packed.open(name) as member:
            yield str(kind), member.read(MAX_ENCLOSED)
