"""What a person calls a fake: it counts for nothing, and so does its sender's mail from then on."""

from itertools import chain

from msgspec.structs import replace

from parsers.domains import belongs, organisation
from parsers.events import BillingEvent
from parsers.fakes.stages import is_anybodys, is_for_sellers
from parsers.merchants import Known, Released
from parsers.message import Message, read_message
from parsers.outcome import Verdict
from parsers.vouched import identity
from watchdog.ledger import Ledger, MailSummary
from watchdog.own_mail import learned_addresses
from watchdog.reviews import Kept, read_events
from watchdog.rounds import read_anew
from watchdog.setting import Setting
from watchdog.timeline.facts import Correction, StatementKind


def keep_fake(setting: Setting, ledger: Ledger, mail: MailSummary) -> Kept:
    """Keep that a mail is a fake, and read its sender's other mail by that."""
    claims = read_events(setting, ledger, mail) if mail.has_raw else _stored(ledger, mail)
    correction = Correction(
        fingerprint=mail.fingerprint, subject=mail.subject, events=(), claims=claims
    )
    sender = _doubted(setting, ledger, mail)
    statement = ledger.say(
        kind=StatementKind.REVIEWED,
        correction=correction,
        about=sender.sender if sender else None,
        note=sender.signed_by if sender else None,
        now=setting.now(),
    )
    if sender is None:
        return Kept(statement=statement, correction=correction)
    again = read_anew(setting, ledger, sender.sender)
    return Kept(statement=statement, correction=correction, changed=again.changed)


def _stored(ledger: Ledger, mail: MailSummary) -> tuple[BillingEvent, ...]:
    """What was read of a mail whose bytes were not kept."""
    known = chain(ledger.facts(), ledger.review_facts())
    return tuple(fact.event for fact in known if fact.source.fingerprint == mail.fingerprint)


def _doubted(setting: Setting, ledger: Ledger, mail: MailSummary) -> Released | None:
    """Whose mail is fake from now on; None where that is nobody's but this one."""
    raw = ledger.raw(mail.fingerprint)
    message = read_message(raw, received_at=mail.received_at) if raw is not None else None
    if not isinstance(message, Message) or mail.trust.verdict is Verdict.FAILED:
        return None
    own = learned_addresses(ledger)
    known = setting.known(ledger.statements(), ledger.met(), own)
    if not message.from_domain or _is_anothers(message, known):
        return None
    return identity(replace(message, arrived=mail.arrived), known)


def _is_anothers(message: Message, known: Known) -> bool:
    """Whether honest mail comes from there as well: a service's by which strangers write, a brand's
    that is imitated, the user's own, or that of a sender whose mail counts.
    """
    domain = message.from_domain
    return (
        belongs(domain, known.organisations)
        or is_anybodys(message)
        or is_for_sellers(domain)
        or message.from_address.lower() in known.own_addresses
        or organisation(domain) in known.met
    )
