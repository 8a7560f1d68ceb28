"""What one mail gave away about a person: what has to be replaced wherever it stands."""

import re
from collections.abc import Mapping
from functools import cached_property

import msgspec

from parsers.domains import is_freemail, organisation
from parsers.text import folding
from watchdog.scrub.invention import Kind

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EXAMPLE = re.compile(r"(?:^|\.)example\.(?:com|org|net|edu)$|\.(?:example|invalid|test)$")


class Secrets(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The private words of a mail, folded (`plain`).

    `names` and `addresses` map them to what stands for them, `words` to their kind. `doubtful` are
    names that are ordinary words too: they are replaced beside a greeting or in a full name only.
    `own` are the sender's registrable domains, `brands` further ones that links may name,
    `companies` the words of companies' names, which may contain somebody's.
    """

    names: Mapping[str, str] = {}
    addresses: Mapping[str, str] = {}
    words: Mapping[str, Kind] = {}
    doubtful: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Any known private word, the longest first; for folded text."""
        known = sorted((*self.names, *self.words), key=len, reverse=True)
        return re.compile("|".join(map(_bounded, known)), re.IGNORECASE) if known else None

    def keeps_domain(self, domain: str) -> bool:
        """Whether an address at a domain may stay: the sender's own, or an example."""
        return organisation(domain) in self.own or is_example(domain)

    def keeps_server(self, server: str) -> bool:
        """Whether a link may go on naming a server's organisation."""
        its = organisation(server)
        return its in self.own or its in self.brands or is_example(server)


def plain(text: str) -> str:
    """A word as it is compared: folded, lower case, single spaces."""
    return " ".join(folding.fold(text).text.lower().split())


def is_example(domain: str) -> bool:
    """Whether nobody can own a domain."""
    return bool(_EXAMPLE.search(domain.lower()))


def is_private_domain(domain: str) -> bool:
    """Whether a recipient's domain tells who they are: not one that everybody has."""
    return bool(domain) and not is_freemail(domain) and not is_example(domain)


def _bounded(word: str) -> str:
    pattern = r"\s+".join(map(re.escape, word.split()))
    before = "" if _UNSPACED.match(word) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(word[-1]) else r"(?![^\W_])"
    # Nor does a number end where its cents begin.
    if word[-1].isdigit():
        before, after = r"(?<![^\W_])(?<!\d[.,])", r"(?![^\W_])(?![.,]\d)"
    return f"{before}{pattern}{after}"
