"""What a firm is called, by all that its mail says of it: names with what speaks for each."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import msgspec

from parsers.domains import is_freemail
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import spelt_out
from parsers.generic.behalf import billed_by, paid_to, sent_for, through
from parsers.generic.naming import is_nobodys, is_of_offices, seller_name
from parsers.generic.own_names import (
    FIRMS,
    begins_alike,
    below_a_first_name,
    below_the_name,
    copyrighted,
    has_a_form,
    is_beside,
    is_more,
    is_of_place,
    is_short_for,
    is_signed_plainly,
    is_whole,
    names_its_domain,
    of_domain,
    own_lines,
    owned,
    signature,
    signs_as,
    spelt,
)
from parsers.generic.platforms import served
from parsers.merchants import fold, slug
from parsers.page import Page, once

_LETTER = 60  # lines
_MORE = 2  # words by which a signature may be longer than From
_SHOWN, _PERSON, _DESK, _OFFICES = "shown in From", "a person's", "a desk's", "of words of offices"
_FOR, _BILL = "written for by a platform", "whose bill it is"
_WHOLE, _WORD, _MADE = "the whole domain", "a word of the domain", "made of the domain"
_ALONE, _LONGER, _SIGNED = "in a line of its own", "the name of From and more", "signed"
_COPYRIGHT, _MARKUP = "copyright", "the seller of its markup"
_FIRM = "below the name of who signs"
# How much speaks for a name, or against it.
_WEIGHTS = {
    _SHOWN: 4.0,
    _PERSON: -4.0,
    _DESK: -4.0,
    _OFFICES: -1.5,
    _FOR: 9.0,
    _BILL: 6.0,
    _MARKUP: 4.5,
    _WHOLE: 3.0,
    _LONGER: 2.5,
    _FIRM: 2.5,
    _ALONE: 2.0,
    _SIGNED: 1.5,
    _WORD: 1.0,
    _COPYRIGHT: 1.0,
    _MADE: 0.5,
}
Said = Iterator[tuple[str, str]]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a firm is called, the slug by which its bills go together, and what speaks for it.

    The slug is made of what any of its mails shows, its From or its domain: a name that is only in
    some of them would part what belongs together. Of platforms it is that of whom they write for.
    """

    name: str
    slug: str
    why: tuple[str, ...]


class _Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What From shows, and what that is: of a firm nothing speaks against it."""

    page: Page
    name: str
    domain: str
    against: str | None
    is_hosted: bool

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to look for: a firm that is called like its domain."""
        return self.against is None and is_whole(self.name, self.domain)


@once
def called(page: Page) -> Named:
    """The likeliest name of whoever bills; of equals the one that From shows."""
    shown = _shown(page)
    found: dict[str, set[str]] = defaultdict(set)
    for name, why in chain([(shown.name, _SHOWN)], _evidence(shown)):
        found[name].add(why)
    best = max(found, key=lambda name: sum(_WEIGHTS[one] for one in found[name]))
    if found[best] & {_FOR, _BILL}:
        own = best
    else:
        own = of_domain(page) if shown.against and not shown.is_hosted else shown.name
    name = best if best == shown.name else _quiet(best)
    return Named(name=name, slug=slug(own), why=tuple(sorted(found[best])))


def _quiet(name: str) -> str:
    """A name of several words as it is written where nobody shouts."""
    return name.title() if " " in name and name.isupper() else name


def _shown(page: Page) -> _Shown:
    name, domain = seller_name(page), page.message.from_domain
    is_hosted = is_freemail(domain) or bills_for_others(domain)
    is_firm = is_whole(name, domain) and "@" not in name
    against = None if is_firm else _against(name, page, is_hosted=is_hosted)
    if against == _PERSON and _is_at_a_provider(name, page):
        against = None
    return _Shown(page=page, name=name, domain=domain, against=against, is_hosted=is_hosted)


def _against(name: str, page: Page, *, is_hosted: bool) -> str | None:
    """What a name of From is, if it is no firm's."""
    if is_nobodys(name):
        return _DESK
    if is_of_offices(name):
        return _OFFICES
    return _PERSON if not is_hosted and is_a_persons(name, page) else None


def _evidence(shown: _Shown) -> Said:
    """What speaks for each name."""
    page = shown.page
    if firm := through(page.message.from_name, shown.domain):
        yield firm, _FOR
    if shown.against:
        yield shown.name, shown.against
    yield from ((name, _FOR) for name in sent_for(page, shown.name))
    if shown.against != _PERSON:
        found = chain(billed_by(page, shown.name), served(page, shown.name))
        yield from ((name, _BILL) for name in found)
    if not shown.is_settled:
        yield from ((one.seller, _MARKUP) for one in page.document.markup if one.seller)
        if not shown.is_hosted:
            yield from _of_its_place(shown)
    if is_freemail(shown.domain) and not shown.against and _may_be_a_persons(shown.name):
        yield from ((name, why) for name in below_the_name(page) for why in (_FIRM, _ALONE))
    yield from _of_its_people(shown)
    if shown.against is None and (name := _signed(shown)):
        yield from ((name, why) for why in (_LONGER, _SIGNED, _ALONE))


