"""A scan of one account: a visit, and what it teaches of whose word counts."""

import logging
from collections.abc import Collection
from datetime import datetime

from parsers.arrival import Arrival
from parsers.merchants import Known
from watchdog.config.accounts import Account
from watchdog.ledger import Ledger
from watchdog.ledger.glance import weighed
from watchdog.reading import Read, ReadMail, open_reader
from watchdog.setting import Setting, known_to
from watchdog.signatures import is_installed, signature_check
from watchdog.visit import OnStep, Problem, Visit
from watchdog.vouching import judge_anew, learn_servers, learned_servers

log = logging.getLogger("watchdog")


def scan_account(
    setting: Setting,
    ledger: Ledger,
    account: Account,
    on_step: OnStep,
    *,
    thorough: bool = False,
    met: Problem | None = None,
) -> Problem | None:
    """Read an account's folders and note how it went; returns what went wrong first, if anything.

    `thorough`: every mail is read closely, also what was let go by its header before.
    `met` is what a glance has just met instead of a mailbox: nobody signs in again to see it.

    `on_step` is told the folder and the progress after each batch. A folder that is not there
    does not keep the others from being read, and neither does a mail that cannot be had.
    """

    def known(server: str = "") -> Known:
        learned = (server,) if server else learned_servers(ledger, account.name)
        return known_to(
            setting.catalog(),
            account.trusted_servers or learned,
            ledger.statements(),
            setting.own_addresses(),
            account.trusted_forwarders,
            ledger.met(),
        )

    is_first = all(check.account != account.name for check in ledger.checks.all())
    with open_reader(known, at_once=is_first) as read:
        looking = looked_at(read, account, setting.now(), setting.own_addresses())
        visit = Visit(setting, ledger, account, on_step, looking, thorough=thorough)
        problem = visit.run(met)

    def judge(server: str) -> None:
        with open_reader(lambda: known(server), at_once=True) as read:
            judge_anew(ledger, account.name, lambda *mail: read(*mail).outcome)

    # Only what came teaches anything: most looks bring nothing. What a first visit brought that
    # was stopped is weighed by the next.
    is_weighed = ledger.milestones.reached_at(weighed(account.name)) is not None
    if visit.has_brought or not is_weighed:
        now = setting.now()
        if server := learn_servers(ledger, account, now, judge):
            log.info("%s: what %s says of senders is believed from now on", account.name, server)
        if problem is None and not is_weighed:
            ledger.milestones.reach(weighed(account.name), now=now)
    return problem


def looked_at(read: Read, account: Account, now: datetime, own: Collection[str] = ()) -> Read:
    """Reads mail with its signature checked when it comes, where the user wants that.

    What the provider's own server found goes before, so those that have one are not asked about.
    `own` are the user's addresses.
    """
    if not account.check_signatures or account.trusted_servers or not is_installed():
        return read
    look = signature_check(now, own)

    def reading(
        raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
    ) -> ReadMail:
        return read(raw, received_at, arrived or look(raw, received_at))

    return reading
