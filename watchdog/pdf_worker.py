"""Run as a process: a PDF on standard input, its lines as JSON strings on standard output.

It ends with 3 without pypdf, 4 for a PDF with a password, 5 for one without text.
"""

import io
import json
import re
import sys

_MEMORY = 256 * 1024**2
_SECONDS = 2
_FILES = 32
_PAGES = 10
_CHARACTERS = 200_000
_GAP = re.compile(r" {3,}")


def _limit() -> None:
    if sys.platform == "win32":  # has no such limits; the time limit of the caller stays
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _lines(content: bytes) -> list[str]:
    try:
        import pypdf
    except ImportError:
        sys.exit(3)
    document = pypdf.PdfReader(io.BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        sys.exit(4)
    text = ""
    for number, page in enumerate(document.pages):
        if number == _PAGES or len(text) > _CHARACTERS:
            break
        text += page.extract_text(extraction_mode="layout") + "\n"
    rows = (line.strip() for line in text[:_CHARACTERS].splitlines())
    return [_GAP.sub(" | ", row) for row in rows if row]


def main() -> None:
    """Set the limits, read, write."""
    _limit()
    lines = _lines(sys.stdin.buffer.read())
    if not lines:
        sys.exit(5)
    sys.stdout.write("\n".join(map(json.dumps, lines)))


if __name__ == "__main__":
    main()
