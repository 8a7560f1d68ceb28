"""What a notification says to whom; and what of cards and addresses is kept, shown and logged."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from parsers.merchants import Known
from parsers.text.masking import masked
from tests.hostile import AS_OF, fill
from tests.test_telling import TODAY, wronged
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.config.config import Config, ConfigError, parse_config
from watchdog.config.outlets import NotifySettings, NotifyTarget, Webhook
from watchdog.config.tables import SecretSource
from watchdog.daemon.log_lines import PlainLines
from watchdog.daemon.telling import STARTED, queue_digest, queue_findings, queue_second_way
from watchdog.degrees import Privacy, Severity
from watchdog.discretion import spoken
from watchdog.ledger import open_ledger
from watchdog.notifications import to_tell
from watchdog.pipeline import judge, read_mail
from watchdog.setting import Setting

CARD, IBAN = "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"


def test_each_target_hears_as_much_as_it_may(tmp_path: Path) -> None:
    urls = (
        "json://localhost/0",
        NotifyTarget(url="json://localhost/1", privacy=Privacy.AMOUNT),
        NotifyTarget(env="URL", privacy=Privacy.NONE),
    )
    config = Config(timezone="UTC", notify=NotifySettings(urls=urls))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        wronged(ledger, "tunely")
        queue_findings(Setting(home=tmp_path, settled=config), config, ledger, TODAY)
        told = {one.notification.target: one.notification for one in ledger.outbox.entries()}
    assert "Tunely" in told["notify:0"].subject
    assert told["notify:1"].subject == "Charged after you cancelled"
    assert "12.00 USD" in told["notify:1"].body
    assert (told["notify:2"].subject, told["notify:2"].body) == (
        "Something needs you",
        "What it is: watchdog report",
    )
    for target in ("notify:1", "notify:2"):
        assert "tunely" not in (told[target].subject + told[target].body).lower()
    assert "12.00" not in told["notify:2"].body


def test_a_webhook_may_have_a_level_of_its_own(tmp_path: Path) -> None:
    hooks = tuple(
        Webhook(url=f"https://h{number}.example", secret=SecretSource(env="S"), privacy=privacy)
        for number, privacy in enumerate(Privacy)
    )
    config = Config(timezone="UTC", webhooks=hooks)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        wronged(ledger, "tunely")
        queue_findings(Setting(home=tmp_path, settled=config), config, ledger, TODAY)
        told = [one.notification.subject for one in ledger.outbox.entries()]
    assert told == [
        "Charged after you cancelled: Tunely",
        "Charged after you cancelled",
        "Something needs you",
    ]


@pytest.mark.parametrize("privacy", [Privacy.AMOUNT, Privacy.NONE])
def test_no_word_of_a_mail_reaches_who_may_not_have_it(tmp_path: Path, privacy: Privacy) -> None:
    fill(tmp_path / "ledger.db")
    with open_ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        judged = judge(ledger, catalog=load_catalog(), today=AS_OF, reminders=Reminders())
    notices = to_tell(judged.findings, today=AS_OF, reminders=Reminders(), level=Severity.INFO)
    shapes = {spoken(one, privacy).body.split("watchdog")[0] for one in notices}
    assert len(notices) > len(shapes)  # hostile names make no difference
    assert not any("evil" in shape for shape in shapes)


def test_a_level_of_its_own_wins_over_that_of_all(tmp_path: Path) -> None:
    text = """[notify]
