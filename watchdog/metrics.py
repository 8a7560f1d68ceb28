"""The figures of a report as Prometheus text: how much, how urgent, and whether it still hears."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from watchdog.degrees import Severity
from watchdog.report import Report


class Gauge(msgspec.Struct, frozen=True, kw_only=True):
    """One number with its labels; no label names a merchant."""

    name: str
    says: str
    labels: Mapping[str, str] = {}
    value: float


def metrics_text(report: Report) -> str:
    """The exposition format, version 0.0.4: what node_exporter's textfile collector reads."""
    lines: list[str] = []
    before = ""
    for one in gauges(report):
        if one.name != before:
            lines += [f"# HELP {one.name} {one.says}", f"# TYPE {one.name} gauge"]
        labels = ",".join(f'{key}="{_escaped(value)}"' for key, value in one.labels.items())
        lines.append(f"{one.name}{{{labels}}} {one.value}" if labels else f"{one.name} {one.value}")
        before = one.name
    return "\n".join(lines) + "\n"


def gauges(report: Report) -> Iterable[Gauge]:
    """Every figure, those of one name together."""
    urgent = Counter(one.severity for one in report.findings)
    for severity in Severity:
        yield _gauge("findings", "What needs you.", urgent[severity], severity=severity.value)
    states = Counter(one.status.value for one in report.subscriptions)
    for status, count in sorted(states.items()):
        yield _gauge("subscriptions", "Subscriptions by status.", count, status=status)
    for total in report.totals:
        yield _gauge(
            "cost_per_month",
            "What runs costs a month.",
            float(total.per_month),
            currency=total.currency,
        )
    for untimed in report.left_out.untimed:
        yield _gauge(
            "cost_of_unknown_rhythm",
            "What runs costs each time, where no mail names how often.",
            float(untimed.amount),
            currency=untimed.currency,
        )
    seen = report.coverage
    for outcome in ("parsed", "review", "ignored", "failed", "quarantined"):
        yield _gauge("mails", "Mails by outcome.", getattr(seen, outcome), outcome=outcome)
    for box in report.health.mailboxes:
        read = box.last_success_at.timestamp() if box.last_success_at else 0
        yield _gauge(
            "mailbox_last_read_timestamp_seconds",
            "When a folder was last read; 0 is never.",
            read,
            account=box.account,
            folder=box.folder,
        )
    yield _gauge("mailboxes", "Folders that are watched.", len(report.health.mailboxes))
    yield _gauge("mailboxes_heard", "Folders that could be read.", report.health.heard)
    yield _gauge("undelivered", "Notices that nobody took.", len(report.health.undelivered))


def _gauge(name: str, says: str, value: float, **labels: str) -> Gauge:
    return Gauge(name=f"watchdog_{name}", says=says, labels=labels, value=float(value))


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
