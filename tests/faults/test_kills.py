"""Row 1: killed at any point, it goes on; `make kills` does the same two hundred times."""

from pathlib import Path

import pytest

from tests.faults.slaughter import deaths, slaughter
from tests.rigs.dovecot import User
from tests.rigs.post_office import post_office


@pytest.mark.dovecot
@pytest.mark.timeout(400)  # programs that start
def test_kills_at_random_points_lose_no_mail_and_double_no_notice(
    user: User, tmp_path: Path
) -> None:
    with post_office(tls="none", auth=False) as office:
        ends = slaughter(tmp_path / "home", user, office, kills=10, seed=20261128)
    assert deaths(ends) == 10, ends
    assert any("upgrade killed" in how for how in ends), ends
