"""Mail that names brands from domains that are not theirs: `fixtures/naming_brands*.toml`.

And mail that names none, and bills: `fixtures/bills_unasked.toml`, `bills_of_clubs.toml`,
`bills_of_offices.toml`, `bills_of_nobodies.toml`.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.mailed import Mailed, signed

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_MANY = (("List-Unsubscribe", "<https://news.example/out>"),)


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mail as it is written there; `list`: it names a way to unsubscribe.

    `answers_to` is where an answer goes, if elsewhere.
    """

    name: str
    sender: str
    subject: str
    text: str = ""
    html: str = ""
    attached: tuple[str, ...] = ()
    list: bool = False
    answers_to: str = ""


def named_in_fakes() -> Iterator[Mailed]:
    """Fakes in words of everyday: no mechanism of their own, but a brand's signs."""
    yield from _mails("naming_brands.toml", "fakes")


def named_honestly() -> Iterator[Mailed]:
    """Bundles, banks, tools and friends: what bills and names brands, and is let be."""
    yield from _mails("naming_brands.toml", "honest")


def abroad_in_fakes() -> Iterator[Mailed]:
    """Fakes in languages of which we have no words, of pictures, by services' own mail."""
    yield from _mails("naming_brands_abroad.toml", "fakes")


def abroad_honestly() -> Iterator[Mailed]:
    """Honest mail of the same languages, what families forward, what offices announce."""
    yield from _mails("naming_brands_abroad.toml", "honest")


def borrowed_in_fakes() -> Iterator[Mailed]:
    """Fakes by services' own mail and from the mailboxes of small firms, in thirty languages."""
    yield from _mails("naming_brands_borrowed.toml", "fakes")


def borrowed_honestly() -> Iterator[Mailed]:
    """Honest mail of the same languages: vouchers, bundles, courses, a household's share."""
    yield from _mails("naming_brands_borrowed.toml", "honest")


def spelled_in_fakes() -> Iterator[Mailed]:
    """Fakes of brands in other scripts and languages, named where little else is said."""
    yield from _mails("naming_brands_spelled.toml", "fakes")


def spelled_honestly() -> Iterator[Mailed]:
    """Honest mail of schools, states, resellers and small firms; warnings of fakes."""
    yield from _mails("naming_brands_spelled.toml", "honest")


def hidden_in_fakes() -> Iterator[Mailed]:
    """Fakes whose brand stands aside of the letter, or that have hardly a word of bills."""
    yield from _mails("naming_brands_hidden.toml", "fakes")


def hidden_honestly() -> Iterator[Mailed]:
    """Honest mail that bears brands aside of its letter, or is about them."""
    yield from _mails("naming_brands_hidden.toml", "honest")


def strangers_fakes() -> Iterator[Mailed]:
    """Fakes that say whose they are in ways of their own, and lead to places of their own."""
    yield from _mails("naming_brands_strangers.toml", "fakes")


def strangers_honestly() -> Iterator[Mailed]:
    """Honest mail of those who have to do with somebody else's subscription."""
    yield from _mails("naming_brands_strangers.toml", "honest")


def carried_in_fakes() -> Iterator[Mailed]:
    """Fakes that other people's places carry, in forty languages."""
    yield from _mails("naming_brands_carried.toml", "fakes")


def carried_honestly() -> Iterator[Mailed]:
    """Honest mail of the same places and languages; warnings that quote a fake."""
    yield from _mails("naming_brands_carried.toml", "honest")


def left_in_fakes() -> Iterator[Mailed]:
    """Fakes that leave it to a picture, a file, a code, an answer, or to whom they stand in for."""
    yield from _mails("naming_brands_left.toml", "fakes")


def left_honestly() -> Iterator[Mailed]:
    """Screenshots, resellers, freelancers, friends and clubs that name brands and prices."""
    yield from _mails("naming_brands_left.toml", "honest")


def hushed_in_fakes() -> Iterator[Mailed]:
    """Fakes that never say who sent them: by firms' own pages, forms, tickets, notices."""
    yield from _mails("naming_brands_hushed.toml", "fakes")


def missed_of_hushed() -> Iterator[Mailed]:
    """Those of them that greet their reader and say a name of their own: they only wait."""
    yield from _mails("naming_brands_hushed.toml", "missed")


def hushed_honestly() -> Iterator[Mailed]:
    """Terse bills, bundles, resellers, alerts, tickets and forms that name brands."""
    yield from _mails("naming_brands_hushed.toml", "honest")


def handed_in_fakes() -> Iterator[Mailed]:
    """Fakes by mailboxes that somebody got into, and by services' own mail."""
    yield from _mails("naming_brands_handed.toml", "fakes")


def missed_of_handed() -> Iterator[Mailed]:
    """Those of them that are not called: they only wait, or are no bill."""
    yield from _mails("naming_brands_handed.toml", "missed")


def handed_honestly() -> Iterator[Mailed]:
    """Resellers, collectors, small shops, friends in threads, what is shared and signed."""
    yield from _mails("naming_brands_handed.toml", "honest")


def fakes_of_nobodies() -> Iterator[Mailed]:
    """Bills of registers, guides, fines, debts and scanners that nobody has."""
    yield from _mails("bills_of_nobodies.toml", "fakes", brand=False)


def missed_of_nobodies() -> Iterator[Mailed]:
    """Those of them that count all the same."""
    yield from _mails("bills_of_nobodies.toml", "missed", brand=False)


def unasked_bills() -> Iterator[Mailed]:
    """Bills that nobody asked for, in names of firms that no catalogue has, or of none."""
    yield from _mails("bills_unasked.toml", "fakes", brand=False)


def small_firms_bills() -> Iterator[Mailed]:
    """Bills of small firms to those who know them."""
    yield from _mails("bills_unasked.toml", "honest")


def fakes_of_clubs() -> Iterator[Mailed]:
    """Fakes whose domain is not called as they are, or that know a number or a name."""
    yield from _mails("bills_of_clubs.toml", "fakes", brand=False)


def bills_of_clubs() -> Iterator[Mailed]:
    """Bills of clubs and small firms, and of the houses that send for them."""
    yield from _mails("bills_of_clubs.toml", "honest")


def fakes_of_offices() -> Iterator[Mailed]:
    """Fakes that want to be answered or called to be paid, name a flat, or leave time."""
    yield from _mails("bills_of_offices.toml", "fakes", brand=False)


def missed_of_offices() -> Iterator[Mailed]:
    """Those of them that count all the same."""
    yield from _mails("bills_of_offices.toml", "missed", brand=False)


def bills_of_offices() -> Iterator[Mailed]:
    """Bills to pay of offices, craftsmen, doctors, schools and landlords."""
    yield from _mails("bills_of_offices.toml", "honest")


def _mails(file: str, key: str, *, brand: bool = True) -> Iterator[Mailed]:
    written = (_FIXTURES / file).read_bytes()
    read = msgspec.toml.decode(written, type=dict[str, tuple[_Written, ...]])
    for one in read[key]:
        yield signed(
            one.name,
            one.sender,
            one.subject,
            one.text,
            html=one.html,
            attached=one.attached,
            extra=(*(_MANY if one.list else ()), *_answered(one)),
            brand=brand,
        )


def _answered(one: _Written) -> tuple[tuple[str, str], ...]:
    return (("Reply-To", one.answers_to),) if one.answers_to else ()
