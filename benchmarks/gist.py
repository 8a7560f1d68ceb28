"""How well sentences are understood that the model has not seen: `python -m benchmarks.gist`.

By language: a fifth left out in turn, and the whole language left out. One person wrote the words,
the sentences and their labels: a stranger's sentences are understood less well.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable

from parsers.generic.gist import NOTHING, GistModel, gist_of, states_nothing
from tools.sentences import Statement, statements
from tools.train_gist import FOLDS, fit, fold_of


def main() -> int:
    """Print a row for each language, and all together."""
    every = statements()
    fifths: dict[str, list[bool]] = defaultdict(list)
    for left_out in range(FOLDS):
        model = fit([one for one in every if fold_of(one.text) != left_out])
        for one in every:
            if fold_of(one.text) == left_out:
                fifths[one.language].append(_is_right(one, model))
    print("| language | sentences | a fifth left out | the language left out |")
    print("| --- | --- | --- | --- |")
    for language, right in sorted(fifths.items()):
        model = fit([one for one in every if one.language != language])
        alone = [_is_right(one, model) for one in every if one.language == language]
        print(f"| {language} | {len(right)} | {_share(right)} | {_share(alone)} |")
    print("all", _share(hit for right in fifths.values() for hit in right))
    return 0


def _is_right(one: Statement, model: GistModel) -> bool:
    likely = gist_of(one.masked, one.language, model)
    said = max(likely, key=lambda kind: likely[kind])
    return (NOTHING if states_nothing(said) else said) == one.kind


def _share(hits: Iterable[bool]) -> str:
    some = list(hits)
    return f"{sum(some) / len(some):.3f}"


if __name__ == "__main__":
    sys.exit(main())
