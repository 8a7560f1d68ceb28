"""Mail that speaks of a brand's bills and poses as nobody: an office's own, a warning of fakes."""

from parsers.domains import is_freemail
from parsers.fakes.brands import is_called, strangers
from parsers.fakes.calls import as_read, wants_a_call
from parsers.fakes.led import places, strange
from parsers.fakes.naming import goes_with
from parsers.fakes.reserved import is_reserved
from parsers.fakes.seen import LITTLE, reply_domain
from parsers.fakes.stead import names_an_account
from parsers.fakes.whom import leaves_no_way
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a mail in which it says who does what
# What a sender's name or a subject says that tells of fakes: theirs have no such word; "fraud" and
# "alert" they have.
_WARNS = Words(
    _WORDED.pattern("warns"),
    most=_NEAR,
)
_OTHERS = Words(
    _WORDED.pattern("others"),
    most=_NEAR,
)


# What a letter says of another that it quotes.
_CALLED_SO = Words(
    _WORDED.pattern("called_so"),
    most=_NEAR,
)


def poses_as_nobody(message: Message, body: str, known: Known) -> bool:
    """Whether a mail bears no brand as its sender's name, leads nowhere else, and is either from
    where no stranger can buy a domain or warns of what others send: by its heading, or in a letter
    that leaves nothing to do.

    A mailbox there may have been broken into: who wants a call, or a transfer, is no office.
    """
    reserved = is_reserved(message.from_domain)
    shown = f"{message.from_name}\n{message.subject}"
    text = f"{message.subject}\n{body}"
    warns = bool(_WARNS.search(shown)) and (
        bool(_OTHERS.search(text)) or _tells_of_several(message, text, known)
    )
    warns = warns or (bool(_CALLED_SO.search(body)) and leaves_no_way(message, body))
    if not (reserved or (warns and _is_at_home(message))) or _bears_a_brand(message, known):
        return False
    if _leads_elsewhere(message, known) or _is_only_attached(message, body):
        return False
    if warns:
        return reserved or message.goes_to_many or not wants_a_call(text)
    return not (wants_a_call(text) or names_an_account(text.lower()))


def _tells_of_several(message: Message, text: str, known: Known) -> bool:
    """Whether several brands are spoken of: a fake poses as one."""
    return len(set(strangers(fold(text), message.from_domain, known))) > 1


def _is_at_home(message: Message) -> bool:
    """Whether a sender is called as the domain is, which is not anybody's."""
    domain = message.from_domain
    named = bool(message.from_name.strip()) and goes_with(message.from_name, domain)
    return named and not is_freemail(domain)


def _is_only_attached(message: Message, body: str) -> bool:
    return bool(message.attachments) and len(body.strip()) < LITTLE


def _bears_a_brand(message: Message, known: Known) -> bool:
    name, domain = fold(as_read(message.from_name)), message.from_domain
    return is_called(name, domain, known)


def _leads_elsewhere(message: Message, known: Known) -> bool:
    """Whether a link, or an answer, goes to somebody who is neither the sender nor a brand."""
    reply = reply_domain(message)
    return bool(strange(places(message) | ({reply} if reply else set()), message, known))
