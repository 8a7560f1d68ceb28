"""The report on a terminal: one screen, what needs you first; readable without colour."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table

from watchdog import text
from watchdog.cli.lines import Line
from watchdog.degrees import Severity
from watchdog.language import headed, said_count, said_day, say, say_many
from watchdog.notifications import act_by, title_of
from watchdog.report import Health, ToldFinding, ToldSubscription
from watchdog.resolutions import Resolution
from watchdog.screenful import Aside, Firsts, Matter, Screenful
from watchdog.timeline.subscriptions import Status, titled
from watchdog.views.glance import Change, needs_you
from watchdog.wording.bills import bill_hints, bill_line
from watchdog.wording.costs import converted_line, cost_line, left_out_line
from watchdog.wording.coverage import copied_line, coverage_line, fresh_line, last_read, past_day
from watchdog.wording.days import due_line, end_words, trial_line
from watchdog.wording.findings import refund_line, repeated
from watchdog.wording.frame import head_line, next_of

_MARKS = {
    Severity.ACT_NOW: ("!!", "bold red"),
    Severity.SOON: (" !", "bold yellow"),
    Severity.INFO: (" i", "bold cyan"),
}
_PIPE_WIDTH = 100
_T = TypeVar("_T")
_INDENT = "   "
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


def report_screen(said: Screenful, beside: Aside) -> RenderableType:
    """What the books come to on one screen, and what stands beside them."""
    parts: list[RenderableType] = [_heading(said, beside.health), Line()]
    before = repeated(one for matter in said.matters for one in matter.first[:1])
    for matter in said.matters:
        parts += [_findings(matter, said.as_of, before), Line()]
    if more := _left_out(said.further, "report --plain"):
        parts += [more, Line()]
    if more := _left_out(said.later, "report"):
        parts += [more, Line()]
    if not said.findings and not said.due:
        parts += [Line(say("Nothing needs you today") + ".", style="green"), Line()]
    for done in said.solved:
        parts += [
            Line(f" ✓ {text.safe(done.title)}", style="green"),
            _Indented(_done(done)),
            Line(),
        ]
    bills = partial(bill_line, today=said.as_of)
    beside_bills = bill_hints(said.bills.first)
    parts += _listed(say("Bills to pay"), said.bills, bills, "report --plain", beside_bills)
    taken = say("Will be taken from your account")
    parts += _listed(taken, said.taken, bills, "report --plain")
    parts += _listed(say("Free trials"), said.trials, trial_line, "report --plain")
    parts += _listed(say("The next 30 days"), said.ahead, due_line, "upcoming")
    parts += _listed(say("What changed"), said.changes, _change, "report --plain")
    if said.running.first:
        parts += [_Running(said.running.first), Line()]
    if more := _left_out(said.running.more, "report --plain"):
        parts += [more, Line()]
    parts += [_footer(said, beside)]
    return Group(*parts)


def _listed(
    title: str, told: Firsts[_T], line: Callable[[_T], str], whole: str, beside: Iterable[str] = ()
) -> list[RenderableType]:
    """The first lines under a title, what is said beside them, and the command that says the rest;
    nothing without lines.
    """
    if not told.first:
        return []
    shown: list[RenderableType] = [Line(title, style="bold")]
    shown += [_Indented(Line(line(one))) for one in told.first]
    shown += [_Indented(Line(one, style="dim")) for one in beside]
    if more := _left_out(told.more, whole):
        shown.append(_Indented(more))
    return [*shown, Line()]


def _left_out(number: int, whole: str) -> Line | None:
    """How many are not shown, and the command that says them all."""
    if number <= 0:
        return None
    words = say_many(
        "({number} more: watchdog {command})",
        "({number} more: watchdog {command})",
        number,
        command=whole,
    )
    return Line(words, style="dim")


def _change(one: Change) -> str:
    return f"{said_day(one.on)}  {text.unlinked(one.says)}"


def _done(one: Resolution) -> Line:
    return Line(text.safe(one.says))


def _heading(said: Screenful, health: Health) -> Line:
    urgent = said.urgent
    line = Line(head_line(said.as_of, said.account), style="bold")
    line.append(say(": "))
    if needs := needs_you(urgent, said.due):
        line.append(needs, style="bold red")
    else:
        line.append(say("nothing urgent"), style="green")
    if said.at_stake:
        sums = " + ".join(map(text.money, said.at_stake))
        line.append(
            say("; at stake in all {number}: {sums}", number=said_count(said.findings), sums=sums)
            if said.findings > urgent
            else say("; at stake: {sums}", sums=sums)
        )
    if said.fakes.first:
        line.append(f"\n{_fakes(said.fakes)}", style="yellow")
    for subject in health.undelivered:
        lost = say("Not delivered: {subject} (watchdog status)", subject=text.safe(subject, 80))
        line.append(f"\n{lost}", style="bold red")
    return line


def _fakes(fakes: Firsts[ToldFinding]) -> str:
    names = dict.fromkeys(text.unlinked(one.merchant_name, 30) for one in fakes.first)
    return say_many(
        "{number} mail of 30 days looks like a fake bill ({names}): pay nothing, call nobody.",
        "{number} mails of 30 days look like fake bills ({names}): pay nothing, call nobody.",
        len(fakes.first) + fakes.more,
        names=text.some_names(names, fakes.more),
    )


def _findings(matter: Matter, today: date, before: Mapping[str, str]) -> RenderableType:
    """What is found, each in its sentence, and the one way out of it; `before` says whose steps
    that stand above are the same.
    """
    shown = matter.first
    first = shown[0]
    mark, style = _MARKS[first.severity]
    head = Line(f"{mark} ", style=style)
    head.append(title_of(first.kind), style="bold")
    head.append("  " + " ".join(f"[{one.id}]" for one in shown), style="dim")
    lines: list[RenderableType] = [head]
    lines += [_Indented(Line(text.safe(one.says))) for one in shown]
    if more := _left_out(matter.count - len(shown), "report --plain"):
        lines.append(_Indented(more))
    what = Line()
    if matter.act_by is not None:
        what.append(f"{act_by(matter.act_by, today)} ", style="bold")
    title = text.safe(first.fix.title)
    if whose := before.get(first.id):
        same = say("{title}: the same steps as for {name} above.", title=title, name=whose)
        what.append(f"{same} ")
        what.append(f"(watchdog fix {first.id})", style="dim")
        lines.append(_Indented(what))
    else:
        what.append(title)
        lines.append(_Indented(what))
    if first.fix.steps and not whose:
        lines.append(_Indented(_first_step(first)))
    if first.fix.refund is not None:
        lines.append(_Indented(Line(refund_line(first.fix.refund))))
    return Group(*lines)


def _first_step(one: ToldFinding) -> Line:
    line = Line(f"1. {text.safe(one.fix.steps[0])}")
    more = len(one.fix.steps) - 1
    line.append("  " + _more(more, one.id) if more else "", style="dim")
    return line


def _more(steps: int, finding: str) -> str:
    return say_many(
        "({number} more: watchdog fix {id})",
        "({number} more: watchdog fix {id})",
        steps,
        id=finding,
    )


class _Indented:
    """A line below a heading, wrapped; without the spaces that rich would fill it up with."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def __rich_console__(self, at: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._line.wrap(at, max(1, options.max_width - len(_INDENT))):
            line.rstrip()
            yield Segment(_INDENT)
            yield from line.render(at, end="\n")