privacy = "none"
urls = ["json://h/0", { url = "json://h/1", privacy = "full" }, { env = "URL" }]
"""
    notify = parse_config(text, tmp_path / "config.toml").notify
    assert [notify.privacy_of(number) for number in range(3)] == ["none", "full", "none"]
    assert notify.places[:2] == ("json://h/0", "json://h/1")
    assert "json" not in repr(notify) + repr(notify.urls[1])
    for wrong in (
        "{ url = 'json://h', env = 'U' }",
        "{ privacy = 'none' }",
        "{ url = 'json://h', privacy = 'some' }",
        "{ url = 'h' }",
    ):
        with pytest.raises(ConfigError, match=r"notify\.urls"):
            parse_config(f"[notify]\nurls = [{wrong}]", tmp_path / "config.toml")


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


LETTERS = """timezone = "UTC"
[digest]
to = "pat@example.org"
from = "watchdog@example.org"
privacy = "{privacy}"
[digest.smtp]
host = "smtp.example.org"
{more}
"""


@pytest.mark.parametrize("privacy", Privacy)
def test_a_letter_says_as_much_as_its_reader_may_have(tmp_path: Path, privacy: Privacy) -> None:
    config = parse_config(LETTERS.format(privacy=privacy, more=""), tmp_path / "config.toml")
    setting = Setting(home=tmp_path, settled=config, clock=lambda: at_noon(TODAY))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        wronged(ledger, "tunely")
        ledger.milestones.reach(STARTED, now=at_noon(TODAY - timedelta(days=30)))
        queue_findings(setting, config, ledger, TODAY)
        queue_digest(setting, config, ledger)
        told = [one.notification for one in ledger.outbox.entries()]
    notice, letter = told
    assert letter.subject.startswith("Billing watchdog, week")
    for words in (notice.subject + notice.body, letter.subject + letter.body, letter.html or ""):
        assert ("tunely" in words.lower()) == (privacy is Privacy.FULL), words
        assert "12.00" not in words or privacy is not Privacy.NONE
    assert ("Charged after you cancelled, 12.00 USD" in letter.body) == (privacy is Privacy.AMOUNT)


def test_what_a_lost_webhook_says_comes_discreetly_by_mail(tmp_path: Path) -> None:
    hook = '[[webhooks]]\nurl = "https://hook.example"\nsecret = { env = "HOOK" }'
    config = parse_config(LETTERS.format(privacy="none", more=hook), tmp_path / "config.toml")
    setting = Setting(home=tmp_path, settled=config)
    now = at_noon(TODAY)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        wronged(ledger, "tunely")
        queue_findings(setting, config, ledger, TODAY)
        [entry] = ledger.outbox.entries()
        assert "Tunely" in entry.notification.subject
        assert ledger.outbox.claim_due(now=now)
        ledger.outbox.mark_failed(entry.notification.key, now=now, error="gone", permanent=True)
        assert queue_second_way(config, ledger, now) == 1
        letter = ledger.outbox.entries()[-1].notification
    assert (letter.target, letter.subject) == ("digest", "Something needs you")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"Paid with {CARD}.", "Paid with •••• 1111."),
        ("Card 4111111111111111", "Card •••• 1111"),
        ("Card 4111-1111-1111-1112", "Card 4111-1111-1111-1112"),  # no card: the check digit
        (f"IBAN {IBAN} was debited", "IBAN DE•• •••• 3000 was debited"),
        ("IBAN DE89 3704 0044 0532 0135 00", "IBAN DE89 3704 0044 0532 0135 00"),
        ("Account: pat.example@example.org", "Account: p…@example.org"),
        ("Order 112-1234567-1234567", "Order 112-1234567-1234567"),
        ("Total 1,234,567.89 on 2026-11-23", "Total 1,234,567.89 on 2026-11-23"),
    ],
)
def test_numbers_and_addresses_lose_all_but_their_end(words: str, shown: str) -> None:
    assert masked(words) == shown


def test_what_is_quoted_of_a_mail_is_masked_before_it_is_kept() -> None:
    raw = (
        "From: Tunely <billing@tunely.example>\r\nSubject: Receipt for pat@example.org\r\n"
        "Date: Sat, 21 Nov 2026 04:12:00 +0000\r\nMessage-ID: <1@tunely.example>\r\n\r\n"
        f"Thank you for your payment.\r\nWe charged $9.99 to your card {CARD} and told "
        f"pat@example.org.\r\nReceipt number: TN-1\r\nTotal charged to {CARD}: $9.99 USD\r\n"
    )
    mail = read_mail(raw.encode(), received_at=None, known=Known())
    quoted = " ".join(line for event in mail.outcome.events for line in event.evidence)
    assert "•••• 1111" in quoted
    assert CARD not in quoted
    assert "pat@" not in quoted + mail.subject


def test_a_log_line_names_no_address_or_card() -> None:
    words = ("pat@example.org/INBOX", f"{CARD} {IBAN}")
    record = logging.LogRecord("watchdog", logging.INFO, "", 0, "%s: %s", words, None)
    assert PlainLines("%(message)s").format(record) == (
        "p…@example.org/INBOX: •••• 1111 DE•• •••• 3000"
    )
