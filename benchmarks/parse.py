"""What reading a mail costs: `make bench-parse`. Exit status 1 when it misses its bars.

In multiples of a bare pass over the same mail (email with compat32, lxml.html and its text), and
for mail that its headers rule out in multiples of parsing those headers.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.parser import BytesHeaderParser
from pathlib import Path

from lxml import html

from watchdog.accounts import wanted_by
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

BAR_BILLING, BAR_RULED_OUT = 3.0, 1.3
_MAILS = Path(__file__).parent.parent / "fixtures" / "senders"
_ROUNDS = 5
_MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def main() -> int:
    """Print both ratios."""
    mails = [path.read_bytes() for path in sorted(_MAILS.glob("*/*.eml"))]
    catalog = load_catalog()
    known, wanted = known_to(catalog), wanted_by(catalog)
    headers = [mail.partition(b"\n\n")[0] for mail in mails]
    ours = _seconds(lambda one: read_mail(one, received_at=_MOMENT, known=known), mails)
    bare = _seconds(_bare, mails)
    sieve, parsed = _seconds(wanted, headers), _seconds(BytesHeaderParser().parsebytes, headers)
    print(f"{len(mails)} mails: {len(mails) / ours:.0f} a second, {ours / bare:.2f} times bare")
    print(f"headers: {len(mails) / sieve:.0f} a second, {sieve / parsed:.2f} times parsing them")
    missed = ours / bare > BAR_BILLING or sieve / parsed > BAR_RULED_OUT
    print(f"bars {BAR_BILLING} and {BAR_RULED_OUT}: {'MISSED' if missed else 'met'}")
    return int(missed)


def _seconds(act: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    """The best of some rounds over all mails."""
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        for mail in mails:
            act(mail)
        times.append(time.perf_counter() - began)
    return min(times)


def _bare(raw: bytes) -> None:
    for part in message_from_bytes(raw).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                html.fromstring(content).text_content()


if __name__ == "__main__":
    sys.exit(main())
