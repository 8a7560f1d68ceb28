"""What is put into the outbox: each thing once for each target, and a storm as one message."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from tests.test_ledger import mail_of
from watchdog.config.config import Config
from watchdog.config.outlets import NotifySettings, NotifyTarget, Webhook
from watchdog.config.tables import SecretSource
from watchdog.daemon.telling import queue_findings
from watchdog.degrees import Severity
from watchdog.ledger import Ledger, NotificationState, open_ledger
from watchdog.rounds import make_report
from watchdog.setting import Setting

TODAY = date(2026, 11, 23)
TWELVE = Money(amount=Decimal("12.00"), currency="USD")


def _config(*, level: Severity = Severity.ACT_NOW, targets: int = 1) -> Config:
    urls = tuple(f"json://localhost/{number}" for number in range(targets))
    return Config(timezone="UTC", notify=NotifySettings(urls=urls, level=level))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def _mail(ledger: Ledger, merchant: str, kind: EventKind, day: date, **said: object) -> None:
    event = BillingEvent(kind=kind, merchant=merchant, merchant_name=merchant.title(), on=day)
    event = replace(event, **said)
    moment = datetime.combine(day, time(9), tzinfo=UTC)
    name = f"{merchant}-{kind}-{day}"
    ledger.record(mails=[mail_of(name, event, sent_at=moment, received_at=moment)], now=moment)


def wronged(ledger: Ledger, *merchants: str) -> None:
    """Each of them was cancelled, and charged all the same."""
    for merchant in merchants:
        paid = {"amount": TWELVE, "recurring": True, "cadence": "P1M", "channel": "direct"}
        _mail(ledger, merchant, EventKind.CHARGE, date(2026, 9, 10), **paid)
        _mail(ledger, merchant, EventKind.CANCELED, date(2026, 9, 20), channel="direct")
        _mail(ledger, merchant, EventKind.CHARGE, date(2026, 11, 10), **paid)


def _queue(ledger: Ledger, home: Path, config: Config) -> None:
    queue_findings(Setting(home=home, settled=config), config, ledger, TODAY)


def _subjects(ledger: Ledger, state: NotificationState) -> list[str]:
    return [one.notification.subject for one in ledger.outbox.entries(state)]


def test_a_few_things_are_told_one_by_one(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, "tunely", "papers")
    for _ in range(2):
        _queue(ledger, tmp_path, _config(targets=2))
    told = _subjects(ledger, NotificationState.PENDING)
    assert sorted(told) == sorted(
        ["Charged after you cancelled: Tunely", "Charged after you cancelled: Papers"] * 2
    )


def test_a_storm_is_one_message_for_each_target(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, *(f"shop{number}" for number in range(9)))
    for _ in range(2):
        _queue(ledger, tmp_path, _config(targets=2))
    waiting = ledger.outbox.entries(NotificationState.PENDING)
    assert [one.notification.subject for one in waiting] == ["9 things need you"] * 2
    assert {one.notification.target for one in waiting} == {"notify:0", "notify:1"}
    assert "Charged after you cancelled: Shop3" in waiting[0].notification.body
    assert len(_subjects(ledger, NotificationState.FOLDED)) == 18


def test_a_program_gets_each_thing_by_itself(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, *(f"shop{number}" for number in range(9)))
    hook = Webhook(url="https://hook.example/w", secret=SecretSource(env="HOOK"))
    config = replace(_config(), webhooks=(hook,))
    for _ in range(2):
        _queue(ledger, tmp_path, config)
    waiting = [one.notification for one in ledger.outbox.entries(NotificationState.PENDING)]
    sent = [one for one in waiting if one.target == "webhook:0"]
    assert len(sent) == 9
    assert None not in {one.finding_id for one in sent}
    assert [one.subject for one in waiting if one.target == "notify:0"] == ["9 things need you"]


def test_after_a_storm_what_is_new_is_told_by_itself(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, *(f"shop{number}" for number in range(9)))
    _queue(ledger, tmp_path, _config())
    wronged(ledger, "tunely")
    _queue(ledger, tmp_path, _config())
    told = _subjects(ledger, NotificationState.PENDING)
    assert told == ["9 things need you", "Charged after you cancelled: Tunely"]


def test_ten_old_years_tell_only_what_matters_today(ledger: Ledger, tmp_path: Path) -> None:
    paid = {"amount": TWELVE, "recurring": True, "cadence": "P1M", "channel": "direct"}
    for year in range(2016, 2026):
        shop = f"shop{year}"
        for month in (1, 2, 3, 4):
            _mail(ledger, shop, EventKind.CHARGE, date(year, month, 10), **paid)
        _mail(ledger, shop, EventKind.CANCELED, date(year, 4, 20), channel="direct")
        _mail(ledger, shop, EventKind.CHARGE, date(year, 6, 10), **paid)
        _mail(ledger, shop, EventKind.REFUND_PROMISED, date(year, 6, 20), amount=TWELVE)
        trial = {"trial_ends_on": date(year, 8, 8), "channel": "direct", "amount": TWELVE}
        _mail(ledger, f"trial{year}", EventKind.TRIAL_STARTED, date(year, 8, 1), **trial)
        _mail(ledger, f"trial{year}", EventKind.CHARGE, date(year, 8, 8), **paid)
        _mail(ledger, f"failed{year}", EventKind.CHARGE, date(year, 8, 8), **paid)
        _mail(ledger, f"failed{year}", EventKind.PAYMENT_FAILED, date(year, 9, 8), amount=TWELVE)
    wronged(ledger, "tunely")
    _queue(ledger, tmp_path, _config(level=Severity.INFO))
    assert _subjects(ledger, NotificationState.PENDING) == ["Charged after you cancelled: Tunely"]


def _sent(ledger: Ledger, now: datetime) -> None:
    for entry in ledger.outbox.claim_due(now=now):
        ledger.outbox.mark_sent(entry.notification.key, now=now)


def test_what_was_told_and_is_solved_is_told_once_more(ledger: Ledger, tmp_path: Path) -> None:
    """Told at once at the usual level, refunded: good news, although nothing needs anybody."""
    wronged(ledger, "tunely")
    config = _config()
    with time_machine.travel(datetime(2026, 11, 12, 9, tzinfo=UTC), tick=False):
        _queue(ledger, tmp_path, config)
        _sent(ledger, datetime(2026, 11, 12, 10, tzinfo=UTC))
    _mail(ledger, "tunely", EventKind.REFUND, date(2026, 11, 20), amount=TWELVE)
    for _ in range(2):
        _queue(ledger, tmp_path, config)
    assert _subjects(ledger, NotificationState.PENDING) == ["Money came back: Tunely"]


def test_what_nobody_was_told_is_solved_in_silence(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, "tunely")
    _mail(ledger, "tunely", EventKind.REFUND, date(2026, 11, 20), amount=TWELVE)
    _queue(ledger, tmp_path, _config())
    assert ledger.outbox.entries() == ()


def test_a_letter_tells_too_but_is_not_answered_at_once(ledger: Ledger, tmp_path: Path) -> None:
    wronged(ledger, "tunely")
    setting = Setting(home=tmp_path, settled=_config())
    judged, _ = make_report(setting, ledger, date(2026, 11, 12))
    day = datetime(2026, 11, 12, 9, tzinfo=UTC)
    ledger.outbox.mark_told([one.id for one, _ in judged.findings], now=day)
    ledger.outbox.mark_told([one.id for one, _ in judged.findings], now=day.replace(day=19))
    assert {one.first_at for one in ledger.outbox.told().values()} == {day}
    _mail(ledger, "tunely", EventKind.REFUND, date(2026, 11, 20), amount=TWELVE)
    _queue(ledger, tmp_path, _config())
    assert ledger.outbox.entries() == ()
    _, report = make_report(setting, ledger, TODAY)
    assert [one.how for one in report.resolved] == ["refunded"]
    assert report.saved == (TWELVE,)


def test_each_target_has_an_urgency_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    """The second hears what is only soon, too, and of its solution."""
    urls = ("json://localhost/0", NotifyTarget(url="json://localhost/1", level=Severity.INFO))
    config = Config(timezone="UTC", notify=NotifySettings(urls=urls))
    wronged(ledger, "tunely")
    paid = {"amount": TWELVE, "recurring": True, "cadence": "P1M", "channel": "direct"}
    for month in (9, 10):
        _mail(ledger, "boxly", EventKind.CHARGE, date(2026, month, 18), **paid)
    _mail(ledger, "boxly", EventKind.PAYMENT_FAILED, date(2026, 11, 18), amount=TWELVE)
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        _queue(ledger, tmp_path, config)
        _sent(ledger, datetime(2026, 11, 20, 10, tzinfo=UTC))
    _mail(ledger, "boxly", EventKind.CHARGE, date(2026, 11, 22), **paid)
    _mail(ledger, "tunely", EventKind.REFUND, date(2026, 11, 22), amount=TWELVE)
    _queue(ledger, tmp_path, config)
    told = [one.notification for one in ledger.outbox.entries()]
    heard = {n: [one.subject for one in told if one.target == f"notify:{n}"] for n in (0, 1)}
    assert heard[0] == ["Charged after you cancelled: Tunely", "Money came back: Tunely"]
    assert set(heard[1]) > set(heard[0])
    assert any(one.startswith("Payment failed: Boxly") for one in heard[1])
