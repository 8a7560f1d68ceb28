"""Domains: the registrable part of a name, and the free mail services."""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

_FREEMAIL = frozenset(
    """gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk
    ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.com gmx.de gmx.net
    web.de mail.com mail.ru yandex.ru yandex.com zoho.com hotmail.co.uk yahoo.de yahoo.fr
    hotmail.fr orange.fr free.fr libero.it t-online.de qq.com 163.com naver.com""".split()
)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=8192)
def organisation(domain: str) -> str:
    """The registrable domain: mail.example.co.uk -> example.co.uk; the domain itself if none."""
    return _suffixes().privatesuffix(domain.lower().rstrip(".")) or domain.lower()


def is_freemail(domain: str) -> bool:
    """Whether anybody can have an address there."""
    return organisation(domain) in _FREEMAIL


def belongs(domain: str, own: Collection[str]) -> bool:
    """Whether a domain is one of `own` or below one of them."""
    name = domain.lower().rstrip(".")
    while name:
        if name in own:
            return True
        name = name.partition(".")[2]
    return False


def above(domain: str) -> Iterator[str]:
    """A domain and those above it: a.b.example, b.example, example."""
    name = domain.lower().rstrip(".")
    while name:
        yield name
        name = name.partition(".")[2]
