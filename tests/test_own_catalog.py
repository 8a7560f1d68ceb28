"""The user's own files: what they add and replace, and how a slip in one is told."""

import json
import shutil
from pathlib import Path

import pytest

from tests.rigs.door import Door
from watchdog.catalog import Catalog, CatalogError, Service, load_catalog, loader
from watchdog.catalog.own import own_files, read_own, with_own

CATALOG = load_catalog()
GYM = """
name = "Example Gym"
domains = ["gym.example"]
aliases = ["EXAMPLE GYM LTD"]

[channels.direct]
steps = ["Write to the gym, six weeks before the year ends."]

[[refunds]]
channel = "direct"
window_days = 14
"""


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / "services" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_service_of_ones_own(tmp_path: Path) -> None:
    written(tmp_path, "example_gym", GYM)
    catalog, complaints = with_own(CATALOG, own_files(tmp_path))
    assert complaints == ()
    assert catalog.services["example_gym"].name == "Example Gym"
    assert catalog.names()["example gym ltd"] == "example_gym"
    assert "example_gym" not in CATALOG.services


def test_what_is_named_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    own = read_own(
        written(
            tmp_path,
            "coursera",
            'aliases = ["MY COURSERA"]\nlead_days = 2\n[channels.direct]\nnotes = ["Ask Jo."]\n',
        ),
        CATALOG,
    )
    known = CATALOG.services["coursera"]
    assert own.lead_days == 2
    assert own.aliases == (*known.aliases, "MY COURSERA")
    assert own.channels["direct"].notes == ("Ask Jo.",)
    assert own.channels["direct"].steps == known.channels["direct"].steps
    assert own.refunds == known.refunds


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("netflix", 'nme = "N"\n', 1, "nme: unknown key; did you mean 'name'?"),
        ("netflix", "\n[channels.direct]\nstps = []\n", 3, "channels.direct.stps: unknown key"),
        ("netflix", '[channels.direct]\nsteps = ["a", 1]\n', 2, "channels.direct.steps[1]: must"),
        ("netflix", "[channels.appel]\n", 1, "channels.appel: no place is called 'appel'; did"),
        ("netflix", '[trial]\nlead_days = "one"\n', 2, "trial.lead_days: must be a whole number"),
        (
            "netflix",
            '[[refunds]]\nchannel = "direct"\n\n[[refunds]]\nchannel = "googleplay"\n',
            5,
            "refunds[1].channel: no place is called 'googleplay'; did you mean 'google_play'?",
        ),
        (
            "netflix",
            '[[refunds]]\nchannel = "direct"\nplans = ["x"]\n',
            3,
            "refunds[0].plans: no plan is called 'x'; known: none",
        ),
        (
            "netflix",
            '[[refunds]]\nchannel = "direct"\ncountries = ["Germany"]\n',
            3,
            "refunds[0].countries: 'Germany' is no country; write DE",
        ),
        (
            "netflix",
            '[channels.direct]\nurl = "http://netflix.example"\n',
            2,
            "channels.direct.url: must be an address that begins with https://",
        ),
        (
            "netflix",
            '[[refunds]]\nchannel = "direct"\nconditions = ["{when}"]\n',
            3,
            "refunds[0].conditions: nothing is called {when}; use {service} or {place}",
        ),
        ("netflix", '[[traps]]\ntext = "a { b"\n', 2, "traps[0].text: its curly brackets"),
        ("netflix", f"x = {'[' * 20_000}\n", None, "not TOML"),
        ("gym", 'name = "Gym"\naliases = ["Spotify AB"]\n', 2, "belongs to spotify already"),
        ("gym", 'id = "club"\nname = "Gym"\n', 1, "id: is 'club'; leave it out"),
        ("gym", "lead_days = 1\n", None, "name: is missing"),
        ("gym", 'name = "Gym\n', None, "not TOML"),
    ],
)
def test_a_slip_is_one_clear_line(
    tmp_path: Path, name: str, text: str, line: int | None, told: str
) -> None:
    file = written(tmp_path, name, text)
    with pytest.raises(CatalogError) as caught:
        read_own(file, CATALOG)
    said = str(caught.value)
    assert said.startswith(f"{file}:{line}: " if line else f"{file}: ")
    assert told in said
    assert "\n" not in said


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = written(tmp_path, "gym", "")
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogError, match="UTF-8"):
        read_own(file, CATALOG)


