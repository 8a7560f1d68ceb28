"""Rows 34 to 40: what a mail server can do to a notice, and how often each then arrives."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests import hostile
from tests.faults.letters import (
    HERE,
    MONDAY,
    bring_home,
    states,
    subjects,
    taken,
    text_of,
    write_config,
    writing,
)
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, Step, free_port, post_office
from tests.rigs.web_hook import web_hook
from watchdog.delivery import delivery

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(400),  # many rounds; a busy machine takes its time
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]
NOTICES = 5  # what the demo's mail has to tell on that Monday


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office(tls="none", auth=False) as running:
        yield running


def rounds(door: Door, *minutes: float) -> None:
    """One round at each of these minutes after noon on Monday."""
    for minute in minutes:
        with time_machine.travel(MONDAY + timedelta(minutes=minute), tick=True):
            ended = door("run", "--once")
            assert ended.code == 0, ended.err
            assert "Traceback" not in ended.err


def each_once(office: PostOffice) -> bool:
    names = [mail["Message-ID"] for mail in taken(office)]
    return len(names) == len(set(names)) == NOTICES


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["451 4.3.0 later", "421 4.3.2 closing"])
def test_a_server_that_says_later_gets_each_letter_once_later(
    door: Door, user: User, office: PostOffice, step: Step, answer: str
) -> None:
    writing(door, user, office.port)
    office.answers[step] = answer
    rounds(door, 0)
    assert office.taken == []
    assert states(door.home) == {"pending": NOTICES}
    office.answers.clear()
    rounds(door, 2, 4)
    assert each_once(office)
    assert states(door.home) == {"sent": NOTICES}


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("RCPT", "550 5.1.1 bad recipient"),
        ("DATA", "552 5.3.4 too large"),
        ("MAIL", "550 5.7.30 basic authentication is not supported"),
    ],
)
def test_what_is_refused_for_good_is_given_up_shown_and_carried_by_the_next_letter(
    door: Door,
    user: User,
    office: PostOffice,
    step: Step,
    answer: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    writing(door, user, office.port)
    office.answers[step] = answer
    rounds(door, 0, 61)
    assert caplog.text.count("not sent yet: ") == 2 * NOTICES
    assert "given up: " not in caplog.text
    rounds(door, 400)
    assert caplog.text.count("not sent yet: ") == 2 * NOTICES
    assert caplog.text.count("given up: ") == NOTICES
    assert states(door.home) == {"dead": NOTICES}
    status = door("status")
    assert "not delivered" in status.out
    assert answer[4:9] in status.out, "it says what the server said"
    office.answers.clear()
    rounds(door, 500)
    assert office.taken == [], "nothing that was given up is sent by itself"
    rounds(door, 7 * 24 * 60)
    (letter,) = [mail for mail in taken(office) if "week" in str(mail["Subject"])]
    assert "WHAT DID NOT GET THROUGH BEFORE" in text_of(letter)
    assert answer[4:] in text_of(letter)
    assert states(door.home)["dead"] == 0
    rounds(door, 14 * 24 * 60)
    assert "WHAT DID NOT GET THROUGH BEFORE" not in text_of(taken(office)[-1])


def test_taken_and_dropped_is_found_in_the_mailbox_and_not_sent_again(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    bring_home(office, user)
    office.dropping = True
    rounds(door, 0)
    assert states(door.home) == {"uncertain": NOTICES}
    office.dropping = False
    rounds(door, 1, 2, 20)
    assert states(door.home) == {"sent": NOTICES}
    assert each_once(office)


def test_a_doubtful_letter_that_was_thrown_away_is_not_sent_again(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    office.carrier = lambda raw: user.deliver(raw, MONDAY, "Trash")
    office.dropping = True
    rounds(door, 0)
    office.dropping = False
    rounds(door, 1, 20)
    assert states(door.home) == {"sent": NOTICES}
    assert each_once(office)


def test_lost_and_dropped_is_looked_for_and_then_sent_again(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    bring_home(office, user)
    office.losing = True
    rounds(door, 0, 1)
    office.losing = False
    rounds(door, 5)
    assert states(door.home) == {"uncertain": NOTICES}, "it may still be on its way"
    rounds(door, 12)
    assert states(door.home) == {"sent": NOTICES}
    assert each_once(office)


def test_where_nobody_can_look_it_is_sent_once_more_and_says_so(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port, own="somebody@example.net")
    office.dropping = True
    rounds(door, 0, 2, 4, 6, 30)
    names = [str(mail["Message-ID"]) for mail in taken(office)]
    assert len(names) == 2 * NOTICES
    assert len(set(names)) == NOTICES, "the same Message-ID, so that mail programs show one"
    assert [mail["X-Watchdog-Attempt"] for mail in taken(office)] == [None] * NOTICES + [
        "2"
    ] * NOTICES
    assert states(door.home) == {"dead": NOTICES}, "twice in doubt: given up, in sight"


def test_a_server_that_falls_silent_after_the_letter_leaves_a_doubt(
    door: Door, user: User, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "TIMEOUT_SECONDS", 0.4)
    writing(door, user, office.port)
    bring_home(office, user)
    office.silent = True
    rounds(door, 0)
    office.silent = False
    assert states(door.home) == {"uncertain": NOTICES}
    rounds(door, 1)
    assert states(door.home) == {"sent": NOTICES}
    assert each_once(office)


def test_of_two_recipients_only_the_refused_one_is_tried_again(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port, to=f'["{HERE}", "sam@example.net"]')
    office.refusing.add("sam@example.net")
    rounds(door, 0)
    assert [mail["To"] for mail in taken(office)] == [HERE] * NOTICES
    office.refusing.clear()
    rounds(door, 61, 62)
    assert [mail["To"] for mail in taken(office)] == [HERE] * NOTICES + [
        "sam@example.net"
    ] * NOTICES
    assert states(door.home) == {"sent": 2 * NOTICES}


def test_three_weeks_without_a_server_end_in_one_letter(
    door: Door, user: User, office: PostOffice
) -> None:
    config = writing(door, user, free_port())
    day = 24 * 60
    rounds(door, 0, 5, day, *(at * day + 9 for at in range(5, 22, 2)))
    waiting = states(door.home)
    assert waiting["pending"] >= 1
    text = config.read_text(encoding="utf-8")
    config.write_text(_with_port(text, office.port), encoding="utf-8")
    rounds(door, 22 * day, 22 * day + 5)
    (only,) = taken(office)
    assert "week" in str(only["Subject"])
    assert "Charged after you cancelled" in text_of(only)
    assert "pending" not in states(door.home)


def _with_port(text: str, port: int) -> str:
    head, _, tail = text.partition("[digest.smtp]")
    lines = [f"port = {port}" if line.startswith("port") else line for line in tail.split("\n")]
    return f"{head}[digest.smtp]" + "\n".join(lines)


def test_its_own_letters_lie_in_the_mailbox_and_tell_nothing(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    bring_home(office, user)
    rounds(door, 0)
    before = door("report", "--json", "--as-of", "2026-11-23").out
    rounds(door, 20, 40)
    after = door("report", "--json", "--as-of", "2026-11-23").out
    assert before.partition('"coverage"')[0] == after.partition('"coverage"')[0]
    assert len(subjects(office)) == NOTICES


def test_words_of_a_mail_reach_no_header_and_no_terminal(
    door: Door, user: User, office: PostOffice
) -> None:
    write_config(door.home, user, office.port, lines='[notify]\nlevel = "info"\n')
    hostile.fill(door.home / "ledger.sqlite3")
    rounds(door, 0)
    assert door("digest", "--as-of", "2026-11-23").code == 0
    told = taken(office)
    assert len(told) >= 2
    meant = {"from", "to", "subject", "message-id", "auto-submitted", "list-id", "date"}
    meant |= {
        "references",
        "x-watchdog",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    }
    for mail, envelope in zip(told, office.taken, strict=True):
        assert {name.lower() for name in mail} <= meant
        assert envelope.rcpt_tos == [HERE]
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f\u202e\u2028]", text_of(mail).replace("\r", "")
        )


def test_the_same_condition_found_anew_is_no_news(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    rounds(door, 0)
    user.forget_uids()
    rounds(door, 20)
    rounds(door, 40)
    assert each_once(office)


def test_what_no_web_hook_takes_goes_by_mail(door: Door, user: User, office: PostOffice) -> None:
    writing(door, user, office.port, lines='[notify]\nurls = ["nonsense://nowhere"]\n')
    rounds(door, 0, 61)
    assert office.taken == []
    rounds(door, 400)
    assert each_once(office)
    assert states(door.home) == {"folded": NOTICES, "sent": NOTICES}
    rounds(door, 7 * 24 * 60)
    assert "WHAT DID NOT GET THROUGH" not in text_of(taken(office)[-1])


def test_a_web_hook_that_takes_them_is_the_only_one_told(
    door: Door, user: User, office: PostOffice
) -> None:
    with web_hook() as (url, told):
        writing(door, user, office.port, lines=f'[notify]\nurls = ["{url}"]\n')
        rounds(door, 0, 61)
    assert len(told) == NOTICES
    assert office.taken == []
