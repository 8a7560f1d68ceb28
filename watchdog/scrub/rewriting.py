"""Replaces what is private in texts, in runs of texts that stand on one line, and in links."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain

import msgspec

from parsers.text.folding import fold
from watchdog.scrub.invention import PAT, Inventions, Kind, in_case_of
from watchdog.scrub.links import linked
from watchdog.scrub.secrets import plain
from watchdog.scrub.sights import Context, Sight, apart, find_private, looks_like_token

_Change = tuple[int, int, str]


class Pen(msgspec.Struct, frozen=True, kw_only=True):
    """What rewriting needs: what is private, and what was invented so far."""

    context: Context
    inventions: Inventions


def rewrite(text: str, pen: Pen) -> str:
    """A text with everything private replaced."""
    return rewrite_run([text], pen)[0]


def rewrite_run(pieces: Sequence[str], pen: Pen) -> list[str]:
    """Texts that stand beside each other, read as one and again each by itself.

    Markup may cut a word in pieces, and it may put two of them together that it shows apart.
    """
    whole = "".join(pieces)
    sights = find_private(whole, pen.context)
    if len(pieces) > 1:
        sights = _with_own(pieces, sights, pen)
    changes = [
        (one.start, one.end, _instead(whole[one.start : one.end], one, pen)) for one in sights
    ]
    return _apply(pieces, changes)


def _with_own(pieces: Sequence[str], sights: list[Sight], pen: Pen) -> list[Sight]:
    """The sights of the whole, then those that only a piece by itself shows."""
    starts = accumulate(map(len, pieces), initial=0)
    own = (
        Sight(start + one.start, start + one.end, one.kind)
        for start, piece in zip(starts, pieces, strict=False)
        for one in find_private(piece, pen.context)
    )
    return sorted(apart(chain(sights, own), sum(map(len, pieces))))


def _apply(pieces: Sequence[str], changes: list[_Change]) -> list[str]:
    """The pieces with the changes; of one over several, each gets its share, the last the rest."""
    done: list[str] = []
    start = 0
    for piece in pieces:
        end, at = start + len(piece), start
        made: list[str] = []
        for first, last, instead in changes:
            if last <= start or first >= end:
                continue
            made.append(piece[at - start : max(first, start) - start])
            made.append(instead[max(first, start) - first : None if last <= end else end - first])
            at = min(last, end)
        done.append("".join(made) + piece[at - start :])
        start = end
    return done


def _instead(word: str, sight: Sight, pen: Pen) -> str:
    instead = _invented(word, sight.kind, pen)
    pen.inventions.used(sight.kind, word, instead)
    return instead


def _invented(word: str, kind: Kind, pen: Pen) -> str:
    secrets, inventions = pen.context.secrets, pen.inventions
    if kind is Kind.LINK:
        return linked(word, secrets, inventions)
    if kind is Kind.ADDRESS:
        return address(word, pen)
    if kind is Kind.NAME:
        instead = secrets.names.get(plain(word), PAT)
        return in_case_of(word, instead) if word.isupper() or word.islower() else instead
    return inventions.instead_of(kind, fold(word).text)


def address(word: str, pen: Pen) -> str:
    """What stands for an e-mail address; the sender's own stays, without its tokens."""
    secrets = pen.context.secrets
    lower = plain(word)
    if lower in secrets.addresses:
        return secrets.addresses[lower]
    local, _, domain = word.rpartition("@")
    if secrets.keeps_domain(domain):
        return f"{own_local(local, pen)}@{domain}"
    return pen.inventions.instead_of(Kind.ADDRESS, lower)


def own_local(local: str, pen: Pen) -> str:
    """The part before the @ of a sender's address, its tokens replaced."""
    return "".join(
        _own_piece(piece, pen) if index % 2 == 0 else piece
        for index, piece in enumerate(re.split(r"([+])", local))
    )


def _own_piece(piece: str, pen: Pen) -> str:
    is_token = looks_like_token(piece) or (len(piece) > 8 and re.search(r"\d", piece))
    if "=" in piece or is_token or plain(piece) in pen.context.secrets.names:
        return pen.inventions.instead_of(Kind.TOKEN, piece)
    return piece
