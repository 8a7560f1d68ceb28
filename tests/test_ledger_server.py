"""The ledger on a real PostgreSQL: owners see their own rows only, and what is wrong is told."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.rigs.door import Door
from tests.rigs.postgres import PASSWORD, Postgres, serve
from tests.test_ledger import BARE_EVENT, WHOLE_EVENT, mail_of, notice, seen_in
from watchdog.alone import AlreadyRunning
from watchdog.daemon.daemon import watch
from watchdog.ledger import (
    Cursor,
    LedgerProblem,
    LedgerProblemKind,
    Server,
    open_ledger,
    open_server,
)
from watchdog.ledger.engine import writer
from watchdog.ledger.schema import schema_version
from watchdog.ledger.server import speaking_for
from watchdog.ledger.tables import events, messages, metadata
from watchdog.ledger.version import SCHEMA
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 6, 9, 8, 30, tzinfo=UTC)
RECEIPT = next(
    (Path(__file__).parents[1] / "fixtures" / "senders" / "coursera").glob("*receipt*.eml")
)
# Enough to begin with; no mail server is asked in these tests.
ACCOUNT = """
[[accounts]]
name = "home"
host = "imap.invalid"
user = "you@example.org"
password = { env = "MAIL_PASSWORD" }
"""


@pytest.fixture(scope="module")
def server(postgres: Postgres) -> Iterator[Server]:
    with open_server(postgres.url(), password=PASSWORD) as opened:
        yield opened


def fill(server: Server, owner: str) -> None:
    """Something in every table."""
    with server.ledger(owner) as ledger:
        ledger.record(
            mails=[mail_of("a", WHOLE_EVENT, raw=owner.encode())],
            seen=[seen_in("home", 1, "a")],
            cursor=Cursor(account="home", folder="INBOX", uidvalidity=7, last_uid=1),
            now=NOW,
        )
        ledger.say(kind=StatementKind.DISMISSED, finding="f1", now=NOW)
        ledger.outbox.queue([notice("k1", f"for {owner}")], now=NOW)
        ledger.checks.record("home", "INBOX", now=NOW)
        ledger.milestones.reach("digest:2026-W24", now=NOW)


# --- owners ----------------------------------------------------------------------------------


def test_the_same_mail_is_kept_for_each_owner_and_none_sees_the_others(
    server: Server, postgres: Postgres
) -> None:
    one, other, nobody = (postgres.new_owner() for _ in range(3))
    fill(server, one)
    fill(server, other)
    for owner in (one, other):
        with server.ledger(owner) as ledger:
            assert ledger.raw("a") == owner.encode()
            assert [e.notification.subject for e in ledger.outbox.entries()] == [f"for {owner}"]
            assert ledger.counts().seen == len(ledger.facts()) == len(ledger.statements()) == 1
    with server.ledger(nobody) as ledger:
        assert (ledger.facts(), ledger.statements(), ledger.outbox.entries()) == ((), (), ())
        assert (ledger.checks.all(), ledger.folders.cursor("home", "INBOX"), ledger.raw("a")) == (
            (),
            None,
            None,
        )
        assert ledger.counts().seen == 0


def test_not_even_a_forgotten_condition_shows_another_owners_rows(
    server: Server, postgres: Postgres
) -> None:
    one, other = postgres.new_owner(), postgres.new_owner()
    fill(server, one)
    engine = writer(speaking_for(server.engine, other))
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            assert connection.execute(select(table)).all() == [], table.name
            changed = connection.execute(text(f"DELETE FROM {table.name}"))  # noqa: S608
            assert changed.rowcount == 0, table.name
        assert connection.execute(update(messages).values(subject="mine")).rowcount == 0
    with pytest.raises(DBAPIError, match="row-level security"), engine.begin() as connection:
        connection.execute(
            text("INSERT INTO milestones (owner, key, reached_at) VALUES (:owner, 'k', 'x')"),
            {"owner": one},
        )


def test_who_never_said_for_whom_he_works_sees_and_writes_nothing(
    server: Server, postgres: Postgres
) -> None:
    fill(server, postgres.new_owner())
    with server.engine.begin() as connection:
        assert connection.execute(select(events)).all() == []
    with pytest.raises(DBAPIError, match="row-level security"), server.engine.begin() as plain:
        plain.execute(insert(metadata.tables["milestones"]), {"key": "k", "reached_at": NOW})


def test_a_connection_that_is_used_again_forgets_for_whom_it_spoke(postgres: Postgres) -> None:
    one = postgres.new_owner()
    with open_server(postgres.url(), password=PASSWORD, connections=1) as server:
        fill(server, one)
        with server.engine.connect() as connection:
            said = connection.execute(text("SELECT current_setting('watchdog.owner', true)"))
            assert said.scalar_one() in (None, "")


def test_every_table_is_kept_apart_and_that_is_looked_after(postgres: Postgres) -> None:
    url = postgres.new_database("loosened")
    with open_ledger(url, password=PASSWORD) as ledger:
        ledger.place.check()
    postgres.sql("ALTER TABLE events NO FORCE ROW LEVEL SECURITY", "loosened")
    with pytest.raises(LedgerProblem, match="row-level security was switched off"):
        open_ledger(url, password=PASSWORD)


def test_a_superuser_is_refused_since_nothing_is_kept_from_him(postgres: Postgres) -> None:
    with pytest.raises(LedgerProblem, match="superuser") as caught:
        open_ledger(postgres.url(role="super"), password="superuser")
    assert caught.value.kind is LedgerProblemKind.READ_ONLY


def test_two_writers_of_one_owner_queue_and_record_a_mail_once(
    server: Server, postgres: Postgres
) -> None:
    owner = postgres.new_owner()
    new: list[int] = []

    def write() -> None:
        with server.ledger(owner) as ledger:
            for number in range(20):
                done = ledger.record(mails=[mail_of(f"m{number}", BARE_EVENT)], now=NOW)
                new.append(done.new_messages)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(new) == 20
    with server.ledger(owner) as ledger:
        assert len(ledger.facts()) == 20


def test_only_one_holds_what_is_held_on_whatever_host(server: Server, postgres: Postgres) -> None:
    one, other = server.ledger(postgres.new_owner()), server.ledger(postgres.new_owner())
    with one.place.hold() as first, one.place.hold() as second, one.place.hold("letters") as third:
        assert [bool(each) for each in (first, second, third)] == [True, False, True]
        with other.place.hold() as fourth:
            assert fourth
    with one.place.hold() as again:
        assert again


# --- tables ----------------------------------------------------------------------------------


def test_an_older_ledger_keeps_its_rows_for_the_one_who_is_meant_without_a_name(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    url, whole = postgres.new_database("older"), command.upgrade
    with monkeypatch.context() as before:
        before.setattr(command, "upgrade", lambda config, _: whole(config, "0005"))
        before.setattr("watchdog.ledger.schema.check_apart", lambda *_: None)
        with open_ledger(url, password=PASSWORD):
            postgres.sql(
                "INSERT INTO milestones VALUES ('k', '2026-06-09T08:30:00+00:00')", "older"
            )
    with open_ledger(url, password=PASSWORD) as ledger:
        assert ledger.milestones.reached_at("k") == NOW
    with open_ledger(url, password=PASSWORD, owner="other") as ledger:
        assert ledger.milestones.reached_at("k") is None


def test_many_hosts_may_begin_on_an_empty_database_at_once(postgres: Postgres) -> None:
    url = postgres.new_database("fresh")
    with pytest.raises(LedgerProblem, match="there is none yet"):
        open_ledger(url, password=PASSWORD, read_only=True)
    problems: list[BaseException] = []

    def begin() -> None:
        try:
            open_ledger(url, password=PASSWORD).close()
        except BaseException as problem:  # noqa: BLE001 - looked at below
            problems.append(problem)

    threads = [threading.Thread(target=begin) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert problems == []
    with open_server(url, password=PASSWORD) as server, server.engine.begin() as connection:
        assert schema_version(connection) == SCHEMA


# --- what can be wrong -----------------------------------------------------------------------


def test_what_is_wrong_is_told_without_the_password(postgres: Postgres) -> None:
    table = [
        (postgres.url(), "wrong word", LedgerProblemKind.REFUSED, "refuses the sign-in"),
        (postgres.url("nowhere"), PASSWORD, LedgerProblemKind.MISSING, "does not exist"),
        ("postgresql://watchdog@/x?host=/nowhere", PASSWORD, LedgerProblemKind.AWAY, "is away"),
        ("mysql://watchdog@db/x", PASSWORD, LedgerProblemKind.MISSING, "mysql is not supported"),
    ]
    for url, password, kind, words in table:
        with pytest.raises(LedgerProblem, match=words) as caught:
            open_ledger(url, password=password)
        assert caught.value.kind is kind, url
        assert password not in str(caught.value)


@contextmanager
def _server_of_its_own() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as root, serve(Path(root)) as own:
        yield own


def test_a_server_that_goes_away_is_told_and_when_it_is_back_all_goes_on() -> None:
    with (
        _server_of_its_own() as own,
        open_ledger(own.url(), password=PASSWORD) as ledger,
        ExitStack() as several,
    ):
        ledger.milestones.reach("before", now=NOW)
        ours = several.enter_context(ledger.place.hold())
        with ledger.place.hold() as theirs:
            assert (bool(ours), bool(theirs)) == (True, False)
        own.stop()
        with pytest.raises(LedgerProblem, match="its server is away"):
            ours.keep()
        with pytest.raises(LedgerProblem, match="its server is away") as caught:
            ledger.milestones.reach("meanwhile", now=NOW)
        assert caught.value.kind is LedgerProblemKind.AWAY
        own.start()
        assert ledger.milestones.reach("after", now=NOW)
        assert (
            ledger.milestones.reached_at("before"),
            ledger.milestones.reached_at("meanwhile"),
        ) == (NOW, None)
        assert ours.keep()  # its session went with the server: it is taken anew
        with ledger.place.hold() as theirs:
            assert not theirs


def test_who_was_faster_after_a_restart_holds_it() -> None:
    with (
        _server_of_its_own() as own,
        open_ledger(own.url(), password=PASSWORD) as ledger,
        ledger.place.hold() as ours,
    ):
        own.stop()
        own.start()
        with ledger.place.hold() as theirs:
            assert (ours.keep(), theirs.keep()) == (False, True)
        assert not ours


# --- the commands ----------------------------------------------------------------------------


@pytest.fixture
def own(door: Door, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Door:
    """A home whose ledger lies on the server."""
    monkeypatch.setenv("LEDGER_PASSWORD", PASSWORD)
    monkeypatch.setenv("MAIL_PASSWORD", "x")
    monkeypatch.setenv("TZ", "UTC")
    door.home.mkdir(mode=0o700)
    file = door.home / "config.toml"
    file.touch(mode=0o600)
    file.write_text(
        f'version = 1\n[ledger]\nurl = "{postgres.url()}"\nowner = "{postgres.new_owner()}"\n'
        f'password = {{ env = "LEDGER_PASSWORD" }}\n{ACCOUNT}'
    )
    return door


def test_the_commands_work_on_a_server_as_on_a_file(own: Door, tmp_path: Path) -> None:
    (mail := tmp_path / "a.eml").write_bytes(RECEIPT.read_bytes())
    assert own("import", mail).code == 0
    assert "1 about billing" in own("report").out
    assert own("status").out.startswith("home/INBOX: never read")
    assert own("purge", "--older-than", "0", "--yes").out.endswith("Gone.\n")
    assert "0 about billing" in own("report").out
    assert '"on_server": true' in own("bug-report").out
    told = own("doctor", "--offline").out
    assert "answers, owners are kept apart, 0 mails seen" in told


def test_copies_are_made_by_the_server(own: Door, tmp_path: Path) -> None:
    backup = own("backup")
    assert (backup.code, "pg_dump --format=custom" in backup.err) == (2, True)
    (copy := tmp_path / "copy").write_bytes(b"x")
    restore = own("restore", copy)
    assert (restore.code, "pg_restore" in restore.err) == (2, True)
    assert not list(own.home.glob("*.sqlite3*"))


def test_the_daemon_finds_one_on_another_host(own: Door, server: Server, tmp_path: Path) -> None:
    text_ = (own.home / "config.toml").read_text()
    owner = text_.partition('owner = "')[2].partition('"')[0]
    with server.ledger(owner).place.hold() as ours:
        assert ours
        with pytest.raises(AlreadyRunning, match="on this host or another"):
            watch(Setting(home=own.home), once=True)


def test_the_password_is_kept_as_every_other_secret(
    own: Door, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDGER_PASSWORD")
    ended = own("report")
    assert (ended.code, "ledger.password: the environment variable" in ended.err) == (4, True)
    monkeypatch.setenv("LEDGER_PASSWORD", "not the word")
    ended = own("report")
    assert (ended.code, "refuses the sign-in" in ended.err) == (4, True)
    assert "not the word" not in ended.err + ended.out
    config = own.home / "config.toml"
    loud = config.read_text().replace("//watchdog@", "//watchdog:word@")
    config.write_text(loud)
    ended = own("report")
    assert (ended.code, "ledger.url: must not hold a password" in ended.err) == (2, True)
    config.write_text(loud.replace("//watchdog:word@/watchdog", "//watchdog@/nowhere"))
    monkeypatch.setenv("LEDGER_PASSWORD", PASSWORD)
    ended = own("scan")
    assert (ended.code, 'database "nowhere" does not exist' in ended.err) == (1, True)
