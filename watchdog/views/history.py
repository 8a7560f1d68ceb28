"""What happened to one subscription, with the mail that says so: the rows of an evidence pack."""

from collections.abc import Collection

import msgspec
from msgspec.structs import replace

from watchdog import text
from watchdog.evidence import EvidenceTexts, load_texts
from watchdog.evidence.mails import KeptMail, PackedMail, State, facts_of
from watchdog.evidence.rows import Row, rows_of
from watchdog.language import known_locale, say, spoken, translated
from watchdog.language.reasons import said_reason
from watchdog.timeline.facts import Source
from watchdog.timeline.subscriptions import Subscription


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One row, in words that are safe to show.

    `fingerprint` is the mail's, "" where the user said it; `key`: a finding rests on it.
    """

    row: Row
    quotes: tuple[str, ...]
    subject: str
    sender: str
    fingerprint: str
    doubt: str
    key: bool


def history_of(one: Subscription, proofs: Collection[str] = ()) -> tuple[Told, ...]:
    """All that is known of a subscription, newest first; `proofs` are the sums of proving mails."""
    sources = {fact.source.sha256: fact.source for fact in facts_of((one,)) if fact.source.sha256}
    mails = {sha256: _mail(source) for sha256, source in sources.items()}
    rows = rows_of((one,), proofs, mails, _texts())
    return tuple(_told(row, sources) for row in reversed(rows))


def _texts() -> EvidenceTexts:
    """The words of a pack's rows in the language that is spoken."""
    english, language = load_texts()["en"], spoken()
    return replace(
        english,
        locale=known_locale(language.locale) if language.locale else english.locale,
        events={kind: translated(words) for kind, words in english.events.items()},
        details={name: translated(words) for name, words in english.details.items()},
        words={kind: translated(words) for kind, words in english.words.items()},
    )


def _mail(source: Source) -> PackedMail:
    about = KeptMail(
        sha256=source.sha256,
        message_id=source.message_id,
        sender=source.sender,
        subject=source.subject,
        sent_at=source.sent_at,
        received_at=None,
        trust=source.trust,
        raw=None,
    )
    return PackedMail(number=0, state=State.NOT_KEPT, about=about)


def _told(row: Row, sources: dict[str, Source]) -> Told:
    source = sources.get(row.mail.about.sha256) if row.mail else None
    reasons = source.trust.reasons if source and source.trust.verdict == "suspicious" else ()
    return Told(
        row=row,
        quotes=tuple(text.unlinked(words, 200) for words in row.quotes),
        subject=(text.unlinked(source.subject, 120) or say("(no subject)")) if source else "",
        sender=text.unlinked(source.sender, 80) if source else "",
        fingerprint=source.fingerprint if source else "",
        doubt=say("; ").join(text.unlinked(said_reason(reason), 160) for reason in reasons),
        key=row.key,
    )
