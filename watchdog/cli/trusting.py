"""`watchdog trust`: a sender that looks like a fake and is none, known again by who signs."""

import msgspec
import typer
from msgspec.structs import replace

from parsers.arrival import DISBELIEVED
from parsers.domains import belongs
from parsers.merchants import Known, Released
from parsers.message import Message, read_message
from parsers.outcome import Verdict
from parsers.vouched import identity
from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.reviewing import mail_id
from watchdog.language import headed, said_count, say
from watchdog.ledger import IMPORT, Ledger, MailSummary
from watchdog.own_mail import learned_addresses
from watchdog.rounds import read_anew
from watchdog.setting import Setting
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.words import clause, noted
from watchdog.usage import one_of
from watchdog.vouching import Voucher, voucher_of, voucher_of_files

_SHORTEST_ID = 4


def say_trusted(setting: Setting, name: str) -> None:
    """Record that a sender's mail is genuine, and read what is kept of it again."""
    with setting.ledger(read_only=True) as ledger:
        known = setting.known(ledger.statements(), ledger.met(), learned_addresses(ledger))
        released = _identity(ledger, _meant(ledger, name), known)
    domain = released.sender.rpartition("@")[2]
    if belongs(domain, known.organisations):
        raise UsageProblem(
            f"{domain} belongs to a company that strangers write by way of, so it cannot be "
            "called genuine as a whole; watchdog review ID --yes counts a single mail"
        )
    with setting.ledger() as ledger:
        word = ledger.say(
            kind=StatementKind.TRUSTED,
            about=released.sender,
            note=released.signed_by,
            now=setting.now(),
        )
        again = read_anew(setting, ledger, released.sender)
    typer.echo(noted(text.safe(clause(word, ""))))
    if not released.signed_by:
        typer.echo(
            say("Mind that anybody can write in the name of a sender whom nobody signs for.")
        )
    number = said_count(again.changed)
    typer.echo(say("Mails that are judged differently now: {number}.", number=number))


def show_trusted(setting: Setting, *, as_json: bool) -> None:
    """Whose word on senders counts for each mailbox, and which senders the user has released."""
    accounts = setting.config_or_default().accounts
    with setting.ledger(read_only=True) as ledger:
        vouchers = [voucher_of(ledger, account) for account in accounts]
        files = voucher_of_files(ledger)
        vouchers += [files] if files is not None else []
        words = [one for one in ledger.statements() if one.kind is StatementKind.TRUSTED]
    if as_json:
        typer.echo(text.escaped(_trusted_json(vouchers, words)))
        return
    for one in vouchers:
        typer.echo(headed(text.safe(one.account, 60), _believed(one)))
    for word in words:
        typer.echo(f"{text.safe(clause(word, '')).capitalize()}.")
    if not vouchers and not words:
        typer.echo(say("No mailbox is configured, and no sender was called genuine."))


def _believed(one: Voucher) -> str:
    names = text.safe(", ".join(one.servers), 200)
    if one.how == "nobody":
        return say(
            "nobody is believed on who sent a mail (the same server's results stand in {seen} of "
            "its last {mails} mails; ten of several senders teach it). trusted_servers in "
            "config.toml names one",
            seen=said_count(one.seen),
            mails=said_count(one.mails),
        )
    where = {
        "known": say("known of this provider"),
        "named": say("named in config.toml"),
        "learned": say("learned from its mail; trusted_servers in config.toml names another"),
    }[one.how]
    if one.account == IMPORT:  # which no table of config.toml is about
        where = say("learned from its mail")
    told = say("what {names} found about senders is believed ({where})", names=names, where=where)
    if one.has_changed:
        now = text.safe(one.now, 80)
        return told + say(". Its mail names {name} of late, which is not believed", name=now)
    return told


def _trusted_json(vouchers: list[Voucher], words: list[Statement]) -> str:
    servers = [
        {
            "mailbox": one.account,
            "servers": one.servers,
            "how": one.how,
            "changed_to": one.now if one.has_changed else None,
        }
        for one in vouchers
    ]
    senders = [{"sender": one.about, "signed_by": one.note or None} for one in words]
    shown = {"version": 1, "servers": servers, "senders": senders}
    return msgspec.json.encode(shown).decode()


def _meant(ledger: Ledger, name: str) -> list[MailSummary]:
    """The suspicious mails of a sender, or the one of an id."""
    fakes = [one for one in ledger.mails() if one.trust.verdict in DISBELIEVED]
    doubted = [one for one in fakes if one.trust.verdict is Verdict.SUSPICIOUS]
    found = [one for one in doubted if _goes_by(one, name.lower())]
    if not found and any(_goes_by(one, name.lower()) for one in fakes):
        what = "somebody else sent it in that name, which proves nothing of the next one"
        raise UsageProblem(f"{name!r}: {what}; watchdog review ID --yes counts a single mail")
    if not found:
        senders = sorted({text.unlinked(one.sender, 60) for one in doubted})[:10]
        mend = one_of(senders, "none was, so nothing is left to do")
        raise UsageProblem(f"no mail of {name!r} was called a fake; {mend}")
    return found


def _goes_by(mail: MailSummary, wanted: str) -> bool:
    """Whether lower-case words mean a mail: its sender, the sender's domain, or its id."""
    sender = mail.sender.lower()
    named = sender == wanted or sender.endswith(f"@{wanted}")
    return named or (len(wanted) >= _SHORTEST_ID and mail.fingerprint.startswith(wanted))


def _identity(ledger: Ledger, mails: list[MailSummary], known: Known) -> Released:
    """Whose they are; UsageProblem when the bytes are gone, or they come in several ways."""
    found: dict[Released, str] = {}
    for mail in mails:
        raw = ledger.raw(mail.fingerprint)
        message = read_message(raw, received_at=mail.received_at) if raw is not None else None
        if isinstance(message, Message):
            message = replace(message, arrived=mail.arrived)
            found.setdefault(identity(message, known), mail_id(mail))
    if not found:
        raise UsageProblem(
            "the bytes of that mail were not kept; set [ledger] keep_mail for those to come"
        )
    if len(found) > 1:
        ways = ", ".join(f"{mail} ({who.signed_by or 'unsigned'})" for who, mail in found.items())
        raise UsageProblem(f"its mail is signed in several ways; name one by its id: {ways}")
    return next(iter(found))
