"""The fault matrix: none of the 52 rows of docs/faults.md is missing, and each has its tests.

That these are there and are run `tests/test_promises.py` sees.
"""

import re

from tests.proofs import ROOT, named_in

_ROW = re.compile(r"(?m)^\| (\d+) \| (.+?) \| (.+) \|$")


def test_the_matrix_is_whole_and_each_row_is_proved() -> None:
    rows = _ROW.findall((ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 53))
    for _, fault, tests in rows:
        assert named_in(tests), f"nothing proves: {fault}"
