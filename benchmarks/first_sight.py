"""How the mails of `fixtures/unseen*.toml` are read now, round by round."""

import sys
from collections.abc import Sequence
from itertools import groupby

from parsers import parse
from parsers.outcome import OutcomeKind
from tools.fresh_mails import Mail, mails, message_of


def main() -> int:
    """Print what is read wrongly, then the score of each round."""
    for number, same in groupby(mails(), key=lambda one: one.round):
        print(_score(number, list(same)))
    return 0


def _score(number: int, some: Sequence[Mail]) -> str:
    judged = [(mail, *_read(mail)) for mail in some]
    counted = sum(counts for _, counts, _, _ in judged)
    right = sum(is_right for _, _, is_right, _ in judged)
    bills = sum(mail.states is not None for mail in some)
    wrong = sum(counts and not mail.states for mail, counts, _, _ in judged)
    for mail, counts, is_right, said in judged:
        if not is_right and (mail.states or counts):
            print(f"  {mail.language} {mail.subject[:70]!r}: {said}")
    return (
        f"round {number}: {bills} bills, {right} right; {len(some) - bills} others, {wrong} count;"
        f" precision {right / max(counted, 1):.3f}, recall {right / max(bills, 1):.3f}"
    )


def _read(mail: Mail) -> tuple[bool, bool, str]:
    """Whether anything counts out of a mail, whether that is right, and what it says."""
    outcome = parse(message_of(mail))
    kinds = {str(event.kind) for event in outcome.events}
    counts = outcome.outcome is OutcomeKind.PARSED
    said = ", ".join(f"{one.kind} {one.confidence:.2f}" for one in outcome.events)
    return counts, counts and bool(kinds) and kinds <= mail.kinds, f"{outcome.outcome}; {said}"


if __name__ == "__main__":
    sys.exit(main())
