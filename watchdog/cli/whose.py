"""Of whose mail a command speaks: of one mailbox where `--account` names it, else of all."""

from datetime import date

from watchdog.judging import Judgement
from watchdog.ledger import Ledger
from watchdog.report import Report
from watchdog.rounds import make_report
from watchdog.setting import Setting


def judged_of(
    setting: Setting, ledger: Ledger, today: date, account: str | None
) -> tuple[Judgement, Report]:
    """What the books of a day say of it; UsageProblem where there is no such mailbox."""
    if account is not None:
        check_account(setting, ledger, account)
    return make_report(setting, ledger, today, account)


def check_account(setting: Setting, ledger: Ledger, account: str) -> None:
    """UsageProblem for a name that neither the configuration nor any mail knows."""
    from watchdog.one_mailbox import check_account as check

    check(setting, ledger, account)
