"""Log lines: one line each, whatever a mail, a server or a file name put into them."""

import logging

from watchdog.text import safe

_LONGEST = 2000


class PlainLines(logging.Formatter):
    """Formats a record as usual, and leaves nothing in it that a terminal would obey."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows in lines of its own, each as plain."""
        lines = super().format(record).splitlines() or [""]
        if record.exc_info is None:
            return safe(" ".join(lines), _LONGEST)
        return "\n".join(safe(line, _LONGEST) for line in lines)
