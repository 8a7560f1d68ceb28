"""Learns what each sign of a brand in a stranger's mail weighs: `python -m tools.train_likeness`.

It prints, for each round of fakes that was left out of the fit, how many of its fakes are called
by their weight alone and how much honest mail is; folders of `benchmarks.stranger` are measured
too and never learned from. `--write` keeps the weights. A logistic model with a ridge, whose signs
are given: what speaks for a brand never speaks against a fake.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from benchmarks.stranger import is_known
from parsers.attached import with_pdfs
from parsers.domains import belongs
from parsers.fakes.likeness import Likeness
from parsers.fakes.unposed import poses_as_nobody
from parsers.fakes.weighed import SURE, SURE_OF_TALK, is_weighed
from parsers.layout import lay_out
from parsers.message import Message, read_message
from tests import fakes
from tests.scam_rounds import ROUNDS
from tools.fresh_mails import mails, message_of
from watchdog.catalog import load_catalog
from watchdog.pdf import read_pdf
from watchdog.setting import known_to

_ROOT = Path(__file__).parent.parent
_WEIGHTS = _ROOT / "parsers" / "fakes" / "weighed.json"
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
_RIDGE, _STEPS, _RATE, _ROUNDS, _LEAST = 1.0, 1500, 0.05, 4, 0.005
_FAKE = ("fake", "scam", "phish", "spam", "abused")
# What speaks for a fake, and what against one; the others count for nothing.
_FOR = frozenset(
    """in_name is_name in_subject in_head alone opens yours beside_role mentions signed in_foot
    in_picture in_file in_place in_aside threat nobody calls number shows_number lures account
    new_account attached files code gifts claims price bill_words gives_back pressed
    greets_nobody free elsewhere office leads link_else silent silent_acts silent_price priced
    silent_priced own_name_hushed unspoken unspoken_acts speaks_acts bears acts""".split()
)
# What those who write fakes for a test do more often than those who write them to be paid.
_MOST = {"office": 0.8, "files": 0.5}
_ANY = 9.0


class Case(NamedTuple):
    """A mail, and the features of each brand that it names: none where nothing is weighed."""

    round: str
    name: str
    fake: bool
    rows: list[dict[str, float]]


def read_cases() -> Iterator[Case]:
    """Fakes and honest mail of the tests, and all honest mail of the fixtures."""
    for name, scams, honest in ROUNDS:
        yield from (_case(name, one.name, one.raw(), fake=True) for one in scams() if one.brand)
        yield from (_case(name, one.name, one.raw(), fake=False) for one in honest())
    yield from (_case("fakes", one.address, one.raw(), fake=True) for one in fakes.fakes())
    yield from (_case("fakes", one.address, one.raw(), fake=False) for one in fakes.honest())
    for file in sorted((_ROOT / "fixtures").rglob("*.eml")):
        if not file.stem.startswith(_FAKE) and not file.stem.endswith("_abused"):
            yield _case(f"fixtures {file.parent.name}", file.stem, file.read_bytes(), fake=False)
    for one in mails():
        yield _case("fresh", one.subject, message_of(one), fake=False)


def _of_folder(folder: Path) -> Iterator[Case]:
    for half, fake in (("scams", True), ("honest", False)):
        for one in msgspec.json.decode((folder / half / "labels.json").read_bytes()):
            if fake and not (one["poses_as_bill"] and is_known(one["imitates"])):
                continue
            raw = (folder / half / one["file"]).read_bytes()
            yield _case(str(folder), one["file"], raw, fake=fake)


def _case(round_: str, name: str, raw: bytes | Message, *, fake: bool) -> Case:
    message = raw if isinstance(raw, Message) else read_message(raw, received_at=_NOW)
    rows: list[dict[str, float]] = []
    if isinstance(message, Message):
        page, _ = with_pdfs(lay_out(message), read_pdf)
        domain = page.message.from_domain
        mail = Likeness(page.message, "\n".join(page.lines), domain, _KNOWN)
        # What is let be, whatever it weighs, has nothing to teach.
        is_odd = poses_as_nobody(page.message, "\n".join(page.lines), _KNOWN)
        if not (is_odd or belongs(domain, _KNOWN.organisations)) and is_weighed(mail):
            rows = [row for brand in mail.named() if (row := mail.features(brand))]
    return Case(round_, name, fake, rows)


def fit(
    cases: Sequence[Case],
    names: Sequence[str],
    speaking: Set[str] = _FOR,
    most: Mapping[str, float] = _MOST,
) -> np.ndarray:
    """The weights of features; the likeliest brand of a mail stands for it.

    Those of `speaking` only speak for a fake, and are worth `most` at the most; all others only
    speak against one.
    """
    weights = np.array([1.0 if name in speaking else 0.0 for name in names])
    low = np.array([0.0 if name in speaking else -_ANY for name in names])
    high = np.array([most.get(name, _ANY) if name in speaking else 0.0 for name in names])
    ridge = np.array([0.0 if name == "bias" else _RIDGE for name in names])
    told = [one for one in cases if one.rows]
    wanted = np.array([float(one.fake) for one in told])
    share = wanted.mean()
    # As much is asked of all honest mails together as of all fakes.
    counts = np.where(wanted > 0, 0.5 / share, 0.5 / (1 - share)) / len(told)
    for _ in range(_ROUNDS):
        rows = np.array([_likeliest(one, names, weights) for one in told])
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, _STEPS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
            slope = rows.T @ (counts * (chance - wanted)) + ridge * weights / len(told)
            first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
            move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
            weights = np.clip(weights - _RATE * move, low, high)
    return weights


def _table(case: Case, names: Sequence[str]) -> np.ndarray:
    return np.array([[row.get(name, 0.0) for name in names] for row in case.rows])


def _likeliest(case: Case, names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    table = _table(case, names)
    best: np.ndarray = table[np.argmax(table @ weights)]
    return best


def _is_called(case: Case, names: Sequence[str], weights: np.ndarray) -> bool:
    """Whether it is called by its weight: as `parsers.fakes.weighed.sure_of` decides."""
    best = _likeliest(case, names, weights) if case.rows else np.zeros_like(weights)
    bar = SURE if best[names.index("acts")] else SURE_OF_TALK
    return float(best @ weights) > bar


def _told(cases: Sequence[Case], names: Sequence[str], weights: np.ndarray) -> tuple[int, ...]:
    fakes_ = [one for one in cases if one.fake and one.rows]
    honest = [one for one in cases if not one.fake]
    called = [one for one in fakes_ if _is_called(one, names, weights)]
    wrongly = [one for one in honest if _is_called(one, names, weights)]
    if "--names" in sys.argv:
        for one in fakes_:
            if one not in called:
                print(f"  missed: {one.name}")
        for one in wrongly:
            print(f"  wrongly: {one.name}")
    return len(called), len(fakes_), len(wrongly), len(honest)


def main() -> int:
    """Print what is called of each round left out, and of all; with `--write` keep the weights."""
    cases = list(read_cases())
    folders = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    names = sorted({name for one in cases for row in one.rows for name in row})
    total = np.zeros(4, dtype=int)
    rounds = sorted({one.round for one in cases if one.rows})
    for left_out in rounds:
        weights = fit([one for one in cases if one.round != left_out], names)
        counts = _told([one for one in cases if one.round == left_out], names, weights)
        print(_line(left_out, counts))
        total += np.array(counts)
    print(_line("all rounds, each left out", tuple(total)))
    weights = fit(cases, names)
    for folder in folders:
        print(_line(str(folder), _told(list(_of_folder(folder)), names, weights)))
    keep(names, weights, _WEIGHTS)
    return 0


def keep(names: Sequence[str], weights: np.ndarray, file: Path) -> None:
    """Print what each feature is worth, the most first; with `--write` put it into the file."""
    kept = {name: round(float(one), 2) for name, one in zip(names, weights, strict=True)}
    kept = {name: one for name, one in kept.items() if abs(one) >= _LEAST}
    print(", ".join(f"{name} {kept[name]}" for name in sorted(kept, key=lambda one: -kept[one])))
    if "--write" in sys.argv:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")


def _line(name: str, counts: Sequence[int]) -> str:
    called, fakes_, wrongly, honest = counts
    return f"{name}: {called} of {fakes_} fakes weighed are called, {wrongly} of {honest} honest"


if __name__ == "__main__":
    sys.exit(main())
