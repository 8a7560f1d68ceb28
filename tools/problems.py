"""Every line that says what is wrong, read out of the source: `make problems` lists them.

The list stands in docs/troubleshooting.md; tests/test_problems.py holds that each line says what,
where and the next step, and that the list is whole.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "troubleshooting.md"
BEGIN, END = "<!-- every line, by make problems -->", "<!-- end -->"
# By the name of what is raised: where people meet it.
KINDS = {
    "UsageProblem": "The words of a command",
    "ConfigError": "The configuration",
    "CredentialProblem": "Passwords and tokens",
    "TokenServerProblem": "Passwords and tokens",
    "MailboxProblem": "The mailbox",
    "ArchiveProblem": "Files of mail",
    "LedgerProblem": "The ledger",
    "DeliveryProblem": "Letters and notices",
    "PackProblem": "Evidence packs",
    "WebProblem": "The dashboard",
    "Refused": "Pages of the dashboard",
    "AlreadyRunning": "Two at once",
    "DemoMissing": "The demo",
}
_PARTS = ("where", "what", "mend")
_MOST = 8  # alternatives of one line
_OPEN = "…"

Known = Mapping[str, tuple[str, ...]]


class Line(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One line as it is made at `place`; what is filled in is "…". `parts` where it has them."""

    kind: str
    text: str
    place: str
    mend: str | None = None


def lines() -> tuple[Line, ...]:
    """All of them, each once."""
    found: dict[tuple[str, str], Line] = {}
    for file in sorted((ROOT / "watchdog").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for one in _of_module(tree, file.relative_to(ROOT).as_posix()):
            found.setdefault((one.kind, one.text), one)
    return tuple(sorted(found.values()))


def _of_module(tree: ast.Module, place: str) -> Iterator[Line]:
    constants = _names(tree.body, {})
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        known = {**constants, **_names(ast.walk(function), constants)}
        for call in [one for one in ast.walk(function) if isinstance(one, ast.Call)]:
            kind = call.func.id if isinstance(call.func, ast.Name) else ""
            if kind in KINDS:
                yield from _of_call(call, kind, known, f"{place}:{call.lineno}")


def _of_call(call: ast.Call, kind: str, known: Known, place: str) -> Iterator[Line]:
    given = {one.arg: one.value for one in call.keywords if one.arg in _PARTS}
    if kind == "LedgerProblem" and len(call.args) == len(_PARTS) + 1:
        given = dict(zip(_PARTS, call.args[1:], strict=True))
    if set(given) == set(_PARTS):
        parts = (_said(given[name], known) for name in _PARTS)
        for where, what, mend in list(product(*parts))[:_MOST]:
            yield Line(kind=kind, text=_plain(f"{where}: {what}; {mend}"), place=place, mend=mend)
    elif call.args:
        for said in _said(call.args[0], known):
            yield Line(kind=kind, text=_plain(said), place=place)


def _names(nodes: Iterable[ast.AST], known: Known) -> dict[str, tuple[str, ...]]:
    """Texts that are given a name, so that a line can be made of them."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            said = _said(node.value, {**known, **found})
            if any(one.strip(_OPEN + " ") for one in said):
                name = node.targets[0].id
                found[name] = (*found.get(name, ()), *said)[:_MOST]
    return found


def _said(node: ast.AST, known: Known) -> tuple[str, ...]:
    """The texts that an expression can be, with "…" for what is only known when it runs."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.FormattedValue(value=ast.Name() | ast.IfExp() as inner):
            return _said(inner, known)
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            return tuple(re.sub(r"\{\w+\}", _OPEN, one) for one in _said(template, known))
        case _:
            pass
    parts = tuple(_said(one, known) for one in _alternatives(node))
    return tuple(one for each in parts for one in each) or _in_a_row(node, known)


def _alternatives(node: ast.AST) -> list[ast.expr]:
    """The branches of a choice; none for anything else."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return node.values if isinstance(node, ast.BoolOp) else []


def _in_a_row(node: ast.AST, known: Known) -> tuple[str, ...]:
    """The texts of pieces that are put together."""
    if isinstance(node, ast.JoinedStr):
        return _joined(tuple(_said(one, known) for one in node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined((_said(node.left, known), _said(node.right, known)))
    return (_OPEN,)


def _joined(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple("".join(one) for one in list(product(*parts))[:_MOST])


def _plain(text: str) -> str:
    return re.sub(rf"['\"]?{_OPEN}['\"]?(\s*['\"]?{_OPEN}['\"]?)*", _OPEN, " ".join(text.split()))


def listed() -> str:
    """The list as it stands on the page."""
    told: dict[str, list[str]] = {title: [] for title in KINDS.values()}
    for one in lines():
        if one.text.strip(f"{_OPEN} :;"):
            told[KINDS[one.kind]].append(f"* `{one.text.replace('`', chr(39))}`")
    parts = (f"### {title}\n\n" + "\n".join(sorted(set(has))) for title, has in told.items() if has)
    return f"{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}"


def main() -> None:
    """Put the list on its page."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{listed()}{after}", "utf-8")


if __name__ == "__main__":
    main()
