"""A mail as readers get it; of a forwarded one, the mail that was forwarded."""

from msgspec.structs import replace

from parsers.declare import UnreadableEmailError
from parsers.document import read_document
from parsers.forwarded import original
from parsers.locale.locales import guess_locale
from parsers.message import Message
from parsers.page import Page
from parsers.values.columns import currency_of_cells, currency_of_labels


def lay_out(message: Message, forwarder: Message | None = None) -> Page:
    """The message as readers get it; of a forwarded one, the mail that was forwarded."""
    document = read_document(message)
    if document.head is not None:
        message, forwarder = original(message, document, document.head), message
    moments = (message.sent_at, message.received_at, forwarder.sent_at if forwarder else None)
    mailed = next(filter(None, moments), None)
    if mailed is None:
        raise UnreadableEmailError("the mail has no usable date")
    hint = guess_locale(
        text="\n".join((message.subject, *document.lines[:200])),
        html_language=document.language,
        sender_domain=message.from_domain,
        mailed_on=mailed.date(),
    )
    named = currency_of_labels(document.lines, hint)
    if currency := named or currency_of_cells(message.subject, document.lines, hint):
        hint = replace(hint, currency=currency)
    return Page(
        message=message,
        document=document,
        hint=hint,
        mailed_on=mailed.date(),
        forwarder=forwarder,
    )


def pages(message: Message) -> tuple[Page, ...]:
    """The pages that a message is read from: its own, and those of the mails that it carries.

    Raises UnreadableEmailError when one of them has no usable date.
    """
    return lay_out(message), *(lay_out(one, message) for one in message.carried)
