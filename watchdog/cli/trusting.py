"""`watchdog trust`: a sender that looks like a fake and is none, known again by who signs."""

import typer

from parsers.domains import belongs
from parsers.merchants import Known, Released
from parsers.message import Message, read_message
from parsers.outcome import Verdict
from parsers.trust import identity
from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.reviewing import mail_id
from watchdog.ledger import Ledger, MailSummary
from watchdog.rounds import read_anew
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind
from watchdog.timeline.words import clause

_SHORTEST_ID = 4


def say_trusted(setting: Setting, name: str) -> None:
    """Record that a sender's mail is genuine, and read what is kept of it again."""
    with setting.ledger(read_only=True) as ledger:
        known = setting.known(ledger.statements())
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
        again = read_anew(setting, ledger, domain)
    typer.echo(f"Noted: {text.safe(clause(word, ''))}. (watchdog undo takes it back.)")
    if not released.signed_by:
        typer.echo("Mind that anybody can write in the name of a sender whom nobody signs for.")
    typer.echo(f"Mails that are judged differently now: {again.changed}.")


def _meant(ledger: Ledger, name: str) -> list[MailSummary]:
    """The suspicious mails of a sender, or the one of an id."""
    doubted = [one for one in ledger.mails() if one.trust.verdict is Verdict.SUSPICIOUS]
    wanted = name.lower()
    found = [
        one
        for one in doubted
        if one.sender.lower() == wanted
        or one.sender.lower().endswith(f"@{wanted}")
        or (len(wanted) >= _SHORTEST_ID and one.fingerprint.startswith(wanted))
    ]
    if not found:
        senders = sorted({text.unlinked(one.sender, 60) for one in doubted})[:10]
        told = ", ".join(senders) or "none"
        raise UsageProblem(f"no mail of {name!r} was called a fake; whose mail was: {told}")
    return found


def _identity(ledger: Ledger, mails: list[MailSummary], known: Known) -> Released:
    """Whose they are; UsageProblem when the bytes are gone, or they come in several ways."""
    found: dict[Released, str] = {}
    for mail in mails:
        raw = ledger.raw(mail.fingerprint)
        message = read_message(raw, received_at=mail.received_at) if raw is not None else None
        if isinstance(message, Message):
            found.setdefault(identity(message, known), mail_id(mail))
    if not found:
        raise UsageProblem("the bytes of that mail were not kept ([ledger] keep_mail)")
    if len(found) > 1:
        ways = ", ".join(f"{mail} ({who.signed_by or 'unsigned'})" for who, mail in found.items())
        raise UsageProblem(f"its mail is signed in several ways; name one by its id: {ways}")
    return next(iter(found))
