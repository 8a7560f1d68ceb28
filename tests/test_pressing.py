"""What has to be done within days stands above what a bank takes for months."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests import stories
from watchdog.catalog import load_catalog
from watchdog.degrees import Severity
from watchdog.digest.content import content_of
from watchdog.fixes import fix_for
from watchdog.report import Coverage, Health, Report
from watchdog.reporting import build_report

TODAY = date(2026, 12, 1)


def _report(*deadlines: tuple[Severity, date | None]) -> Report:
    path = stories.FOLDER / "payment_failing" / "barks_plainly.toml"
    (failed,) = stories.found(replace(stories.load(path), today=date(2026, 11, 10)))
    found = [
        replace(failed, id=f"000000{number}", severity=severity, deadline=day)
        for number, (severity, day) in enumerate(deadlines)
    ]
    catalog = load_catalog()
    return build_report(
        today=TODAY,
        subscriptions=(),
        findings=[(one, fix_for(one, None, catalog, today=TODAY)) for one in found],
        coverage=Coverage(),
        health=Health(),
    )


def test_a_last_safe_day_within_a_week_comes_before_a_dispute_of_months() -> None:
    now, soon, info = Severity.ACT_NOW, Severity.SOON, Severity.INFO
    report = _report(
        (now, date(2027, 3, 1)), (soon, date(2026, 12, 5)), (soon, None), (info, TODAY)
    )
    assert [one.id[-1] for one in report.findings] == ["1", "0", "2", "3"]


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (date(2026, 12, 5), "near"),
        (date(2026, 12, 15), "near"),
        (date(2026, 12, 16), "rest"),
        (None, "rest"),
    ],
)
def test_what_is_over_before_the_next_letters_is_not_only_good_to_know(
    day: date | None, where: str
) -> None:
    content = content_of(_report((Severity.SOON, day)), ())
    assert [name for name in ("urgent", "near", "rest", "changed") if content[name]] == [where]


def test_the_letter_begins_with_the_nearest_day() -> None:
    report = _report((Severity.ACT_NOW, date(2027, 3, 1)), (Severity.SOON, date(2026, 12, 9)))
    findings = tuple(replace(one, merchant=one.id) for one in report.findings)
    glance = content_of(replace(report, findings=findings), ())["glance"]
    assert isinstance(glance, list)
    assert ["2026-12-09" in line for line in glance] == [True, False]
