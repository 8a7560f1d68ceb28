"""The fault matrix: none of the 52 rows of docs/faults.md is missing, and each has its tests."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"(?m)^\| (\d+) \| (.+?) \| (.+) \|$")


def _rows() -> dict[int, tuple[str, list[tuple[str, str]]]]:
    """Each row's fault, and its tests as file and function."""
    text = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    return {
        int(number): (fault, re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests))
        for number, fault, tests in _ROW.findall(text)
    }


def _functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_matrix_is_whole() -> None:
    assert list(_rows()) == list(range(1, 53))


def test_each_row_is_proved_by_tests_that_exist() -> None:
    for fault, tests in _rows().values():
        assert tests, f"nothing proves: {fault}"
        for file, name in tests:
            assert name in _functions(ROOT / file), f"{fault}: {file} has no {name}"
