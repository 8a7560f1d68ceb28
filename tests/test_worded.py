"""Words that stand as data beside their module: each is asked for, and nothing asks in vain."""

import ast
from pathlib import Path

import pytest

from parsers.text.worded import Worded

_PARSERS = Path(__file__).parent.parent / "parsers"
_FILES = sorted(_PARSERS.rglob("words/*.toml"))


def test_a_pattern_is_its_lines_put_together(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / "fees.toml"
    file.write_text("late = '''\n\\b(?:overdue\n|fällig)\\b'''\n", encoding="utf-8")
    assert Worded(str(tmp_path / "fees.py")).pattern("late") == r"\b(?:overdue|fällig)\b"


def test_a_list_has_its_words(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / "fees.toml"
    file.write_text("desks = '''\nbilling refunds\nmahnwesen'''\n", encoding="utf-8")
    assert Worded(str(tmp_path / "fees.py")).words("desks") == ["billing", "refunds", "mahnwesen"]


@pytest.mark.parametrize("file", _FILES, ids=lambda one: one.stem)
def test_what_stands_beside_a_module_is_asked_for_by_it(file: Path) -> None:
    module = file.parent.parent / f"{file.stem}.py"
    assert module.exists(), f"{file} stands beside no module"
    texts = Worded(str(module)).names()
    asked = _constants(module)
    idle = sorted(name for name in texts if name not in asked)
    assert not idle, f"{module} asks for none of {idle}: delete them from {file}"


def _constants(module: Path) -> set[str]:
    tree = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return {one.value for one in tree if isinstance(one, ast.Constant) and type(one.value) is str}
