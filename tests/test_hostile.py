"""One corpus of hostile mail through every output: each stays what it is, and calls nobody."""

import io
import json
import re
import socket
import unicodedata
from collections.abc import Callable
from csv import reader
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from tests.hostile import AS_OF, CANARY, WORDS, fill, letters
from tests.rigs.door import Door
from watchdog.books import Reminders
from watchdog.calendar import AHEAD_DAYS, build_calendar
from watchdog.catalog import load_catalog
from watchdog.degrees import Severity
from watchdog.delivery.home_assistant import messages
from watchdog.delivery.letter import Letter, build_email
from watchdog.ledger import open_ledger
from watchdog.metrics import metrics_text
from watchdog.notifications import to_tell
from watchdog.pipeline import judge
from watchdog.report import MailboxHealth
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.upcoming import upcoming

DAY = ("--as-of", AS_OF.isoformat())
# What a mail of ours and a page of a pack are made of.
TAGS = set(
    """html head meta title style body table tbody thead tr td th h1 h2 h3 p ol ul li div span b a
    br q bdi col colgroup
    section header footer main dl dt dd caption strong em small code
    nav article details summary blockquote figure figcaption pre
    svg rect line path circle text""".split()
)
FORMULA = re.compile(r"\s*[=+@|%-]")
LINK = re.compile(r"(?i)\b(?:https?|ftp)://([^\s\"'<>)\]]*)")
PHONE = re.compile(r"555-0142")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "home"
    folder.mkdir(mode=0o700)
    fill(folder / "ledger.sqlite3")
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is called, by name or by number; the reader behind its pipe is no network."""

    def refuse(*_: object) -> None:
        raise AssertionError("a hostile mail made us call somebody")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def catalogue_hosts() -> set[str]:
    """Every host that the catalogue names anywhere."""
    import msgspec

    catalog = msgspec.to_builtins(load_catalog().services) | msgspec.to_builtins(
        load_catalog().channels
    )
    law = msgspec.to_builtins(load_catalog().law)
    return set(re.findall(r"https://([\w.-]+)", repr(catalog) + repr(law)))


HOSTS = catalogue_hosts()


# -- what each kind of output may not do ----------------------------------------------------------


def is_plain(shown: str) -> None:
    """Fit for a terminal: no control but the line break, nothing that hides or turns text."""
    odd = {c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co")}
    assert not odd, sorted(map(ascii, odd))


def has_no_links(shown: str) -> None:
    """No address but the catalogue's, which a terminal or a chat would make a link of."""
    found = {host.split("/")[0] for host in LINK.findall(shown)}
    assert found <= HOSTS, found - HOSTS
    assert not re.search(r"(?i)javascript:|www\.evil", shown)


def is_told(shown: str) -> None:
    is_plain(shown)
    has_no_links(shown)


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "action")]


def is_our_page(page: str) -> None:
    is_plain(page)
    found = Page(page)
    assert found.tags <= TAGS, found.tags - TAGS
    assert not {a for a in found.attributes if a.startswith("on") or a in ("src", "srcset")}
    for link in found.links:
        parts = urlsplit(link)
        own = not parts.scheme and not parts.netloc and not link.startswith(("/", "."))
        assert own or (parts.scheme == "https" and parts.hostname in HOSTS), link
    assert "url(" not in page
    assert "@import" not in page


def is_json(shown: str) -> None:
    is_plain(shown)
    json.loads(shown)


def is_lines_of_json(shown: str) -> None:
    is_plain(shown)
    for line in shown.splitlines():
        json.loads(line)


