"""Every mail under fixtures/senders says what its expectation holds; `--accept` writes it."""

import difflib
import importlib
import json
import pkgutil
import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

import parsers.senders
from parsers import parse
from parsers.declare import Parser
from parsers.domains import organisation
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind
from parsers.readers import all_parsers
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

FOLDER = Path(__file__).parent.parent / "fixtures" / "senders"
MAILS = sorted(FOLDER.glob("*/*.eml"))
SENDER_FILES = sorted(name for _, name, _ in pkgutil.iter_modules(parsers.senders.__path__))

_ADDRESS = re.compile(r"[\w.+%-]+@([\w-]+(?:\.[\w-]+)+)")
_EXAMPLE = re.compile(r"(?:^|\.)example\.(?:com|org|net|edu)$|\.(?:example|invalid|test)$")
_PHONE = re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?\(?\d{3}\)?[\s.-]+(\d{3})[\s.-]+(\d{4})(?![\w.-])")
# Addresses that belong to a company and to nobody in particular; found in genuine mail.
_OF_COMPANIES = {
    "apple.com",
    "coursera.org",
    "google.com",
    "netflix.com",
    "paypal.com",
    "paypal.de",
    "spotify.com",
    "stripe.com",
}

# What hardly a mail says is written into an expectation only where it does.
_RARE = {"by_reader", "later_amount", "later_on", "cancel_by", "tax", "account", "paid_with"}


@cache
def known() -> Known:
    """What the readers are told when the watchdog runs them: the catalogue's names and brands."""
    return known_to(load_catalog())


@cache
def mail(path: Path) -> Message:
    """A fixture as the readers see it."""
    message = read_message(path.read_bytes())
    assert isinstance(message, Message), message.reason
    return message


@cache
def said(path: Path) -> Outcome:
    """What the readers make of a fixture."""
    return parse(mail(path), known())


def shown(outcome: Outcome) -> dict[str, Any]:
    """An outcome as its expectation holds it: the contract of `parse --json` without the file.

    How sure the generic reader is changes whenever it learns; tests/test_accuracy.py holds that.
    """
    events = [
        {k: v for k, v in event.items() if v is not None or k not in _RARE}
        for event in msgspec.to_builtins(outcome.events)
    ]
    if outcome.reader == "generic":
        events = [{k: v for k, v in event.items() if k != "confidence"} for event in events]
    return {
        "outcome": outcome.outcome.value,
        "reader": outcome.reader,
        "trust": msgspec.to_builtins(outcome.trust),
        "events": events,
    }


def case(path: Path) -> str:
    """The name of a fixture: sender/case."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_a_mail_says_what_its_expectation_holds(path: Path, request: pytest.FixtureRequest) -> None:
    outcome = said(path)
    found = json.dumps(shown(outcome), indent=2, ensure_ascii=False) + "\n"
    expected = path.with_suffix(".json")
    if request.config.getoption("--accept"):
        expected.write_text(found, encoding="utf-8")
    if not expected.exists():
        pytest.fail(f"{case(path)} has no expectation; read it and run pytest --accept:\n{found}")
    wanted = expected.read_text(encoding="utf-8")
    if found != wanted:
        change = difflib.unified_diff(
            wanted.splitlines(), found.splitlines(), f"{case(path)}.json", "now", lineterm="", n=2
        )
        reason = f"\n(reason: {outcome.reason})" if outcome.reason else ""
        pytest.fail("\n".join(change) + reason, pytrace=False)


@pytest.mark.parametrize("name", SENDER_FILES)
def test_a_sender_file_declares_a_reader_and_nothing_else_lies_there(name: str) -> None:
    module = importlib.import_module(f"{parsers.senders.__name__}.{name}")
    declared = [one for one in vars(module).values() if isinstance(one, Parser)]
    assert declared, f"parsers/senders/{name}.py declares no @parser: it belongs somewhere else"
    assert all(one.name.startswith(f"senders.{name}.") for one in declared)


def test_the_example_of_the_readme_is_such_a_file(tmp_path: Path) -> None:
    told = (Path(parsers.__path__[0]) / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"(?ms)^```python\n(.*?)^```$", told)
    file = tmp_path / "example.py"
    file.write_text(example, encoding="utf-8")
    found = runpy.run_path(str(file), run_name=f"{parsers.senders.__name__}.example")
    names = [one.name for one in found.values() if isinstance(one, Parser)]
    assert names == ["senders.example.billing", "senders.example.promotion"]


def test_the_folder_of_senders_holds_only_python_files() -> None:
    folder = Path(parsers.senders.__path__[0])
    others = [one.name for one in folder.iterdir() if one.suffix != ".py"]
    assert [name for name in others if name != "__pycache__"] == []


@pytest.mark.parametrize("reader", all_parsers(), ids=lambda one: one.name)
def test_a_reader_reads_at_least_one_fixture(reader: Parser) -> None:
    knows = [case(path) for path in MAILS if reader.knows(mail(path))]
    assert knows, f"{reader.name} reads no mail under fixtures/senders: add one, then --accept"


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_no_two_readers_claim_one_mail(path: Path) -> None:
    assert len([one.name for one in all_parsers() if one.knows(mail(path))]) <= 1


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_no_fixture_is_drift(path: Path) -> None:
    outcome = said(path)
    assert outcome.outcome not in (OutcomeKind.FAILED, OutcomeKind.QUARANTINED), outcome.reason


def test_expectations_and_mails_come_in_pairs() -> None:
    mails = {path.with_suffix("") for path in MAILS}
    expectations = {path.with_suffix("") for path in FOLDER.glob("*/*.json")}
    assert mails == expectations
    assert mails


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_a_fixture_is_addressed_to_an_invented_person(path: Path) -> None:
    headers = mail(path).headers
    receivers = [value for name in ("to", "cc", "delivered-to") for value in headers.get(name, ())]
    strangers = [d for value in receivers for d in _ADDRESS.findall(value) if not _is_example(d)]
    assert receivers
    assert strangers == []


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_a_fixture_names_no_private_address_and_no_real_phone(path: Path) -> None:
    message = mail(path)
    body = f"{message.text}\n{message.html}"
    own = organisation(message.from_address.rpartition("@")[2])
    foreign = {one for one in _ADDRESS.findall(body) if organisation(one.lower()) != own}
    strangers = {d for d in foreign if not _is_example(d) and not _is_company(d)}
    phones = [found[0] for found in _PHONE.finditer(body) if not _is_fictional(*found.groups())]
    assert not strangers, f"invent these, or name a company's in _OF_COMPANIES: {strangers}"
    assert not phones, f"(202) 555-0100 to 0199 are nobody's; these may be somebody's: {phones}"


def _is_example(domain: str) -> bool:
    return bool(_EXAMPLE.search(domain.lower()))


def _is_company(domain: str) -> bool:
    return any(domain == one or domain.endswith(f".{one}") for one in _OF_COMPANIES)


def _is_fictional(exchange: str, line: str) -> bool:
    """555-0100 to 555-0199 are kept free for stories."""
    return exchange == "555" and line.startswith("01")
