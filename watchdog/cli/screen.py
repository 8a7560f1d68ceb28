"""The report on a terminal: one screen, what needs you first; readable without colour."""

import shutil
import sys
from datetime import timedelta

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watchdog import text
from watchdog.findings import Severity
from watchdog.notifications import title_of
from watchdog.report import Report, ToldFinding, ToldSubscription
from watchdog.resolutions import Resolution
from watchdog.timeline.subscriptions import OVER, Status, titled

_MARKS = {
    Severity.ACT_NOW: ("!!", "bold red"),
    Severity.SOON: (" !", "bold yellow"),
    Severity.INFO: (" i", "bold cyan"),
}
_SOLVED = 14  # days
_PIPE_WIDTH = 100
_TABLE_WIDTH = 90


def console() -> Console:
    """Standard output; a pipe gets plain text of a fixed width, NO_COLOR is honoured."""
    # Asked for here: rich takes every dumb terminal to be 80 columns wide.
    width, height = shutil.get_terminal_size()
    if not sys.stdout.isatty():
        width = _PIPE_WIDTH
    return Console(
        highlight=False, soft_wrap=False, width=width, height=height, emoji=False, markup=False
    )


def report_screen(report: Report) -> RenderableType:
    """The whole report."""
    parts: list[RenderableType] = [_heading(report), Text()]
    before = ""
    for one in report.findings:
        parts += [_finding(one, repeated=one.fix.title == before), Text()]
        before = one.fix.title
    if not report.findings:
        parts += [Text("Nothing needs you today.", style="green"), Text()]
    solved = [one for one in report.resolved if one.on >= report.as_of - timedelta(days=_SOLVED)]
    for done in solved:
        parts += [
            Text(f" ✓ {text.safe(done.title)}", style="green"),
            _indented(_done(done)),
            Text(),
        ]
    running = [one for one in report.subscriptions if one.status not in OVER]
    if running:
        parts += [_Running(running), Text()]
    parts += [_footer(report)]
    return Group(*parts)


def _done(one: Resolution) -> Text:
    return Text(text.safe(one.says))


def _heading(report: Report) -> Text:
    urgent = sum(one.severity is Severity.ACT_NOW for one in report.findings)
    line = Text(f"Billing watchdog, {report.as_of.isoformat()}", style="bold")
    line.append(": ")
    if urgent:
        needs = "thing needs" if urgent == 1 else "things need"
        line.append(f"{urgent} {needs} you now", style="bold red")
    else:
        line.append("nothing urgent", style="green")
    if report.at_stake:
        line.append(f"; at stake: {' + '.join(map(text.money, report.at_stake))}")
    for subject in report.health.undelivered:
        line.append(
            f"\nNot delivered: {text.safe(subject, 80)} (watchdog status)", style="bold red"
        )
    return line


def _finding(one: ToldFinding, *, repeated: bool) -> RenderableType:
    mark, style = _MARKS[one.severity]
    head = Text(f"{mark} ", style=style)
    head.append(title_of(one.kind), style="bold")
    head.append(f"  [{one.id}]", style="dim")
    lines: list[RenderableType] = [head, _indented(Text(text.safe(one.says)))]
    what = Text()
    if one.deadline is not None:
        what.append(f"Act by {one.deadline.isoformat()}: ", style="bold")
    what.append(text.safe(one.fix.title))
    lines.append(_indented(what))
    if one.fix.steps and not repeated:
        lines.append(_indented(_first_step(one)))
    if one.fix.refund is not None:
        lines.append(_indented(Text(refund_line(one))))
    return Group(*lines)


def _first_step(one: ToldFinding) -> Text:
    line = Text(f"1. {text.safe(one.fix.steps[0])}")
    more = len(one.fix.steps) - 1
    line.append(f"  ({more} more: watchdog fix {one.id})" if more else "", style="dim")
    return line


def refund_line(one: ToldFinding) -> str:
    """The refund verdict in one line."""
    refund = one.fix.refund
    if refund is None:
        return ""
    until = f" until {refund.until.isoformat()}" if refund.until else ""
    why = f" ({text.safe('; '.join(refund.conditions), 160)})" if refund.conditions else ""
    return f"Refund: {refund.eligible}{until}{why}"


def _indented(line: RenderableType) -> Padding:
    return Padding(line, (0, 0, 0, 3), expand=False)


class _Running:
    """The subscriptions as a table, or as a list where a table would tear its words."""

    def __init__(self, subscriptions: list[ToldSubscription]) -> None:
        self._subscriptions = subscriptions

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _TABLE_WIDTH:
            yield _table(self._subscriptions)
            return
        for one in self._subscriptions:
            yield Text(_title(one), style="bold")
            yield _indented(Text(_in_words(one)))


def _in_words(one: ToldSubscription) -> str:
    said = [text.channel(one.channel), one.status.replace("_", " ")]
    if one.price is not None:
        said.append(f"{text.money(one.price)} {text.cadence(one.cadence)}")
    if one.next_renewal_on is not None:
        said.append(f"next {_next(one)}")
    if one.cancel_by is not None:
        said.append(f"cancel by {one.cancel_by.isoformat()}")
    return ", ".join(said)


def _table(subscriptions: list[ToldSubscription]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Subscription", overflow="fold", ratio=3)
    table.add_column("Bought at")
    table.add_column("Status")
    table.add_column("Price", justify="right")
    table.add_column("How often")
    table.add_column("Next")
    table.add_column("Cancel by")
    for one in subscriptions:
        table.add_row(
            Text(_title(one)),
            Text(text.channel(one.channel)),
            Text(one.status.replace("_", " "), style=_status_style(one.status)),
            Text(text.money(one.price)),
            Text(text.cadence(one.cadence)),
            Text(_next(one)),
            Text(one.cancel_by.isoformat() if one.cancel_by else "–"),
        )
    return table


def _title(one: ToldSubscription) -> str:
    return text.unlinked(titled(one.name, one.plan), 60)


def _next(one: ToldSubscription) -> str:
    day = one.next_renewal_on
    if day is None:
        return "–"
    return day.isoformat() if one.next_renewal_stated else f"~{day.isoformat()}"


def _status_style(status: Status) -> str:
    return {Status.ACTIVE: "green", Status.TRIALING: "yellow", Status.PAST_DUE: "red"}.get(
        status, ""
    )


def _footer(report: Report) -> Text:
    line = Text()
    for total in report.totals:
        line.append(
            f"{total.per_month:,.2f} {total.currency} a month, {total.per_year:,.2f} a year "
            f"for {total.subscriptions} running. ",
            style="bold",
        )
    if report.saved:
        sums = " + ".join(map(text.money, report.saved))
        line.append(f"\nSaved so far: {sums}.", style="green")
    seen = report.coverage
    line.append(
        f"\nLooked at {seen.seen} mails, {seen.messages - seen.ignored} about billing", style="dim"
    )
    for count, what in (
        (seen.review, "to review (watchdog review)"),
        (seen.failed, "could not be read"),
        (seen.quarantined, "broken and set aside"),
    ):
        if count:
            line.append(f", {count} {what}", style="dim")
    line.append(".", style="dim")
    for box in report.health.mailboxes:
        when = f"{box.last_success_at:%Y-%m-%d %H:%M} UTC" if box.last_success_at else "never"
        line.append(
            f"\n{text.safe(box.account)}/{text.safe(box.folder)}: last read {when}", style="dim"
        )
        if box.problem:
            line.append(f"; now deaf: {text.safe(box.problem)}", style="bold red")
    return line
