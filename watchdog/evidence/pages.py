"""The pages of a dossier: HTML that prints, loads nothing and links only to its own files."""

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from watchdog import text
from watchdog.evidence.dossier import Dossier
from watchdog.evidence.rows import Row
from watchdog.templating import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment

# A summary is one page of A4: what does not fit stands in the timeline.
_CLAIMS, _ROWS, _CONTRACTS = 3, 7, 3


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What of the rows of a summary is shown, and how many there are beyond."""

    rows: tuple[Row, ...]
    more: int


def render(page: str, dossier: Dossier) -> bytes:
    """`page` is "summary" or "timeline"."""
    template = _environment().get_template(f"evidence_{page}.html.j2")
    told = template.render(
        d=dossier,
        t=dossier.texts,
        say=dossier.texts.labels,
        claims=dossier.claims[:_CLAIMS],
        more_claims=max(0, len(dossier.claims) - _CLAIMS),
        contracts=dossier.contracts[:_CONTRACTS],
        basis=_basis(dossier),
        names=_letter_names(dossier),
    )
    return told.encode("utf-8", "replace")


def _basis(dossier: Dossier) -> Shown:
    """The rows of all claims, each once, in the order of time; the latest when there are many."""
    found = {id(row): row for claim in dossier.claims for row in claim.rows}
    rows = sorted(found.values(), key=lambda row: row.on)
    return Shown(rows=tuple(rows[-_ROWS:]), more=max(0, len(rows) - _ROWS))


def _letter_names(dossier: Dossier) -> str:
    """What the letters ask for, each once."""
    return ", ".join(dossier.texts.labels[kind] for kind in dict.fromkeys(dossier.letter_kinds))


@cache
def _environment() -> "Environment":
    return make_environment({"safe_text": text.safe})
