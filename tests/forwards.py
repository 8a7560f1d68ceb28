"""Forwarded mail as the mail programs of this world write it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from babel.dates import format_datetime as spelled

from parsers.message import Message

FORWARDER = "Robin Example <robin@example.org>"


def _letter(subject: str, sent_at: datetime) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = FORWARDER, "bills@example.org"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(sent_at + timedelta(days=40))
    mail["Message-ID"] = "<forward@example.org>"
    return mail


def _written(mail: EmailMessage, message: Message, head: list[str], over: str) -> bytes:
    """The mail under a head, as HTML where it has any."""
    if message.html:
        shown = "<br>".join(f"<b>{escape(line)}</b>" for line in (over, *head))
        mail.set_content(f"<div>{shown}</div><div><br></div>{message.html}", subtype="html")
    else:
        mail.set_content("\n".join((over, "", *head, "", message.text)))
    return mail.as_bytes()


def gmail(message: Message) -> bytes:
    """ "---------- Forwarded message ---------", whose head is bold in part and linked."""
    mail, sent_at = _letter(f"Fwd: {message.subject}", _sent(message)), _sent(message)
    day = f"{sent_at:%a, %b} {sent_at.day}, {sent_at:%Y at %I:%M %p}"
    marker = "---------- Forwarded message ---------"
    if not message.html:
        head = [f"From: {message.from_name} <{message.from_address}>", f"Date: {day}"]
        head += [f"Subject: {message.subject}", "To: <robin@example.org>"]
        mail.set_content("\n".join((marker, *head, "", "", message.text)))
        return mail.as_bytes()
    address = f'<a href="mailto:{message.from_address}">{message.from_address}</a>'
    mail.set_content(
        '<div dir="ltr"><br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f"{marker}<br>From: <strong>{escape(message.from_name)}</strong> "
        f"<span>&lt;{address}&gt;</span><br>Date: {day}<br>Subject: {escape(message.subject)}<br>"
        f"To: &lt;robin@example.org&gt;<br></div><br><br>{message.html}</div></div>",
        subtype="html",
    )
    return mail.as_bytes()


def thunderbird(message: Message) -> bytes:
    """A table of four rows that begins with the subject."""
    mail = _letter(f"Fwd: {message.subject}", _sent(message))
    head = {
        "Subject": message.subject,
        "Date": format_datetime(_sent(message)),
        "From": f"{message.from_name} <{message.from_address}>",
        "To": "robin@example.org",
    }
    marker = "-------- Forwarded Message --------"
    if not message.html:
        lines = (f"{name}: \t{value}" for name, value in head.items())
        mail.set_content("\n".join((marker, *lines, "", "", message.text)))
        return mail.as_bytes()
    rows = "".join(
        f'<tr><th align="RIGHT">{name}: </th><td>{escape(value)}</td></tr>'
        for name, value in head.items()
    )
    mail.set_content(f"<p>{marker}</p><table>{rows}</table><br>{message.html}", subtype="html")
    return mail.as_bytes()


def apple_mail(message: Message) -> bytes:
    """Everything under "Begin forwarded message:" is quoted."""
    mail, sent_at = _letter(f"Fwd: {message.subject}", _sent(message)), _sent(message)
    head = [
        f"From: {message.from_name} <{message.from_address}>",
        f"Subject: {message.subject}",
        f"Date: {sent_at:%B} {sent_at.day}, {sent_at:%Y at %I:%M:%S %p} GMT+2",
        "To: robin@example.org",
    ]
    if message.html:
        return _written(mail, message, head, "Begin forwarded message:")
    quoted = "\n".join(f"> {line}" for line in (*head, "", *message.text.split("\n")))
    mail.set_content(f"\nBegin forwarded message:\n\n{quoted}\n")
    return mail.as_bytes()


def outlook(message: Message, note: str = "FYI", language: str = "en") -> bytes:
    """A note, a rule, and a head in the language of the program; nothing says "forwarded"."""
    words = {
        "en": ("FW", "From", "Sent", "To", "Subject"),
        "de": ("WG", "Von", "Gesendet", "An", "Betreff"),
        "fr": ("TR", "De", "Envoyé", "À", "Objet"),
        "es": ("RV", "De", "Enviado", "Para", "Asunto"),
        "pl": ("PD", "Od", "Wysłano", "Do", "Temat"),
    }
    prefix, author, sent, to, subject = words[language]
    day = spelled(_sent(message), "EEEE, d. MMMM y HH:mm", locale=language)
    head = [f"{author}: {message.from_name} <{message.from_address}>", f"{sent}: {day}"]
    head += [f"{to}: robin@example.org", f"{subject}: {message.subject}"]
    mail = _letter(f"{prefix}: {message.subject}", _sent(message))
    return _written(mail, message, head, f"{note}\n\n{'_' * 32}")


def attached(message: Message, raw: bytes) -> bytes:
    """The mail itself, with a line of words."""
    mail = _letter(f"Fwd: {message.subject}", _sent(message))
    head = mail.as_bytes().split(b"\n\n")[0] + b"\nMIME-Version: 1.0\n"
    kind = b'Content-Type: multipart/mixed; boundary="out"\n\n--out\n'
    note = b"Content-Type: text/plain\n\nSee the attached mail.\n--out\n"
    inner = b'Content-Type: message/rfc822\nContent-Disposition: attachment; filename="m.eml"\n\n'
    return head + kind + note + inner + raw.replace(b"\r\n", b"\n") + b"\n--out--\n"


INLINE: tuple[Callable[[Message], bytes], ...] = (gmail, thunderbird, apple_mail, outlook)


def _sent(message: Message) -> datetime:
    if message.sent_at is None:
        raise ValueError("a mail without a day cannot be forwarded here")
    return message.sent_at
