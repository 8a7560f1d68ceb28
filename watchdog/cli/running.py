"""The subscriptions that run, as a table, or as a list where a table would tear its words."""

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from watchdog import text
from watchdog.cli.lines import Indented, Line
from watchdog.language import said_day, say
from watchdog.report import ToldSubscription
from watchdog.timeline.subscriptions import Status, titled
from watchdog.wording.days import end_words

_TABLE_WIDTH = 90


class Running:
    """The subscriptions as a table, or as a list where a table would tear its words."""

    def __init__(self, subscriptions: Sequence[ToldSubscription]) -> None:
        self._subscriptions = subscriptions

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _TABLE_WIDTH:
            yield _table(self._subscriptions)
            return
        for one in self._subscriptions:
            yield Line(_title(one), style="bold")
            yield Indented(Line(_in_words(one)))


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
