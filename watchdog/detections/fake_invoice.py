"""A bill that pretends to come from somebody else."""

from collections import defaultdict
from collections.abc import Iterable

from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.language import say
from watchdog.language.reasons import said_reason
from watchdog.proofs import shown
from watchdog.timeline.facts import Fact

_RECENT_DAYS = 30


@detection("fake_invoice")
def fake_invoice(books: Books) -> Iterable[Finding]:
    """Each recent mail whose claim about money is not believed; one finding a mail."""
    mails: dict[str, list[Fact]] = defaultdict(list)
    for claim in books.claims:
        if books.is_recent(claim.source.sent_at.date(), _RECENT_DAYS):
            mails[claim.source.fingerprint].append(claim)
    for claims in mails.values():
        yield _finding(claims[0])


def _finding(claim: Fact) -> Finding:
    event, source = claim.event, claim.source
    key = f"fake_invoice:{source.fingerprint}"
    reasons = say("; ").join(map(said_reason, source.trust.reasons))
    return Finding(
        id=short_id(key),
        key=key,
        kind="fake_invoice",
        subscription=None,
        merchant=event.merchant,
        merchant_name=event.merchant_name,
        channel=None,
        plan=None,
        severity=Severity.INFO,
        on=source.sent_at.date(),
        deadline=None,
        at_stake=None,
        says=say(
            "A mail that claims to bill you for {name} looks fake: {reasons}.",
            name=event.merchant_name,
            reasons=reasons,
        ),
        evidence=(shown(claim),),
    )
