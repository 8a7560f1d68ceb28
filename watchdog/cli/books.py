"""What the books say: report."""

from datetime import date, datetime
from pathlib import Path

import msgspec
import typer

from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.cli.tenancy import check_whose
from watchdog.cli.whose import check_account
from watchdog.judging import undisturbed
from watchdog.ledger import Ledger
from watchdog.rounds import make_brief, make_report, make_screenful
from watchdog.setting import Setting
from watchdog.views.glance import build_glance

_FINDINGS_PRESENT = 3


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How the report is wanted: at most one of these; none is one screen of a terminal."""

    json: bool = False
    csv: bool = False
    plain: bool = False
    html: Path | None = None
    opened: bool = False
    urgent: bool = False

    def check(self) -> None:
        """UsageProblem where two shapes are wanted, or a browser for none."""
        if self.json + self.csv + self.plain + (self.html is not None) > 1:
            raise UsageProblem("give only one of --json, --csv, --plain and --html")
        if self.urgent and (self.json or self.csv or self.plain or self.html is not None):
            raise UsageProblem("--urgent is for a screen; give it without another shape")
        if self.opened and self.html is None:
            raise UsageProblem("--open shows the file of --html: add --html FILE")


class _Of(msgspec.Struct, frozen=True, kw_only=True):
    """Of which day and of which mailbox a report is wanted; of all without a name."""

    today: date
    account: str | None


def print_report(
    setting: Setting,
    as_of: datetime | None,
    account: str | None = None,
    *,
    shape: Shape | None = None,
    exit_code: bool = False,
) -> None:
    """The report of a day, of one mailbox where it is named, in the shape that is wanted."""
    shape = shape or Shape()
    shape.check()
    of = _Of(today=setting.today(as_of), account=account)
    with setting.ledger(read_only=True) as ledger:
        check_whose(setting, ledger, "report")
        if account is not None:
            check_account(setting, ledger, account)
        if shape.html is not None:
            found = _write_html(shape.html, setting, ledger, of, opened=shape.opened)
        else:
            found = _print_brief(shape, setting, ledger, of)
    if exit_code and found:
        raise typer.Exit(_FINDINGS_PRESENT)


def _print_brief(shape: Shape, setting: Setting, ledger: Ledger, of: _Of) -> int:
    """Print it; how many findings there are."""
    # A large report is worth no search for rings that are not there, and the program ends with it.
    with undisturbed():
        if shape.urgent:
            return _print_screen(setting, ledger, of, urgent=True)
        if not (shape.json or shape.csv or shape.plain):
            return _print_screen(setting, ledger, of)
        brief, report = make_brief(setting, ledger, of.today, setting.ledger, of.account)
        if shape.json:
            print_json(report)
        else:
            from watchdog.cli.shapes import print_csv, print_plain

            glance = build_glance(report, brief.ahead, brief.prices, now=setting.now())
            (print_csv if shape.csv else print_plain)(glance)
    return len(report.findings)


def _print_screen(setting: Setting, ledger: Ledger, of: _Of, *, urgent: bool = False) -> int:
    from watchdog.cli.screen import console, report_screen
    from watchdog.screenful import urgent_only

    said, beside = make_screenful(setting, ledger, of.today, setting.ledger, of.account)
    console().print(report_screen(urgent_only(said) if urgent else said, beside))
    return said.findings


def _write_html(file: Path, setting: Setting, ledger: Ledger, of: _Of, *, opened: bool) -> int:
    from watchdog.cli.shapes import write_html
    from watchdog.views.overview import build_overview

    judged, report = make_report(setting, ledger, of.today, of.account)
    view = build_overview(report, judged.subscriptions, judged.findings, now=setting.now())
    write_html(file, view, judged.subscriptions, opened=opened)
    return len(report.findings)


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    document = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    print_exactly(text.escaped(document) + "\n")
