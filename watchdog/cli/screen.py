"""The report on a terminal: one screen, what needs you first; readable without colour."""

import shutil
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from rich.console import Console, Group, RenderableType

from watchdog import text
from watchdog.cli.found import left_out, matter_lines
from watchdog.cli.lines import Indented, Line
from watchdog.cli.running import Running
from watchdog.language import headed, said_count, said_day, say, say_many, spoken
from watchdog.report import Health, ToldFinding
from watchdog.resolutions import Resolution
from watchdog.screenful import Aside, Firsts, Screenful
from watchdog.views.glance import Change, needs_you
from watchdog.wording.bills import bill_hints, bill_line
from watchdog.wording.costs import converted_line, cost_line, left_out_line
from watchdog.wording.coverage import copied_line, coverage_line, fresh_line, last_read, past_day
from watchdog.wording.days import due_line, trial_line
from watchdog.wording.findings import repeated
from watchdog.wording.frame import head_line, next_of

_PIPE_WIDTH = 100
_T = TypeVar("_T")


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
        parts += [matter_lines(matter, said.as_of, before), Line()]
    parts += _in_english(said)
    if more := left_out(said.further, "report --plain"):
        parts += [more, Line()]
    if more := left_out(said.later, "report"):
        parts += [more, Line()]
    if not said.findings and not said.due:
        parts += [Line(say("Nothing needs you today") + ".", style="green"), Line()]
    for done in said.solved:
        parts += [
            Line(f" ✓ {text.safe(done.title)}", style="green"),
            Indented(_done(done)),
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
        parts += [Running(said.running.first), Line()]
    if more := left_out(said.running.more, "report --plain"):
        parts += [more, Line()]
    parts += [_footer(said, beside)]
    return Group(*parts)


def _in_english(said: Screenful) -> list[RenderableType]:
    """Why a line of what is found stays English, where another language is spoken."""
    if spoken().words == "en":
        return []
    from watchdog.language.english import has_english

    fixes = [one.fix for matter in said.matters for one in matter.first[:1]]
    refunds = [fix.refund for fix in fixes if fix.refund is not None]
    shown = [line for fix in fixes for line in fix.steps[:1]]
    if not has_english([*shown, *(line for one in refunds for line in one.conditions)]):
        return []
    words = say("Steps and conditions of services are in English, as they were checked.")
    return [Line(words, style="dim"), Line()]


def _listed(
    title: str, told: Firsts[_T], line: Callable[[_T], str], whole: str, beside: Iterable[str] = ()
) -> list[RenderableType]:
    """The first lines under a title, what is said beside them, and the command that says the rest;
    nothing without lines.
    """
    if not told.first:
        return []
    shown: list[RenderableType] = [Line(title, style="bold")]
    shown += [Indented(Line(line(one))) for one in told.first]
    shown += [Indented(Line(one, style="dim")) for one in beside]
    if more := left_out(told.more, whole):
        shown.append(Indented(more))
    return [*shown, Line()]


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
