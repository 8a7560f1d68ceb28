"""Many owners on one server: workers, tenants, and how the fleet does."""

from pathlib import Path

import msgspec
import typer

from watchdog.cli.asking import agrees_to_delete
from watchdog.cli.books import print_json
from watchdog.cli.failures import ERROR, SIGN_IN, UsageProblem
from watchdog.config.config import example_file
from watchdog.fleet import figures, tenants
from watchdog.fleet.deaf import Deaf, all_deaf
from watchdog.fleet.figures import Figures
from watchdog.fleet.tenants import Tenant, open_fleet
from watchdog.paths import read_private
from watchdog.setting import Setting
from watchdog.text import safe
from watchdog.usage import one_of


def run_worker(setting: Setting, *, until_idle: bool) -> None:
    """Take jobs until SIGTERM."""
    try:
        from watchdog.fleet.worker import work
    except ModuleNotFoundError as missing:
        raise _needs(missing) from None
    work(setting, until_idle=until_idle)


def _needs(missing: ModuleNotFoundError) -> UsageProblem:
    return UsageProblem(f"a worker needs {missing.name}: pip install 'billing-watchdog[fleet]'")


def add_tenant(setting: Setting, name: str, config: Path) -> None:
    """Look after somebody, by a configuration that says where each secret is kept."""
    file = config.expanduser()
    mend = f"give the config.toml of this tenant, such as {example_file()}"
    try:
        text = read_private(file).decode("utf-8-sig")
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise UsageProblem(f"{file}: cannot be read ({why}); {mend}") from None
    except UnicodeDecodeError:
        raise UsageProblem(f"{file}: not UTF-8 text; {mend}") from None
    with open_fleet(setting) as fleet:
        added = tenants.add(fleet, name, text)
    count = f"{added.mailboxes} mailbox{'' if added.mailboxes == 1 else 'es'}"
    typer.echo(f"{safe(name)} is looked after: {count}.", err=True)
    _warn_of_sharing(added)


def _warn_of_sharing(one: Tenant) -> None:
    if one.shared_with:
        others = ", ".join(map(safe, one.shared_with))
        typer.echo(
            f"A mailbox of {safe(one.owner)} is read for {others} too: each has a ledger of his"
            " own, and they are polled in turn.",
            err=True,
        )


def list_tenants(setting: Setting, *, as_json: bool) -> None:
    """A line for each."""
    with open_fleet(setting) as fleet:
        found, deaf = tenants.tenants_of(fleet), all_deaf(fleet)
    if as_json:
        listed = [msgspec.structs.asdict(one) | {"deaf": deaf.get(one.owner, [])} for one in found]
        print_json({"version": 1, "tenants": listed})
        return
    for one in found:
        count = f"{one.mailboxes} mailbox{'' if one.mailboxes == 1 else 'es'}"
        others = ", ".join(map(safe, one.shared_with))
        shared = f", shared with {others}" if others else ""
        lost = "".join(f"; {_deaf(box)}" for box in deaf.get(one.owner, []))
        typer.echo(f"{safe(one.owner)}: {count}{shared}{lost}")
    if not found:
        typer.echo("Nobody yet: watchdog tenant add NAME --config FILE", err=True)


def remove_tenant(setting: Setting, name: str) -> None:
    """The ledger stays."""
    with open_fleet(setting) as fleet:
        if not tenants.remove(fleet, name):
            raise _unknown(fleet, name)
    typer.echo(
        f"{safe(name)} is polled no more. The ledger stays: to hand it over, watchdog tenant export"
        f" {safe(name)} FILE; to forget it, watchdog tenant purge {safe(name)}",
        err=True,
    )


def export_tenant(setting: Setting, name: str, file: Path) -> None:
    """As a ledger of one person; its place on standard output."""
    target = file.expanduser()
    if target.exists():
        raise UsageProblem(f"{target}: is there already; name a file that is not")
    with open_fleet(setting) as fleet:
        if not tenants.is_kept(fleet, name):
            raise _unknown(fleet, name)
        mails = tenants.export(fleet, name, target)
    typer.echo(f"{mails} billing mails of {safe(name)}; to use it: watchdog restore", err=True)
    typer.echo(str(target))


