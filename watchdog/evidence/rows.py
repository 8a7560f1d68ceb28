"""The rows of a timeline: one thing that happened, when, and which mail says so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from parsers.events import BillingEvent
from watchdog.evidence.mails import PackedMail, facts_of
from watchdog.evidence.texts import EvidenceTexts, called
from watchdog.findings import Finding
from watchdog.fixes.names import is_last_four, is_reference, safe_name
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

_DAYS = ("access_until", "trial_ends_on", "renews_on", "due_on", "resumes_on", "effective_on")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`quotes` are the mail's own words, `mail` None is the user's word; `key` bears the claim."""

    on: date
    what: str
    amount: str = ""
    details: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    mail: PackedMail | None = None
    key: bool = False


def rows_of(
    subscriptions: Collection[Subscription],
    proofs: Collection[str],
    mails: Mapping[str, PackedMail],
    texts: EvidenceTexts,
) -> tuple[Row, ...]:
    """All that happened, oldest first.

    `mails` are by their sums, `proofs` the sums on which a claim rests, "" the user's own word.
    """
    told = [_fact_row(fact, proofs, mails, texts) for fact in facts_of(subscriptions)]
    said = {one.id: one for each in subscriptions for one in each.statements}
    words = [row for one in said.values() for row in _word_rows(one, proofs, texts)]
    return tuple(sorted([*told, *words], key=lambda row: row.on))


def key_rows(finding: Finding, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows on which one finding rests."""
    proofs = {one.sha256 for one in finding.evidence}
    return tuple(row for row in rows if row.key and _sum(row) in proofs)


def doubtful_rows(
    findings: Iterable[Finding], rows: Iterable[Row], mails: Mapping[str, PackedMail]
) -> Iterator[Row]:
    """The mails of findings that no row tells of: what they say is not believed."""
    told = {_sum(row) for row in rows} | {""}
    for proof in (one for finding in findings for one in finding.evidence):
        if proof.sha256 not in told:
            told.add(proof.sha256)
            mail = mails.get(proof.sha256)
            yield Row(on=proof.on, what=proof.subject, quotes=(proof.says,), mail=mail)


def _sum(row: Row) -> str:
    return row.mail.about.sha256 if row.mail else ""


def _fact_row(
    fact: Fact, proofs: Collection[str], mails: Mapping[str, PackedMail], texts: EvidenceTexts
) -> Row:
    event, sha256 = fact.event, fact.source.sha256
    return Row(
        on=fact.on,
        what=texts.events.get(called(event), event.kind),
        amount=texts.money(event.amount),
        details=tuple(_details(event, texts)),
        quotes=event.evidence if sha256 else (),
        mail=mails.get(sha256) if sha256 else None,
        key=sha256 in proofs,
    )


def _details(event: BillingEvent, texts: EvidenceTexts) -> Iterator[str]:
    if plan := safe_name(event.plan, ""):
        yield plan
    for name in _DAYS:
        day = getattr(event, name)
        if day is not None:
            is_taken = event.collected and name == "due_on"
            yield texts.details["taken_on" if is_taken else name].format(day=texts.day(day))
    if event.period is not None:
        first, last = event.period.starts_on, event.period.ends_on
        yield texts.details["period"].format(first=texts.day(first), last=texts.day(last))
    if is_reference(event.reference):
        yield texts.details["reference"].format(number=event.reference)
    if is_last_four(event.last_four):
        yield texts.details["last_four"].format(number=event.last_four)


def _word_rows(said: Statement, proofs: Collection[str], texts: EvidenceTexts) -> Iterator[Row]:
    words = texts.words.get(said.kind)
    if words is not None:
        said_on = said.said_at.date()
        what = words.format(said_on=texts.day(said_on), note=said.about or said.note or "")
        key = "" in proofs and said.kind is StatementKind.CANCELED
        yield Row(on=said.on or said_on, what=what, key=key)
