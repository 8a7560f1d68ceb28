"""Evidence packs: whole, byte for byte, checked by the real tool, and safe from what mails say."""

import hashlib
import re
import subprocess
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from tests.rigs.door import Door, Ended
from tests.test_cli import mails
from watchdog.catalog import load_catalog
from watchdog.detections import all_detections
from watchdog.evidence import KeptMail, State, load_texts
from watchdog.evidence.mails import packed
from watchdog.ledger import StoredMail, open_ledger
from watchdog.timeline.facts import StatementKind

__all__ = ["mails"]

AS_OF = ("--as-of", "2026-11-23")
LANGUAGES = sorted(load_texts())
_OF_NO_SUBSCRIPTION = {"fake_invoice", "mailbox_unreachable", "reader_drift"}
SAFE_NAME = re.compile(r"[a-z]+/[a-z0-9-]+\.(eml|txt)|README\.txt|SHA256SUMS|[a-z]+\.html")
OWN_LINK = re.compile(r"#mail-\d+|mails/\d{3}-\d{4}-\d\d-\d\d\.eml|timeline\.html")


def packed_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def make(door: Door, name: str, folder: Path, *more: str) -> Ended:
    return door("evidence", name, "-o", folder, *AS_OF, *more)


def finding_of(door: Door, kind: str) -> str:
    shown = door("report", *AS_OF).out
    return str(re.search(rf"{kind}\s+\[([0-9a-f]{{7}})\]", shown)[1])  # type: ignore[index]  # it is there


# -- the wording --------------------------------------------------------------------------------


