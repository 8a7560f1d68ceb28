"""Domains: the registrable part of a name, and the free mail services."""

from collections.abc import Collection
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

_FREEMAIL = frozenset(
    """gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk
    ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.com gmx.de gmx.net
    web.de mail.com mail.ru yandex.ru yandex.com zoho.com hotmail.co.uk yahoo.de yahoo.fr
    hotmail.fr orange.fr free.fr libero.it t-online.de qq.com 163.com naver.com
    126.com abv.bg aon.at azet.sk bigpond.com bk.ru bluewin.ch btinternet.com centrum.cz centrum.sk
    daum.net email.cz foxmail.com freemail.hu gmx.at gmx.ch gmx.fr gmx.us
    hanmail.net inbox.lv inbox.ru interia.pl laposte.net list.ru mail.bg mail.ee o2.pl onet.pl op.pl
    post.cz protonmail.ch rambler.ru rediffmail.com sapo.pt sbcglobal.net seznam.cz sina.com
    tiscali.it tlen.pl tutanota.com tutanota.de tuta.io ukr.net virgilio.it walla.co.il wanadoo.fr
    windowslive.com wp.pl yandex.by yandex.kz yandex.ua zohomail.com""".split()
)
# Under many countries' endings.
_IN_MANY_COUNTRIES = frozenset({"hotmail", "live", "outlook", "rocketmail", "yahoo", "ymail"})
_HOUSES = frozenset({"yahoo.co.jp"})  # that bill from there themselves


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=8192)
def organisation(domain: str) -> str:
    """The registrable domain: mail.example.co.uk -> example.co.uk; the domain itself if none."""
    return _suffixes().privatesuffix(domain.lower().rstrip(".")) or domain.lower()


def is_freemail(domain: str) -> bool:
    """Whether anybody can have an address there."""
    place = organisation(domain)
    many = place.partition(".")[0] in _IN_MANY_COUNTRIES and place not in _HOUSES
    return many or place in _FREEMAIL


def belongs(domain: str, own: Collection[str]) -> bool:
    """Whether a domain is one of `own` or below one of them."""
    for name in above(domain):  # noqa: SIM110 - a generator takes half as long again
        if name in own:
            return True
    return False


@lru_cache(maxsize=1024)  # that of a mail is asked for thirty times
def above(domain: str) -> tuple[str, ...]:
    """A domain and those above it: a.b.example, b.example, example."""
    name = domain.lower().rstrip(".")
    labels = name.split(".") if name else []
    return tuple([".".join(labels[place:]) for place in range(len(labels))])
