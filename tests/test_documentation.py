"""The pages for people: what they name is there, and what grows can be found and read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_help import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "docs/*.md",
        "benchmarks/*.md",
        "benchmarks/prose/*.md",
        "parsers/*.md",
        "fixtures/*/README.md",
    )
    for page in ROOT.glob(pattern)
)
# Pages that grow with each change, and how wide their lines may be; tables are as wide as they are.
GROWING = {"CHANGELOG.md": 160, "docs/decisions.md": 120, "docs/plan.md": 130}
# What a program makes or is the user's own; a word in capitals stands for a name.
_ELSEWHERE = ("build/", "catalog/services/", "dist/")

_MADE_UP = re.compile(r"(?<![A-Za-z])(?!README\.md)[A-Z]{3,}")
_SHELL = re.compile(r"(?ms)^```sh$(.*?)^```$")
_SAID = re.compile(r"(?m)(?:^|`)watchdog ([a-z][a-z-]*(?![a-z:-])[^`\n#]*)")
_FENCED = re.compile(r"(?ms)^```.*?^```$")
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"[a-z0-9_.-]+(?:/[a-z0-9_.-]+)+\.(?:eml|j2|json|md|py|sh|sql|toml|txt)")
_PLACE = re.compile(
    r"(?<![\w/.<-])(?:benchmarks|deploy|docs|fixtures|parsers|tests|tools|watchdog)/[\w./-]*\w"
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def missing_files(text: str, folder: Path) -> list[str]:
    """The files that a text in a folder names and that are not there."""
    text = _FENCED.sub("", text)
    named = {code for code in _CODE.findall(text) if _FILE.fullmatch(code)}
    named |= set(_PLACE.findall(text))
    return sorted(
        name
        for name in named
        if not name.startswith(_ELSEWHERE)
        and not _MADE_UP.search(name)
        and not (ROOT / name).exists()
        and not (folder / name).exists()
    )


def broken_links(text: str, page: Path) -> list[str]:
    """The links of a page that lead nowhere in the repository."""
    return [link for link in _LINK.findall(_FENCED.sub("", text)) if not _leads(link, page, text)]


def _leads(link: str, page: Path, text: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    if name and not target.exists():
        return False
    there = target.read_text(encoding="utf-8") if name and anchor else text
    return not anchor or anchor in set(_anchors(there))


def _anchors(text: str) -> Iterator[str]:
    for heading in re.findall(r"(?m)^#+ (.+)$", _FENCED.sub("", text)):
        yield re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


def topics_not_listed(text: str) -> list[str]:
    """The topics of a page (`##`) to which no link above the first of them leads."""
    head, *_ = re.split(r"(?m)^## ", text, maxsplit=1)
    listed = {link.removeprefix("#") for link in _LINK.findall(head)}
    topics = "\n".join(re.findall(r"(?m)^## .+$", text))
    return [anchor for anchor in _anchors(topics) if anchor not in listed]


def unknown_commands(text: str) -> list[str]:
    """What a text shows as code or for a shell, and the program does not take."""
    shown = [*_CODE.findall(_FENCED.sub("", text)), *" \n".join(_SHELL.findall(text)).splitlines()]
    said = [found.group(1) for one in shown if (found := _SAID.match(one))]
    return [one for one in said if not _is_taken(one.replace("|", " | ").split())]


def _is_taken(words: list[str]) -> bool:
    called = next((one for one in (" ".join(words[:2]), words[0]) if one in COMMANDS), None)
    if called is None:
        return False
    known = {"--help"} | {name for one in COMMANDS[called].params for name in _names(one)}
    return all(word in known for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word))


def _names(option: Any) -> list[str]:
    return [*option.opts, *option.secondary_opts]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_tells_to_type_can_be_typed(page: str) -> None:
    assert unknown_commands((ROOT / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    assert missing_files(text, path.parent) == []
    assert broken_links(text, path) == []


@pytest.mark.parametrize("page", ["docs/decisions.md", "docs/plan.md"])
def test_every_topic_is_listed_at_the_top(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^## ", text)) > 5
    assert topics_not_listed(text) == []


@pytest.mark.parametrize("page", GROWING)
def test_a_page_that_grows_can_be_read(page: str) -> None:
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    wide = [line for line in lines if len(line) > GROWING[page] and not line.startswith("|")]
    assert wide == []


def test_what_is_not_there_is_found() -> None:
    """A module that was moved, a heading that was renamed, a new topic."""
    page = ROOT / "docs" / "page.md"
    text = "# A\n[b](#b), [c](#c), [d](plan.md)\n## B\n`watchdog/config.py`, tests/none.py\n## D\n"
    assert missing_files(text, page.parent) == ["tests/none.py", "watchdog/config.py"]
    assert broken_links(text, page) == ["#c"]
    assert topics_not_listed(text) == ["d"]
    typed = "`watchdog report --jsn`, `watchdog scan --now`\n```sh\nwatchdog shw x # y\n```\n"
    assert unknown_commands(typed) == ["report --jsn", "shw x "]
