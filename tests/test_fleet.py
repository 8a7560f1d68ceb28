"""Workers on a real PostgreSQL and a real Dovecot: everybody is polled, told once, and apart."""

import asyncio
import signal
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.faults.mailboxes import fill, receipt
from tests.faults.programs import until
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot
from tests.rigs.fleets import emptied, make_home, secret, tenant_config, users, worker
from tests.rigs.postgres import PASSWORD, Postgres, serve
from tests.rigs.proxy import scripted
from tests.rigs.web_hook import web_hook
from watchdog.config.config import Config
from watchdog.daemon.tick import read_account
from watchdog.fleet import rhythm, tenants
from watchdog.fleet import work as jobs
from watchdog.fleet.figures import figures
from watchdog.fleet.jobs import connector, give, make_app, take_over
from watchdog.fleet.rhythm import Due
from watchdog.fleet.tables import polls
from watchdog.fleet.tenants import Fleet, open_fleet
from watchdog.fleet.worker import prepare, work
from watchdog.ledger import Notification, open_ledger
from watchdog.setting import Setting

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]
NOW = datetime(2026, 10, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> str:
    return postgres.new_database("fleet")


@pytest.fixture
def home(tmp_path: Path, postgres: Postgres, database: str) -> Iterator[Path]:
    """A fleet that looks after nobody yet."""
    made = make_home(tmp_path / "fleet", database, "polls_per_host = 3", "polls_at_once = 1")
    with open_fleet(Setting(home=made)) as fleet:
        prepare(fleet)
    yield made
    emptied(postgres, "fleet")


@pytest.fixture
def fleet(home: Path) -> Iterator[Fleet]:
    with open_fleet(Setting(home=home)) as opened:
        yield opened


def add(fleet: Fleet, owner: str, *boxes: Any, **options: Any) -> tenants.Tenant:
    folder = fleet.setting.folders().config_file.parent
    return tenants.add(fleet, owner, tenant_config(folder, *boxes, **options))


def taken(fleet: Fleet) -> list[Due]:
    """What is given out now; the jobs themselves are left in the queue."""
    out: list[Due] = []

    def both(due: list[Due], connection: object) -> None:
        out.extend(due)
        give(due, connection)

    rhythm.hand_out(fleet, both)
    return out


def state(fleet: Fleet, owner: str, account: str = "box0") -> Any:
    with fleet.reads() as connection:
        query = select(polls).where(polls.c.owner == owner, polls.c.account == account)
        return connection.execute(query).one()


def read(fleet: Fleet, owner: str) -> int:
    """Billing mails in the ledger of an owner."""
    with fleet.server.ledger(owner) as ledger:
        return sum(ledger.counts().messages.values())


# --- a trip ----------------------------------------------------------------------------------


def test_every_owners_mail_is_read_into_his_own_ledger(
    fleet: Fleet, home: Path, dovecot: Dovecot
) -> None:
    boxes = users(dovecot, 5)
    for number, box in enumerate(boxes):
        fill(box, range(number + 1))
        add(fleet, f"t{number}", box)
    work(Setting(home=home), until_idle=True)
    assert [read(fleet, f"t{number}") for number in range(5)] == [1, 2, 3, 4, 5]
    now = figures(fleet)
    assert (now.owners, now.mailboxes, now.unread, now.due, now.given, now.polls) == (
        5, 5, 0, 0, 0, 5,
    )  # fmt: skip
    assert (now.jobs.get("failed"), now.apart) == (None, ())
    boxes[0].deliver(receipt(77), NOW)
    assert state(fleet, "t0").due_at > datetime.now(UTC) + timedelta(minutes=10)
    with fleet.writes() as connection:
        connection.execute(polls.update().values(due_at=NOW))
    work(Setting(home=home), until_idle=True)
    # Due in the table, but the ledger knows that he was polled a moment ago.
    assert (read(fleet, "t0"), state(fleet, "t0").done) == (1, 2)


def test_tenants_come_are_looked_at_handed_over_and_forgotten(
    door: Door, home: Path, dovecot: Dovecot
) -> None:
    door = door.at(home)
    one, other = users(dovecot, 2)
    fill(one, range(3))
    config = secret(home / "one.toml", tenant_config(home, one, other))
    assert "is looked after: 2 mailboxes" in door("tenant", "add", "anna", "--config", config).err
    shared = secret(home / "two.toml", tenant_config(home, one))
    said = door("tenant", "add", "bert", "--config", shared).err
    assert "is read for anna too" in said
    assert door("tenant", "list").out == (
        "anna: 2 mailboxes, shared with bert\nbert: 1 mailbox, shared with anna\n"
    )
    before = door("fleet", "status")
    assert (before.code, "Workers: 0 (start one: watchdog worker)" in before.out) == (1, True)
    work(Setting(home=home), until_idle=True)
    assert "3 about billing" in door("--owner", "anna", "report").out
    assert "3 about billing" in door("--owner", "bert", "report").out
    assert door("--owner", "nobody", "report").code == 2
    assert "watchdog_polls_total 3.0" in door("fleet", "metrics").out
    file = home / "anna.sqlite3"
    assert door("tenant", "export", "anna", file).out == f"{file}\n"
    with open_ledger(file) as ledger:
        assert (len(ledger.facts()) + len(ledger.review_facts()), ledger.counts().seen) == (3, 3)
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert door("tenant", "purge", "anna").code == 2  # nobody can be asked here
    assert door("tenant", "purge", "anna", "--yes").out.splitlines()[-1].startswith("Gone.")
    assert door("tenant", "remove", "anna").code == 2
    assert door("tenant", "remove", "bert").code == 0
    assert door("tenant", "list").out == ""
    with open_fleet(Setting(home=home)) as fleet:
        assert (read(fleet, "anna"), read(fleet, "bert")) == (0, 3)


def test_a_wrong_configuration_is_told_before_it_is_taken(door: Door, home: Path) -> None:
    door = door.at(home)
    wrong = secret(home / "wrong.toml", "version = 1\n[[accounts]]\nname = 3\n")
    ended = door("tenant", "add", "anna", "--config", wrong)
    assert (ended.code, "configuration of anna: accounts[0].name" in ended.err) == (2, True)
    empty = secret(home / "empty.toml", "version = 1\n")
    assert "there is none to watch" in door("tenant", "add", "anna", "--config", empty).err
    assert "letters, digits" in door("tenant", "add", "../anna", "--config", empty).err
    assert door("tenant", "list").out == ""


# --- the rhythm ------------------------------------------------------------------------------


def test_a_host_gets_no_more_polls_at_once_than_it_may(fleet: Fleet, dovecot: Dovecot) -> None:
    for number, box in enumerate(users(dovecot, 5)):
        add(fleet, f"t{number}", box)
    first = [one for one in taken(fleet) if one.account]
    assert len(first) == 3
    assert [one for one in taken(fleet) if one.account] == []
    rhythm.put_back(fleet, first[0].owner, "box0", seconds=60)
    assert len([one for one in taken(fleet) if one.account]) == 1


def test_who_loses_money_today_comes_before_who_is_new(fleet: Fleet, dovecot: Dovecot) -> None:
    for owner, box in zip(("new", "usual", "urgent"), users(dovecot, 3), strict=True):
        add(fleet, owner, box)
    with fleet.writes() as connection:
        old = polls.c.owner.in_(["usual", "urgent"])
        connection.execute(polls.update().where(old).values(is_first=False))
        connection.exec_driver_sql(
            "UPDATE tenants SET urgent_on = current_date WHERE owner = 'urgent'"
        )
    given = taken(fleet)
    assert [one.owner for one in given if one.account] == ["urgent", "usual", "new"]
    assert all(one.priority > 5 for one in given if not one.account)


def test_a_host_that_throttles_several_is_asked_by_one_at_a_time(
    fleet: Fleet, dovecot: Dovecot
) -> None:
    refusal = b"* BYE [LIMIT] Too many simultaneous connections\r\n"
    boxes = users(dovecot, 6)
    with ExitStack() as stack:
        for number, box in enumerate(boxes):
            port = stack.enter_context(scripted(refusal))
            add(fleet, f"t{number}", box, port=port)
        given = [one for one in taken(fleet) if one.account]
        assert len(given) == 3
        for one in given:
            jobs.poll(fleet, one.owner, "box0", lambda: False)
    assert all(state(fleet, one.owner).throttled_at for one in given)
    assert figures(fleet).throttled == {"localhost": 3}
    assert len([one for one in taken(fleet) if one.account]) == 1


def test_two_owners_of_one_mailbox_are_polled_in_turn(fleet: Fleet, dovecot: Dovecot) -> None:
    (box,) = users(dovecot, 1)
    add(fleet, "anna", box)
    assert add(fleet, "bert", box).shared_with == ("anna",)
    locks = {one.owner: one.lock for one in taken(fleet) if one.account}
    assert locks["anna"] == locks["bert"]


# --- what goes wrong -------------------------------------------------------------------------


def test_a_poisoned_mailbox_is_set_apart_and_keeps_nobody_from_being_read(
    fleet: Fleet,
    home: Path,
    dovecot: Dovecot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    good, bad = users(dovecot, 2)
    fill(good, range(2))
    add(fleet, "good", good)
    add(fleet, "bad", bad)
    real = read_account

    def poisoned(setting: Setting, *rest: Any) -> None:
        if setting.config().ledger.owner == "bad":
            raise ZeroDivisionError
        real(setting, *rest)

    monkeypatch.setattr("watchdog.fleet.work.read_account", poisoned)
    monkeypatch.setattr("watchdog.fleet.jobs._AGAIN.wait", 0)
    monkeypatch.setattr("watchdog.fleet.jobs._AGAIN.exponential_wait", 0)
    for _ in range(3):
        work(Setting(home=home), until_idle=True)
    assert read(fleet, "good") == 2
    apart = figures(fleet).apart
    assert [(one.owner, one.last_fault) for one in apart] == [("bad", "ZeroDivisionError")]
    assert "bad box0: failed (ZeroDivisionError at test_fleet.py:" in caplog.text
    assert state(fleet, "bad").due_at > datetime.now(UTC) + timedelta(minutes=10)


def test_a_job_that_ends_every_worker_is_not_given_to_a_fourth(
    fleet: Fleet, postgres: Postgres, dovecot: Dovecot
) -> None:
    (box,) = users(dovecot, 1)
    add(fleet, "deadly", box)
    taken(fleet)

    async def mend() -> None:
        app = make_app(fleet, connector(fleet, PASSWORD, 2), lambda: False)
        async with app.open_async():
            for attempt in range(4):
                # A worker took it and was killed: its row is gone, the job is still `doing`.
                postgres.sql("UPDATE procrastinate_jobs SET status = 'doing'", "fleet")
                await take_over(app, fleet)
                assert (state(fleet, "deadly").last_fault is None) == (attempt < 3)

    asyncio.run(mend())
    assert state(fleet, "deadly").last_fault == "ends workers"


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # Apprise's
def test_nobody_tells_while_another_does(fleet: Fleet, dovecot: Dovecot) -> None:
    (box,) = users(dovecot, 1)
    with web_hook() as (url, told):
        add(fleet, "anna", box, more=f'[notify]\nurls = ["{url}"]')
        with fleet.server.ledger("anna") as ledger:
            ledger.outbox.queue([_notice("k")], now=NOW)
            with ledger.place.hold("tell") as ours:
                assert ours
                jobs.tell_owner(fleet, "anna", lambda: False)
                assert told == []
        jobs.tell_owner(fleet, "anna", lambda: False)
        jobs.tell_owner(fleet, "anna", lambda: False)
    assert [one["title"] for one in told] == ["k"]


def _notice(key: str) -> Notification:
    return Notification(
        key=key, finding_id=None, target="notify:0", subject=key, body="b", html=None
    )


def test_a_killed_worker_and_a_database_that_goes_away_lose_nothing_and_tell_nothing_twice(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    boxes = users(dovecot, 4)
    for box in boxes:
        fill(box, range(10))
    with (
        tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as root,
        serve(Path(root)) as own,
        web_hook() as (url, told),
    ):
        home = make_home(tmp_path / "own", own.url(), "stalled_seconds = 2", "polls_at_once = 2")
        with open_fleet(Setting(home=home)) as fleet:
            prepare(fleet)
            for number, box in enumerate(boxes):
                config = tenant_config(home, box, more=f'[notify]\nurls = ["{url}"]')
                tenants.add(fleet, f"t{number}", config)
                with fleet.server.ledger(f"t{number}") as ledger:
                    ledger.outbox.queue([_notice(f"k{number}")], now=NOW)

        def polled() -> int:
            return int(str(own.sql("SELECT count(*) FROM polls WHERE done > 0", "watchdog")[0][0]))

        def busy() -> bool:
            query = "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'poll'"
            return bool(own.sql(query, "watchdog"))

        with worker(home) as first, worker(home) as second, worker(home):
            until(busy, "a worker polls")
            first.send_signal(signal.SIGKILL)
            until(lambda: polled() >= 1, "others go on")
            own.stop()
            own.start()
            until(lambda: polled() >= 4, "they are back", seconds=90)
            until(lambda: len(told) >= 4, "all are told")
            second.send_signal(signal.SIGTERM)
            assert second.wait(30) == 0
        with open_fleet(Setting(home=home)) as fleet:
            assert [read(fleet, f"t{number}") for number in range(4)] == [10] * 4
            assert figures(fleet).apart == ()
        # What was on its way when the database went is in doubt: it may go out once more, no other.
        doubted = own.sql("SELECT key FROM notifications WHERE resent > 0", "watchdog")
    titles = Counter(one["title"] for one in told)
    assert set(titles) == {f"k{number}" for number in range(4)}
    assert {title for title, times in titles.items() if times > 1} <= {key for (key,) in doubted}
    assert max(titles.values()) <= 2


def test_a_fleet_without_a_server_is_told_what_it_needs(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    secret(door.home / "config.toml", "version = 1\n")
    ended = door("fleet", "status")
    assert (ended.code, "ledger.url: many mailboxes need" in ended.err) == (2, True)
    assert Config().fleet.polls_per_host == 20