def import_for_tenant(setting: Setting, name: str, paths: list[Path], *, thorough: bool) -> None:
    """Hand files out to the workers, which read them into a tenant's ledger."""
    try:
        from watchdog.fleet.archives import hand_out
        from watchdog.fleet.worker import prepare
    except ModuleNotFoundError as missing:
        raise _needs(missing) from None
    with open_fleet(setting) as fleet:
        prepare(fleet)
        if name not in {one.owner for one in tenants.tenants_of(fleet)}:
            raise _unknown(fleet, name)
        given = hand_out(fleet, name, paths, thorough=thorough)
    for problem in given.problems:
        typer.echo(f"watchdog: {safe(str(problem))}", err=True)
    if not given.portions and not given.waiting:
        raise typer.Exit(ERROR)
    again = f"; {given.waiting} wait already" if given.waiting else ""
    one = given.portions == 1
    typer.echo(
        f"{given.portions} portion{' is' if one else 's are'} given out for {safe(name)}{again}."
        " Workers have to see the files under the same path. How far they are: watchdog fleet"
        " status",
        err=True,
    )


def purge_tenant(setting: Setting, name: str, *, yes: bool) -> None:
    """Ask first, then forget."""
    with open_fleet(setting) as fleet:
        if not tenants.is_kept(fleet, name):
            raise _unknown(fleet, name)
        with fleet.server.ledger(name) as ledger:
            mails = sum(ledger.counts().messages.values())
        typer.echo(f"To be deleted for good: {safe(name)}, {mails} billing mails and all else.")
        if not yes and not agrees_to_delete():
            typer.echo("Nothing was changed.")
            return
        tenants.purge(fleet, name)
    typer.echo("Gone. Copies that were made with pg_dump still hold it.")


def _unknown(fleet: tenants.Fleet, name: str) -> UsageProblem:
    names = (safe(one.owner) for one in tenants.tenants_of(fleet))
    nobody = "there is none yet: watchdog tenant add NAME --config FILE"
    mend = one_of(names, nobody, others="watchdog tenant list")
    return UsageProblem(f"no tenant is called {name!r}; {mend}")


def print_figures(setting: Setting, *, as_json: bool) -> None:
    """A page; exit code 4 when a sign-in is refused, 1 when else something is not well."""
    with open_fleet(setting) as fleet:
        now = figures.figures(fleet)
    if as_json:
        print_json(now)
    else:
        _print(now)
    if not now.is_well:
        raise typer.Exit(SIGN_IN if now.wants_sign_in else ERROR)


def _deaf(one: Deaf) -> str:
    """ "mail/INBOX: deaf since 2026-11-30T10:15:00+00:00: the server refused ..." """
    where = f"{safe(one.account, 60)}/{safe(one.folder, 60)}"
    return f"{where}: deaf since {one.since}: {safe(one.problem)}"


def _print(now: Figures) -> None:
    none = "" if now.workers else " (start one: watchdog worker)"
    typer.echo(f"Workers: {now.workers}{none}. Tenants: {now.owners}. Mailboxes: {now.mailboxes}.")
    typer.echo(
        f"Due and waiting: {now.due}; on their way: {now.given}; first scan not done:"
        f" {now.unread}. Polls so far: {now.polls}."
    )
    typer.echo(
        f"Polls began late by {now.lag_median:.1f} s (median), {now.lag_p99:.1f} s (99 of 100);"
        f" the longest waits for {now.waiting_longest:.0f} s."
    )
    _print_deaf(now)
    jobs = ", ".join(f"{count} {status}" for status, count in sorted(now.jobs.items()))
    typer.echo(f"Jobs: {jobs or 'none'}.")
    for each in now.archives:
        gone = f", {each.failed} given up (try again: tenant import)" if each.failed else ""
        typer.echo(f"Archives of {safe(each.owner)}: {each.waiting} portions to read{gone}.")
    for host, count in now.throttled.items():
        typer.echo(f"{safe(host)} asks for a pause: {count} mailboxes wait.")
    for one in now.apart:
        typer.echo(
            f"{safe(one.owner)} {safe(one.account, 60)}: set apart after {one.faults} surprises"
            f" ({one.last_fault}); next try {one.next_at}"
        )


def _print_deaf(now: Figures) -> None:
    """What could not be read at the last look, and what does not come back by itself."""
    if passing := now.failing - now.deaf_mailboxes:
        typer.echo(f"Could not be read at the last look, be it for a moment: {passing}.")
    if now.deaf:
        one = now.deaf_mailboxes == 1
        typer.echo(
            f"{now.deaf_mailboxes} {'mailbox is' if one else 'mailboxes are'} deaf; once mended,"
            " try at once: watchdog --owner NAME scan --now"
        )
    for box in now.deaf:
        typer.echo(f"  {safe(box.owner)} {_deaf(box)}")
    if more := now.deaf_mailboxes - len(now.deaf):
        typer.echo(f"  and {more} more: watchdog tenant list")


def print_metrics(setting: Setting) -> None:
    """For node_exporter's text files, or to look at."""
    with open_fleet(setting) as fleet:
        typer.echo(figures.prometheus_text(fleet), nl=False)
