"""Fixtures of a fleet that looks after nobody yet, in a database for each who imports them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs.fleets import emptied, make_home
from tests.rigs.postgres import Postgres
from watchdog.fleet.tenants import Fleet, open_fleet
from watchdog.fleet.worker import prepare
from watchdog.setting import Setting

__all__ = ["database", "fleet", "home"]


def _named(request: pytest.FixtureRequest) -> str:
    """After the tests: "deaf" for test_fleet_deaf."""
    return str(request.module.__name__).rpartition("_")[2]


@pytest.fixture(scope="module")
def database(postgres: Postgres, request: pytest.FixtureRequest) -> str:
    return postgres.new_database(_named(request))


@pytest.fixture
def home(
    tmp_path: Path, postgres: Postgres, database: str, request: pytest.FixtureRequest
) -> Iterator[Path]:
    made = make_home(tmp_path / "fleet", database)
    with open_fleet(Setting(home=made)) as fleet:
        prepare(fleet)
    yield made
    emptied(postgres, _named(request))


@pytest.fixture
def fleet(home: Path) -> Iterator[Fleet]:
    with open_fleet(Setting(home=home)) as opened:
        yield opened
