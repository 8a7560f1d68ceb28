"""The books of one mailbox: what a judgement of all of them says of its mail.

All is judged together, so that nothing is said otherwise than in the whole report; then what is
about another mailbox is left out.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.judging import Judgement
from watchdog.ledger import Ledger
from watchdog.outages import UNREACHABLE
from watchdog.setting import Setting
from watchdog.text import safe
from watchdog.usage import UsageProblem, one_of
from watchdog.views.brief import Brief

_Found = Sequence[tuple[Finding, Fix]]


def check_account(setting: Setting, ledger: Ledger, account: str) -> None:
    """UsageProblem for a name that neither the configuration nor any mail knows."""
    known = {one.name for one in setting.config_or_default().accounts}
    known |= ledger.mailboxes.all()
    if account not in known:
        raise UsageProblem(
            f"--account {account}: there is no such mailbox; "
            + one_of(map(safe, sorted(known)), "set one up first: watchdog init")
        )


def judgement_of(judged: Judgement, account: str, ledger: Ledger) -> Judgement:
    """The subscriptions of a mailbox, and the findings about them and about its mail."""
    own = tuple(one for one in judged.subscriptions if one.mailbox == account)
    findings = _about(judged.findings, {one.id for one in own}, account, ledger)
    return Judgement(subscriptions=own, findings=findings)


def brief_of_one(brief: Brief, account: str, ledger: Ledger) -> Brief:
    """The same of what is said without mails."""
    own = tuple(one for one in brief.subscriptions if one.mailbox == account)
    ids = {one.id for one in own}
    return replace(
        brief,
        subscriptions=own,
        findings=_about(brief.findings, ids, account, ledger),
        ahead=tuple(one for one in brief.ahead if one.subscription in ids),
        prices=tuple(one for one in brief.prices if one.subscription in ids),
        resolved=tuple(one for one in brief.resolved if one.subscription in ids),
    )


def _about(
    found: _Found, own: set[str], account: str, ledger: Ledger
) -> tuple[tuple[Finding, Fix], ...]:
    """Those about its subscriptions; of those about none, about its mail or its own silence."""
    mails = [mail.sha256 for one, _ in found if not one.subscription for mail in one.evidence]
    lying_there = ledger.mailboxes.lying_in(account, mails)

    def is_own(one: Finding) -> bool:
        if one.subscription is not None:
            return one.subscription in own
        if one.kind == UNREACHABLE:
            return one.merchant == account
        return any(mail.sha256 in lying_there for mail in one.evidence)

    return tuple(pair for pair in found if is_own(pair[0]))
