"""What reading a mail costs: `make bench-parse`. Exit status 1 when it misses its bars.

In multiples of a bare pass over the same mail (email with compat32, lxml.html and its text), and
for mail that its headers rule out in multiples of parsing those headers. Of three sets: mail as it
is really built, our fixtures as they are, which are small, and a corpus, if there is one.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.parser import BytesHeaderParser
from functools import partial
from pathlib import Path

from lxml import html

from benchmarks.dressed import dressed
from benchmarks.measured import figure
from benchmarks.page import keep
from parsers.merchants import Known
from parsers.readers import sender_domains
from watchdog.accounts import wanted_by
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

BAR_BILLING, BAR_RULED_OUT = 3.0, 1.3
_MAILS = Path(__file__).parent.parent / "fixtures" / "senders"
_ROUNDS = 5
_MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def main(arguments: Sequence[str] = ()) -> int:
    """Print the ratios, those of the corpus too when the folder of one is given."""
    mails = [path.read_bytes() for path in sorted(_MAILS.glob("*/*.eml"))]
    sets = {
        "as really built": [dressed(mail, seed) for seed, mail in enumerate(mails)],
        "our fixtures": mails,
    }
    for folder in arguments:
        sets["the corpus"] = [path.read_bytes() for path in sorted(Path(folder).rglob("*.eml"))]
    catalog = load_catalog()
    known, wanted = known_to(catalog), wanted_by(catalog, sender_domains())
    ratios = [_reading(name, some, known) for name, some in sets.items()]
    ruled_out = _ruling_out([mail.partition(b"\n\n")[0] for mail in mails], wanted)
    keep(
        "parse",
        [
            *(
                figure(f"reading {name}, in times of a bare pass", ratio, bar=BAR_BILLING)
                for name, ratio in zip(sets, ratios, strict=True)
            ),
            figure(
                "ruling a mail out by its headers, in times of parsing them",
                ruled_out,
                bar=BAR_RULED_OUT,
            ),
        ],
    )
    missed = max(ratios) > BAR_BILLING or ruled_out > BAR_RULED_OUT
    print(f"bars {BAR_BILLING} and {BAR_RULED_OUT}: {'MISSED' if missed else 'met'}")
    return int(missed)


def _reading(name: str, mails: Sequence[bytes], known: Known) -> float:
    read = partial(read_mail, received_at=_MOMENT, known=known)
    (first, ours), (_, bare) = _by_turns(read, _bare, mails)
    size = sum(map(len, mails)) / len(mails) / 1000
    print(
        f"{name}: {len(mails)} mails of {size:.0f} kB, {len(mails) / ours:.0f} a second"
        f" (the first time {len(mails) / first:.0f}), {ours / bare:.2f} times bare"
    )
    return ours / bare


def _ruling_out(headers: Sequence[bytes], wanted: Callable[[bytes], object]) -> float:
    (_, sieve), (_, parsed) = _by_turns(wanted, BytesHeaderParser().parsebytes, headers)
    print(f"headers: {len(headers) / sieve:.0f} a second, {sieve / parsed:.2f} times parsing them")
    return sieve / parsed


def _by_turns(
    act: Callable[[bytes], object], other: Callable[[bytes], object], mails: Sequence[bytes]
) -> list[tuple[float, float]]:
    """The processor time that either takes for all mails: in its first round, and the best of some
    rounds for each mail.

    Rounds take turns: a machine that others use too is now quicker, now slower.
    """
    rounds = [(_times(act, mails), _times(other, mails)) for _ in range(_ROUNDS)]
    each = list(zip(*rounds, strict=True))
    return [(sum(one[0]), sum(map(min, zip(*one, strict=True)))) for one in each]


def _times(act: Callable[[bytes], object], mails: Sequence[bytes]) -> list[float]:
    times = []
    for mail in mails:
        began = time.process_time()
        act(mail)
        times.append(time.process_time() - began)
    return times


def _bare(raw: bytes) -> None:
    for part in message_from_bytes(raw).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                html.fromstring(content).text_content()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