class _Running:
    """The subscriptions as a table, or as a list where a table would tear its words."""

    def __init__(self, subscriptions: Sequence[ToldSubscription]) -> None:
        self._subscriptions = subscriptions

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _TABLE_WIDTH:
            yield _table(self._subscriptions)
            return
        for one in self._subscriptions:
            yield Line(_title(one), style="bold")
            yield _Indented(Line(_in_words(one)))


def _in_words(one: ToldSubscription) -> str:
    said = [text.channel(one.channel), text.status(one.status)]
    if one.price is not None:
        said.append(f"{text.money(one.price)} {text.cadence(one.cadence)}")
    if one.next_renewal_on is not None:
        said.append(say("next {day}", day=_next(one)))
    if ends := end_words(one):
        said.append(ends)
    if one.cancel_by is not None:
        said.append(say("cancel by {day}", day=said_day(one.cancel_by)))
    return ", ".join(said)


def _table(subscriptions: Sequence[ToldSubscription]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(say("Subscription"), overflow="fold", ratio=3)
    table.add_column(say("Bought at"))
    table.add_column(say("Status"))
    table.add_column(say("Price"), justify="right")
    table.add_column(say("How often"))
    table.add_column(say("Next"))
    table.add_column(say("Cancel by"))
    for one in subscriptions:
        table.add_row(
            Line(_title(one)),
            Line(text.channel(one.channel)),
            Line(text.status(one.status), style=_status_style(one.status)),
            Line(text.money(one.price)),
            Line(text.cadence(one.cadence)),
            Line(_next(one)),
            Line(said_day(one.cancel_by) if one.cancel_by else "–"),
        )
    return table


def _title(one: ToldSubscription) -> str:
    return text.unlinked(titled(one.name, one.plan, one.account), 60)


def _next(one: ToldSubscription) -> str:
    day = one.next_renewal_on
    if ends := end_words(one):
        return ends
    if day is None:
        return "–"
    return said_day(day) if one.next_renewal_stated else f"~{said_day(day)}"


def _status_style(status: Status) -> str:
    return {Status.ACTIVE: "green", Status.TRIALING: "yellow", Status.PAST_DUE: "red"}.get(
        status, ""
    )


def _heard(said: Screenful, beside: Aside) -> Iterable[str]:
    """How well it hears, and what it has looked at."""
    yield fresh_line(beside.health, now=beside.now, account=said.account)
    yield coverage_line(beside.coverage, past_day(said.as_of, beside.now))


def _footer(said: Screenful, beside: Aside) -> Line:
    health = beside.health
    line = Line()
    running = len(said.running.first) + said.running.more
    costs = (cost_line(one, running) for one in said.totals)
    line.append(" ".join(costs), style="bold")
    if together := converted_line(beside.converted):
        line.append(f"\n{together}")
    if missing := left_out_line(said.left_out):
        line.append(f"\n{missing}")
    if said.saved:
        sums = " + ".join(map(text.money, said.saved))
        line.append("\n" + say("Saved so far: {sums}.", sums=sums), style="green")
    for heard in _heard(said, beside):
        line.append(f"\n{heard}", style="dim")
    for more in filter(None, (copied_line(beside.copied), said.unbilled)):
        line.append(f"\n{more}")
    for box in health.mailboxes:
        if box.problem:
            where = f"{text.safe(box.account)}/{text.safe(box.folder)}"
            deaf = say("; now deaf: {problem}", problem=text.safe(box.problem))
            line.append(f"\n{headed(where, last_read(box))}{deaf}", style="bold red")
    first = said.matters[0].first[0].id if said.matters else None
    is_new = said.is_empty and not health.mailboxes and said.account is None
    line.append("\n" + next_of(first, beside.coverage, is_new=is_new), style="dim")
    return line
