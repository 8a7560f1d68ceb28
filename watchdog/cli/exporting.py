"""`watchdog export`: payments and refunds for other programs."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec
import typer

from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import make_folder_of, print_exactly
from watchdog.export import FORMATS, entries_of
from watchdog.language import say
from watchdog.pack import write_privately
from watchdog.pipeline import knowledge
from watchdog.setting import Setting
from watchdog.text import safe
from watchdog.timeline import subscriptions
from watchdog.timeline.facts import Fact
from watchdog.usage import one_of


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Which payments are wanted: from a day on, up to a day, of one mailbox; None: all."""

    since: date | None = None
    until: date | None = None
    account: str | None = None


def write_export(
    setting: Setting, form: str, chosen: Chosen, out: Path | None, as_of: datetime | None
) -> None:
    """The payments on standard output, or in the new file `out`."""
    if form not in FORMATS:
        raise UsageProblem(f"--format {form}: there is no such format; use {', '.join(FORMATS)}")
    if out is not None and out.exists():
        raise UsageProblem(f"{out} is there already; name another file, or move it away")
    with setting.ledger(read_only=True) as ledger:
        known = knowledge(ledger)
        copied = ledger.mailboxes.copies_in(chosen.account) if chosen.account else {}
    today = setting.today(as_of)
    until = min(today, chosen.until) if chosen.until else today
    if chosen.since is not None and chosen.since > until:
        raise UsageProblem(f"--since {chosen.since}: is after {until}; give an earlier day")
    facts = _of_account(known.facts, chosen.account, copied)
    judged = subscriptions(known.facts, known.statements, catalog=setting.catalog(), today=today)
    entries = entries_of(facts, since=chosen.since, until=until, subscriptions=judged)
    content = FORMATS[form](entries)
    if not entries:
        typer.echo(say("Nothing to export: no payment or refund with an amount."), err=True)
    if out is None:
        print_exactly(content)
        return
    if not content:  # an empty file is no statement that a program could take in
        return
    make_folder_of(out)
    write_privately(out, content.encode("utf-8", "replace"))
    typer.echo(f"Wrote {out}: {len(entries)} payments and refunds.", err=True)


def _of_account(
    facts: Sequence[Fact], account: str | None, copied: Collection[str]
) -> Sequence[Fact]:
    """The facts of one mailbox: what another one tells of the same payment is its own there."""
    if account is None:
        return facts
    known = sorted({one.source.mailbox for one in facts})
    if account not in known:
        raise UsageProblem(
            f"--account {account}: no payment comes from there"
            + (f" (its mail is told as that of {', '.join(sorted(copied))}); " if copied else "; ")
            + one_of(map(safe, known), "no mail of a payment was read yet")
        )
    return [one for one in facts if one.source.mailbox == account]
