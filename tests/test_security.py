"""SECURITY.md: every promise has its test; and what no other test looks at."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imapclient.response_parser import parse_fetch_response
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from parsers import doubts
from parsers.outcome import OutcomeKind, Verdict
from tools import audit
from tools.bill import LOCK, bill
from watchdog.catalog import load_catalog
from watchdog.cli import main
from watchdog.mailbox.errors import CLIENT_ERRORS, problem_of
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
UNIT = ROOT / "deploy" / "billing-watchdog.service"
KNOWN = known_to(load_catalog())
RECEIPT = b"""From: Tunely <billing@tunely.example>\r
Subject: Your receipt\r
Date: Sat, 21 Nov 2026 04:12:00 +0000\r
Message-ID: <1@tunely.example>\r
\r
Thank you for your payment.\r
Receipt number: TN-1\r
Total charged: $9.99 USD\r
"""


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_named_test_exists(file: str, name: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", source, re.MULTILINE), f"{file} has no {name}"


def test_every_control_stands_in_the_table_with_a_test_or_a_reason() -> None:
    rows = re.findall(r"^\| (\d+) \| .+? \| (yes|part|none) \| (.+) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 33))
    for _, holds, told in rows:
        assert ("::" in told) == (holds != "none")
        assert ("gap: " in told) == (holds == "part")


# -- what the source never calls -------------------------------------------------------------------

DANGEROUS = {"eval", "exec", "__import__"}
MODULES = {"pickle", "marshal", "shelve", "yaml", "xml", "tarfile", "telnetlib", "ftplib"}
XML = {"fromstring", "XMLParser", "iterparse", "XSLT", "XInclude"}


def dangerous(tree: ast.AST) -> Iterator[str]:
    """What runs words as code, reads objects or entities, or asks a shell."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            names = [module or "", *(one.name for one in node.names)]
            yield from (name for name in names if name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            own = called.partition(".")[0] in ("etree", "lxml")
            if called in DANGEROUS or (own and called.rpartition(".")[2] in XML):
                yield called
            yield from ("shell" for one in node.keywords if one.arg == "shell")


def test_the_source_calls_nothing_dangerous() -> None:
    files = [path for room in ("watchdog", "parsers") for path in (ROOT / room).rglob("*.py")]
    assert len(files) > 200
    found = {
        f"{path.relative_to(ROOT)}: {what}"
        for path in files
        for what in dangerous(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not found
    bad = "import pickle\nfrom xml.dom import minidom\neval('1')\nrun(x, shell=True)\n"
    assert len(list(dangerous(ast.parse(bad)))) == 4


# -- what is installed -----------------------------------------------------------------------------


def test_nothing_runs_at_installation_or_updates_itself() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["build-system"] == {
        "requires": ["hatchling"],
        "build-backend": "hatchling.build",
    }
    assert "hooks" not in project["tool"]["hatch"]["build"]
    assert not (ROOT / "setup.py").exists()
    words = {
        f"{path.relative_to(ROOT)}: {one.value}"
        for room in ("watchdog", "parsers")
        for path in (ROOT / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.List | ast.Tuple)
        for one in call.elts
        if isinstance(one, ast.Constant) and one.value in ("pip", "ensurepip", "uv", "pipx")
    }
    assert not words


_ASKED = '{"dependencies": [{"name": "lxml", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}'
_SOUND = '{"dependencies": [{"name": "lxml", "version": "1", "vulns": []}]}'


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        (_ASKED, 1, "lxml has the known hole PYSEC-1"),
        (_SOUND, 0, "1 of 1 packages looked up, 0 holes"),
        ("no answer", 0, "left out, the index of known holes cannot be asked from here"),
    ],
)
def test_a_known_hole_fails_the_check(
    told: str,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit, "_asked", lambda: told)
    monkeypatch.setattr(audit, "write_bill", lambda: None)
    assert audit.main() == code
    assert said in capsys.readouterr().out


def test_windows_itself_is_refused_in_one_clear_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="Windows Subsystem for Linux"):
        main()


# -- failing closed --------------------------------------------------------------------------------


