"""A forwarded mail says what it said before; one that is only quoted says nothing."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from parsers import parse
from parsers.document import read_document
from parsers.events import BillingEvent, EventKind
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind, Verdict
from parsers.quoting import cut
from tests import forwards
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

SENDERS = Path(__file__).parent.parent / "fixtures" / "senders"
# What the forwarding changes rightly: the day where the mail names none, and how sure it is.
_MAY_DIFFER = ("on", "evidence", "confidence")


@cache
def _known() -> Known:
    return known_to(load_catalog())


def _message(raw: bytes) -> Message:
    message = read_message(raw)
    assert isinstance(message, Message), message
    return message


def _read(raw: bytes, known: Known | None = None) -> Outcome:
    return parse(_message(raw), known or _known())


def _samples() -> list[Path]:
    """Two mails of each sender that are believed."""
    found: list[Path] = []
    for folder in sorted(SENDERS.iterdir()):
        mails = (one for one in sorted(folder.glob("*.eml")) if _is_believed(one))
        found += [mail for mail, _ in zip(mails, range(2), strict=False)]
    return found


def _is_believed(path: Path) -> bool:
    expected = path.with_suffix(".json")
    return expected.exists() and b'"outcome": "parsed"' in expected.read_bytes()


def _comparable(events: tuple[BillingEvent, ...]) -> list[dict[str, object]]:
    told = [msgspec.to_builtins(event) for event in events]
    return [{k: v for k, v in one.items() if k not in _MAY_DIFFER} for one in told]


@pytest.mark.parametrize("program", forwards.INLINE, ids=lambda one: one.__name__)
@pytest.mark.parametrize("path", _samples(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_forwarded_as_text_it_says_the_same(
    path: Path, program: Callable[[Message], bytes]
) -> None:
    raw = path.read_bytes()
    before, after = _read(raw), _read(program(_message(raw)))
    assert (after.outcome, after.reader) == (before.outcome, before.reader), after.reason
    assert _comparable(after.events) == _comparable(before.events)


@pytest.mark.parametrize("path", _samples(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_forwarded_as_attachment_it_says_the_same(path: Path) -> None:
    raw = path.read_bytes()
    before, after = _read(raw), _read(forwards.attached(_message(raw), raw))
    assert after.outcome == before.outcome, after.reason
    assert _comparable(after.events) == _comparable(before.events)


RECEIPT = b"""\
From: Streamly <billing@streamly.example>
To: robin@example.org
Subject: Your Streamly receipt
Date: Mon, 8 Jun 2026 10:00:00 +0000
Message-ID: <1@streamly.example>
Content-Type: text/plain; charset=utf-8

Thank you for your payment.

Plan: Streamly Premium (monthly)
Receipt number: R-1001
Total: $12.99
Next payment: July 8, 2026
"""


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pl"])
def test_the_first_day_and_sender_win_in_every_language(language: str) -> None:
    outcome = _read(forwards.outlook(_message(RECEIPT), language=language))
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason
    assert [(event.merchant, event.on) for event in outcome.events] == [
        ("streamly", date(2026, 6, 8))
    ]


def test_forwarded_twice() -> None:
    once = _message(forwards.outlook(_message(RECEIPT)))
    outcome = _read(forwards.outlook(once, note="once more"))
    assert [(event.merchant, event.on) for event in outcome.events] == [
        ("streamly", date(2026, 6, 8))
    ]


def test_trust_says_who_forwarded_it_and_never_more_than_unknown() -> None:
    head = b"Authentication-Results: mx.example.org; dmarc=pass header.from="
    known = replace(_known(), trusted_servers=("mx.example.org",))
    forward = head + b"example.org\n" + forwards.gmail(_message(RECEIPT))
    assert _read(forward, known).trust.verdict is Verdict.UNKNOWN
    assert _read(forward, known).trust.reasons == ("forwarded by robin@example.org",)
    inside = head + b"streamly.example\n" + RECEIPT
    packed = forwards.attached(_message(RECEIPT), inside)
    assert _read(packed, known).trust.verdict is Verdict.UNKNOWN


def test_a_forward_by_somebody_else_waits_for_a_person() -> None:
    forward = forwards.gmail(_message(RECEIPT))
    mine = replace(_known(), own_addresses=frozenset({"robin@example.org"}))
    other = replace(_known(), own_addresses=frozenset({"kim@example.org"}))
    assert _read(forward, mine).outcome is OutcomeKind.PARSED
    outcome = _read(forward, other)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == "robin@example.org forwarded it, which is none of your addresses"


def test_a_forward_that_failed_its_check_is_not_believed() -> None:
    known = replace(_known(), trusted_servers=("mx.example.org",))
    head = b"Authentication-Results: mx.example.org; dmarc=fail header.from=example.org\n"
    outcome = _read(head + forwards.gmail(_message(RECEIPT)), known)
    assert (outcome.outcome, outcome.trust.verdict) == (OutcomeKind.REVIEW, Verdict.FAILED)


def test_several_mails_in_one_are_all_read() -> None:
    other = RECEIPT.replace(b"Streamly", b"Tunely").replace(b"streamly", b"tunely")
    other = other.replace(b"12.99", b"7.50")
    mail = forwards.attached(_message(RECEIPT), RECEIPT)
    more = b"\n--out\nContent-Type: message/rfc822\n\n" + other + b"\n--out--\n"
    outcome = _read(mail.replace(b"\n--out--\n", more))
    assert [
        (event.merchant, str(event.amount and event.amount.amount)) for event in outcome.events
    ] == [
        ("streamly", "12.99"),
        ("tunely", "7.50"),
    ]


REPLY = """\
From: Streamly Support <help@streamly.example>
To: robin@example.org
Subject: Re: Please cancel
Date: Wed, 10 Jun 2026 10:00:00 +0000
Message-ID: <2@streamly.example>
Content-Type: text/{kind}; charset=utf-8

