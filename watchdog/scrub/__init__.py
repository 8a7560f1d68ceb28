"""Makes a fixture out of a private mail: what is private is replaced, the layout stays."""

from datetime import date

import msgspec
from msgspec.structs import replace

from parsers.locale.locales import guess_locale
from parsers.merchants import Known
from parsers.message import Message, Unreadable, read_message
from parsers.mime.headers import decode_words
from watchdog.scrub.agreement import differences
from watchdog.scrub.envelope import read_fields
from watchdog.scrub.invention import Inventions, Kind, Replacement
from watchdog.scrub.learning import Letter, learn
from watchdog.scrub.leftovers import Suspicion, find_leftovers
from watchdog.scrub.mail import Mail, put_together, take_apart
from watchdog.scrub.rewriting import Pen
from watchdog.scrub.secrets import Secrets
from watchdog.scrub.sights import Context

__all__ = [
    "Kind",
    "Replacement",
    "Scrubbed",
    "Suspicion",
    "Unreadable",
    "differences",
    "scrub",
]


class Scrubbed(msgspec.Struct, frozen=True, kw_only=True):
    """A scrubbed mail and what was done: replacements kind by kind, and what a person should see.

    `removed` are the names of header fields that were left out, each once.
    """

    raw: bytes
    replacements: tuple[Replacement, ...]
    suspicions: tuple[Suspicion, ...]
    removed: tuple[str, ...]


def scrub(raw: bytes, known: Known) -> Scrubbed | Unreadable:
    """A private mail as a fixture: everything that points to a person replaced, consistently.

    `known` are the names and domains of services, which stay. A mail over a limit of the readers
    is Unreadable. The same bytes always come out for the same mail, and scrubbing them once more
    changes nothing.
    """
    message = read_message(raw)
    if isinstance(message, Unreadable):
        return message
    mail = take_apart(raw)
    letter = _letter(mail)
    context = _context(message, letter)
    context = replace(context, secrets=learn(letter, known, context))
    pen = Pen(context=context, inventions=Inventions())
    done = put_together(mail, pen)
    result = take_apart(done)
    left = _letter(result)
    sources = (text.text for text in result.texts.values())
    return Scrubbed(
        raw=done,
        replacements=tuple(pen.inventions.replacements()),
        suspicions=find_leftovers((*left.subjects, *left.lines), sources, context, pen.inventions),
        removed=_removed(mail, result),
    )


def _letter(mail: Mail) -> Letter:
    fields = tuple(mail.fields())
    subjects = (decode_words(v) for some in fields for key, v in some if key == "subject")
    return Letter(fields=fields, subjects=tuple(subjects), lines=tuple(mail.lines()))


def _context(message: Message, letter: Letter) -> Context:
    """The language and the day of the mail; a mail without a day still has numbers to be told."""
    hint = guess_locale(
        text="\n".join((message.subject, *letter.lines[:200])),
        html_language=None,
        sender_domain=message.from_domain,
    )
    mailed_on = message.sent_at.date() if message.sent_at else date(2020, 1, 1)
    return Context(secrets=Secrets(), hint=hint, mailed_on=mailed_on)


def _removed(before: Mail, after: Mail) -> tuple[str, ...]:
    kept = {key for key, _ in read_fields(after.root)}
    gone = (key for key, _ in read_fields(before.root) if key not in kept)
    return tuple(key for key in dict.fromkeys(gone) if not key.startswith("content-"))
