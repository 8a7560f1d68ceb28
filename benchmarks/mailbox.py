"""A mailbox of ten years, made up: 4 % bills, newsletters, people, notices, attachments.

The same for the same seed and size; 78 kB a mail on average, as mailboxes are.
"""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from benchmarks.dressed import dressed

FIRST, YEARS = datetime(2016, 11, 28, 8, tzinfo=UTC), 10
_FIXTURES = Path(__file__).parent.parent / "fixtures" / "senders"
# Kinds of mail and how many there are of a hundred.
_KINDS = {"bill": 4.0, "newsletter": 38.0, "person": 30.0, "notice": 26.0, "attachment": 2.0}
_DATED = re.compile(rb"(?im)^(date|message-id):[^\n]*\n(?:[ \t][^\n]*\n)*")
_TOPICS = "gardens bicycles museums recipes football poetry chess hiking trains birds".split()
_NAMES = "anna bela carla david elif frank greta hugo irene jonas".split()
_ABOUT = (
    "see you on sunday",
    "the photos from the lake",
    "minutes of our meeting",
    "somebody replied to you",
    "new comment on your picture",
    "the road is closed tomorrow",
    "your parcel is on its way",  # the sieve takes a few of those for bills
)
_WORDS = (
    "the weather was kind and we walked along the river until it grew dark then somebody"
    " lit a fire and sang the old songs again while the children slept under the trees"
).split()


def mails(size: int, seed: int = 7) -> Iterator[tuple[bytes, datetime]]:
    """So many mails, the oldest first, each with the moment at which it arrived."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    step = timedelta(days=365 * YEARS) / size
    for number in range(size):
        at = FIRST + step * number
        kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
        raw = _bill(chance) if kind == "bill" else _other(kind, chance)
        head = f"Date: {format_datetime(at)}\r\nMessage-ID: <{number}.{seed}@mail.example.net>\r\n"
        yield head.encode() + raw, at


def _bill(chance: random.Random) -> bytes:
    bills = _bills()
    return bills[chance.randrange(len(bills))]


@cache
def _bills() -> Sequence[bytes]:
    """Our fixtures as mail programs build them, without their days."""
    found = sorted(_FIXTURES.glob("*/*.eml"))[::2]
    made = (dressed(path.read_bytes(), seed) for seed, path in enumerate(found))
    return [_DATED.sub(b"", one, count=2) for one in made]


def _other(kind: str, chance: random.Random) -> bytes:
    topic, name = chance.choice(_TOPICS), chance.choice(_NAMES)
    about = chance.choice(_ABOUT)
    if kind == "newsletter":
        sender, subject = f"The {topic} letter <letter@{topic}.example.org>", f"All about {topic}"
        listed = f"List-ID: <{topic}.example.org>\r\nList-Unsubscribe: <https://example.org/u>\r\n"
        html = _letter(chance, chance.randint(30_000, 120_000))
        return _mail(sender, subject, f"{listed}{_hops(chance)}", "text/html", html)
    sender = f"{name.title()} <{name}@{chance.choice(_TOPICS)}.example.com>"
    if kind == "notice":
        return _mail(sender, about, _hops(chance), "text/html", _letter(chance, 8_000))
    if kind == "person":
        return _mail(sender, f"Re: {about}", _hops(chance), "text/plain", _prose(chance, 3_000))
    return _with_attachment(sender, about, chance)


def _mail(sender: str, subject: str, more: str, kind: str, body: str) -> bytes:
    head = (
        f"From: {sender}\r\nTo: you@example.org\r\nSubject: {subject}\r\n{more}"
        f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n"
    )
    return (head + body).encode()


def _with_attachment(sender: str, subject: str, chance: random.Random) -> bytes:
    size = chance.randint(1_000_000, 5_000_000)
    line = chance.randbytes(38).hex() + "\r\n"
    photo = line * (size // len(line))
    body = (
        f"--part\r\nContent-Type: text/plain\r\n\r\n{_prose(chance, 500)}\r\n"
        "--part\r\nContent-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: attachment;"
        f" filename=photo.jpg\r\n\r\n{photo}\r\n--part--\r\n"
    )
    return _mail(sender, subject, _hops(chance), "multipart/mixed; boundary=part", body)


def _hops(chance: random.Random) -> str:
    by = "".join(f"Received: from mx{n}.example.net by mx{n + 1}.example.net\r\n" for n in range(4))
    return (
        f"{by}DKIM-Signature: v=1; a=rsa-sha256; d=example.net; b={chance.randbytes(128).hex()}\r\n"
    )


def _letter(chance: random.Random, size: int) -> str:
    cell = f'<td class="c{chance.randrange(99)}" style="padding:4px">{_prose(chance, 400)}</td>'
    row = f"<tr>{cell}</tr>\r\n"
    return f"<html><body><table>{row * (size // len(row))}</table></body></html>"


def _prose(chance: random.Random, size: int) -> str:
    words = " ".join(chance.choices(_WORDS, k=size // 6))
    return "\r\n".join(words[at : at + 70] for at in range(0, len(words), 70))
