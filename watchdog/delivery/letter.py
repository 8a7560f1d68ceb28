"""A letter, and how it becomes an email that carries nothing but what was meant."""

import re
from collections.abc import Mapping
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime

import msgspec

from watchdog.delivery.problems import DeliveryProblem
from watchdog.text import safe

HEADER_LIMIT = 120

# By these every mail program knows that nobody wrote this by hand.
_OWN_HEADERS = {
    "Auto-Submitted": "auto-generated",
    "List-Id": "billing-watchdog <billing-watchdog.localhost>",
    "X-Watchdog": "billing-watchdog",
}


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One email. `message_id` is "<...@...>" and stays the same when it is sent again.

    `sender` may have a display name, `to` is one bare address; `headers` add to or replace
    Auto-Submitted, List-Id and X-Watchdog; `written_at` is aware, None leaves the date to the
    server.
    """

    message_id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str | None = None
    headers: Mapping[str, str] = {}
    written_at: datetime | None = None


def build_email(letter: Letter) -> bytes:
    """The letter as sent: text, and HTML of the same content where there is some.

    Words from mails reach the headers, so those are cleaned, and the result is read back: a
    DeliveryProblem when it has any header that was not meant.
    """
    headers = _headers(letter)
    message = EmailMessage(policy=policy.SMTP)
    for name, value in headers.items():
        message[name] = value
    message.set_content(_encodable(letter.text))
    if letter.html is not None:
        message.add_alternative(_encodable(letter.html), subtype="html")
    content = message.as_bytes()
    _check(content, headers)
    return content


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "From": letter.sender,
        "To": letter.to,
        "Subject": letter.subject,
        "Message-ID": letter.message_id,
        **_OWN_HEADERS,
        **letter.headers,
    }
    cleaned = {name: _cleaned(value) for name, value in headers.items()}
    date = {"Date": format_datetime(letter.written_at)} if letter.written_at else {}
    return cleaned | date


def subject_line(subject: str) -> str:
    """A subject as it stands in the letter that is sent."""
    return _cleaned(subject)


def _cleaned(value: str) -> str:
    """One line, without the marks of encoded words, which old Pythons decode into new headers."""
    return re.sub(r"=+(?=\?)", "", safe(value, HEADER_LIMIT))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _check(content: bytes, headers: Mapping[str, str]) -> None:
    """What a reader will see has to be what was meant: these headers, each once."""
    read = BytesHeaderParser(policy=policy.compat32).parsebytes(content)
    names = sorted(name.lower() for name in read)
    body = {"content-type", "mime-version", "content-transfer-encoding"}
    meant = sorted(name.lower() for name in headers)
    if [name for name in names if name not in body] == meant and len(names) == len(set(names)):
        return
    raise DeliveryProblem(
        permanent=True,
        what="it would carry headers that were not meant",
        where=f"letter {safe(headers['Message-ID'])}",
        mend="nothing was sent; please report this",
    )
