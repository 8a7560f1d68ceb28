"""What a stranger's mail is after."""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.domains import belongs, organisation
from parsers.fakes.by_hand import is_a_persons
from parsers.fakes.calls import names_a_number, shows_a_number
from parsers.fakes.claims import (
    announces,
    claims_money,
    greets_anybody,
    greets_by_name,
    has_words_of_a_bill,
    is_answer,
    is_paid,
    names_a_price,
    presses,
)
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures, threatens
from parsers.fakes.naming import is_an_offices
from parsers.fakes.seen import Seen
from parsers.fakes.stages import SHOPS, STAGES
from parsers.fakes.stead import gives_back, has_another_account, names_an_account
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

# It begins with signs and looks behind them: many times as fast as by letters in any case.
_HOST = re.compile(r"://(?:(?<=http://)|(?<=https://))([\w.-]{3,120})", re.IGNORECASE)
_NEAR = 2000  # characters of a mail in which it says so
_CODE = Words(
    _WORDED.pattern("code"),
    most=_NEAR,
)
_GIFTS = re.compile(r"\bgift ?cards?\b|\bbitcoin|\bcrypto", re.IGNORECASE)
OF_MARKUP = frozenset({"w3.org", "www.w3.org"})  # named by every page
# Where nobody but Google itself has a page or is paid.
_ANYBODYS = (
    STAGES | SHOPS | frozenset({"google.com", "microsoft.com", "office.com", "amazonaws.com"})
)
_GOOGLES = frozenset(
    """play.google.com pay.google.com payments.google.com one.google.com myaccount.google.com
    families.google.com""".split()
)
_LONG = 6000  # letters of a long mail


class Wanting(Seen):
    """One mail, what it says of money, what it leaves its reader to do, where it leads."""

    def leads_only_to(self, brand: str) -> bool:
        """Whether it leads to a brand's own places and leaves nothing else to do: no fake gains by
        that. Not where anybody has a page, or is paid.
        """
        hosts = self._whole_hosts - OF_MARKUP
        own = self._domains_of(brand)
        if not self._is_a_persons:
            own -= _ANYBODYS
        if (self.free and not self._is_a_persons) or not hosts:
            return False
        if not all(_is_its_own(one, own, self._domains_of(brand)) for one in hosts):
            return False
        if self.calls or shows_a_number(self.text) or self.message.attachments:
            return False
        return not (self._answers_elsewhere() or names_an_account(self.text.lower()))

    @cached_property
    def _is_a_persons(self) -> bool:
        """Whether it is written by a person from a private mailbox of that name."""
        return self.free and is_a_persons(self.message, self.body)

    @cached_property
    def _wanting(self) -> dict[str, float | bool]:
        text, body = self.text, self.body
        return {
            "calls": self.calls,
            "number": names_a_number(text),
            "shows_number": shows_a_number(text),
            "lures": lures(body),
            "threat": threatens(text),
            "account": names_an_account(text.lower()),
            "new_account": has_another_account(text),
            "attached": self._is_only_attached(),
            "files": bool(self.message.attachments),
            # A warning tells of one, and shows none.
            "code": bool(_CODE.search(text)) and self._shows_something(),
            "gifts": bool(_GIFTS.search(text)),
            "claims": claims_money(text),
            "price": names_a_price(text),
            "bill_words": has_words_of_a_bill(self.message.subject),
            "gives_back": gives_back(text),
            "paid": is_paid(text),
            "pressed": min(presses(text), 3) / 3,
            "greets_nobody": greets_anybody(text),
            "greets": greets_by_name(text),
            "answer": is_answer(self.message.subject),
            "free": self.free,
            "list": self.message.goes_to_many or "list-id" in self.message.headers,
            "elsewhere": self._answers_elsewhere(),
            "office": any(map(is_an_offices, label(self.domain).split("-"))),
            "unspoken": self.is_unspoken,
            "persons": self._is_a_persons,
            "announces": announces(text) and not (self.calls or self.free),
            "long": min(len(self._letter), _LONG) / _LONG,
        }

    def _shows_something(self) -> bool:
        return bool(self.message.attachments) or self._shows_a_picture()

    def _domains_of(self, brand: str) -> frozenset[str]:
        """Where a brand writes from, one that is a common word too."""
        brands, names = self.known.brands, self.known.names
        return brands[brand] if brand in brands else names[brand]

    def _links_to(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        hosts = self._hosts
        own = self._domains_of(brand)
        yield "link_own", organisation(self.domain) in hosts
        yield "link_brand", any(belongs(one, own) for one in hosts)
        yield (
            "link_else",
            any(one != organisation(self.domain) and not belongs(one, own) for one in hosts),
        )
        yield "link", bool(hosts) or "href" in self.message.html
        yield "own_link", hosts == {organisation(self.domain)}

    @cached_property
    def _hosts(self) -> set[str]:
        return {organisation(one) for one in self._whole_hosts}

    @cached_property
    def _whole_hosts(self) -> set[str]:
        source = f"{self.message.html[:60000]} {self.message.text[:20000]}"
        return {one.lower() for one in _HOST.findall(source)} | self._bare_hosts


def _is_its_own(host: str, own: frozenset[str], all_: frozenset[str]) -> bool:
    """Whether a host is one of some domains, where no stranger has a page or is paid."""
    return belongs(host, all_ if belongs(host, _GOOGLES) else own)
