"""Letters to send: cancellation, refund and dispute, filled in from what the ledger knows."""

from datetime import date
from enum import StrEnum

import msgspec

from watchdog.catalog import Catalog, LetterText
from watchdog.degrees import Severity
from watchdog.findings import Finding
from watchdog.fixes.blanks import fill, times
from watchdog.fixes.particulars import Particulars, gather
from watchdog.text import safe
from watchdog.timeline.debits import scheme_of
from watchdog.timeline.subscriptions import Status, Subscription

_OPTIONAL = {"amount", "amount_alone", "card", "references", "last_payment"}
_AFTER_CANCELLATION = "charge_after_cancellation"


class LetterKind(StrEnum):
    """What a letter asks for, and of whom: the seller, the seller, the bank."""

    CANCELLATION = "cancellation"
    REFUND = "refund"
    DISPUTE = "dispute"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that waits for its sender; `language` is a key of the catalogue's letters."""

    kind: LetterKind
    language: str
    subject: str
    text: str


class Unwritten(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no letter, and what to do about it, in one line."""

    why: str


def usual_kind(finding: Finding | None, catalog: Catalog) -> LetterKind:
    """What is asked for when nobody says: the money of a wrong payment, else the end."""
    refunds = next(iter(catalog.letters.values())).refund
    owed = finding is not None and finding.severity is not Severity.INFO and not finding.unproven
    asks = owed and finding is not None and finding.kind in refunds
    return LetterKind.REFUND if asks else LetterKind.CANCELLATION


def draft_letter(
    kind: LetterKind,
    language: str,
    finding: Finding | None,
    subscription: Subscription,
    catalog: Catalog,
    *,
    family: tuple[Subscription, ...] = (),
) -> Draft | Unwritten:
    """The letter about a finding, or about a subscription; `Unwritten` when a fact is missing.

    `language` is a key of `catalog.letters`, `family` all the subscriptions there are.
    """
    told = gather(finding, subscription, catalog, family=family)
    texts = catalog.letters[language]
    refusal = _refusal(kind, finding, told)
    if refusal is not None:
        return Unwritten(why=refusal)
    about = _about(kind, finding, subscription)
    text = getattr(texts, kind.value).get(about)
    if text is None:
        return Unwritten(why=_no_such_letter(kind, about))
    blanks = fill(told, texts) | times(text, catalog)
    if scheme_of(told.charge, subscription, catalog) is not None:
        text, blanks = _of_debit(text), blanks | {"card": ""}
    missing = {one for one in text.blanks() if not blanks[one]} - _OPTIONAL
    if missing:
        return Unwritten(why=_missing(missing, told, subscription))
    return Draft(
        kind=kind,
        language=language,
        subject=text.subject.format_map(blanks),
        text=text.text.strip().format_map(blanks) + "\n",
    )


def _of_debit(text: LetterText) -> LetterText:
    """The same about a direct debit, for which no card's rules hold."""
    paragraphs = text.text.split("\n\n")
    told = "\n\n".join(one for one in paragraphs if "{dispute_days}" not in one)
    return msgspec.structs.replace(text, text=told, laws=())


def advised_letter(finding: Finding, subscription: Subscription, catalog: Catalog) -> str | None:
    """The refund letter that belongs to a fix: English, days as in the rest of it (ISO 8601)."""
    told, texts = gather(finding, subscription, catalog), catalog.letters["en"]
    text = texts.refund[finding.kind]
    blanks = fill(told, texts, say_day=date.isoformat) | times(text, catalog)
    if {one for one in text.blanks() if not blanks[one]} - _OPTIONAL:
        return None
    return text.text.strip().format_map(blanks)


def as_mail(draft: Draft) -> bytes:
    """The letter as an .eml that mail programs open as a draft: without sender, receiver, date."""
    from email import policy  # what only advises writes no mail
    from email.message import EmailMessage

    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = safe(draft.subject, 200)
    message["X-Unsent"] = "1"
    message.set_content(draft.text, cte="quoted-printable")
    # After the text, which takes away what was said of another.
    message["Content-Language"] = draft.language
    return message.as_bytes()


def _about(kind: LetterKind, finding: Finding | None, subscription: Subscription) -> str:
    if kind is LetterKind.CANCELLATION:
        return "trial" if subscription.status is Status.TRIALING else "subscription"
    return finding.kind if finding is not None else _AFTER_CANCELLATION


def _refusal(kind: LetterKind, finding: Finding | None, told: Particulars) -> str | None:
    if kind is LetterKind.CANCELLATION:
        return None
    back = told.charge.refund if told.charge else None
    if back is not None:
        return f"that payment was paid back on {back.on.isoformat()}: there is nothing to ask for"
    if kind is LetterKind.DISPUTE and finding is not None and finding.kind == "wrong_store":
        return (
            "a bank turns a dispute down when the cancellation went to another place; "
            f"ask {told.payee} for the money: --kind refund"
        )
    return None


def _no_such_letter(kind: LetterKind, about: str) -> str:
    return (
        f"there is no {kind} letter for {about.replace('_', ' ')!r}, which is about no wrong "
        "payment of that sort; --kind cancellation is there for every subscription"
    )


def _missing(blanks: set[str], told: Particulars, subscription: Subscription) -> str:
    """Which fact a letter cannot do without, and how to supply it."""
    if "canceled_on" in blanks:
        return (
            f"the day on which you cancelled {told.what} is not known; "
            f"say it with: watchdog cancelled {safe(subscription.merchant)} --on DATE"
        )
    if "charged_on" in blanks:
        since = f" after {told.end.on.isoformat()}, when it was cancelled," if told.end else ""
        what = f"a payment of {told.what}{since}"
    elif "promised_on" in blanks:
        what = "the day on which the refund was promised"
    else:
        what = "the day on which the trial ends"
    return f"{what} is not known; read the mail that says it with: watchdog import FILE"
