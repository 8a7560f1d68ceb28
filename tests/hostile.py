"""Hostile words, and a ledger whose mails consist of them: what every output has to survive."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from watchdog.ledger import StoredMail, open_ledger
from watchdog.ledger.codec import keepable

CANARY = "canary.evil.example"
AS_OF = date(2026, 11, 23)

WORDS = {
    "script": f"<script src='https://{CANARY}/x.js'>alert(1)</script>",
    "attribute": f'"onload="fetch(`//{CANARY}`)" x=\'y',
    "image": f"<img src=https://{CANARY}/p.gif onerror=alert(1)>",
    "style": f"</style><link rel=stylesheet href=//{CANARY}/a.css>",
    "cdata": "]]> <!-- --> &lt;b&gt; <![CDATA[",
    "template": "{{7*7}}{% raw %}${7*7}<%= 7*7 %>%(x)s{0}",
    "escape": "red\x1b[31m\x1b[2J\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "c1": "one\x9b31mtwo\x9d0;title\x9c\x90q\x9c\x07\x08\x08",
    "bidi": "safe\u202egnp.exe\u2066\u2069\u200f",
    "zero": "Net\u200bfl\u200dix\ufeff\u2060",
    "formula": '=HYPERLINK("https://evil.example";"Click")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "crlf": "Pay\r\nBcc: thief@evil.example\r\n\r\n<b>body</b>",
    "ical": "Pay\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:https://evil.example",
    "url": f"https://{CANARY}/pay now",
    "javascript": "javascript:alert(document.cookie)",
    "markup": f"[link=https://{CANARY}]Click[/link] [bold red]x[/]",
    "markdown": f"[Click](https://{CANARY}/) <https://{CANARY}/> @everyone <!channel>",
    "path": "../../../../etc/passwd",
    "name": "CON.exe;rm -rf ~ $(id) `id` | nul",
    "ledger": 'x"\n2020-01-01 open Assets:Evil ; | include "/etc/passwd"',
    "encoded": "=?utf-8?q?x=0D=0ABcc:_thief=40evil.example?=",
    "surrogate": "broken \ud800 nul\x00",
    "phone": "Call +1 (808) 555-0142 to cancel",
    "long": "A" * 5000,
}


def fill(ledger_file: Path) -> None:
    """A ledger in which each of the words sold something, was cancelled, and billed again."""
    mails = [mail for number, words in enumerate(WORDS.values()) for mail in _story(number, words)]
    with open_ledger(ledger_file) as ledger:
        ledger.record(mails=mails, now=datetime(2026, 11, 1, tzinfo=UTC))


def letters() -> Iterator[tuple[str, bytes]]:
    """Whole mails with the words where senders can write: name, subject, body, file name."""
    for number, (name, words) in enumerate(WORDS.items()):
        plain = words.encode("utf-8", "replace").decode()
        line = " ".join(plain.split()).replace("\x00", "")[:200]
        mail = EmailMessage()
        mail["From"] = "Tunely Billing <billing@tunely.example>"
        mail["To"] = "pat@example.org"
        mail["Subject"] = f"Your receipt from {line}"
        mail["Date"] = f"Sat, {number % 20 + 1:02} Nov 2025 04:12:00 +0000"
        mail["Message-ID"] = f"<{number}@tunely.example>"
        text = f"Receipt from {plain}\nPlan: {plain}\nTotal charged: $9.99\nOrder {plain}\n"
        mail.set_content(text)
        mail.add_alternative(f"<p>Receipt {plain}</p><p>Total charged: $9.99</p>", subtype="html")
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=line[:60])
        yield name, mail.as_bytes()


def _story(number: int, words: str) -> Iterator[StoredMail]:
    first = date(2026, 4, 10) + timedelta(days=number % 3)
    kinds = [EventKind.CHARGE] * 5 + [EventKind.CANCELED] + [EventKind.CHARGE] * 2
    for place, kind in enumerate(kinds):
        yield _mail(f"{number}-{place}", words, kind, first + timedelta(days=30 * place))
    yield _mail(f"{number}-new", words, EventKind.TRIAL_STARTED, AS_OF - timedelta(days=3))
    yield _mail(f"{number}-fake", words, EventKind.CHARGE, AS_OF - timedelta(days=2), fake=True)


def _mail(mark: str, words: str, kind: EventKind, on: date, *, fake: bool = False) -> StoredMail:
    raw = f"Subject: {mark}\r\n\r\nhostile".encode()
    trial = kind is EventKind.TRIAL_STARTED
    event = BillingEvent(
        kind=kind,
        merchant=f"{keepable(words[:60])}-{'trial' if trial else 'paid'}",
        merchant_name=words,
        plan=words,
        channel="direct",
        amount=Money(amount=Decimal("9.99"), currency="USD"),
        recurring=True,
        cadence="P1M",
        on=on,
        trial_ends_on=AS_OF + timedelta(days=3) if trial else None,
        reference=words,
        entity=words,
        last_four=words[:4],
        evidence=(words, words * 2),
    )
    verdict = Verdict.SUSPICIOUS if fake else Verdict.VERIFIED
    moment = datetime.combine(on, datetime.min.time(), tzinfo=UTC)
    outcome = OutcomeKind.REVIEW if fake else OutcomeKind.PARSED
    return StoredMail(
        fingerprint=hashlib.sha256(mark.encode()).hexdigest(),
        message_id=f"<{words}>",
        sender=f"{words}@evil.example",
        subject=words,
        sent_at=moment,
        received_at=moment,
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        outcome=Outcome(
            outcome=outcome,
            trust=Trust(verdict=verdict, reasons=(words,)),
            events=(event,),
            reason=words,
        ),
    )