def _of_its_people(shown: _Shown) -> Said:
    """The firms whose people say so: below their name, or whom to make a cheque out to."""
    page = shown.page
    if shown.is_settled:
        return
    if not shown.is_hosted:
        found = (*below_a_first_name(page), *owned(page))
        yield from ((name, why) for name in found for why in (_FIRM, _ALONE, _WORD))
    yield from ((name, _BILL) for name in paid_to(page, shown.name))


def _of_its_place(shown: _Shown) -> Said:
    """The names that go with the domain, where From does not show the whole of it."""
    is_lacking = shown.against is not None
    for name in _spelt(shown):
        is_longer = is_more(name, shown.name)
        if is_lacking or is_longer or not begins_alike(shown.name, shown.domain):
            yield name, _WHOLE
            if name in own_lines(shown.page):
                yield name, _ALONE
        if is_longer:
            yield name, _LONGER
    if is_lacking:
        yield from _of_nobody(shown)
        return
    for name in own_lines(shown.page):
        if is_more(name, shown.name) and _is_another_of_place(name, shown):
            yield from ((name, _LONGER), (name, _ALONE))


def _spelt(shown: _Shown) -> list[str]:
    """The names that spell the domain, without those that a firm's From only has at length."""
    is_firm = shown.against is None
    return [one for one in spelt(shown.page) if not (is_firm and is_short_for(one, shown.name))]


def _of_nobody(shown: _Shown) -> Said:
    """What speaks for the names of whoever's desk or man writes."""
    for name in own_lines(shown.page):
        if _is_another_of_place(name, shown):
            yield from ((name, _WORD), (name, _ALONE))
    yield from ((name, _COPYRIGHT) for name in copyrighted(shown.page))
    if _is_elsewhere(shown):
        yield of_domain(shown.page), _MADE


def _is_another_of_place(name: str, shown: _Shown) -> bool:
    return fold(name) != fold(shown.name) and is_of_place(fold(name), shown.domain)


def _is_elsewhere(shown: _Shown) -> bool:
    """Whether a From that names no firm says nothing of the domain: a desk's, or that of somebody
    who signs by the first name.
    """
    words = fold(shown.name).split()
    known = {one for one in (*words, *fold(spelt_out(shown.name)).split()) if len(one) > 2}
    is_named = any(one in label(shown.domain) for one in known)
    is_signed = signs_as(words[:1], shown.page) and not is_named
    has_trade = _has_a_trade(shown.domain, known) and not signs_as(words, shown.page)
    return shown.against == _DESK or is_signed or has_trade


def _has_a_trade(domain: str, known: set[str]) -> bool:
    """Whether the parted words of a domain have more than somebody's name: "bikes-marsh"."""
    words = label(domain).split("-")
    return len(words) > 1 and any(len(one) > 2 and one not in known for one in words)


def _signed(shown: _Shown) -> str | None:
    """The name that a letter is signed with at its end, where it has that of From and more."""
    lines, words = shown.page.lines, fold(shown.name).split()
    if not 0 < len(lines) <= _LETTER or not set(words) <= set(fold(lines[-1]).split()):
        return None
    name = signature(shown.page)
    if not is_more(name, shown.name) or len(name.split()) > len(words) + _MORE:
        return None
    # "Kestrel Software Ltd, 12 Hill Road": nobody calls it so; "Studio Kestrel Ltd" is its name.
    is_called = is_signed_plainly(shown.page) or fold(name).split()[-len(words) :] == words
    return name if is_called else None


def _may_be_a_persons(name: str) -> bool:
    """Whether a name is of a few words, none of which is a firm's or an office's."""
    words = fold(name).split()
    if not 2 <= len(words) <= 4 or not all(map(_is_of_a_person, name)):
        return False
    return not any(is_beside(one) or one in FIRMS for one in words)


def is_a_persons(name: str, page: Page) -> bool:
    """Whether somebody writes by his own name from a place that is called otherwise."""
    if not _may_be_a_persons(name) or has_a_form(name, page):
        return False
    words, address = fold(name).split(), page.message.from_address
    place = label(page.message.from_domain).replace("-", "")
    known = {*words, *fold(spelt_out(name)).split()}
    if place.startswith(words[0]) or sum(len(one) > 2 and one in place for one in known) > 1:
        return False
    local = fold(address.partition("@")[0]).replace("_", " ").split()
    if local and set(local) <= {*words, *(word[0] for word in words)}:
        return True
    is_of_domain = any(is_of_place(one, page.message.from_domain) for one in known)
    return signs_as(words[:1], page) or (signs_as(words, page) and not is_of_domain)


def _is_at_a_provider(name: str, page: Page) -> bool:
    """Whether somebody writes from an address of nothing but his whole name, by a mail that says no
    word of its domain: that of whom he has his mail from.
    """
    local = fold(page.message.from_address.partition("@")[0]).replace("_", " ").split()
    words = fold(name).split()
    is_whole_name = len(local) > 1 and words[-1] in local
    return is_whole_name and not names_its_domain(page)


def _is_of_a_person(letter: str) -> bool:
    """Whether a letter of a Latin script, or what joins names, may stand in a person's name."""
    return letter in "-'’. " or (letter.isalpha() and letter < "\u0250")
