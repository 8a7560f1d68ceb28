"""The report in other shapes than a screen: a spreadsheet, plain lines, one HTML file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from watchdog import text
from watchdog.cli.browser import show_in_browser
from watchdog.cli.failures import UsageProblem
from watchdog.cli.screen import refund_line
from watchdog.cli.streams import print_exactly
from watchdog.export import csv_of
from watchdog.findings import priced
from watchdog.notifications import title_of
from watchdog.pack import make_folder
from watchdog.pages import REPORT_MARK, report_page
from watchdog.paths import replace_privately
from watchdog.report import ToldFinding, ToldSubscription
from watchdog.timeline.subscriptions import Subscription
from watchdog.upcoming import Upcoming
from watchdog.views import URGENCY, Overview, freshness, shown_title

_COLUMNS = (
    "id", "merchant", "name", "plan", "channel", "mailbox", "status", "price", "currency",
    "cadence", "started_on", "next_renewal_on", "next_renewal_stated", "cancel_by",
    "trial_ends_on", "paid_through", "canceled_on", "charges", "total_paid",
)  # fmt: skip


def print_csv(overview: Overview) -> None:
    """A line for each subscription, the running ones first, after a line of names."""
    print_exactly(csv_of(_COLUMNS, map(_cells, overview.report.subscriptions)))


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


def print_plain(overview: Overview) -> None:
    """A line for each fact under headings of words: for a screen reader, `grep` and mail."""
    for line in _lines(overview):
        typer.echo(line)


def _lines(overview: Overview) -> Iterator[str]:
    report = overview.report
    yield f"Billing watchdog, {report.as_of.isoformat()}. {overview.headline}."
    if report.at_stake:
        yield f"At stake: {' + '.join(map(priced, report.at_stake))}."
    yield from _section("Needs you", [each for one in report.findings for each in _finding(one)])
    yield from _section("Free trials", [_trial(one) for one in overview.trials])
    yield from _section("The next 30 days", [_due(one) for one in overview.ahead])
    changed = [f"{one.on.isoformat()}: {text.unlinked(one.says)}" for one in overview.changes]
    yield from _section("What changed", changed)
    yield from _section("Subscriptions", [_running(one) for one in overview.running])
    yield from _section("What it costs", list(_costs(overview)))
    yield from _section("How it knows", list(_coverage(overview)))


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"{title}:"
    yield from lines or ["Nothing."]


def _finding(one: ToldFinding) -> Iterator[str]:
    yield f"{URGENCY[one.severity]}: {title_of(one.kind)} ({one.id}). {text.unlinked(one.says)}"
    by = f"act by {one.deadline.isoformat()}. " if one.deadline else ""
    yield f"  What to do: {by}{text.safe(one.fix.title)}"
    if one.fix.steps:
        yield f"  First step: {text.safe(one.fix.steps[0])}"
    if one.fix.refund is not None:
        yield f"  {refund_line(one)}"
    yield f"  All steps: watchdog fix {one.id}"


def _trial(one: ToldSubscription) -> str:
    ends = f"ends on {one.trial_ends_on.isoformat()}" if one.trial_ends_on else "end not known"
    return f"{shown_title(one)}, {ends}{_cancel_by(one)}"


def _due(one: Upcoming) -> str:
    sure = "" if one.stated else "about "
    amount = f", {priced(one.amount)}" if one.amount else ""
    last = f", cancel by {one.cancel_by.isoformat()}" if one.cancel_by else ""
    return f"{sure}{one.on.isoformat()}: {text.unlinked(one.title)} {one.what}{amount}{last}"


def _running(one: ToldSubscription) -> str:
    said = [shown_title(one), one.status.replace("_", " ")]
    if one.price is not None:
        said.append(f"{priced(one.price)} {text.cadence(one.cadence)}".removesuffix(" –"))
    if one.channel:
        said.append(f"bought at {text.channel(one.channel)}")
    if one.next_renewal_on is not None:
        sure = "" if one.next_renewal_stated else "about "
        said.append(f"next payment {sure}{one.next_renewal_on.isoformat()}")
    return ", ".join(said) + _cancel_by(one)


def _cancel_by(one: ToldSubscription) -> str:
    return f", cancel by {one.cancel_by.isoformat()}" if one.cancel_by else ""


def _costs(overview: Overview) -> Iterator[str]:
    for one in overview.report.totals:
        yield (
            f"{one.per_month:,.2f} {one.currency} a month, {one.per_year:,.2f} {one.currency} "
            f"a year, for {one.subscriptions} running"
        )
    if overview.report.saved:
        yield f"Saved so far: {' + '.join(map(priced, overview.report.saved))}"


def _coverage(overview: Overview) -> Iterator[str]:
    report = overview.report
    yield f"{freshness(report.health, now=overview.now).capitalize()}."
    seen = report.coverage
    yield f"{seen.seen} mails looked at, {seen.messages - seen.ignored} about billing."
    if seen.review:
        yield f"{seen.review} to review: watchdog review"
    for box in report.health.mailboxes:
        if box.problem:
            where = f"{text.safe(box.account)}/{text.safe(box.folder)}"
            yield f"Deaf: {where}: {text.safe(box.problem)} (watchdog status)"
    for subject in report.health.undelivered:
        yield f"Not delivered: {text.safe(subject, 80)} (watchdog status)"


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
    make_folder(out.absolute().parent)
    replace_privately(out, report_page(overview, subscriptions))
    typer.echo(f"Wrote {out}", err=True)
    if opened:
        show_in_browser(out.absolute().as_uri(), named=str(out.absolute()))


def _check_is_ours(out: Path) -> None:
    """UsageProblem before anything is lost that is no earlier report."""
    if out.is_dir():
        raise UsageProblem(f"{out} is a folder; name a file in it, such as {out / 'report.html'}")
    if not out.exists():
        return
    with out.open("rb") as file:
        if REPORT_MARK.encode() not in file.read(4096):
            raise UsageProblem(f"{out} is there already and no report of ours; name another file")
