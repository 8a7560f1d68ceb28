"""What is promised is proved: each promise and fault names tests that are there and are run."""

import ast
import re

import pytest

from tests.proofs import PAGES, ROOT, functions_of, left_out, named_in, proofs


def promises() -> list[str]:
    """The numbered items under "What you can rely on"."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## What you can rely on")[2].partition("\n## ")[0]
    return re.findall(r"(?ms)^\d\. (.*?)(?=^\d\. |^\S|\Z)", section)


def test_every_promise_names_tests() -> None:
    assert len(promises()) == 6
    for promise in promises():
        assert named_in(promise), f"nothing proves: {promise[:60]}"


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_is_run(page: str) -> None:
    named = named_in((ROOT / page).read_text(encoding="utf-8"))
    assert len(named) > 10
    for file, name in named:
        function = functions_of(file).get(name)
        assert function is not None, f"{page}: {file} has no {name}"
        assert "xfail" not in ast.unparse(function), f"{page}: {name} is known to fail"
        for mark in function.decorator_list:
            said = ast.unparse(mark)
            assert ".skip(" not in said, f"{page}: {name} is not run"


def test_a_proof_that_was_left_out_is_told() -> None:
    file, name = min(proofs())
    assert left_out([f"{file}::{name}[one]", "tests/test_any.py::test_other"]) == [
        f"{file}::{name}[one]"
    ]
