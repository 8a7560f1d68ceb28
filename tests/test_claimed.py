"""What a sender file claims to read, kinds and languages, is held against its fixtures."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import msgspec
import pytest

from parsers.declare import Parser
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.readers import all_parsers

FIXTURES = Path(__file__).parent.parent / "fixtures" / "senders"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the fixtures of one reader state: the kinds of their events, and their languages."""

    kinds: set[str] = msgspec.field(default_factory=set)
    languages: set[str] = msgspec.field(default_factory=set)


@cache
def found() -> dict[str, Found]:
    """By the reader's name, of all mails whose events count."""
    by_reader: dict[str, Found] = defaultdict(Found)
    for path in FIXTURES.glob("*/*.json"):
        said = msgspec.json.decode(path.read_bytes())
        if said["outcome"] != "parsed" or not said["events"]:
            continue
        mine = by_reader[said["reader"]]
        mine.kinds.update(event["kind"] for event in said["events"])
        message = read_message(path.with_suffix(".eml").read_bytes())
        assert isinstance(message, Message)
        mine.languages.add(lay_out(message).hint.language or "en")
    return by_reader


@pytest.mark.parametrize("reader", all_parsers(), ids=lambda reader: reader.name)
def test_every_kind_and_language_that_is_claimed_has_a_fixture(reader: Parser) -> None:
    mine = found().get(reader.name, Found())
    folder = f"fixtures/senders/{reader.name.split('.')[1]}/"
    missing = [f"no mail of the kind {kind}" for kind in sorted(reader.kinds - mine.kinds)]
    missing += [f"no mail in {one}" for one in sorted(reader.languages - mine.languages)]
    assert not missing, f"{reader.name} claims more than {folder} shows: {', '.join(missing)}"


@pytest.mark.parametrize("reader", all_parsers(), ids=lambda reader: reader.name)
def test_what_the_fixtures_state_is_claimed(reader: Parser) -> None:
    mine = found().get(reader.name, Found())
    unclaimed = sorted((mine.kinds - reader.kinds) | (mine.languages - reader.languages))
    assert not unclaimed, f"{reader.name} reads {', '.join(unclaimed)}: say so where it is declared"
