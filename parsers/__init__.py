"""The door to the readers: `parse(message)` says what one mail states, and how far to believe it."""

from parsers.engine import read as _read
from parsers.engine import sender_domains
from parsers.merchants import Known
from parsers.message import Message
from parsers.outcome import Outcome

__all__ = ["Known", "Message", "Outcome", "parse", "sender_domains"]


def parse(message: Message, known: Known | None = None) -> Outcome:
    """What a mail says. `known` tells the readers names, brands and trusted mail servers."""
    return _read(message, known or Known())
