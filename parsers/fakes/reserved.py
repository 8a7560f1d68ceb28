"""Domains that not anybody can buy: registries give them to states, schools, clinics or banks."""

from functools import lru_cache

from parsers.domains import belongs

_ENDINGS = frozenset("edu gov int mil".split())
# What stands before a country's ending; some sell a few of them to anybody.
_BEFORE = frozenset(
    "ac admin ed edu fgov gc go gob gouv gov govt gub gv lg mil mod nhs police sch".split()
)
_SOLD = frozenset("ac.me edu.me edu.pl go.it".split())
_OF_STATES = frozenset("cc k12 lib state tec".split())  # before a state's: mapleridge.k12.or.us
_WHOLE = frozenset("bund.de europa.eu nhs.net parliament.uk un.org".split())
_OF_BANKS = frozenset("bank bank.in".split())
_OFFICIAL = 3  # labels of the shortest of them


@lru_cache(maxsize=4096)
def is_reserved(domain: str) -> bool:
    """Whether no stranger can have a domain; who writes from there may be one all the same."""
    labels = domain.lower().rstrip(".").split(".")
    if labels[-1] in _ENDINGS or belongs(domain, _WHOLE):
        return True
    if len(labels) < _OFFICIAL or len(labels[-1]) != 2:
        return False
    before = labels[-2]
    if before in _BEFORE:
        return f"{before}.{labels[-1]}" not in _SOLD
    return labels[-1] == "us" and labels[-3] in _OF_STATES


def is_for_banks(domain: str) -> bool:
    """Whether a domain is of a kind that only banks get: they tell of what others take, and whom
    to call.
    """
    return belongs(domain.lower().rstrip("."), _OF_BANKS)
