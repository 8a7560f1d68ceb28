"""The tests that README.md, SECURITY.md and docs/faults.md call proofs of what they promise."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "SECURITY.md", "docs/faults.md")
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def named_in(text: str) -> list[tuple[str, str]]:
    """Each test that a text names, as file and function, in its order."""
    return _NAMED.findall(text)


def proofs() -> frozenset[tuple[str, str]]:
    """Every test that one of the pages names."""
    texts = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    return frozenset(named for text in texts for named in named_in(text))


def functions_of(file: str) -> dict[str, ast.FunctionDef]:
    """The functions of a file that pytest runs, by name."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {node.name: node for node in found if node.name.startswith("test_")}


def left_out(node_ids: list[str]) -> list[str]:
    """Which of some tests that were skipped are proofs."""
    wanted = {f"{file}::{name}" for file, name in proofs()}
    return sorted({one for one in node_ids if one.partition("[")[0] in wanted})
