"""Log lines: one line each, whatever a mail, a server or a file name put into them."""

import logging

from parsers.text.masking import masked
from watchdog.text import safe

_LONGEST = 2000


class PlainLines(logging.Formatter):
    """Formats a record as usual, and leaves nothing in it that a terminal would obey.

    Addresses, cards and accounts are masked: logs are kept by others, and sent in for help.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows in lines of its own, each as plain."""
        lines = super().format(record).splitlines() or [""]
        if record.exc_info is None:
            return masked(safe(" ".join(lines), _LONGEST))
        return "\n".join(masked(safe(line, _LONGEST)) for line in lines)