"""
ANSWER = "Hi Robin, we have forwarded your question to our billing team."
QUOTED = "Your subscription was cancelled. You were charged $12.99 on June 8, 2026. Total: $12.99"
OUTLOOKS = """\
-----Original Message-----
From: Robin <robin@example.org>
Sent: Tuesday, June 9, 2026 9:00 AM
To: help@streamly.example
Subject: Please cancel

"""
OUTLOOKS_GERMAN = """\
________________________________
Von: Robin <robin@example.org>
Gesendet: Dienstag, 9. Juni 2026 09:00
An: help@streamly.example
Betreff: Please cancel

"""


@pytest.mark.parametrize(
    "history",
    [
        f"On Tue, 9 Jun 2026 at 09:00, Robin <robin@example.org> wrote:\n> {QUOTED}",
        f"On Tue, 9 Jun 2026 at 09:00, Robin <robin@example.org> wrote:\n\n{QUOTED}",
        f"Am 9. Juni 2026 um 09:00 schrieb Robin <robin@example.org>:\n\n{QUOTED}",
        OUTLOOKS + QUOTED,
        OUTLOOKS_GERMAN + QUOTED,
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_what_an_answer_quotes_is_not_read(history: str, kind: str) -> None:
    body = f"{ANSWER}\n\n{history}\n"
    if kind == "html":
        lines = body.replace("<", "&lt;").split("\n")
        body = "<html><body>" + "".join(f"<div>{line}</div>" for line in lines) + "</body></html>"
    message = _message((REPLY.format(kind=kind) + body).encode())
    assert read_document(message).lines[0] == ANSWER
    assert not any(QUOTED in line for line in read_document(message).lines)
    assert parse(message, _known()).events == ()


def test_an_invoice_with_from_and_to_of_its_own_is_whole() -> None:
    lines = ["From: Example Ltd", "To: Robin", "Date: 8 June 2026", "Subject: hosting", "Total: $5"]
    assert cut(lines, "Invoice 77") == cut(["x"] * 5, "Invoice 77")


TWO_FORMS = """\
From: Streamly <billing@streamly.example>
To: robin@example.org
Subject: Your Streamly receipt
Date: Mon, 8 Jun 2026 10:00:00 +0000
Message-ID: <3@streamly.example>
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{text}
--b
Content-Type: text/html; charset=utf-8

<p>Thank you for your payment.</p><table><tr><td>Receipt number</td><td>R-1001</td></tr>
<tr><td>Total</td><td>$12.99</td></tr></table>
--b--
"""


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Thank you for your payment.\nReceipt number: R-1001\nTotal: $12.99", OutcomeKind.PARSED),
        ("Thank you for your payment.\nReceipt number: R-1001\nTotal: $49.99", OutcomeKind.REVIEW),
        ("Open this mail in a browser to read it.", OutcomeKind.PARSED),
        ("Thank you for your payment. Invite a friend and save $5.00.", OutcomeKind.PARSED),
    ],
)
def test_forms_that_contradict_each_other_go_to_a_person(text: str, outcome: OutcomeKind) -> None:
    read = _read(TWO_FORMS.format(text=text).encode())
    assert read.outcome is outcome, read.reason
    if outcome is OutcomeKind.REVIEW:
        assert read.reason == "its text part says $49.99, its HTML 12.99 USD"


SEVERAL = """\
From: Streamly <billing@streamly.example>
To: robin@example.org
Subject: Your Streamly receipts
Date: Mon, 8 Jun 2026 10:00:00 +0000
Message-ID: <4@streamly.example>
Content-Type: text/plain; charset=utf-8

Thank you for your payments. You were charged for two subscriptions.

Receipt number: R-1001
Plan: Streamly Premium
Subtotal: $10.00
Tax: $2.99
Total: $12.99

Receipt number: R-1002
Plan: Streamly Kids
Total: $4.99

Together: $17.98
Questions? help@streamly.example
"""


def test_several_receipts_in_one_mail_are_several_charges() -> None:
    events = _read(SEVERAL.encode()).events
    assert [(one.kind, one.reference, str(one.amount and one.amount.amount)) for one in events] == [
        (EventKind.CHARGE, "R-1001", "12.99"),
        (EventKind.CHARGE, "R-1002", "4.99"),
    ]


def test_marks_of_direction_and_a_right_to_left_page() -> None:
    page = (
        '<html dir="rtl"><body><div style="display:none">Total $99.00</div>'
        '<span class="preheader">You were charged $77.00</span><p>Thank you for your payment.</p>'
        "<table><tr><td>\u200fTotal\u200f</td><td>\u202a$12.99\u202c</td></tr></table></body></html>"
    )
    head = RECEIPT.decode().partition("\n\n")[0].replace("text/plain", "text/html")
    events = _read(f"{head}\n\n{page}".encode()).events
    assert [str(one.amount and one.amount.amount) for one in events] == ["12.99"]
