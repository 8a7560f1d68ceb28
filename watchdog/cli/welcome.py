"""`watchdog init`: from an address to the first report; every step can be taken alone as well."""

import sys

import typer

from watchdog import text
from watchdog.cli.asking import Asker
from watchdog.cli.books import print_report
from watchdog.cli.enrolling import enroll
from watchdog.cli.failures import ERROR, UsageProblem, exit_code
from watchdog.cli.progress import told_when_stopped
from watchdog.cli.proving import Given
from watchdog.cli.settling import Afterwards, settle
from watchdog.cli.so_far import Teller, so_far
from watchdog.config.accounts import Account
from watchdog.language import marked, said_count, say, say_many, translated
from watchdog.ledger import Ledger
from watchdog.rounds import make_brief
from watchdog.scan import scan_account
from watchdog.setting import Setting

_PROMISE = marked(
    "Your mailbox is only read: nothing in it is marked, moved or deleted.\n"
    "Everything stays on this computer. Ctrl-C stops at any time; watchdog init goes on."
)
_MOST_DOUBTFUL = 5


def welcome(setting: Setting, given: Given, after: Afterwards, *, yes: bool) -> None:
    """Add the first account, or another one; read its mail while telling; print the report."""
    setting.config_to_change()  # nobody is asked for what has no place
    asker = Asker(yes=yes)
    accounts = _accounts(setting)
    if given.address is None and accounts:
        names = ", ".join(text.safe(one.name, 60) for one in accounts)
        asker.tell(
            say(
                "Going on with {names}. Another mailbox: watchdog init you@example.org", names=names
            )
        )
    else:
        asker.tell(translated(_PROMISE))
        accounts = (enroll(setting, asker, given),)
    worst: Exception | None = None
    with told_when_stopped("watchdog init"), setting.ledger() as ledger:
        for account in accounts:
            worst = _read(setting, ledger, account, asker) or worst
    if worst is not None:
        sys.stderr.write(f"watchdog: {text.safe(str(worst))}\n")
        asker.tell(say("What was read is kept. Go on with: watchdog init"))
        raise typer.Exit(exit_code(worst) or ERROR)
    asker.tell("")
    print_report(setting, None)
    _afterwards(setting, asker, after)
    asker.tell("\n" + say("Next: watchdog doctor looks whether all is well."))
    asker.tell(say("watchdog service install lets the system start it; watchdog run stays here."))


def _afterwards(setting: Setting, asker: Asker, after: Afterwards) -> None:
    """What only a person can do, now that there is something to do it with."""
    with setting.ledger(read_only=True) as ledger:
        _, report = make_brief(setting, ledger, setting.today())
    doubtful = report.coverage.review
    question = "\n" + say(
        "{number} doubtful; look at up to {most} now?",
        number=said_count(doubtful),
        most=_MOST_DOUBTFUL,
    )
    if doubtful and asker.someone and asker.agrees(question, default=True):
        from watchdog.cli.reviewing import review

        review(setting, as_json=False, most=_MOST_DOUBTFUL)
    settle(setting, asker, after, so_far(report))


def add_only(setting: Setting, given: Given, *, yes: bool) -> None:
    """Add an account and read nothing yet."""
    if given.address is None:
        raise UsageProblem("whose mailbox? watchdog account add you@example.org")
    asker = Asker(yes=yes)
    account = enroll(setting, asker, given)
    asker.tell(say("Next: {command}", command=f"watchdog scan --account {account.name}"))


def _accounts(setting: Setting) -> tuple[Account, ...]:
    """The accounts there are; none where there is no configuration yet."""
    return setting.config_or_default().accounts


def _read(setting: Setting, ledger: Ledger, account: Account, asker: Asker) -> Exception | None:
    teller = Teller(setting, ledger, asker.tell)
    asker.tell(
        say_many(
            "Reading {number} day of {name} ...",
            "Reading {number} days of {name} ...",
            account.look_back_days,
            name=text.safe(account.name),
        )
    )
    problem = scan_account(setting, ledger, account, teller.step)
    teller.tell()
    return problem