@pytest.mark.parametrize("check", ["judge_sender", "judge_bill"])
def test_a_check_that_fails_believes_nobody(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_mail(RECEIPT, received_at=None, known=KNOWN).outcome
    assert before.outcome is OutcomeKind.PARSED

    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(doubts, check, broken)
    outcome = read_mail(RECEIPT, received_at=None, known=KNOWN).outcome
    assert outcome.trust.verdict is Verdict.UNKNOWN
    assert outcome.outcome is OutcomeKind.REVIEW
    assert "could not be checked" in (outcome.reason or "")


# -- any mail --------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "Total charged: $9.99", "Date: ", "\r\n", "\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=x", "--x", "=?utf-8?b?", "?=", "<table><tr><td>",
        "<div hidden>", "1.234,56 €", "01/02/2026",
        "Authentication-Results: mx.google.com; dkim=pass", "charset=utf-7", "\x00", "\u202e",
        "(((",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES | st.text(max_size=20), max_size=25), st.booleans())
def test_any_mail_has_an_outcome(pieces: list[str], headed: bool) -> None:
    body = "".join(pieces).encode("utf-8", "replace")
    raw = RECEIPT.partition(b"\r\n\r\n")[0] + (b"\r\n" if headed else b"\r\n\r\n") + body
    outcome = read_mail(raw, received_at=None, known=KNOWN).outcome
    assert outcome.trust.verdict is not Verdict.VERIFIED


# -- any answer of a mail server -------------------------------------------------------------------

_ANSWERS = st.sampled_from(
    [
        b"1 (UID 7 ", b"FLAGS (\\Seen)", b"BODY[] {5}", b"hello", b")", b"(", b'"',
        b"INTERNALDATE ",
        b'"01-Jan-2026 00:00:00 +0000"', b"RFC822.SIZE 99999999999999999999", b"NIL", b"\x00",
        b"ENVELOPE (", b"1 FETCH (", b"UID x", b" ", b"\r\n* BYE\r\n", b"{99999999}",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_ANSWERS | st.binary(max_size=8), max_size=12))
def test_any_answer_of_a_server_is_told_in_one_line(pieces: list[bytes]) -> None:
    try:
        parse_fetch_response([b"".join(pieces)], uid_is_key=True)
    except CLIENT_ERRORS as error:
        told = str(problem_of(error, where="home", host="mail.example", port=993))
        assert told
        assert "\n" not in told


# -- what it runs in -------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_hardened() -> None:
    tool = shutil.which("systemd-analyze") or ""
    done = subprocess.run(  # noqa: S603 - the tool itself on our own file
        [tool, "security", "--offline=yes", "--no-pager", "--threshold=20", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:]
    assert "Overall exposure level" in done.stdout


def test_the_container_is_nobody_and_takes_what_is_pinned() -> None:
    said = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    last = said.rpartition("\nFROM ")[2]
    assert re.search(r"(?m)^USER [1-9]\d+$", last)
    assert "USER" not in last.partition("USER")[2]
    installs = re.findall(r"pip install .*", said)
    assert installs
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    assert not re.search(r"(?im)^\s*(?:ADD|EXPOSE|(?:ARG|ENV) \S*(?:pass|secret|token))", said)
    for limit in ("--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "--memory="):
        assert limit in said.partition("ARG BASE")[0]


def test_the_lock_holds_every_dependency_by_hash() -> None:
    lock = (ROOT / "deploy" / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", lock.strip())
    pinned = {canonicalize_name(re.split(r"[=\s;]", block)[0]) for block in blocks}
    assert all(re.search(r"==\S+.*--hash=sha256:[0-9a-f]{64}", b, re.DOTALL) for b in blocks)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    chosen = [one for name, listed in extras.items() if name != "dev" for one in listed]
    wanted = {canonicalize_name(Requirement(one).name) for one in project["dependencies"] + chosen}
    assert wanted - {"billing-watchdog"} <= pinned
    assert "://" not in lock


def test_the_bill_of_materials_names_every_locked_package_with_its_sums() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    told = json.loads(bill(lock))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    named = {f"{one['name']}=={one['version']}" for one in told["components"]}
    assert named == set(re.findall(r"(?m)^[\w.-]+==[^\s;]+", lock))
    sums = [one["content"] for each in told["components"] for one in each["hashes"]]
    assert sorted(sums) == sorted(re.findall(r"--hash=sha256:(\w+)", lock))
