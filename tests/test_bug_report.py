"""A bug report tells how it runs and nothing of whom it runs for."""

import json
import stat
from pathlib import Path

from tests.hostile import CANARY, fill
from tests.rigs.door import Door

PRIVATE = ("pat.secret", "mail.private.example", "ntfy://tok3n", "canary-password", "/home/pat")
CONFIG = """
version = 1
[[accounts]]
name = "pat.secret work"
host = "mail.private.example"
user = "pat.secret@private.example"
password = { command = ["echo", "canary-password"] }
folders = ["Bills of pat.secret"]
[ledger]
keep_mail = "all"
[notify]
urls = ["ntfy://tok3n/pat"]
"""


def prepared(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text(CONFIG, encoding="utf-8")
    fill(door.home / "ledger.sqlite3")


def test_it_names_nobody_and_no_mail(door: Door, tmp_path: Path) -> None:
    prepared(door)
    ended = door("bug-report", "-o", tmp_path / "report.json")
    assert ended.code == 0, ended.err
    told = json.loads(ended.out)
    assert told["settings"]["accounts"][0]["host"] == "another"
    assert told["ledger"]["messages"]["parsed"] > 100
    shown = ended.out + ended.err
    for private in (*PRIVATE, CANARY, "evil", str(tmp_path), str(Path.home())):
        assert private not in shown
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == told
    assert stat.S_IMODE((tmp_path / "report.json").stat().st_mode) == 0o600


def test_it_reports_what_is_broken_by_its_kind_alone(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    (door.home / "ledger.sqlite3").write_bytes(b"pat.secret" * 100)
    told = json.loads(door("bug-report").out)
    assert told["ledger"] == {"problem": "LedgerProblem", "kind": "not_a_ledger"}
