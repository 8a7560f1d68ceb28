"""The dossier: everything that an evidence pack says, before it is put on a page."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from string import Formatter

import msgspec

from parsers.money import Money
from watchdog import text
from watchdog.catalog import Catalog
from watchdog.degrees import Severity
from watchdog.evidence.mails import KeptMail, PackedMail, State, mails_wanted, packed
from watchdog.evidence.rows import Row, doubtful_rows, key_rows, rows_of
from watchdog.evidence.texts import EvidenceTexts
from watchdog.findings import Finding
from watchdog.fixes.blanks import fill
from watchdog.fixes.names import safe_name
from watchdog.fixes.particulars import gather
from watchdog.timeline.subscriptions import Charge, Subscription

_NAMELESS = "?"
# What may be missing in a claim: the sentence stands without it.
_OPTIONAL = {"amount"}


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is claimed, and the rows it rests on."""

    id: str
    says: str
    rows: tuple[Row, ...]


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one subscription in words; "" where nothing is."""

    service: str
    payee: str
    place: str
    first_seen: str
    cancelled: str
    payments: str
    returned: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """`what` is safe to show; `remarks` are findings that claim nothing of anybody.

    `letters` are files by name, `letter_kinds` what they ask for.
    """

    texts: EvidenceTexts
    as_of: date
    what: str
    claims: tuple[Claim, ...]
    remarks: tuple[str, ...]
    contracts: tuple[Contract, ...]
    rows: tuple[Row, ...]
    mails: tuple[PackedMail, ...]
    letters: Mapping[str, bytes]
    letter_kinds: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many mails are not handed over as bytes."""
        return sum(one.state is not State.KEPT for one in self.mails)


def build_dossier(
    *,
    subscriptions: Sequence[Subscription],
    findings: Sequence[Finding],
    family: tuple[Subscription, ...],
    mails: Iterable[KeptMail],
    letters: Mapping[str, bytes],
    letter_kinds: Sequence[str],
    texts: EvidenceTexts,
    catalog: Catalog,
    today: date,
) -> Dossier:
    """What a pack about these subscriptions and findings says.

    `family` are all subscriptions there are, `mails` at least those of `mails_wanted`.
    """
    claimed = claimable(findings, texts)
    wanted = mails_wanted(subscriptions, findings)
    numbered = packed(mails, wanted)
    by_sum = {one.about.sha256: one for one in numbered}
    proofs = {one.sha256 for finding in claimed for one in finding.evidence}
    concerned = _with_proofs(subscriptions, family, proofs)
    rows = rows_of(concerned, proofs, by_sum, texts)
    rows = tuple(one for one in rows if one.mail is None or one.mail.about.sha256 in wanted)
    doubted = doubtful_rows(findings, rows, by_sum)
    return Dossier(
        texts=texts,
        as_of=today,
        what=_what(subscriptions, findings, catalog),
        claims=tuple(_claim(one, family, rows, texts, catalog) for one in claimed),
        remarks=tuple(
            _remark(one, family, texts, catalog) for one in findings if one not in claimed
        ),
        contracts=tuple(
            _contract(one, texts, catalog) for one in _claimed_first(concerned, claimed, proofs)
        ),
        rows=tuple(sorted([*rows, *doubted], key=lambda row: row.on)),
        mails=numbered,
        letters=letters,
        letter_kinds=tuple(letter_kinds),
    )


def claimable(findings: Iterable[Finding], texts: EvidenceTexts) -> tuple[Finding, ...]:
    """The findings that somebody else has to answer for; what came back is claimed by nobody."""
    return tuple(
        one
        for one in findings
        if one.kind in texts.claims and one.severity is not Severity.INFO and not one.unproven
    )


