"""The doors in bad weather: streams, signals, homes, clocks and terminals as people have them."""

import io
import json
import os
import re
import shlex
import signal
import socket
import sqlite3
import ssl
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from msgspec.structs import replace
from rich.console import Console

from tests.rigs.door import Door
from tests.test_cli import TODAY
from watchdog import at_once, rounds
from watchdog.cli import home_first
from watchdog.cli.books import print_report
from watchdog.cli.failures import explain
from watchdog.cli.screen import report_screen
from watchdog.demo.story import letters
from watchdog.ledger import LedgerProblem, open_ledger
from watchdog.rounds import make_brief
from watchdog.screenful import aside, screenful
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind

ROOT = Path(__file__).parent.parent
WATCHDOG = [sys.executable, "-m", "watchdog"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose ledger holds the demo's mail; its name has a space, as people's folders do."""
    folder = tmp_path_factory.mktemp("a home")
    mails = folder / "mails"
    mails.mkdir()
    for number, (raw, _) in enumerate(letters(TODAY.date())):
        (mails / f"{number:03}.eml").write_bytes(raw)
    done = run("--home", folder / "kept", "import", mails)
    assert done.returncode == 0, done.stderr
    return folder / "kept"


def run(
    *words: str | Path,
    cwd: Path = ROOT,
    umask: int = -1,
    environ: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """`watchdog` as a program of its own."""
    line = [*WATCHDOG, *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | (environ or {})
    return subprocess.run(  # noqa: S603 - our own program
        line, env=environment, cwd=cwd, umask=umask, capture_output=True, check=False
    )


def shell(text: str, home: Path) -> tuple[int, str]:
    """A line of shell with `$W` for the program at home; its exit code and all that it said."""
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "WATCHDOG_HOME": str(home),
        "W": " ".join(WATCHDOG),
    }
    done = subprocess.run(  # noqa: S603 - our own line
        ["/bin/bash", "-o", "pipefail", "-c", text], env=environ, capture_output=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode()


# -- starting -----------------------------------------------------------------------------------


def loaded_of(modules: set[str], *words: str) -> str:
    """Which of the modules a command has imported, as it says itself at its end."""
    code = (
        "import sys, atexit\n"
        f"sys.argv = {['watchdog', *words]!r}\n"
        f"loaded = lambda: sorted({modules!r} & set(sys.modules))\n"
        "atexit.register(lambda: print('LOADED', loaded(), file=sys.stderr))\n"
        "from watchdog.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))


@pytest.mark.parametrize("command", ["", "scan", "report"])
def test_help_pays_for_typer_alone(command: str) -> None:
    heavy = {"sqlalchemy", "bs4", "babel", "rich", "keyring", "lxml", "jinja2", "apprise"}
    assert loaded_of(heavy, *command.split(), "--help") == "LOADED []"


def test_a_report_does_not_pay_for_mail_that_nobody_reads(home: Path) -> None:
    unasked = {"imapclient", "watchdog.reading", "parsers.engine", "lxml", "apprise", "keyring"}
    unasked |= {"pydantic", "watchdog.background", "watchdog.cli.commands.service"}
    unasked |= {"sqlalchemy.dialects.postgresql", "alembic", "apscheduler", "jinja2", "icalendar"}
    assert loaded_of(unasked, "--home", str(home), "report", "--json") == "LOADED []"


def test_without_words_it_shows_the_way() -> None:
    done = run()
    assert b"watchdog demo" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report --home x --json", "--home x report --json"),
        ("report --home=x", "--home=x report"),
        ("--home x report", "--home x report"),
        ("parse -- --home", "parse -- --home"),
        ("report --home", "--home report"),
    ],
)
def test_home_counts_wherever_it_stands(words: str, told: str) -> None:
    assert home_first(words.split()) == told.split()


def test_a_home_may_be_relative(home: Path) -> None:
    done = run("report", "--home", home.name, "--as-of", "2026-11-23", cwd=home.parent)
    assert done.returncode == 0, done.stderr
    assert b"Cancelled in the wrong place" in done.stdout


def test_without_the_demo_extra_it_says_what_to_install() -> None:
    code = (
        "import sys\n"
        "sys.modules['pymap'] = None\n"
        "sys.argv = ['watchdog', 'demo']\n"
        "from watchdog.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install 'billing-watchdog[demo]'" in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


# -- streams ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "$W report | head -1",
        "$W report --json | head -1",
        "$W show coursera | true",
        "$W status | true",
        "$W --help | true",
        "$W report >&-",
        "$W report --json >&-",
        "$W status 2>&-",
    ],
)
def test_a_reader_that_goes_away_is_no_drama(home: Path, line: str) -> None:
    _, said = shell(line, home)
    for word in ("Traceback", "Error", "fault", "Exception"):
        assert word not in said


@pytest.mark.parametrize("command", ["report", "report --json", "status"])
def test_a_full_disk_is_one_line(home: Path, command: str) -> None:
    code, said = shell(f"$W {command} >/dev/full", home)
    assert code == 1
    assert "no space left" in said
    assert said.count("\n") == 1


def test_an_old_locale_loses_no_word_and_no_json(home: Path) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    for command in ("report", "digest --to-stdout", "fix coursera"):
        done = run("--home", home, *command.split(), environ=bare)
        assert done.returncode == 0, done.stderr
        assert command != "report" or done.stdout.isascii()
    asked = ("--home", home, "report", "--json", "--as-of", "2026-11-23")
    assert run(*asked, environ=bare).stdout == run(*asked).stdout
    html = ("--home", home, "digest", "--html", "--as-of", "2026-11-23")
    assert run(*html, environ=bare).stdout == run(*html).stdout


@pytest.mark.parametrize("width", [24, 40, 80, 100, 200])
def test_every_width_keeps_days_and_prices_whole(home: Path, width: int) -> None:
    setting = Setting(home=home)
    with setting.ledger(read_only=True) as ledger:
        brief, report = make_brief(setting, ledger, TODAY.date())
    shown = report_screen(screenful(report, brief.ahead, brief.prices), aside(report, now=TODAY))
    paper = io.StringIO()
    Console(file=paper, width=width, emoji=False, markup=False).print(shown)
    lines = paper.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    said = " ".join(paper.getvalue().split())
    for one in report.subscriptions:
        if one.status not in {"canceled", "lapsed"} and one.next_renewal_on is not None:
            assert one.next_renewal_on.isoformat() in said
            assert one.price is not None
            assert f"{one.price.amount}" in said


def test_one_screen_has_every_part_and_tells_one_matter_once(home: Path) -> None:
    told = run("--home", home, "report", "--as-of", TODAY.date().isoformat()).stdout.decode()
    heads = re.findall(r"(?m)^([A-Z][\w ]*\w)$", told)
    assert heads == ["Free trials", "The next 30 days", "What changed"]
    twice = re.findall(r"Charged after you cancelled  \[\w+\] \[\w+\]", told)
    assert len(twice) == told.count("Charged after you cancelled") == 1
    said = " ".join(told.split())
    assert said.count("at its own website and at PayPal once more, and get the money back") == 1
    comes = told.split("The next 30 days")[1].split("What changed")[0]
    assert comes.count(" renews, ") + comes.count(" trial ends, ") == 5


def test_of_many_findings_with_one_way_out_three_are_told_whole(home: Path) -> None:
    setting = Setting(home=home)
    with setting.ledger(read_only=True) as ledger:
        brief, report = make_brief(setting, ledger, TODAY.date())
    same = tuple(replace(report.findings[0], id=f"{number:07}") for number in range(9))
    many = screenful(replace(report, findings=same), brief.ahead, brief.prices)
    paper = io.StringIO()
    shown = report_screen(many, aside(report, now=TODAY))
    Console(file=paper, width=100, emoji=False, markup=False).print(shown)
    assert "[0000000] [0000001] [0000002]\n" in paper.getvalue()
    assert "   (6 more: watchdog report --plain)\n" in paper.getvalue()


def test_a_screen_that_was_kept_says_what_one_says_that_is_judged(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Setting, "now", lambda _: TODAY)
    print_report(Setting(home=home), None)
    judged = capsys.readouterr().out
    monkeypatch.setattr(rounds, "LARGE", 0)
    print_report(Setting(home=home), None)
    assert capsys.readouterr().out == judged
    monkeypatch.setattr(at_once, "brief_beside", None)  # nobody asks for the books again
    print_report(Setting(home=home), None)
    assert capsys.readouterr().out == judged


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": ""}])
def test_a_pipe_gets_no_escapes(home: Path, setting: dict[str, str]) -> None:
    assert b"\x1b" not in run("--home", home, "report", environ=setting).stdout


# -- signals ------------------------------------------------------------------------------------


@contextmanager
def started(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """`watchdog` on its way, and ready for Ctrl-C even where the shell put us in the background."""
    line = [*WATCHDOG, *map(str, words)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen(  # noqa: S603 - our own program
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with running:
        try:
            yield running
        finally:
            running.kill()


def test_ctrl_c_ends_the_demo_quietly(tmp_path: Path) -> None:
    with started("demo", "--keep", tmp_path / "kept") as demo:
        assert demo.stderr is not None
        assert "stands at" in demo.stderr.readline()
        demo.send_signal(signal.SIGINT)
        _, said = demo.communicate(timeout=20)
    # Interrupted in the source of a class that is made of text, Python ends by the signal itself.
    assert demo.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said
    assert said.count("\n") <= 1


_IN_A_CALLBACK = """
import signal, time, weakref
from watchdog import cli
from watchdog.cli import app

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, in a shell's background

class Thing: pass

def command(words):
    thing = Thing()
    mark = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    time.sleep(15)

app.app_of = lambda words: command
cli.main()
"""


def test_ctrl_c_is_heard_where_python_drops_it() -> None:
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _IN_A_CALLBACK], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


# -- days ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["report", "upcoming", "digest --to-stdout", "show coursera"])
@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2200-01-01", "9999-12-31"])
def test_days_beyond_all_bills_are_refused(door: Door, command: str, day: str) -> None:
    ended = door(*command.split(), "--as-of", day)
    assert ended.code == 2
    assert "1990-01-01 to 2199-12-31" in ended.err


@pytest.mark.parametrize("day", ["1990-01-01", "2199-12-31"])
@pytest.mark.parametrize("command", ["report", "upcoming --days 3660", "digest --html", "review"])
def test_the_first_and_the_last_day_are_fine(
    home: Path, door: Door, command: str, day: str
) -> None:
    words = command.split() + ([] if command == "review" else ["--as-of", day])
    ended = door.at(home)(*words)
    assert ended.code == 0, ended.err


# -- files --------------------------------------------------------------------------------------


def test_each_file_has_its_line(door: Door, tmp_path: Path) -> None:
    good, empty, other = (tmp_path / name for name in ("good.eml", "empty.eml", "other.bin"))
    good.write_bytes(letters(TODAY.date())[0][0])
    empty.touch()
    other.write_bytes(b"\x7fELF" + bytes(100))
    ended = door("parse", empty, good, other, "--json")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["file"] for line in lines] == [str(empty), str(good), str(other)]
    assert [line["outcome"] for line in lines] == ["quarantined", "parsed", "quarantined"]
    assert ended.code == 1
    assert ended.err.count("\n") == 2


def test_names_may_be_any_bytes(tmp_path: Path) -> None:
    home, mail = (tmp_path / os.fsdecode(name) for name in (b"h\xff", b"m\xff.eml"))
    mail.write_bytes(letters(TODAY.date())[0][0])
    assert run("--home", home, "import", mail).returncode == 0
    assert run("--home", home, "report").returncode == 0
    line = json.loads(run("parse", mail, "--json").stdout)
    assert line["outcome"] == "parsed"
    assert line["file"].endswith("m\ufffd.eml")


def test_a_folder_of_other_things_is_not_told_file_by_file(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.png").write_bytes(b"\x89PNG" + bytes(50))
    (folder / "bill.eml").write_bytes(letters(TODAY.date())[0][0])
    ended = door("import", folder)
    assert ended.code == 0
    assert "1 of them new" in ended.err
    assert "280 more" in ended.err
    assert ended.err.count("\n") < 30


@pytest.mark.parametrize("words", ["dismiss 1234567", "undo", "report", "review", "status"])
def test_what_only_looks_makes_no_ledger(door: Door, words: str) -> None:
    ended = door(*words.split())
    assert ended.code == 1
    assert "there is none yet" in ended.err
    assert not door.home.exists()


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_what_it_writes_is_its_owners_alone(tmp_path: Path, umask: int) -> None:
    kept = tmp_path / "kept"
    done = run("demo", "--keep", kept, umask=umask)
    assert done.returncode == 0, done.stderr
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (kept, *kept.iterdir())}
    assert modes.pop("kept") == 0o700
    assert set(modes.values()) == {0o600}, modes


def test_a_demo_that_was_kept_can_be_played_with(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert run("demo", "--keep", kept).returncode == 0
    again = run("demo", "--keep", kept)
    assert again.returncode == 2
    assert b"not empty" in again.stderr
    gone = run("--home", kept, "scan")
    assert gone.returncode == 5
    assert b"is closed" in gone.stderr
    assert gone.stderr.count(b"\n") == 1


def test_a_configuration_from_windows_reads_the_same(door: Door) -> None:
    door.home.mkdir()
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    example = (ROOT / "config.example.toml").read_bytes()
    config.write_bytes(b"\xef\xbb\xbf" + example.replace(b"\n", b"\r\n"))
    ended = door("report")
    assert "there is none yet" in ended.err, ended.err


def test_the_hint_for_a_first_configuration_works_as_it_is(tmp_path: Path, door: Door) -> None:
    ended = door.at(tmp_path / "new home" / "deep")("scan")
    assert ended.code == 2
    command = ended.err.split("make one: ")[1].split("; or look")[0]
    program, *words = shlex.split(command)
    assert program == "watchdog"
    answers = ["you@home.example", "--host", "nowhere.invalid", "--user", "you", "--no-test"]
    answers += ["--password-command", "echo x"]
    python = [sys.executable, "-m", "watchdog", *words, *answers, "--name", "mine"]
    subprocess.run(python, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)  # noqa: S603 - the hint as people paste it
    listed = door.at(tmp_path / "new home" / "deep")("account", "list")
    assert "mine: you at nowhere.invalid:993" in listed.out, listed.err


# -- the ledger ---------------------------------------------------------------------------------


@pytest.fixture
def ledger_file(door: Door) -> Path:
    door.home.mkdir(mode=0o700)
    path = door.home / "ledger.sqlite3"
    open_ledger(path).close()
    return path


def test_a_locked_ledger_is_a_temporary_failure(
    ledger_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holder = sqlite3.connect(ledger_file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_ledger(ledger_file, busy_timeout=0.05) as ledger:
        with pytest.raises(LedgerProblem) as caught:
            ledger.say(kind=StatementKind.CANCELED, merchant="netflix", now=TODAY)
        assert explain(caught.value) == 5
        said = capsys.readouterr().err
        assert str(ledger_file) in said
        assert said.count("\n") == 1
        holder.execute("ROLLBACK")
        holder.close()
        ledger.say(kind=StatementKind.CANCELED, merchant="netflix", now=TODAY)
        assert len(ledger.statements()) == 1


def test_a_folder_in_the_ledgers_place_is_told(door: Door) -> None:
    (door.home / "ledger.sqlite3").mkdir(parents=True)
    ended = door("report")
    assert ended.code == 1
    assert "it is a folder" in ended.err


def test_a_ledger_that_was_write_protected_for_a_while_goes_on(
    ledger_file: Path,
) -> None:
    sidecars = [ledger_file.with_name(ledger_file.name + end) for end in ("-wal", "-shm")]
    for each in sidecars:
        each.touch()
        each.chmod(0o400)
    open_ledger(ledger_file).close()
    assert {stat.S_IMODE(each.stat().st_mode) for each in sidecars if each.exists()} <= {0o600}


# -- certificates -------------------------------------------------------------------------------


@contextmanager
def shown(certificate: trustme.LeafCert) -> Iterator[int]:
    """The port of a server that shows a certificate, and no more."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))

    def show() -> None:
        with suppress(OSError):
            client, _ = listener.accept()
            with client, context.wrap_socket(client, server_side=True):
                pass

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()
        thread.join(5)


OURS, THEIRS = trustme.CA(), trustme.CA()
AGES_AGO, IN_AGES = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
CERTIFICATES = [
    (
        "untrusted",
        THEIRS.issue_cert("localhost"),
        "name its certificate's file: ca_file in config.toml, or --ca-file FILE",
    ),
    ("of another", OURS.issue_cert("mail.example.org"), "a name that stands in the certificate"),
    ("expired", OURS.issue_cert("localhost", not_after=AGES_AGO), "has to renew it"),
    ("not yet", OURS.issue_cert("localhost", not_before=IN_AGES), "clock is wrong"),
]


@pytest.mark.parametrize(
    ("certificate", "mend"), [one[1:] for one in CERTIFICATES], ids=[one[0] for one in CERTIFICATES]
)
def test_a_bad_certificate_is_told_with_its_remedy(
    door: Door, certificate: trustme.LeafCert, mend: str
) -> None:
    door.home.mkdir(mode=0o700)
    OURS.cert_pem.write_to_path(str(door.home / "ca.pem"))
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    with shown(certificate) as port:
        config.write_text(
            f'[[accounts]]\nname = "home"\nhost = "localhost"\nport = {port}\nuser = "you"\n'
            f'password = {{ env = "PATH" }}\nca_file = "{door.home / "ca.pem"}"\n',
            encoding="utf-8",
        )
        ended = door("scan")
    assert ended.code == 2
    assert "certificate is not trusted" in ended.err
    assert mend in ended.err
    assert ended.err.count("\n") == 1


# --- what the system does not allow ------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "mend"),
    [
        (PermissionError(13, "Permission denied", "/x"), "check whose it is, and who may read"),
        (FileNotFoundError(2, "No such file or directory", "/x"), "check the path"),
        (OSError(28, "No space left on device", "/x"), "and the space on the disk"),
    ],
    ids=("denied", "missing", "full"),
)
def test_what_the_system_refuses_is_told_with_what_to_look_at(
    problem: OSError, mend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(problem) == 1
    said = capsys.readouterr().err
    assert said.startswith("watchdog: /x: ")
    assert mend in said


def test_a_home_that_is_somebody_elses_is_told_in_words(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.home.mkdir()
    monkeypatch.setattr("watchdog.cli.lightly.os.access", lambda *_: False)
    ended = door("report")
    assert ended.code == 2
    assert f"'{door.home}' may not be read by you; check whose it is" in " ".join(ended.err.split())
