"""What msgspec reads into is made known to it first: by one thread, out of Ctrl-C's reach."""

import ast
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from watchdog.known_types import heard_afterwards

HOUSE = Path(__file__).parents[1]
# Three threads that read into types nobody has used yet, 300 times: without `known` it ends in
# SIGSEGV within the first few.
THREADS = """
import sys, threading, msgspec
from watchdog.known_types import known
sys.setswitchinterval(1e-6)
fields = [(f"field_{number}", int | None, None) for number in range(20)]
for number in range(300):
    inner = msgspec.defstruct(f"Inner{number}", fields)
    outer = msgspec.defstruct(f"Outer{number}", [("one", inner), ("many", list[inner])])
    together = threading.Barrier(3)
    def read():
        together.wait()
        for _ in range(3):
            msgspec.json.decode(b'{"one": {"field_1": 1}, "many": [{}]}', type=known(outer))
    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


def test_threads_that_use_a_type_first_do_not_end_the_process() -> None:
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", THREADS], cwd=HOUSE, check=False
    )
    assert done.returncode == 0


def test_nothing_is_read_into_a_type_that_threads_may_use_first_at_once() -> None:
    paths = [path for room in ("watchdog", "parsers") for path in (HOUSE / room).rglob("*.py")]
    kinds = [
        (f"{path.relative_to(HOUSE)}:{call.lineno}", kind)
        for path in paths
        if path.name != "known_types.py"
        for call in _calls_in_functions(path.read_text(encoding="utf-8"))
        if (kind := _kind_read_into(call)) is not None
    ]
    assert len(kinds) > 8
    astray = [(where, kind) for where, kind in kinds if not kind.startswith(("known(", "str"))]
    assert not astray, "write known(...) around the type: watchdog/known_types.py says why"


def _calls_in_functions(text: str) -> list[ast.Call]:
    """Not those of a module's constants: what is made while importing, one thread makes."""
    if "msgspec" not in text:
        return []
    tree = ast.parse(text)
    constants = [one for one in tree.body if isinstance(one, ast.Assign)]
    made = {id(part) for one in constants for part in ast.walk(one)}
    return [call for call in ast.walk(tree) if isinstance(call, ast.Call) and id(call) not in made]


def _kind_read_into(call: ast.Call) -> str | None:
    """The type that a call of msgspec's names, None when it is no such call."""
    name = ast.unparse(call.func)
    named = {each.arg: ast.unparse(each.value) for each in call.keywords}
    if not name.startswith("msgspec."):
        return None
    if name.endswith(".decode"):
        return named.get("type")
    if name == "msgspec.convert" or name.endswith(".Decoder"):
        return named.get("type") or ast.unparse(call.args[-1])
    return None


def test_a_ctrl_c_while_types_are_looked_up_is_heard_behind_it() -> None:
    done: list[str] = []

    def look_up() -> None:
        with heard_afterwards():
            signal.raise_signal(signal.SIGINT)
            done.append("looked up")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            look_up()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["looked up"]
