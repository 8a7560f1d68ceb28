"""The door to the readers: `parse(message)` says what a mail states, and how far to believe it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.attached import ReadPdf
    from parsers.merchants import Known
    from parsers.message import Message
    from parsers.outcome import Outcome

__all__ = ["parse"]


def parse(
    message: "Message", known: "Known | None" = None, read_pdf: "ReadPdf | None" = None
) -> "Outcome":
    """What a mail says. `known` tells the readers names, brands and trusted mail servers.

    `read_pdf` reads an attached PDF; it is asked only where the body states a payment without
    an amount.
    """
    # Imported here: whoever only wants the vocabulary must not pay for the readers.
    from parsers.engine import read  # noqa: PLC0415 - see above
    from parsers.merchants import Known  # noqa: PLC0415 - see above

    return read(message, known or Known(), read_pdf)