def is_table(shown: str) -> None:
    is_plain(shown.replace("\r\n", "\n"))
    rows = list(reader(io.StringIO(shown, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    amount = rows[0].index("amount")
    for row in rows[1:]:
        float(row[amount])
        cells = [cell for place, cell in enumerate(row) if place != amount]
        assert not [cell for cell in cells if FORMULA.match(cell)]


def is_report_table(shown: str) -> None:
    is_plain(shown.replace("\r\n", "\n"))
    rows = list(reader(io.StringIO(shown, newline="")))
    assert len(rows) > len(WORDS)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if FORMULA.match(cell)]


def is_report_page(page: str) -> None:
    is_our_page(page)
    assert page.index("default-src 'none'; style-src 'sha256-") < page.index("<style>")
    assert not PHONE.search(page)


def is_beancount(shown: str) -> None:
    from beancount.loader import load_string

    is_plain(shown)
    entries, errors, _ = load_string(shown)
    assert entries
    assert not errors, errors[:2]
    assert not [one for one in entries if getattr(one, "account", "").startswith("Assets:Evil")]


def is_journal(shown: str) -> None:
    """Four shapes of lines and no other: no directive gets in, no comment but the mailbox."""
    is_plain(shown)
    shape = re.compile(
        r"decimal-mark \.|\d{4}-\d\d-\d\d [^;]+  ; mailbox:\w+"
        r"|    [a-z][\w:-]*  -?[\d.]+ [A-Z]{3}|",
        re.ASCII,
    )
    lines = shown.splitlines()
    assert not [line for line in lines if not re.fullmatch(shape.pattern, line)]


def is_calendar(shown: str) -> None:
    from icalendar import Calendar

    is_plain(shown.replace("\r\n", "\n"))
    entries = Calendar.from_ical(shown).walk()
    assert {entry.name for entry in entries} <= {"VCALENDAR", "VEVENT", "VALARM"}
    for entry in entries:
        assert not {"URL", "ATTACH", "ATTENDEE", "ORGANIZER"} & set(entry)
    has_no_links(shown.replace("\r\n ", ""))


def is_statement(shown: str) -> None:
    """OFX: our own elements alone, and no payment but those that the other formats have."""
    from ofxtools.Parser import OFXTree

    is_plain(shown)
    has_no_entities = not re.search(r"<!|<\?(?!xml |OFX )", shown)
    assert has_no_entities
    tree = OFXTree()
    tree.parse(io.BytesIO(shown.encode()))
    lines = [line for one in tree.convert().statements for line in one.transactions]
    assert len(lines) > len(WORDS)
    assert len({line.fitid for line in lines}) == len(lines)


def is_metrics(shown: str) -> None:
    """Prometheus: names of ours, and no word of a mail in any label."""
    from prometheus_client.parser import text_string_to_metric_families

    is_told(shown)
    families = list(text_string_to_metric_families(shown))
    assert len(families) > 5
    for one in families:
        assert one.name.startswith("watchdog_")
        for sample in one.samples:
            assert set(sample.labels) <= {
                *("severity", "status", "currency", "outcome", "account", "folder")
            }
            assert CANARY not in str(sample)


OUTPUTS: dict[str, tuple[tuple[str, ...], Callable[[str], None]]] = {
    "report": (("report", *DAY), is_told),
    "report --json": (("report", "--json", *DAY), is_json),
    "report --plain": (("report", "--plain", *DAY), is_told),
    "report --csv": (("report", "--csv", *DAY), is_report_table),
    "report --html": (("report", "--html", "-", *DAY), is_report_page),
    "upcoming": (("upcoming", *DAY), is_told),
    "upcoming --json": (("upcoming", "--json", *DAY), is_json),
    "review": (("review",), is_told),
    "review --json": (("review", "--json"), is_json),
    "status": (("status",), is_told),
    "status --json": (("status", "--json"), is_json),
    "digest": (("digest", "--to-stdout", *DAY), is_told),
    "digest --html": (("digest", "--to-stdout", "--html", *DAY), is_our_page),
    "calendar": (("calendar", *DAY), is_calendar),
    "csv": (("export", "--format", "csv", *DAY), is_table),
    "ndjson": (("export", "--format", "ndjson", *DAY), is_lines_of_json),
    "beancount": (("export", "--format", "beancount", *DAY), is_beancount),
    "hledger": (("export", "--format", "hledger", *DAY), is_journal),
    "ofx": (("export", "--format", "ofx", *DAY), is_statement),
    "metrics": (("metrics",), is_metrics),
    "replay": (("replay", "--since", "2026-09-01", *DAY), is_told),
    "replay --json": (("replay", "--since", "2026-09-01", "--json", *DAY), is_json),
    "said": (("said",), is_told),
    "said --json": (("said", "--json"), is_json),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_holds_hostile_words(door: Door, home: Path, name: str) -> None:
    command, check = OUTPUTS[name]
    ended = door.at(home)(*command)
    assert ended.code in (0, 1), ended.err
    assert ended.out.strip() or "said" in name
    check(ended.out)
    is_told(ended.err)


# -- one subscription, one finding, one mail -------------------------------------------------------

PER_FINDING: dict[str, tuple[str, ...]] = {
    "show": ("show", "ID", *DAY),
    "explain": ("explain", "ID", *DAY),
    "fix": ("fix", "ID", *DAY),
    "letter": ("letter", "ID", *DAY),
    "letter de": ("letter", "ID", "--language", "de", "--kind", "dispute", *DAY),
}


@pytest.fixture(scope="module")
def findings(home: Path) -> dict[str, str]:
    """The id of one finding of each kind; kinds stand for every way of wording one."""
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        judged = judge(ledger, catalog=load_catalog(), today=AS_OF, reminders=Reminders())
    return {one.kind: one.id for one, _ in judged.findings}


def test_the_corpus_makes_findings_of_several_kinds(findings: dict[str, str]) -> None:
    assert {"charge_after_cancellation", "fake_invoice", "trial_ending"} <= set(findings)


@pytest.mark.parametrize("name", PER_FINDING)
def test_what_is_told_of_a_finding_holds_hostile_words(
    door: Door, home: Path, findings: dict[str, str], name: str
) -> None:
    for one in findings.values():
        ended = door.at(home)(*(one if word == "ID" else word for word in PER_FINDING[name]))
        assert ended.code in (0, 2), ended.err
        is_told(ended.out)
        is_told(ended.err)


def test_notices_carry_no_link_number_or_second_header(home: Path) -> None:
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        judged = judge(ledger, catalog=load_catalog(), today=AS_OF, reminders=Reminders())
    told = to_tell(judged.findings, today=AS_OF, reminders=Reminders(), level=Severity.INFO)
    assert len(told) >= len(WORDS)
    for one in told:
        is_told(one.title)
        assert "\n" not in one.title
        is_told(one.body)
        assert not PHONE.search(one.title + one.body)
        raw = build_email(
            Letter(
                message_id="<1@billing-watchdog.localhost>",
                sender="watchdog@example.org",
                to="pat@example.org",
                subject=one.title,
                text=one.body,
            )
        )
        read = message_from_bytes(raw, policy=policy.default)
        assert read["bcc"] is None
        assert read["to"] == "pat@example.org"
        assert not read.defects


def test_other_programs_are_told_nothing_of_a_mails_words(home: Path) -> None:
    setting = Setting(home=home)
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        judged, report = make_report(setting, ledger, AS_OF)
    for topic, payload in messages(report, "homeassistant", expires=60).items():
        assert re.fullmatch(r"[\w/-]+", topic, re.ASCII)
        is_json(payload)
        assert not [words for words in WORDS.values() if words[:20] in payload]
    own = judged.subscriptions
    ahead = upcoming(own, judged.findings, (), today=AS_OF, days=AHEAD_DAYS)
    for titles_only in (False, True):
        feed = build_calendar(own, ahead, today=AS_OF, titles_only=titles_only)
        is_calendar(feed.decode() if isinstance(feed, bytes) else feed)
    odd = MailboxHealth(
        account='a"b\\c', folder="Bills\nwatchdog_mailboxes 99", last_success_at=None, problem=None
    )
    health = replace(report.health, mailboxes=(odd,))
    is_metrics(metrics_text(replace(report, health=health)))


def test_an_evidence_pack_holds_hostile_words(
    door: Door, home: Path, findings: dict[str, str], tmp_path: Path
) -> None:
    name = findings["charge_after_cancellation"]
    ended = door.at(home)("evidence", name, "-o", tmp_path / "pack", *DAY)
    assert ended.code == 0, ended.err
    is_told(ended.err)
    written = [one for one in (tmp_path / "pack").rglob("*") if one.is_file()]
    assert all(re.fullmatch(r"[\w.-]+", one.name, re.ASCII) for one in written)
    for one in written:
        if one.suffix == ".html":
            page = one.read_text(encoding="utf-8")
            is_our_page(page.replace('href="mails/', 'href="#mails-'))
            assert "default-src 'none'" in page
        elif one.suffix == ".txt":
            is_told(one.read_text(encoding="utf-8"))


# What Windows takes for a device, with whatever ending.
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def test_no_file_is_named_like_a_device(door: Door, home: Path, tmp_path: Path) -> None:
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        judged = judge(ledger, catalog=load_catalog(), today=AS_OF, reminders=Reminders())
    named = next(one for one, _ in judged.findings if "CON.exe" in one.merchant_name)
    assert door.at(home)("evidence", named.id, "-o", tmp_path / "pack", *DAY).code == 0
    assert door.at(home)("letter", named.id, "--out", tmp_path / "out", *DAY).code in (0, 2)
    written = [one.name for one in tmp_path.rglob("*")]
    assert len(written) > 3
    for name in written:
        assert re.fullmatch(r"[\w.-]{1,120}", name, re.ASCII)
        assert not DEVICES.fullmatch(name)
        assert not name.endswith(".")


def test_letters_are_written_under_plain_names(
    door: Door, home: Path, findings: dict[str, str], tmp_path: Path
) -> None:
    name = findings["charge_after_cancellation"]
    assert door.at(home)("letter", name, "--out", tmp_path / "out", *DAY).code == 0
    names = [one.name for one in (tmp_path / "out").rglob("*")]
    assert names
    assert all(re.fullmatch(r"[\w.-]+", one, re.ASCII) for one in names)


# -- whole mails -----------------------------------------------------------------------------------


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    for name, raw in letters():
        (folder / f"{name}.eml").write_bytes(raw)
    return folder


def test_hostile_mails_are_read_and_shown_as_words(door: Door, mails: Path) -> None:
    ended = door("parse", mails)
    assert ended.code == 0
    is_told(ended.out)
    assert ended.out.count(".eml: ") == len(WORDS)
    ended = door("parse", mails, "--json")
    is_lines_of_json(ended.out)
    assert door("import", mails).code == 0
    for command in (("report",), ("review",), ("digest", "--to-stdout")):
        ended = door(*command, *(DAY if command[0] != "review" else ()))
        is_told(ended.out + ended.err)


@pytest.mark.parametrize("name", ["escape", "bidi", "url", "script", "crlf"])
def test_a_mail_is_explained_and_scrubbed_as_words(door: Door, mails: Path, name: str) -> None:
    ended = door("explain", mails / f"{name}.eml")
    assert ended.code == 0, ended.err
    is_told(ended.out)
    is_json(door("explain", mails / f"{name}.eml", "--json").out)
    ended = door("scrub", mails / f"{name}.eml", "--out", mails / "out.eml", "--yes")
    is_plain(ended.out)
    is_plain(ended.err)


# -- names of files, errors, log lines -------------------------------------------------------------


def test_names_of_files_and_errors_are_words(door: Door, tmp_path: Path) -> None:
    for words in ("\x1b[2Jx", "\u202egpj", "a\nwatchdog: all is well", "\x9b31m"):
        path = tmp_path / f"{words}.eml"
        path.write_bytes(b"\xff\xfe no mail")
        for command in (("parse", path), ("import", path), ("show", words), ("fix", words)):
            ended = door(*command)
            is_plain(ended.out)
            is_plain(ended.err)
            assert "\nwatchdog: all is well" not in ended.out + ended.err


def test_a_log_line_stays_one_line_of_words() -> None:
    import logging

    from watchdog.daemon.log_lines import PlainLines

    for one in WORDS.values():
        record = logging.LogRecord("watchdog", logging.INFO, "", 0, "%s: refused", (one,), None)
        line = PlainLines("%(asctime)s %(message)s").format(record)
        is_plain(line)
        assert "\n" not in line


def test_the_checks_bite() -> None:
    """Each check says no to what it is there for."""
    for check, bad in (
        (is_plain, "\x1b[2J"),
        (is_plain, "\u202e"),
        (has_no_links, f"see https://{CANARY}/"),
        (is_our_page, f"<p><img src=//{CANARY}></p>"),
        (is_our_page, "<a href='javascript:alert(1)'>x</a>"),
        (is_our_page, f"<a href='https://{CANARY}/'>x</a>"),
        (is_table, "amount,name\r\n1.00,=1+1\r\n"),
        (is_journal, "include /etc/passwd\n"),
    ):
        with pytest.raises(AssertionError):
            check(bad)
