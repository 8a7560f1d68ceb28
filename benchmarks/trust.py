"""How many fakes are called so, and how many honest mails are: `make bench-trust`; 1 over a bar.

Fakes and honest mail of the tests, every fixture, and the mails of a corpus that is given.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import corpus
from benchmarks.measured import figure
from benchmarks.page import keep
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.fakes import fakes, honest
from tests.scam_rounds import all_honest, all_scams
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_ROOT = Path(__file__).parent.parent
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_CALLED, _WRONGLY = 0.95, 0.005
_FAKE = ("fake", "scam", "phish", "spam")
_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))


def _outcomes(mails: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Outcome]]:
    for name, raw in mails:
        yield name, read_mail(raw, received_at=_NOW, known=_KNOWN).outcome


def _is_called(outcome: Outcome) -> bool:
    doubted = outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED)
    return doubted and bool(outcome.events)


def _fixtures() -> list[tuple[str, bytes]]:
    mails = sorted((_ROOT / "fixtures").rglob("*.eml"))
    named = [(str(one.relative_to(_ROOT)), one.read_bytes()) for one in mails]
    return [
        (name, raw)
        for name, raw in named
        if not Path(name).stem.startswith(_FAKE) and not name.endswith("_abused.eml")
    ]


def _told_fakes() -> bool:
    """Whether the fakes are kept out, and called by their name."""
    raws = [(f"{one.name} {one.address}", one.raw(), True) for one in fakes()]
    raws += [(one.name, one.raw(), one.brand) for one in all_scams()]
    read = dict(_outcomes((name, raw) for name, raw, _ in raws))
    accepted = [name for name, one in read.items() if one.outcome is OutcomeKind.PARSED]
    posing = [name for name, _, brand in raws if brand]
    missed = [name for name in posing if not _is_called(read[name])]
    share = 1 - len(missed) / len(posing)
    print(f"{len(raws)} fakes: {len(accepted)} accepted (bar 0) {', '.join(accepted)}")
    print(f"{len(posing)} pose as a brand: {share:.1%} called (bar 95 %) {', '.join(missed)}")
    count = len(raws)
    keep(
        "trust",
        [
            figure("fakes accepted as somebody's bill", len(accepted), bar=0, size=count),
            figure(
                "fakes that pose as a brand, called so",
                100 * share,
                "%",
                bar=100 * _CALLED,
                at_least=True,
                size=len(posing),
            ),
        ],
    )
    return not accepted and share >= _CALLED


def _told_honest(name: str, mails: list[tuple[str, bytes]]) -> bool:
    """Whether honest mail is let be."""
    doubted = {
        one: outcome.trust.reasons
        for one, outcome in _outcomes(mails)
        if outcome.trust.verdict is Verdict.SUSPICIOUS
    }
    share = len(doubted) / (len(mails) or 1)
    print(f"{len(mails)} {name}: {len(doubted)} called suspicious, {share:.1%} (bar 0.5 %)")
    for one, reasons in doubted.items():
        print(f"  {one}: {'; '.join(reasons)}")
    return share <= _WRONGLY


def main() -> int:
    """Print each share beside its bar."""
    odd = [(one.name, one.raw()) for one in all_honest()]
    right = [
        _told_fakes(),
        _told_honest("honest mails of the tests", [(one.name, one.raw()) for one in honest()]),
        _told_honest("honest mails that look odd", odd),
        _told_honest("mails of the fixtures", _fixtures()),
        *(
            _told_honest(f"mails of {one}", list(corpus.mails(Path(one), ("scam", "spam"))))
            for one in sys.argv[1:]
        ),
    ]
    return int(not all(right))


if __name__ == "__main__":
    sys.exit(main())
