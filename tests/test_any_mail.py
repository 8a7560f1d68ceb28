"""Whatever arrives has an outcome: malformed mail, bombs, and what a grammar of mail makes up."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind
from tests.rigs.mime_zoo import ZOO
from tests.test_document import BOMBS
from tests.test_senders import known

HEAD = (
    "From: Shop <billing@shop.example>\nTo: Pat <pat@example.org>\nSubject: Your receipt\n"
    "Date: Mon, 9 Nov 2026 06:12:00 +0000\nMIME-Version: 1.0\n"
)


def outcome(raw: bytes) -> Outcome | None:
    """The outcome of some bytes; None for those that are no mail at all."""
    message = read_message(raw)
    return parse(message, known()) if isinstance(message, Message) else None


@pytest.mark.parametrize("name", sorted(ZOO))
def test_every_malformed_mail_has_an_outcome(name: str) -> None:
    said = outcome(ZOO[name])
    assert said is None or said.outcome in OutcomeKind


@pytest.mark.parametrize("name", sorted(BOMBS))
@pytest.mark.timeout(30)
def test_every_bomb_has_an_outcome(name: str) -> None:
    raw = f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{BOMBS[name]}".encode()
    said = outcome(raw)
    assert said is None or said.outcome in OutcomeKind


_AMOUNTS = st.sampled_from(
    [
        "$12.99",
        "1.234,56 €",
        "CHF 12.-",
        "￥１，２００",
        "(€5.00)",
        "-£3",
        "R$ 59,90",
        "kr 9",
        "0 €",
    ]
)
_DAYS = st.sampled_from(
    ["3. Januar 2027", "2027年1月3日", "1/2/27", "tomorrow", "in 3 days", "31/11/2026", "Feb 29"]
)
_WORDS = st.sampled_from(
    [
        *(
            "Total",
            "Subtotal",
            "VAT",
            "Receipt",
            "Order #",
            "You paid",
            "will renew on",
            "refunded",
        ),
        *("has been canceled", "free trial ends", "Rechnung", "Zahlung fehlgeschlagen", "合計"),
        *("解約", "unless you cancel", "per month", "from", "to", "Visa •••• 4242", "ticket", "•"),
        *("\u202e", "\u200b", "|", "&nbsp;", "<b>", "</td>", "<table>", "\0", "#", "-- ", "> "),
    ]
)
_TEXT = st.lists(st.one_of(_WORDS, _AMOUNTS, _DAYS, st.text(max_size=8)), max_size=12).map(" ".join)
_CELLS = st.lists(_TEXT, min_size=1, max_size=4)
_ROWS = st.lists(_CELLS, max_size=6)


def table(rows: list[list[str]]) -> str:
    """Some rows as the HTML of a mail."""
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@st.composite
def mails(draw: st.DrawFn) -> bytes:
    """A mail: a subject, a text, a table, in one part or two, forwarded or not."""
    subject = draw(_TEXT).replace("\n", " ").replace("\r", " ")
    text, page = draw(_TEXT), table(draw(_ROWS)) + draw(_TEXT)
    head = HEAD.replace("Your receipt", subject)
    if draw(st.booleans()):
        text = f"---------- Forwarded message ---------\nFrom: A <a@b.example>\n{subject}\n\n{text}"
    shape = draw(st.sampled_from(["text", "html", "both"]))
    if shape == "both":
        parts = "".join(
            f"--x\nContent-Type: text/{kind}; charset=utf-8\n\n{body}\n"
            for kind, body in (("plain", text), ("html", page))
        )
        return f"{head}Content-Type: multipart/alternative; boundary=x\n\n{parts}--x--\n".encode()
    kind, body = ("plain", text) if shape == "text" else ("html", page)
    return f"{head}Content-Type: text/{kind}; charset=utf-8\n\n{body}\n".encode()


@given(mails())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_grammar_of_mail_makes_has_an_outcome(raw: bytes) -> None:
    said = outcome(raw)
    assert said is None or said.outcome in OutcomeKind
    for event in said.events if said else ():
        assert event.evidence
        assert event.amount is None or event.amount.currency
