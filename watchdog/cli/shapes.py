"""The report in other shapes than a screen: a spreadsheet, plain lines, one HTML file."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import typer

from watchdog import text
from watchdog.cli.browser import show_in_browser
from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.export import csv_of
from watchdog.language import headed, said_day, said_money, say, translated
from watchdog.notifications import act_by, title_of
from watchdog.pack import make_folder
from watchdog.pages import REPORT_MARK, report_page
from watchdog.paths import replace_privately
from watchdog.report import ToldFinding, ToldSubscription
from watchdog.timeline.subscriptions import Subscription
from watchdog.views.glance import URGENCY, Glance, shown_title
from watchdog.views.overview import Overview
from watchdog.wording.bills import bill_hints, bill_line, unbilled_line
from watchdog.wording.costs import converted_line, cost_line, left_out_line
from watchdog.wording.coverage import copied_line, coverage_line, fresh_line, past_day
from watchdog.wording.days import cancel_by_words, due_line, end_words, trial_line
from watchdog.wording.findings import refund_line
from watchdog.wording.frame import head_line, next_command

_COLUMNS = (
    "id", "merchant", "name", "plan", "channel", "mailbox", "status", "price", "currency",
    "cadence", "started_on", "next_renewal_on", "next_renewal_stated", "cancel_by",
    "trial_ends_on", "paid_through", "canceled_on", "charges", "total_paid",
)  # fmt: skip


def print_csv(glance: Glance) -> None:
    """A line for each subscription, the running ones first, after a line of names."""
    print_exactly(csv_of(_COLUMNS, map(_cells, glance.report.subscriptions)))


def _cells(one: ToldSubscription) -> Iterator[object]:
    for name in _COLUMNS:
        if name == "price":
            yield one.price.amount if one.price else None
        elif name == "currency":
            yield one.price.currency if one.price else None
        elif name == "total_paid":
            yield one.total_paid.amount if one.total_paid else None
        else:
            value = getattr(one, name)
            yield text.safe(value, 200) if isinstance(value, str) else value


def print_plain(glance: Glance) -> None:
    """A line for each fact under headings of words: for a screen reader, `grep` and mail."""
    for line in _lines(glance):
        typer.echo(line)


def _lines(glance: Glance) -> Iterator[str]:
    report = glance.report
    yield head_line(report.as_of, report.account) + f". {glance.headline}."
    if report.at_stake:
        yield say("At stake: {sums}.", sums=" + ".join(map(said_money, report.at_stake)))
    yield from _section(
        say("Needs you"), [each for one in report.findings for each in _finding(one, report.as_of)]
    )
    bills = [bill_line(one, report.as_of) for one in glance.bills]
    yield from _section(say("Bills to pay"), [*bills, *bill_hints(glance.bills)])
    taken = [bill_line(one, report.as_of) for one in glance.taken]
    yield from _section(say("Will be taken from your account"), taken)
    yield from _section(say("Free trials"), [trial_line(one) for one in glance.trials])
    yield from _section(say("The next 30 days"), [due_line(one) for one in glance.ahead])
    changed = [headed(said_day(one.on), text.unlinked(one.says)) for one in glance.changes]
    yield from _section(say("What changed"), changed)
    yield from _section(say("Subscriptions"), [_running(one) for one in glance.running])
    yield from _section(say("What it costs"), list(_costs(glance)))
    yield from _section(say("How it knows"), list(_coverage(glance)))
    yield ""
    yield next_command(report)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield say("{title}:", title=title)
    yield from lines or [say("Nothing.")]


def _finding(one: ToldFinding, today: date) -> Iterator[str]:
    urgency = translated(URGENCY[one.severity])
    yield headed(urgency, f"{title_of(one.kind)} ({one.id}). {text.unlinked(one.says)}")
    by = f"{act_by(one.deadline, today)} " if one.deadline else ""
    yield "  " + say("What to do: {by}{title}", by=by, title=text.safe(one.fix.title))
    if one.fix.steps:
        yield "  " + say("First step: {step}", step=text.safe(one.fix.steps[0]))
    if one.fix.refund is not None:
        yield f"  {refund_line(one.fix.refund)}"
    yield "  " + say("All steps: watchdog fix {id}", id=one.id)


def _running(one: ToldSubscription) -> str:
    said = [shown_title(one), text.status(one.status)]
    if one.price is not None:
        said.append(f"{said_money(one.price)} {text.cadence(one.cadence)}".removesuffix(" –"))
    if one.channel:
        said.append(say("bought at {place}", place=text.channel(one.channel)))
    if one.next_renewal_on is not None:
        on = said_day(one.next_renewal_on)
        on = on if one.next_renewal_stated else say("about {day}", day=on)
        said.append(say("next payment {day}", day=on))
    if ends := end_words(one):
        said.append(ends)
    return ", ".join(said) + cancel_by_words(one)


def _costs(glance: Glance) -> Iterator[str]:
    for one in glance.report.totals:
        yield cost_line(one, len(glance.running))
    if together := converted_line(glance.report.converted):
        yield together
    if missing := left_out_line(glance.report.left_out):
        yield missing
    if glance.report.saved:
        yield say("Saved so far: {sums}.", sums=" + ".join(map(said_money, glance.report.saved)))


def _coverage(glance: Glance) -> Iterator[str]:
    report = glance.report
    yield fresh_line(report.health, now=glance.now, account=report.account)
    yield coverage_line(report.coverage, past_day(report.as_of, glance.now))
    if copies := copied_line(report.copied):
        yield copies
    if unseen := unbilled_line(report):
        yield unseen
    for box in report.health.mailboxes:
        if box.problem:
            where = f"{text.safe(box.account)}/{text.safe(box.folder)}"
            yield say("Deaf: {where}: {problem}", where=where, problem=text.safe(box.problem))
    for subject in report.health.undelivered:
        yield say("Not delivered: {subject} (watchdog status)", subject=text.safe(subject, 80))


def write_html(
    out: Path, overview: Overview, subscriptions: Sequence[Subscription], *, opened: bool
) -> None:
    """The report as the file `out`, in place of an earlier one; "-" is standard output."""
    if str(out) == "-":
        if opened:
            raise UsageProblem("--open needs a file: --html FILE")
        print_exactly(report_page(overview, subscriptions).decode())
        return
    _check_is_ours(out)
    folder = out.absolute().parent
    there = folder.exists()
    make_folder(folder)
    replace_privately(out, report_page(overview, subscriptions))
    typer.echo(f"Wrote {out}" if there else f"Made the folder {folder}, wrote {out}", err=True)
    if opened:
        show_in_browser(out.absolute().as_uri(), named=str(out.absolute()))


def _check_is_ours(out: Path) -> None:
    """UsageProblem before anything is lost that is no earlier report."""
    if out.is_dir():
        raise UsageProblem(f"{out} is a folder; name a file in it, such as {out / 'report.html'}")
    if not out.exists():
        return
    if not out.is_file():  # a device or a pipe: reading it may never end
        raise UsageProblem(f"{out} is no file; name another one, such as report.html")
    with out.open("rb") as file:
        if REPORT_MARK.encode() not in file.read(4096):
            raise UsageProblem(f"{out} is there already and no report of ours; name another file")
