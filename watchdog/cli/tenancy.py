"""A server that keeps the ledgers of many: whose is asked for, where nobody was named."""

from watchdog.cli.failures import UsageProblem
from watchdog.ledger import Ledger
from watchdog.setting import Setting


def tenants_beside(setting: Setting, ledger: Ledger) -> int:
    """How many are looked after where no mailbox and no mail is that of the ledger itself; else 0.

    Raises LedgerProblem.
    """
    if setting.tenant is not None or not setting.on_server():
        return 0
    if setting.config_or_default().accounts or ledger.counts().seen:
        return 0
    from watchdog.fleet.tenants import open_fleet, tenants_of

    with open_fleet(setting) as fleet:
        return len(tenants_of(fleet))


def check_whose(setting: Setting, ledger: Ledger, command: str) -> None:
    """UsageProblem where workers run: what lies there is that of the tenants."""
    if tenants_beside(setting, ledger):
        one = f"watchdog --owner NAME {command}"
        raise UsageProblem(
            "whose? this server keeps the ledgers of many; say it, by a name of"
            f" watchdog tenant list: {one}"
        )