def _with_proofs(
    subscriptions: Sequence[Subscription],
    family: Iterable[Subscription],
    proofs: Collection[str],
) -> list[Subscription]:
    """The subscriptions, and others that a claim rests on: cancelled there, billed here."""
    merchants = {one.merchant for one in subscriptions}
    others = (one for one in family if one.merchant in merchants and one not in subscriptions)
    return [*subscriptions, *(one for one in others if mails_wanted([one], []) & set(proofs))]


def _claimed_first(
    subscriptions: Iterable[Subscription], claimed: Iterable[Finding], proofs: Collection[str]
) -> list[Subscription]:
    """Those that were billed wrongly, those that prove it, the others."""
    billed = {one.subscription for one in claimed}

    def order(one: Subscription) -> tuple[bool, bool]:
        return (one.id not in billed, not mails_wanted([one], []) & set(proofs))

    return sorted(subscriptions, key=order)


def _what(
    subscriptions: Sequence[Subscription], findings: Sequence[Finding], catalog: Catalog
) -> str:
    """The subscription, or all of a merchant's by the merchant's name."""
    if len(subscriptions) == 1:
        return gather(None, subscriptions[0], catalog).what
    named = [one.name for one in subscriptions] or [one.merchant_name for one in findings]
    return safe_name(next(iter(named), None), _NAMELESS)


def _claim(
    finding: Finding,
    family: tuple[Subscription, ...],
    rows: Iterable[Row],
    texts: EvidenceTexts,
    catalog: Catalog,
) -> Claim:
    return Claim(
        id=finding.id,
        says=_sentence(finding, family, texts, catalog),
        rows=tuple(key_rows(finding, rows)),
    )


def _sentence(
    finding: Finding,
    family: tuple[Subscription, ...],
    texts: EvidenceTexts,
    catalog: Catalog,
) -> str:
    """The claim in the language of the pack; what the watchdog says where a blank stays empty."""
    own = next((one for one in family if one.id == finding.subscription), None)
    if own is None:
        return finding.says
    blanks = fill(gather(finding, own, catalog, family=family), catalog.letters[texts.id])
    words = texts.claims[finding.kind]
    needed = {name for _, name, _, _ in Formatter().parse(words) if name} - _OPTIONAL
    return words.format_map(blanks) if all(blanks[one] for one in needed) else finding.says


def _remark(
    finding: Finding,
    family: tuple[Subscription, ...],
    texts: EvidenceTexts,
    catalog: Catalog,
) -> str:
    """What nobody has to answer for, in the language of the pack."""
    own = next((one for one in family if one.id == finding.subscription), None)
    words = texts.remarks.get(finding.kind)
    if own is None or words is None:
        return finding.says
    what = gather(finding, own, catalog, family=family).what
    return words.format(what=what, on=texts.day(finding.on))


def _contract(one: Subscription, texts: EvidenceTexts, catalog: Catalog) -> Contract:
    told = gather(None, one, catalog)
    back = Counter(texts.money(each.refund.event.amount) for each in one.charges if each.refund)
    return Contract(
        service=told.what,
        payee=told.payee,
        place=_place(one.channel, texts),
        first_seen=texts.day(one.started_on) if one.started_on else "",
        cancelled=texts.day(one.canceled_on) if one.canceled_on else "",
        payments=_payments(one.charges, texts),
        returned=", ".join(f"{n} × {amount}" if n > 1 else amount for amount, n in back.items()),
    )


def _place(channel: str | None, texts: EvidenceTexts) -> str:
    return (texts.places.get(channel) or text.channel(channel)) if channel else ""


def _payments(charges: Sequence[Charge], texts: EvidenceTexts) -> str:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for charge in charges:
        if charge.amount is not None:
            sums[charge.amount.currency] += charge.amount.amount
    if not sums:
        return str(len(charges)) if charges else ""
    total = " + ".join(
        texts.money(Money(amount=amount, currency=currency))
        for currency, amount in sorted(sums.items())
    )
    return texts.labels["payments_told"].format(count=len(charges), sum=total)
