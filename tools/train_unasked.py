"""Learns what each sign of a stranger's bill weighs that nobody asked for: `python -m
tools.train_unasked`.

It prints for each round of fakes that was left out of the fit how many of its bills wait by their
weight alone, and how many honest ones; folders of `benchmarks.stranger` are measured too and never
learned from. `--write` keeps the weights. The bar is where so many honest bills of those that were
learned from stay below it.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from parsers import generic
from parsers.attached import with_pdfs
from parsers.domains import belongs, is_freemail
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.stages import is_anybodys
from parsers.fakes.unasked import signs_of, wants
from parsers.layout import lay_out
from parsers.message import Message, read_message
from tests.scam_rounds import ROUNDS
from tools.fresh_mails import mails, message_of
from tools.train_likeness import Case, fit, keep
from watchdog.catalog import load_catalog
from watchdog.pdf import read_pdf
from watchdog.setting import known_to

_ROOT = Path(__file__).parent.parent
_WEIGHTS = _ROOT / "parsers" / "fakes" / "unasked.json"
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_KNOWN = known_to(load_catalog())
_FAKE = ("fake", "scam", "phish", "spam", "abused")
_HONEST = 0.988
# What speaks for a bill that nobody asked for.
_FOR = frozenset(
    """office parts more no_name greets_nobody lures undone account new_account
    files haste denied claims unknown_lure office_acts elsewhere_acts
    payment_failed invoice_due charge refund refund_promised renewal_notice trial_ending
    bill_words""".split()
)
# What says nothing of it either way.
_NEITHER = frozenset({"expired", "subscription_started", "trial_started"})
# Those who write fakes for a test buy such domains more often than those who write them for money.
_MOST = {"parts": 2.5}


def read_cases() -> Iterator[Case]:
    """Fakes, whomever they pose as, and honest bills of strangers: of tests and of fixtures."""
    for name, scams, honest in ROUNDS:
        yield from _cases(name, ((one.name, one.raw()) for one in scams()), fake=True)
        yield from _cases(name, ((one.name, one.raw()) for one in honest()), fake=False)
    files = sorted((_ROOT / "fixtures").rglob("*.eml"))
    real = [one for one in files if not one.stem.startswith(_FAKE)]
    told = [(str(one), one.read_bytes()) for one in real if not one.stem.endswith("_abused")]
    yield from _cases("fixtures", told, fake=False)
    yield from _cases("fresh", ((one.subject, message_of(one)) for one in mails()), fake=False)


def _of_folder(folder: Path) -> Iterator[Case]:
    for half, fake in (("scams", True), ("honest", False)):
        labels = msgspec.json.decode((folder / half / "labels.json").read_bytes())
        named = ((one["file"], (folder / half / one["file"]).read_bytes()) for one in labels)
        yield from _cases(str(folder), named, fake=fake)


def _cases(
    round_: str, named: Iterable[tuple[str, bytes | Message]], *, fake: bool
) -> Iterator[Case]:
    for name, raw in named:
        message = raw if isinstance(raw, Message) else read_message(raw, received_at=_NOW)
        if isinstance(message, Message) and _is_strangers(message):
            page, _ = with_pdfs(lay_out(message), read_pdf)
            events = tuple(generic.read(page, lessons=()))
            body = "\n".join(page.lines)
            sure = all(one.confidence >= generic.accepted() for one in events)
            if events and sure and wants(page.message, body, events):
                row = signs_of(page.message, body, events)
                kept = {name: value for name, value in row.items() if name not in _NEITHER}
                yield Case(round_, name, fake, [kept])


def _is_strangers(message: Message) -> bool:
    domain = message.from_domain
    if not domain or is_freemail(domain) or belongs(domain, _KNOWN.organisations):
        return False
    return not is_anybodys(message) and not bills_for_others(domain)


def _scores(cases: Sequence[Case], names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    table = np.array([[one.rows[0].get(name, 0.0) for name in names] for one in cases])
    scores: np.ndarray = table @ weights
    return scores


def _fitted(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """The weights, the bar within that of what every mail has."""
    weights = fit(cases, names, _FOR, _MOST)
    honest = np.sort(_scores([one for one in cases if not one.fake], names, weights))
    weights[names.index("bias")] -= honest[int(_HONEST * len(honest))]
    return weights


def _line(name: str, cases: Sequence[Case], names: Sequence[str], weights: np.ndarray) -> str:
    waits = _scores(cases, names, weights) > 0 if cases else np.zeros(0)
    fake = np.array([one.fake for one in cases], dtype=bool)
    fakes, honest = int(sum(waits & fake)), int(sum(waits & ~fake))
    if "--names" in sys.argv:
        wrong = (one.name for one, late in zip(cases, waits, strict=True) if late != one.fake)
        print(*(f"  wrong: {one}" for one in wrong), sep="\n")
    return f"{name}: {fakes} of {sum(fake)} fakes wait, {honest} of {sum(~fake)} honest"


def main() -> int:
    """Print what waits of each round left out, and of all; with `--write` keep the weights."""
    cases = list(read_cases())
    names = sorted({name for one in cases for name in one.rows[0]})
    for left_out in dict.fromkeys(one.round for one in cases):
        weights = _fitted([one for one in cases if one.round != left_out], names)
        print(_line(left_out, [one for one in cases if one.round == left_out], names, weights))
    weights = _fitted(cases, names)
    for folder in (Path(one) for one in sys.argv[1:] if not one.startswith("--")):
        print(_line(str(folder), list(_of_folder(folder)), names, weights))
    keep(names, weights, _WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
