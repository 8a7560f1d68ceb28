"""What is found, on a terminal: each finding in its sentence, and the one way out of it."""

from collections.abc import Mapping
from datetime import date

from rich.console import Group, RenderableType

from watchdog import text
from watchdog.cli.lines import Indented, Line
from watchdog.degrees import Severity
from watchdog.language import say, say_many
from watchdog.notifications import act_by, title_of
from watchdog.report import ToldFinding
from watchdog.screenful import Matter
from watchdog.wording.findings import refund_line

_MARKS = {
    Severity.ACT_NOW: ("!!", "bold red"),
    Severity.SOON: (" !", "bold yellow"),
    Severity.INFO: (" i", "bold cyan"),
}


def left_out(number: int, whole: str) -> Line | None:
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


def matter_lines(matter: Matter, today: date, before: Mapping[str, str]) -> RenderableType:
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
    lines += [Indented(Line(text.safe(one.says))) for one in shown]
    if more := left_out(matter.count - len(shown), "report --plain"):
        lines.append(Indented(more))
    what = Line()
    if matter.act_by is not None:
        what.append(f"{act_by(matter.act_by, today)} ", style="bold")
    title = text.safe(first.fix.title)
    if whose := before.get(first.id):
        same = say("{title}: the same steps as for {name} above.", title=title, name=whose)
        what.append(f"{same} ")
        what.append(f"(watchdog fix {first.id})", style="dim")
        lines.append(Indented(what))
    else:
        what.append(title)
        lines.append(Indented(what))
    if first.fix.steps and not whose:
        lines.append(Indented(_first_step(first)))
    if first.fix.refund is not None:
        lines.append(Indented(Line(refund_line(first.fix.refund))))
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
