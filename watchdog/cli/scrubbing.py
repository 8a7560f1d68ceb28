"""`watchdog scrub`: a fixture made of a private mail, shown before it is written."""

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import typer

from parsers.document import whole_lines
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome
from watchdog import pipeline, text
from watchdog.archive.archive import ArchivedMail, read_archive
from watchdog.archive.files import ArchiveProblem
from watchdog.cli.failures import ERROR, UsageProblem
from watchdog.pack import make_folder, write_privately
from watchdog.scrub import Replacement, Scrubbed, Unreadable, differences, scrub
from watchdog.setting import Setting, known_to

_MOST_STARS = 12
_VALUE = 60


def scrub_file(setting: Setting, file: Path, out: Path | None, *, yes: bool) -> None:
    """Show what a mail looks like without what is private, then ask whether to write it."""
    target = _target(file, out)
    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageProblem("nobody can be asked here; add --yes to write without a question")
    raw = _only_mail(file)
    known = known_to(setting.services())
    scrubbed = scrub(raw, known)
    if isinstance(scrubbed, Unreadable):
        raise _failed(f"{file}: {scrubbed.reason}; save the mail again, without attachments")
    _show(scrubbed, _read(raw, known), _read(scrubbed.raw, known))
    if yes or _agrees(target):
        make_folder(target.parent)
        write_privately(target, scrubbed.raw)
        typer.echo(f"Wrote {text.safe(str(target))}.", err=True)
    else:
        typer.echo("Nothing was written.", err=True)


def _read(raw: bytes, known: Known) -> Outcome:
    return pipeline.read_mail(raw, received_at=None, known=known).outcome


def _target(file: Path, out: Path | None) -> Path:
    """Where to write: never over the private mail itself."""
    if not file.exists():
        raise UsageProblem(f"{file}: does not exist; check the path")
    if file.is_dir():
        raise UsageProblem(f"{file}: is a folder; give one mail, such as {file / 'mail.eml'}")
    target = out or file.with_name(f"{file.stem}.scrubbed.eml")
    if target.is_dir():
        raise UsageProblem(f"{target}: is a folder; give --out the name of a file")
    if target.exists() and file.exists() and target.samefile(file):
        raise UsageProblem(f"{target}: is the mail itself; give --out another name")
    return target


def _only_mail(file: Path) -> bytes:
    """The bytes of the mail; a file that holds none, or several, ends the command."""
    found = read_archive([file])
    first = next(found, None)
    if isinstance(first, ArchiveProblem):
        raise _failed(str(first))
    if not isinstance(first, ArchivedMail):
        raise _failed(f"{file}: holds no mail; save the mail again")
    if next(found, None) is not None:
        raise UsageProblem(f"{file}: holds several mails; save the one as a file of its own")
    return first.raw


def _failed(line: str) -> typer.Exit:
    sys.stderr.write(f"watchdog: {text.safe(line)}\n")
    return typer.Exit(ERROR)


def _show(scrubbed: Scrubbed, before: Outcome, after: Outcome) -> None:
    _show_replacements(scrubbed)
    _show_text(scrubbed.raw)
    _show_reading(before, after)
    _show_suspicions(scrubbed)


def _heading(words: str) -> None:
    typer.secho(words, bold=True)


def _show_replacements(scrubbed: Scrubbed) -> None:
    _heading("Replaced")
    for one in scrubbed.replacements:
        times = f"  ({one.times} times)" if one.times > 1 else ""
        typer.echo(f"  {one.kind:<16}{masked(one):<34} {text.safe(one.invented, _VALUE)}{times}")
    if not scrubbed.replacements:
        typer.echo("  nothing")
    if scrubbed.removed:
        typer.echo(f"  Left out: {text.safe(', '.join(scrubbed.removed))}")


def masked(one: Replacement) -> str:
    """A private word as it may be shown: its first letter and stars."""
    word = text.safe(one.private)
    return word[:1] + "*" * min(max(len(word) - 1, 1), _MOST_STARS)


def _show_text(raw: bytes) -> None:
    message = read_message(raw)
    if not isinstance(message, Message):
        return
    _heading("\nThe mail as it is read")
    typer.echo(f"  From: {text.safe(message.from_name)} <{text.safe(message.from_address)}>")
    typer.echo(f"  To: {text.safe(', '.join(message.headers.get('to', ())))}")
    typer.echo(f"  Subject: {text.safe(message.subject)}\n")
    _print_lines(_lines(message))
    if message.html and message.text.strip():
        _heading("\nIts text part, which is read by people only")
        _print_lines(message.text.splitlines())


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(f"  {text.safe(line, 2000)}".rstrip())


def _lines(message: Message) -> tuple[str, ...]:
    """Everything that is written, what the readers leave out as well."""
    own = whole_lines(message)
    carried = (("", f"It carries: {one.subject}", *_lines(one)) for one in message.carried)
    return (*own, *chain.from_iterable(carried))


def _show_reading(before: Outcome, after: Outcome) -> None:
    _heading("\nWhat parse reads")
    _show_outcome("the scrubbed mail", after)
    changed = differences(before, after)
    if not changed:
        typer.echo("  The private mail reads the same, but for references.")
        return
    _show_outcome("the private mail", before, tells_plan=False)
    typer.secho("  THE TWO DIFFER: this is no faithful fixture yet.", bold=True, fg="red")
    for line in changed:
        typer.echo(f"  - {text.safe(line)}")


def _show_outcome(whose: str, outcome: Outcome, *, tells_plan: bool = True) -> None:
    reader = f" by {outcome.reader}" if outcome.reader else ""
    typer.echo(f"  {whose}: {outcome.outcome}{reader}")
    for event in outcome.events:
        who = text.safe(event.merchant_name) + (f", {text.safe(event.plan)}" if event.plan else "")
        amount = f" {text.money(event.amount)}" if event.amount else ""
        kind = event.kind.replace("_", " ")
        typer.echo(f"    {kind}: {who if tells_plan else '***'}{amount}, {event.on}")


def _show_suspicions(scrubbed: Scrubbed) -> None:
    if not scrubbed.suspicions:
        typer.echo("\nNothing else looks private. Read the text above all the same: no program")
        typer.echo("knows every name. Pictures and attachments were emptied.")
        return
    _heading("\nPlease look at these: they were left as they are")
    for one in scrubbed.suspicions:
        typer.echo(f"  ! {text.safe(one.text, _VALUE)!r} {one.what}")


def _agrees(target: Path) -> bool:
    there = ", which is there already" if target.exists() else ""
    question = f"\nWrite {text.safe(str(target))}{there}? [y/N]"
    answer = typer.prompt(question, default="n", show_default=False, prompt_suffix=" ")
    return str(answer).strip().lower() in ("y", "yes")
