"""Every round of scams, and of honest mail that looks like them, the oldest first."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.eighth_scams import eighth_scams
from tests.eighth_tricky import eighth_tricky
from tests.fifth_scams import fifth_scams
from tests.fifth_tricky import fifth_tricky
from tests.fourth_scams import fourth_scams
from tests.fourth_tricky import fourth_tricky
from tests.later_scams import later_scams
from tests.later_tricky import later_tricky
from tests.latest_scams import latest_scams
from tests.latest_tricky import latest_tricky
from tests.mailed import Mailed
from tests.naming_brands import (
    abroad_honestly,
    abroad_in_fakes,
    bills_of_clubs,
    bills_of_offices,
    borrowed_honestly,
    borrowed_in_fakes,
    carried_honestly,
    carried_in_fakes,
    fakes_of_clubs,
    fakes_of_nobodies,
    fakes_of_offices,
    handed_honestly,
    handed_in_fakes,
    hidden_honestly,
    hidden_in_fakes,
    hushed_honestly,
    hushed_in_fakes,
    left_honestly,
    left_in_fakes,
    named_honestly,
    named_in_fakes,
    small_firms_bills,
    spelled_honestly,
    spelled_in_fakes,
    strangers_fakes,
    strangers_honestly,
    unasked_bills,
)
from tests.scams import scams
from tests.seventh_scams import seventh_scams
from tests.seventh_tricky import seventh_tricky
from tests.sixth_scams import sixth_scams
from tests.sixth_tricky import sixth_tricky
from tests.tricky import tricky


class Round(NamedTuple):
    """One round by its name: its scams, and the honest mails beside them."""

    name: str
    scams: Callable[[], Iterator[Mailed]]
    honest: Callable[[], Iterator[Mailed]]


ROUNDS = (
    Round("1", scams, tricky),
    Round("2", later_scams, later_tricky),
    Round("3", latest_scams, latest_tricky),
    Round("4", fourth_scams, fourth_tricky),
    Round("5", fifth_scams, fifth_tricky),
    Round("6", sixth_scams, sixth_tricky),
    Round("7", seventh_scams, seventh_tricky),
    Round("8", eighth_scams, eighth_tricky),
    Round("everyday", named_in_fakes, named_honestly),
    Round("abroad", abroad_in_fakes, abroad_honestly),
    Round("borrowed", borrowed_in_fakes, borrowed_honestly),
    Round("spelled", spelled_in_fakes, spelled_honestly),
    Round("hidden", hidden_in_fakes, hidden_honestly),
    Round("strangers", strangers_fakes, strangers_honestly),
    Round("carried", carried_in_fakes, carried_honestly),
    Round("left", left_in_fakes, left_honestly),
    Round("hushed", hushed_in_fakes, hushed_honestly),
    Round("unasked", unasked_bills, small_firms_bills),
    Round("clubs", fakes_of_clubs, bills_of_clubs),
    Round("offices", fakes_of_offices, bills_of_offices),
    Round("handed", handed_in_fakes, handed_honestly),
    Round("nobodies", fakes_of_nobodies, lambda: iter(())),
)
SIGNED = ROUNDS[2:]  # whose mails bear what a server of the user's found


def all_scams(rounds: tuple[Round, ...] = ROUNDS) -> tuple[Mailed, ...]:
    """The scams of rounds."""
    return tuple(mail for one in rounds for mail in one.scams())


def all_honest(rounds: tuple[Round, ...] = ROUNDS) -> tuple[Mailed, ...]:
    """The honest mails of rounds."""
    return tuple(mail for one in rounds for mail in one.honest())
