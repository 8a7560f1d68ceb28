"""Reading mail: scan, import, parse."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from shlex import quote

import msgspec
import typer

from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from watchdog import text
from watchdog.archive.archive import Problems, read_archive
from watchdog.archive.files import ArchiveProblem
from watchdog.cli.counted import said_look, said_read
from watchdog.cli.failures import ERROR, SIGN_IN, TEMPORARY, exit_code
from watchdog.cli.progress import Bar, told_when_stopped
from watchdog.cli.so_far import Teller
from watchdog.cli.streams import print_exactly
from watchdog.config.accounts import Account
from watchdog.hearing import checks_of, held
from watchdog.importing import import_all, place_in
from watchdog.intake import Progress
from watchdog.ledger import Ledger
from watchdog.reading import cores, open_reader
from watchdog.scan import scan_account
from watchdog.setting import Setting, known_to
from watchdog.visit import Problem

_MOST_PROBLEMS = 20


def scan_accounts(
    setting: Setting,
    accounts: Sequence[Account],
    *,
    now: bool = False,
    thorough: bool = False,
    met: Callable[[Account], Problem | None] = lambda _: None,
) -> None:
    """Read what is new in every account; one that fails does not stop the others.

    `met`: what a glance at it has met. `now`: those too that are left alone because their server
    asked for it, or locks out.
    `thorough`: every mail closely, also what was let go by its header before.
    """
    worst = 0
    with setting.ledger() as ledger:
        for account in accounts:
            waiting = None if now else _held(setting, ledger, account)
            worst = (
                waiting or _scan(setting, ledger, account, thorough=thorough, met=met(account))
            ) or worst
        if setting.on_server():
            _tell_fleet(setting, ledger, accounts)
    if worst:
        raise typer.Exit(worst)


def _tell_fleet(setting: Setting, ledger: Ledger, accounts: Sequence[Account]) -> None:
    """Whether these are heard, for who looks after many; where nobody does, nothing is noted."""
    from watchdog.fleet.rhythm import looked
    from watchdog.fleet.tenants import open_fleet

    with open_fleet(setting) as fleet:
        for account in accounts:
            looked(fleet, ledger.owner, account.name, checks_of(account, ledger))


def _held(setting: Setting, ledger: Ledger, account: Account) -> int | None:
    """The exit code for an account that is left alone, which is told; None: it may be read."""
    check = held(checks_of(account, ledger), setting.now())
    if check is None:
        return None
    refused = check.problem_kind == "sign_in"
    why = f"after {check.failures} refused sign-ins" if refused else "as its server asked"
    mend = "once it is mended, or to try all the same" if refused else "to try all the same"
    sys.stderr.write(
        f"watchdog: {text.safe(account.name)}: left alone until {check.retry_at:%Y-%m-%d %H:%M} "
        f"UTC, {why}: {text.safe(check.last_problem or '')}; {mend}: watchdog scan --now\n"
    )
    return SIGN_IN if refused else TEMPORARY


def _scan(
    setting: Setting, ledger: Ledger, account: Account, *, thorough: bool, met: Problem | None
) -> int | None:
    """Its exit code when something went wrong, which is told."""
    seen = kept = by_header = 0
    is_first = all(check.account != account.name for check in ledger.checks.all())
    teller = Teller(setting, ledger, partial(typer.echo, err=True)) if is_first else None
    with Bar(account.name) as bar:

        def on_step(folder: str, step: Progress) -> None:
            nonlocal seen, kept, by_header
            seen, kept = seen + step.seen, kept + step.kept
            by_header += step.by_header
            bar.advance(folder, step.seen, step.total)
            if teller is not None and step.kept:
                teller.step(folder, step)

        problem = scan_account(setting, ledger, account, on_step, thorough=thorough, met=met)
    if problem is not None:
        sys.stderr.write(f"watchdog: {text.safe(str(problem))}\n")
    if problem is None or seen:
        said = said_look(account.name, seen, kept, by_header=by_header, all_of_them=thorough)
        typer.echo(said, err=True)
    return None if problem is None else exit_code(problem) or ERROR


def import_paths(setting: Setting, paths: list[Path], *, thorough: bool) -> None:
    """Read mail from files into the ledger; what cannot be read is told, the rest goes on.

    `thorough`: also the mail in archives that no header calls billing mail.
    """
    problems = Problems(_MOST_PROBLEMS)
    seen = kept = 0
    go_on = f"watchdog import {' '.join(quote(str(one)) for one in paths)}"
    with told_when_stopped(go_on), setting.ledger() as ledger, Bar("import") as bar:
        mails = problems.only_mail(read_archive(paths, place_in(ledger)))
        for step in import_all(setting, ledger, mails, thorough=thorough, hands=cores()):
            seen, kept = seen + step.seen, kept + step.kept
            bar.advance("mails", step.seen, None)
    for line in problems.lines():
        sys.stderr.write(f"watchdog: {text.safe(line)}\n")
    typer.echo(said_read(seen, kept), err=True)
    if problems.count and not seen:
        raise typer.Exit(1)


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `parse --json`: the contract of design section 6."""

    version: int = 1
    file: str
    outcome: str
    reader: str | None
    trust: object
    events: object
    reason: str | None = None


def parse_files(setting: Setting, paths: list[Path], *, as_json: bool) -> None:
    """Say what each mail states, a line for each file."""
    failed, seen = False, 0
    with open_reader(known_to(setting.services())) as read:
        for seen, found in enumerate(read_archive(paths), start=1):  # noqa: B007 - how many is told
            if not isinstance(found, ArchiveProblem):
                outcome = read(found.raw, found.received_at).outcome
                _say(found.where, outcome, as_json=as_json)
                continue
            failed = True
            sys.stderr.write(f"watchdog: {text.safe(str(found))}\n")
            if as_json:
                _say(found.where, _quarantined(found.what), as_json=True)
    if not seen:
        where = ", ".join(text.safe(str(one)) for one in paths)
        sys.stderr.write(f"No mail lies in {where}.\n")
    if failed:
        raise typer.Exit(1)


def _quarantined(what: str) -> Outcome:
    """A file that gave no mail has its line too, so that lines and files can be told together."""
    trust = Trust(verdict=Verdict.UNKNOWN)
    return Outcome(outcome=OutcomeKind.QUARANTINED, trust=trust, reason=what)


def _say(where: str, outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        line = Parsed(
            file=os.fsencode(where).decode("utf-8", "replace"),  # names are bytes, JSON is text
            outcome=outcome.outcome,
            reader=outcome.reader,
            trust=outcome.trust,
            events=outcome.events,
            reason=outcome.reason,
        )
        print_exactly(text.escaped(msgspec.json.encode(line).decode()) + "\n")
        return
    reason = f" ({text.unlinked(outcome.reason)})" if outcome.reason else ""
    typer.echo(f"{text.safe(where)}: {outcome.outcome}{reason}")
    for event in outcome.events:
        amount = f" {text.money(event.amount)}" if event.amount else ""
        plan = f", {text.unlinked(event.plan)}" if event.plan else ""
        kind = event.kind.replace("_", " ")
        typer.echo(f"  {kind}: {text.unlinked(event.merchant_name)}{plan}{amount}, {event.on}")
        for words in event.evidence:
            typer.echo(f'    "{text.unlinked(words, 160)}"')
