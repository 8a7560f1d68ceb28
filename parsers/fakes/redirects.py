"""Links that do not say where they lead: by way of a place that sends anybody anywhere."""

import re

from parsers.message import Message

# Of places that search, play or translate; who shortens addresses has honest customers.
_THROUGH = re.compile(
    r"https?://(?:www\.|l\.|lm\.|m\.)?(google\.[a-z.]{2,6}/(?:url\?|amp/s/)|bing\.com/ck/"
    r"|youtube\.com/redirect\?|facebook\.com/l\.php\?|duckduckgo\.com/l/\?)",
    re.IGNORECASE,
)
_READ = 200_000  # characters of a mail whose links are looked at
_SIGN = re.compile(r"/(?:url\?|amp/s/|ck/|redirect\?|l\.php\?|l/\?)")


def hidden_link(message: Message) -> str | None:
    """Why a stranger's bill waits whose link leads through a place of no business of its own."""
    place = led_through(message)
    return None if place is None else f"its link leads through {place}, which hides where it goes"


def led_through(message: Message) -> str | None:
    """The place through which a link of it leads, in small letters; None where all say where."""
    for source in (message.text[:_READ], message.html[:_READ]):
        if _SIGN.search(source) and (found := _THROUGH.search(source)):
            return found[1].partition("/")[0].lower()
    return None
