"""How well the readers read: `make accuracy` measures it anew and writes docs/accuracy.md.

What is written there is of the fixtures, and of the corpus whose folder is given, if any. The
figures that CI holds on to stand in benchmarks/accuracy.json.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import msgspec

from benchmarks import corpus
from benchmarks.scores import Marked, Score, by_field, interval, macro_f1
from benchmarks.unseen import Found, Unseen, found_at_all, read_unseen
from parsers.engine import read
from parsers.outcome import OutcomeKind
from tools.train_reader import FIXTURES, Case, read_cases
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

ROOT = Path(__file__).parent.parent
FIGURES = Path(__file__).parent / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
_FIRST_SIGHT = Path(__file__).parent / "first_sight.md"
_FIELDS = ("amount", "dates", "period", "cadence", "reference", "kind")
_BARS = {"amount": 0.92, "dates": 0.90}
_KIND_BAR, _PRECISION_BAR, _RECALL_BAR = 0.95, 0.975, 0.90
_SURENESS = (0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def main(folder: Path | None) -> int:
    """Measure, print and write."""
    cases = read_cases(FIXTURES)
    unseen = read_unseen(cases)
    page = "\n".join(_page(cases, unseen, folder)) + "\n"
    print(page)
    if folder is not None:
        PAGE.write_text(page, encoding="utf-8")
    FIGURES.write_bytes(msgspec.json.format(msgspec.json.encode(figures(cases, unseen))) + b"\n")
    return 0


def figures(cases: Sequence[Case], unseen: Unseen) -> dict[str, float]:
    """What must not get worse: each figure by name, from 0 to 1."""
    scores = by_field(unseen.marked)
    named = {f"unseen {field} F1": round(scores[field].f1, 4) for field in _FIELDS}
    named["unseen kind macro-F1"] = round(macro_f1(unseen.marked), 4)
    named["accepted of hard negatives"] = len(accepted_negatives(cases))
    return named


def accepted_negatives(cases: Iterable[Case]) -> list[str]:
    """The mails that bill nobody and out of which an event counts all the same: none, we hope."""
    known = known_to(load_catalog())
    quiet = (case for case in cases if not case.expected)
    return [
        case.name for case in quiet if read(case.page.message, known).outcome is OutcomeKind.PARSED
    ]


def _page(cases: Sequence[Case], unseen: Unseen, folder: Path | None) -> Iterable[str]:
    quiet = [case for case in cases if not case.expected]
    families = {case.family for case in cases}
    yield "# How well it reads\n"
    yield (
        "Made by `make accuracy CORPUS=folder`; do not edit. The tests fail when a figure of the\n"
        "fixtures drops by more than half a point (`benchmarks/accuracy.json`)."
    )
    yield "\n## Senders that are known\n"
    yield (
        f"{len(cases)} fixtures of {len(families)} families, {len(quiet)} of them hard negatives"
        f" (hash {_hash()}).\nAll are read as their expectations say: `tests/test_senders.py` holds"
        " every field.\nThey were written here, so that proves consistency; the corpus below"
        " is the proof of the pudding."
    )
    yield f"\nEvents that count out of hard negatives: {len(accepted_negatives(cases))}."
    yield "\n## Senders that are not known\n"
    yield (
        "The generic reader on the same fixtures, each family left out of the fit of the model\n"
        "that reads it. The lexicons were written by people who have seen the fixtures, so the\n"
        "words are not left out; the corpus says more about those. Intervals: 95 %, families\n"
        "drawn with replacement.\n"
    )
    yield from _fields(unseen.marked)
    yield from _kinds(unseen.marked)
    yield from _candidates(found_at_all(cases))
    yield from _calibration(unseen.judged)
    yield from _confusions(unseen.marked)
    if folder is not None:
        yield from _corpus(folder)
    yield _FIRST_SIGHT.read_text(encoding="utf-8").rstrip()


def _hash() -> str:
    digest = sha256()
    for path in sorted(FIXTURES.glob("*/*")):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _fields(marked: Sequence[Marked]) -> Iterable[str]:
    scores = by_field(marked)
    yield "| field | values | precision | recall | F1 | interval | bar |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for field in _FIELDS:
        score, (low, high) = scores[field], interval(marked, field)
        count = score.right + score.missed
        bar = _against(score.f1, _BARS.get(field))
        yield f"| {field} | {count} | {_row(score)} | {low:.3f} to {high:.3f} | {bar} |"


def _row(score: Score) -> str:
    return f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"


def _against(figure: float, bar: float | None) -> str:
    if bar is None:
        return ""
    return f"{bar:.3f}" if figure >= bar else f"{bar:.3f} **missed**"


def _kinds(marked: Sequence[Marked]) -> Iterable[str]:
    macro = macro_f1(marked)
    yield f"\nEvent kinds, macro-F1 {macro:.3f} (bar {_against(macro, _KIND_BAR)}):\n"
    yield "| kind | mails | precision | recall | F1 |"
    yield "| --- | --- | --- | --- | --- |"
    for field, score in by_field(marked).items():
        if field.startswith("kind: "):
            yield f"| {field[6:]} | {score.right + score.missed} | {_row(score)} |"


def _candidates(found: Found) -> Iterable[str]:
    yield (
        f"\nOf the amounts that mails state {found.amounts} of {found.of_amounts} are among the"
        f" candidates, of the days {found.days} of {found.of_days}."
    )


def _calibration(judged: Sequence[tuple[float, bool, str]]) -> Iterable[str]:
    yield "\nHow sure it is, and how often it is right then:\n"
    yield "| confidence | statements | right |"
    yield "| --- | --- | --- |"
    for low, high in pairwise(_SURENESS):
        hits = [right for sure, right, _ in judged if low <= sure < high]
        share = f"{sum(hits) / len(hits):.2f}" if hits else "-"
        yield f"| {low:.2f} to {min(high, 1):.2f} | {len(hits)} | {share} |"


def _confusions(marked: Sequence[Marked]) -> Iterable[str]:
    pairs: Counter[tuple[str, str]] = Counter()
    for one in marked:
        wanted = sorted(fact.value for fact in one.wanted - one.said if fact.field == "kind")
        said = sorted(fact.value for fact in one.said - one.wanted if fact.field == "kind")
        if wanted or said:
            pairs[", ".join(wanted) or "nothing", ", ".join(said) or "nothing"] += 1
    yield "\nWhat it takes for what (kinds of a mail that are not the same):\n"
    yield "| it is | it says | mails |"
    yield "| --- | --- | --- |"
    for (wanted_kinds, said_kinds), times in pairs.most_common():
        yield f"| {wanted_kinds} | {said_kinds} | {times} |"


def _corpus(folder: Path) -> Iterable[str]:
    judged = list(corpus.judge(folder, known_to(load_catalog())))
    yield f"\n## Mail that nobody here wrote\n\n{len(judged)} mails (labels {_short(folder)})."
    yield (
        "Tier A is real mail, B shortened by its publisher, C a vendor's own template, D made up.\n"
        "*Counted*: an event counts. *Kinds right*: one of its kinds is (mail that bills nobody:\n"
        "none counts).\n"
    )
    yield "| tier | role | mails | counted | kinds right | totals right |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for tier, role in sorted({(one.tier, one.role) for one in judged}):
        same = [one for one in judged if (one.tier, one.role) == (tier, role)]
        totals = [one.total for one in same if one.total is not None]
        yield (
            f"| {tier} | {role} | {len(same)} | {sum(one.counted for one in same)} |"
            f" {sum(bool(one.kinds) for one in same)} | {sum(totals)} of {len(totals)} |"
        )
    yield from _accepted(judged)


def _short(folder: Path) -> str:
    return corpus.fingerprint(folder)


def _accepted(judged: Sequence[corpus.Judged]) -> Iterable[str]:
    counted = [one for one in judged if one.counted]
    billing = [one for one in judged if one.wanted]
    right = sum(bool(one.kinds) for one in counted)
    precision, recall = right / max(len(counted), 1), right / max(len(billing), 1)
    yield (
        f"\nOf {len(counted)} mails that count {right} are right: precision {precision:.3f} (bar"
        f" {_against(precision, _PRECISION_BAR)}). Of {len(billing)} that bill somebody\n{right}"
        f" count and are right: recall {recall:.3f} (bar {_against(recall, _RECALL_BAR)}).\n"
    )
    yield "| language | mails that bill | right |"
    yield "| --- | --- | --- |"
    for language in sorted({one.language for one in billing}):
        same = [one for one in billing if one.language == language]
        yield f"| {language or '?'} | {len(same)} | {sum(bool(one.kinds) for one in same)} |"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
