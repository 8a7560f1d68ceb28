"""What a worker tells Prometheus, and what becomes of it where two share a host."""

import logging
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.mailboxes import fill
from tests.faults.programs import until
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot
from tests.rigs.fleets import emptied, make_home, tenant_config, users, worker
from tests.rigs.postgres import Postgres
from watchdog.fleet import tenants
from watchdog.fleet.tenants import open_fleet
from watchdog.fleet.worker import work
from watchdog.setting import Setting

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> str:
    return postgres.new_database("metrics")


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path, postgres: Postgres, database: str, port: int) -> Iterator[Path]:
    yield make_home(tmp_path / "fleet", database, f'metrics = "127.0.0.1:{port}"')
    emptied(postgres, "metrics")


def answered(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
        return str(page.read().decode())


def is_answered(port: int) -> bool:
    try:
        return "watchdog_workers" in answered(port)
    except OSError:
        return False


def test_a_second_worker_takes_jobs_where_the_address_is_taken(
    home: Path, port: int, dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    (box,) = users(dovecot, 1)
    fill(box, range(2))
    with open_fleet(Setting(home=home)) as fleet:
        tenants.add(fleet, "anna", tenant_config(home, box))
    with socket.socket() as taken, caplog.at_level(logging.WARNING):
        taken.bind(("127.0.0.1", port))
        taken.listen()
        work(Setting(home=home), until_idle=True)
    said = [one.getMessage() for one in caplog.records if "fleet.metrics" in one.getMessage()]
    assert len(said) == 1
    assert f"fleet.metrics: 127.0.0.1:{port} is taken, by another worker" in said[0]
    with open_fleet(Setting(home=home)) as fleet, fleet.server.ledger("anna") as ledger:
        assert ledger.counts().seen == 2


def test_who_waits_for_the_address_answers_once_it_is_free(home: Path, port: int) -> None:
    with worker(home) as first:
        until(lambda: is_answered(port), "the first one answers", seconds=60)
        with worker(home):
            until(lambda: "watchdog_workers 2.0" in answered(port), "both work", seconds=60)
            first.kill()
            first.wait(10)
            until(lambda: is_answered(port), "the second one answers", seconds=60)


def test_an_address_that_is_nobodys_here_is_a_fault_of_the_configuration(
    tmp_path: Path, database: str, door: Door
) -> None:
    # 192.0.2.1 is kept for books: no computer has it.
    home = make_home(tmp_path / "far", database, 'metrics = "192.0.2.1:9469"')
    ended = door.at(home)("worker", "--until-idle")
    assert ended.code == 2
    assert "config.toml: fleet.metrics: 192.0.2.1:9469: cannot assign" in ended.err
    assert "give an address of this computer" in ended.err
