"""Mail of our own making, as it is received: a page of HTML from an invented firm."""

from email.message import EmailMessage
from email.policy import default

from parsers.message import Message, read_message

# Where the library folds an encoded header it may lose a space.
_UNFOLDED = default.clone(max_line_length=998)


def received(headers: dict[str, str], html: str) -> Message:
    """The mail of those headers, whose only part is the HTML; TypeError if it is none."""
    message = EmailMessage(_UNFOLDED)
    for name, value in headers.items():
        message[name] = value
    message.set_content(html, subtype="html", cte="base64")
    read = read_message(message.as_bytes())
    if not isinstance(read, Message):
        raise TypeError(f"{headers['Subject']!r} is no mail: {read.reason}")
    return read
