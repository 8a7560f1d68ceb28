"""Why a stranger's bill waits for a person: its name, its place or its brand is not its own."""

from collections.abc import Iterable

from parsers.domains import belongs, organisation
from parsers.events import BillingEvent, EventKind
from parsers.fakes.bare import bare_hosts
from parsers.fakes.bent import is_bent, is_sent_for, tells_its_place
from parsers.fakes.brands import strangers
from parsers.fakes.calls import as_read, shows_a_number
from parsers.fakes.claims import (
    ROLES,
    claims_money,
)
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.led import places
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures
from parsers.fakes.naming import (
    goes_with,
    is_an_offices,
    is_called_exactly,
)
from parsers.fakes.stead import names_an_account
from parsers.fakes.whose import (
    GIVEN_BACK,
    MEANS,
    NEAR,
    SENTENCE,
    URL,
    is_a_sentence,
    is_from_elsewhere,
    is_of_a_subscription,
    means_of_payment,
    only_mentions,
)
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_WHOLE = 2000  # characters of a letter that are looked through
# Beside these a word is what is sold.
_LICENCES = frozenset(_WORDED.words("licences"))
_NAME = 4  # letters of a name that is a word as well
_WANTING = frozenset({EventKind.PAYMENT_FAILED, EventKind.INVOICE_DUE})
# What tells of no money that goes.
_TOLD = frozenset(
    {
        EventKind.CANCELED,
        EventKind.PAUSED,
        EventKind.RESUMED,
        EventKind.PLAN_CHANGED,
        EventKind.TRIAL_STARTED,
    }
)


def doubtful_name(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a bill waits for a person, because its sender's name has nothing of its domain."""
    domain = organisation(message.from_domain)
    if bills_for_others(domain) or not is_from_elsewhere(message, body):
        return None
    if _asks_nothing(message, body, events) or _leads_home(message) or _tells_whose(message, body):
        return None
    return f"it calls itself {message.from_name.strip()}, and nothing in it goes with {domain}"


def _tells_whose(message: Message, body: str) -> bool:
    """Whether it says in other forms than its domain's where it comes from."""
    name, domain = message.from_name, message.from_domain
    text = f"{message.subject}\n{body}"
    if is_bent(name, domain) or tells_its_place(domain, text):
        return True
    return is_sent_for(name, domain, text)


def told_elsewhere(message: Message, body: str) -> str | None:
    """Why a stranger's bill waits that tells a place of no name of its own, and has no other; None
    for others. Who hands on a form's words hands on where they lead.
    """
    if any("://" in one for one in (message.text, message.html)):
        return None
    told = {organisation(one) for one in bare_hosts(body)} - {organisation(message.from_domain)}
    if not told:
        return None
    if any(goes_with(message.from_name, one) for one in told):
        return None
    return f"it leads to {min(told)}, and nothing in its sender's name goes with that"


def _asks_nothing(message: Message, body: str, events: Iterable[BillingEvent]) -> bool:
    """Whether it only tells that something has ended, waits or begins, and leaves nothing to do."""
    if any(one.kind not in _TOLD for one in events) or lures(body):
        return False
    text = f"{message.subject}\n{body}"
    return not (shows_a_number(text) or names_an_account(text.lower()) or message.attachments)


def _leads_home(message: Message) -> bool:
    """Whether whoever writes by way of somebody else's domain leads to one place alone, which is
    called exactly as he is.
    """
    found = {organisation(one) for one in places(message)}
    name = " ".join(one for one in fold(message.from_name).split() if one not in ROLES)
    return len(found) == 1 and is_called_exactly(name, *found)


def doubtful_place(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a bill waits for a person, because its domain is a name with an office behind it.

    A firm bills from its own name; "name-customers" is what is free to be bought by anybody.
    """
    if all(one.kind not in _WANTING for one in events):
        return None
    domain = message.from_domain
    if is_sent_for(message.from_name, domain, f"{message.subject}\n{body}"):
        return None
    _, *behind = label(domain).split("-")
    if not any(map(is_an_offices, behind)):
        return None
    return f"it wants money, and {organisation(domain)} may be anybody's"


def doubtful_brand(
    message: Message, body: str, events: Iterable[BillingEvent], known: Known
) -> str | None:
    """Why a bill waits for a person, because it is about somebody else's service."""
    domain = message.from_domain
    asked = [one for one in events if one.kind not in GIVEN_BACK]
    near = body[:NEAR] if any(map(is_of_a_subscription, asked)) else ""
    # Where somebody has his page is not what he bills for.
    heading = URL.sub(" ", f"{message.subject}\n{near}")
    means = means_of_payment(message, heading, body)
    if all(one.kind is EventKind.CANCELED for one in asked) and not lures(body):
        means = {*means, "paypal"}  # "we saw that you ended your PayPal agreement"
    shown = fold(as_read(heading))
    named = (one for one in strangers(shown, domain, known) if one not in means)
    brand = next(named, None) or _licensed(message.subject, domain, known)
    if brand is None or only_mentions(brand, message, body):
        renewed = fold(_renewed(message, body))
        brand = next(strangers(renewed, domain, known), None) if renewed else None
    if brand is None or not asked:
        return None
    return f"it bills for {known.spelling(brand)}, and {organisation(domain)} is not theirs"


def _licensed(subject: str, domain: str, known: Known) -> str | None:
    """The brand, a word as well, whose licence or renewal a subject is about: "Norton-Lizenz"."""
    words = fold(subject).split()
    for place, word in enumerate(words):
        beside = {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]}
        if word not in known.names or len(word) < _NAME or beside.isdisjoint(_LICENCES):
            continue
        if word.capitalize() in subject and not belongs(domain, known.names[word]):
            return word
    return None


def _renewed(message: Message, body: str) -> str:
    """What is said to have been renewed where a number is there to ring: it is paid again and
    again, whatever the mail is read as. How it is paid is not what. Where nothing else leads
    anywhere, what stands in lines of its own is billed as well.
    """
    if not shows_a_number(f"{message.subject}\n{body}"):
        return ""
    told = [one for one in SENTENCE.split(body[:_WHOLE]) if claims_money(one)]
    if told and not places(message):
        told += [one for one in body[:_WHOLE].splitlines() if not is_a_sentence(one)]
    return MEANS.sub(" ", "\n".join(told))