def test_languages_are_those_of_the_letters() -> None:
    assert {"de", "en"} <= set(LANGUAGES) <= set(load_catalog().letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_blanks(language: str) -> None:
    def told(of: str) -> dict[str, set[str]]:
        texts = load_texts()[of]
        parts = ("claims", "places", "events", "details", "words", "verdicts", "labels")
        words = {
            f"{part}.{key}": text for part in parts for key, text in getattr(texts, part).items()
        }
        words["readme"] = texts.readme
        return {
            key: {name for _, name, _, _ in Formatter().parse(text) if name}
            for key, text in words.items()
        }

    assert told(language) == told("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_have_a_remark_for_what_is_no_claim(language: str) -> None:
    texts = load_texts()[language]
    kinds = {one.kind for one in all_detections()} - set(texts.claims) - _OF_NO_SUBSCRIPTION
    assert language == "en" or kinds <= set(texts.remarks)


def test_the_words_cover_the_vocabulary() -> None:
    texts = load_texts()["en"]
    assert set(texts.events) == {str(kind) for kind in EventKind} | {"invoice_taken"}
    assert set(texts.verdicts) == {str(verdict) for verdict in Verdict}
    assert set(texts.words) <= {str(kind) for kind in StatementKind}
    assert set(texts.claims) <= {one.kind for one in all_detections()}
    assert set(load_catalog().letters["en"].refund) <= set(texts.claims)


# -- the trip -----------------------------------------------------------------------------------


def test_a_pack_is_whole_and_the_real_tool_agrees(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    ended = make(door, finding_of(door, "Charged after you cancelled"), tmp_path / "pack")
    assert ended.code == 0, ended.err
    assert not ended.out
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607 - the tool people use
        cwd=tmp_path / "pack",
        capture_output=True,
        text=True,
        check=False,
    )
    files = packed_files(tmp_path / "pack")
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(": OK") == len(files) - 1
    assert all(SAFE_NAME.fullmatch(name) for name in files)
    # Charged twice after it was cancelled: one story, a letter (.txt and .eml) for each payment.
    assert sum(name.startswith("letters/dispute-") for name in files) == 4
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        inside = {name.removeprefix("pack/"): archive.read(name) for name in archive.namelist()}
    assert inside == files


def test_the_mails_are_those_that_came_byte_for_byte(
    door: Door, mails: Path, tmp_path: Path
) -> None:
    door("import", mails)
    assert make(door, "coursera", tmp_path / "pack").code == 0
    came = {hashlib.sha256(path.read_bytes()).hexdigest() for path in mails.glob("*.eml")}
    files = packed_files(tmp_path / "pack")
    handed = [content for name, content in files.items() if name.startswith("mails/")]
    assert len(handed) > 20
    timeline = files["timeline.html"].decode()
    for content in handed:
        assert hashlib.sha256(content).hexdigest() in came
        assert hashlib.sha256(content).hexdigest() in timeline
    assert timeline.count("sender confirmed") == len(handed)
    named = re.findall(r'class="hash">&lt;([^&]+)&gt;', timeline)
    assert len(named) == len(handed)


def test_the_summary_says_what_is_claimed_and_on_what_days(
    door: Door, mails: Path, tmp_path: Path
) -> None:
    door("import", mails)
    make(door, "coursera", tmp_path / "pack")
    summary = (tmp_path / "pack" / "summary.html").read_text(encoding="utf-8")
    assert "I cancelled Coursera Plus on 14 October 2026." in summary
    assert "On 18 November 2026 I was charged 58.99 USD all the same, through Apple." in summary
    rows = re.findall(r'<td class="day">([^<]+)</td><td>([^<]+)', summary)
    assert ("14 October 2026", "Cancellation confirmed") in rows
    assert ("18 November 2026", "Payment") in rows


def test_a_pack_in_german(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    name = finding_of(door, "Charged after you cancelled")
    assert make(door, name, tmp_path / "mappe", "--language", "de").code == 0
    files = packed_files(tmp_path / "mappe")
    summary = files["summary.html"].decode()
    assert '<html lang="de">' in summary
    assert "am 21. September 2026 gekündigt" in summary
    assert "24,90 USD" in summary
    assert f"letters/dispute-{name}-de.txt" in files


def test_a_german_pack_says_in_german_what_is_no_claim(
    door: Door, mails: Path, tmp_path: Path
) -> None:
    door("import", mails)
    assert make(door, "netflix", tmp_path / "mappe", "--language", "de").code == 0
    summary = packed_files(tmp_path / "mappe")["summary.html"].decode()
    assert "ist mit der Zahlung vom 20. November 2026 gestiegen" in summary
    assert "Website des Anbieters" in summary
    assert "went from" not in summary


def test_the_same_day_gives_the_same_bytes(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    for name in ("one", "two"):
        make(door, "netflix", tmp_path / name, "--no-zip")
    assert packed_files(tmp_path / "one") == packed_files(tmp_path / "two")
    assert not (tmp_path / "one.zip").exists()


def test_an_earlier_pack_is_replaced_only_when_asked(
    door: Door, mails: Path, tmp_path: Path
) -> None:
    door("import", mails)
    make(door, "coursera", tmp_path / "pack")
    before = packed_files(tmp_path / "pack")
    ended = make(door, "netflix", tmp_path / "pack")
    assert (ended.code, packed_files(tmp_path / "pack")) == (2, before)
    assert "--replace" in ended.err
    assert make(door, "netflix", tmp_path / "pack", "--replace").code == 0
    assert packed_files(tmp_path / "pack") != before
    (tmp_path / "pack" / "mine.txt").write_text("mine", encoding="utf-8")
    ended = make(door, "coursera", tmp_path / "pack", "--replace")
    assert ended.code == 2
    assert "mine.txt" in ended.err
    assert (tmp_path / "pack" / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody",), "neither the id of a finding nor a merchant"),
        (("coursera", "--language", "xx"), "no pack in it; use one of de, en"),
    ],
)
def test_wrong_words_write_nothing(
    door: Door, mails: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    door("import", mails)
    ended = make(door, words[0], tmp_path / "pack", *words[1:])
    assert ended.code == 2
    assert told in ended.err
    assert not (tmp_path / "pack").exists()


def test_what_was_not_kept_is_said_plainly(door: Door, mails: Path, tmp_path: Path) -> None:
    door.home.mkdir(mode=0o700, exist_ok=True)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text('version = 1\n[ledger]\nkeep_mail = "none"\n', encoding="utf-8")
    door("import", mails)
    ended = make(door, "coursera", tmp_path / "pack")
    assert ended.code == 0
    assert re.search(r'(\d+) of \1 mails are missing .*keep_mail = "none"', ended.err)
    files = packed_files(tmp_path / "pack")
    assert not any(name.startswith("mails/") for name in files)
    assert "mails were not kept" in files["summary.html"].decode()
    timeline = files["timeline.html"].decode()
    assert timeline.count("not kept: only what was read") == timeline.count("<section")
    assert len(re.findall(r"\b[0-9a-f]{64}\b", timeline)) >= 20


def test_the_users_own_word_is_called_so(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    door("cancelled", "netflix", "--on", "2026-10-01")
    make(door, "netflix", tmp_path / "pack")
    summary = (tmp_path / "pack" / "summary.html").read_text(encoding="utf-8")
    assert "I cancelled Standard (Netflix) on 1 October 2026." in summary
    row = re.search(r'<td class="day">1 October 2026</td>.*?</tr>', summary)
    assert row is not None
    assert "as stated by me" in row[0]
    assert "own word" in row[0]


def test_bytes_that_changed_are_left_out() -> None:
    trust = Trust(verdict=Verdict.UNKNOWN)
    right = hashlib.sha256(b"right").hexdigest()
    mail = KeptMail(
        sha256=right,
        message_id="",
        sender="",
        subject="",
        sent_at=datetime(2026, 1, 1, tzinfo=UTC),
        received_at=None,
        trust=trust,
        raw=b"wrong",
    )
    one = packed([mail], {right})[0]
    assert (one.state, one.file, one.raw) == (State.DAMAGED, None, None)


# -- what mails say is content only -------------------------------------------------------------

HOSTILE = (
    '"><script src="https://evil.example/x.js"></script><img src=x onerror=alert(1)>'
    "<a href='https://evil.example'>click</a>{{ 7 * 7 }}{% raw %}{what}%s\u202e\u2066\x1b[2J"
)


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile(kind: EventKind, on: date, number: int) -> StoredMail:
    """A mail whose every word is an attack."""
    raw = f"Subject: {number}\r\n\r\nhostile".encode()
    event = BillingEvent(
        kind=kind,
        merchant="../../evil",
        merchant_name=HOSTILE,
        plan=HOSTILE,
        amount=Money(amount=Decimal("9.99"), currency="USD"),
        recurring=True,
        cadence="P1M",
        on=on,
        reference="../../../etc/passwd",
        evidence=(HOSTILE, HOSTILE * 40),
    )
    trust = Trust(verdict=Verdict.VERIFIED, reasons=(HOSTILE,))
    moment = datetime.combine(on, datetime.min.time(), tzinfo=UTC)
    return StoredMail(
        fingerprint=f"{number:064x}",
        message_id=f"<{HOSTILE}>",
        sender=f"{HOSTILE}@evil.example",
        subject=f"../../{number}.exe {HOSTILE}",
        sent_at=moment,
        received_at=moment,
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        outcome=Outcome(outcome=OutcomeKind.PARSED, trust=trust, events=(event,)),
    )


def test_hostile_words_stay_words(door: Door, tmp_path: Path) -> None:
    door("import", tmp_path)  # makes the ledger
    first = date(2026, 3, 1)
    kinds = [EventKind.CHARGE] * 5 + [EventKind.CANCELED] + [EventKind.CHARGE] * 2
    told = [hostile(kind, first + timedelta(days=30 * n), n) for n, kind in enumerate(kinds)]
    with open_ledger(door.home / "ledger.sqlite3") as ledger:
        ledger.record(mails=told, now=datetime(2026, 11, 1, tzinfo=UTC))
    ended = make(door, "../../evil", tmp_path / "pack")
    assert ended.code == 0, ended.err
    assert "\x1b" not in ended.err
    files = packed_files(tmp_path / "pack")
    assert all(SAFE_NAME.fullmatch(name) for name in files), sorted(files)
    assert sorted(one.name for one in tmp_path.iterdir() if one != door.home) == [
        "pack",
        "pack.zip",
    ]
    for page in ("summary.html", "timeline.html"):
        text = files[page].decode()
        assert "default-src 'none'" in text
        assert not set("\u202e\u2066\x1b") & set(text)
        tags = Tags()
        tags.feed(text)
        assert not {tag for tag, _ in tags.found} & {"script", "img", "iframe", "link", "object"}
        names = {name for _, attributes in tags.found for name in attributes}
        assert not any(name.startswith("on") or name in ("src", "srcset") for name in names)
        links = [attributes["href"] or "" for tag, attributes in tags.found if tag == "a"]
        assert all(OWN_LINK.fullmatch(link) for link in links), links
        assert "{{ 7 * 7 }}" in text or page == "summary.html"
