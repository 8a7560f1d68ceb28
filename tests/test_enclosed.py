"""What a mail brings beside its words: calendars and attached pages are read for trust."""

from email.message import EmailMessage

import pytest

from parsers.enclosed import words_of
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_ENTRY = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:{summary}\r\n"
    "DESCRIPTION:{first}\\, {rest}\r\n  folded\\nhere\r\nATTENDEE:mailto:pat@example.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def _mail(content: str, kind: str, *, sender: str, attached: bool = False) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "Pat Example <pat@example.org>"
    mail["Subject"], mail["Date"] = "Tomorrow", "Sat, 21 Nov 2026 04:12:00 +0000"
    mail["Message-ID"] = "<beside@mail.example>"
    mail.set_content("Please see below.\n")
    if attached:
        mail.add_attachment(content, subtype=kind, filename="page.html")
    else:
        mail.add_alternative(content, subtype=kind)
    return mail.as_bytes()


_CALENDAR = _ENTRY.format(
    summary="McAfee Total Protection renews: $349.99",
    first="Dear customer",
    rest="your account is debited today. To cancel call +1 (808) 555-0144",
)
_PAGE = (
    "<html><body><h1>McAfee invoice</h1><p>Dear customer, $349.99 was debited for your renewal."
    "</p><p>To cancel call +1 (808) 555-0144</p></body></html>"
)


def test_the_words_of_a_calendar_are_those_that_it_shows() -> None:
    message = read_message(_mail(_CALENDAR, "calendar", sender="a@b.example"))
    assert isinstance(message, Message)
    assert words_of(message.enclosed).splitlines() == [
        "McAfee Total Protection renews: $349.99",
        "Dear customer, your account is debited today. To cancel call +1 (808) 555-0144 folded",
        "here",
    ]


@pytest.mark.parametrize(
    ("content", "kind", "attached"),
    [(_CALENDAR, "calendar", False), (_PAGE, "html", True)],
    ids=["calendar", "page"],
)
def test_a_fake_in_what_is_brought_is_called(content: str, kind: str, attached: bool) -> None:
    raw = _mail(content, kind, sender="Renewals <hello@quillford.example>", attached=attached)
    known = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
    outcome = read_mail(raw, received_at=None, known=known).outcome
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.outcome is OutcomeKind.REVIEW
    assert [one.merchant for one in outcome.events] == ["mcafee"]


def test_an_honest_invitation_is_let_be() -> None:
    calendar = _ENTRY.format(
        summary="Piano lesson", first="Hi Pat", rest="45 EUR in cash, bring the Bach"
    )
    raw = _mail(calendar, "calendar", sender="Anna Hale <anna@hale-piano.example>")
    outcome = read_mail(raw, received_at=None, known=known_to(load_catalog())).outcome
    assert outcome.trust.verdict is Verdict.UNKNOWN