def test_a_link_that_leads_nowhere_and_a_folder(door: Door) -> None:
    folder = door.home / "catalog" / "services"
    folder.mkdir(parents=True)
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    (folder / "folder.toml").mkdir()
    done = door("fix", "netflix")
    assert done.code == 0
    assert done.err.count("cannot be read") == 2


def test_the_rest_stays_intact(tmp_path: Path) -> None:
    written(tmp_path, "netflix", "nme = 1\n")
    written(tmp_path, "example_gym", GYM)
    catalog, complaints = with_own(CATALOG, own_files(tmp_path))
    assert len(complaints) == 1
    assert catalog.services["netflix"] == CATALOG.services["netflix"]
    assert "example_gym" in catalog.services


def test_catalog_check(door: Door) -> None:
    assert door("catalog", "check").code == 0
    written(door.home / "catalog", "example_gym", GYM)
    done = door("catalog", "check")
    assert done.code == 0
    assert "1 of your own" in done.out
    written(door.home / "catalog", "netflix", "nme = 1\n")
    done = door("catalog", "check")
    assert done.code == 2
    assert done.out == ""
    assert "netflix.toml:1: nme: unknown key" in done.err
    assert door("catalog", "check", door.home / "nowhere").code == 2


def test_a_wrong_file_of_the_program_is_told_as_well(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Catalog:
        raise CatalogError("netflix.toml:3: nme: unknown key")

    monkeypatch.setattr("watchdog.cli.catalogue.load_catalog", broken)
    done = door("catalog", "check")
    assert (done.code, done.err) == (2, "watchdog: netflix.toml:3: nme: unknown key\n")


def test_a_file_of_the_program_is_called_like_its_service_and_need_not_say_so(
    tmp_path: Path,
) -> None:
    program = tmp_path / "catalog"
    shutil.copytree(Path(loader.__file__).parent, program)
    file = program / "services" / "netflix.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "netflix"\n', ""), "utf-8")
    assert loader.read_catalog(program).services["netflix"] == CATALOG.services["netflix"]


def test_the_rest_goes_on_without_a_bad_file(door: Door) -> None:
    written(door.home / "catalog", "example_gym", GYM)
    written(door.home / "catalog", "netflix", "nme = 1\n")
    done = door("fix", "Example Gym Ltd")
    assert done.code == 0
    assert "six weeks before" in done.out
    assert done.err.count("this file is left out") == 1


def test_a_mail_is_read_with_it_too(door: Door, tmp_path: Path) -> None:
    mail = tmp_path / "gym.eml"
    mail.write_bytes(
        b"From: EXAMPLE GYM LTD <billing@gym.example>\r\nSubject: Your receipt\r\n"
        b"Date: Mon, 8 Jun 2026 09:30:00 +0000\r\n\r\nThanks for your payment.\r\n"
        b"Membership: monthly\r\nReceipt number: 4471\r\nTotal paid: $30.00 USD\r\n"
    )
    told = [json.loads(door("parse", mail, "--json").out)["events"][0]["merchant"]]
    written(door.home / "catalog", "sweat_club", GYM)
    told.append(json.loads(door("parse", mail, "--json").out)["events"][0]["merchant"])
    assert told[0] != told[1] == "sweat_club"


def test_the_schema_names_every_key(door: Door) -> None:
    schema = json.loads(door("catalog", "schema").out)
    assert "required" not in schema["$defs"]["Service"]  # an own file need not repeat the program's
    told = schema["$defs"]["Service"]["properties"]
    assert set(told) == set(Service.__struct_fields__)
    assert schema["$defs"]["Sure"]["enum"] == ["guide", "mail", "official", "own", "repeated"]


def test_a_plan_that_does_not_exist(door: Door) -> None:
    done = door("fix", "adobe_cc", "--plan", "annual")
    assert done.code == 2
    assert "annual_monthly (yearly plan billed monthly)" in done.err
    done = door("fix", "adobe_cc", "--plan", "annual_monthly")
    assert done.code == 0
    assert "costs half of what is left" in done.out


def test_list_and_show(door: Door) -> None:
    assert "coursera" in door("catalog", "list").out
    done = door("catalog", "show", "coursera")
    assert done.code == 0
    assert "from an official page" in done.out
    done = door("catalog", "show", "cousera")
    assert done.code == 2
    assert "did you mean coursera?" in done.err
