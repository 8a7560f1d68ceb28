"""The promises of the README: each names the tests that prove it, and those exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def promises() -> list[str]:
    """The numbered items under "What you can rely on"."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## What you can rely on")[2].partition("\n## ")[0]
    return re.findall(r"(?ms)^\d\. (.*?)(?=^\d\. |^\S|\Z)", section)


def functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_tests_that_exist() -> None:
    assert len(promises()) == 6
    for promise in promises():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
        assert named, f"nothing proves: {promise[:60]}"
        for file, test in named:
            assert test in functions(ROOT / file), f"{file} has no {test}"
