"""Scrubbing a private mail: nothing private is left, and the readers read what they read before."""

from pathlib import Path

import pytest

from parsers import parse
from parsers.message import Message, read_message
from parsers.outcome import Outcome
from tests.test_senders import MAILS, case, known
from watchdog.scrub import Scrubbed, differences, scrub


def scrubbed(raw: bytes) -> Scrubbed:
    """A mail that can be read, scrubbed."""
    done = scrub(raw, known())
    assert isinstance(done, Scrubbed), done.reason
    return done


def read(raw: bytes) -> Outcome:
    """What the readers make of a mail."""
    message = read_message(raw)
    assert isinstance(message, Message)
    return parse(message, known())


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_a_scrubbed_fixture_reads_the_same_and_scrubbing_it_again_changes_nothing(
    path: Path,
) -> None:
    done = scrubbed(path.read_bytes())
    assert differences(read(path.read_bytes()), read(done.raw)) == ()
    assert scrubbed(done.raw).raw == done.raw
