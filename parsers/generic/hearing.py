"""What a mail claims, heard to its end: each step adds claims, drops some or turns one.

A new step is a function of a page and its claims, and a line in `STEPS`.
"""

from collections.abc import Callable

from parsers.generic.ahead import with_announced
from parsers.generic.comebacks import with_comeback
from parsers.generic.converting import with_conversion
from parsers.generic.credited import with_credit, with_deposit
from parsers.generic.ended_and_back import with_money_back
from parsers.generic.expected import with_expected
from parsers.generic.farewell import with_farewell
from parsers.generic.free_first import with_free_start
from parsers.generic.handed_back import with_end
from parsers.generic.heard_together import heard_together
from parsers.generic.idle import with_thanks
from parsers.generic.instalments import with_plan
from parsers.generic.into_account import as_payable, with_account
from parsers.generic.low_price import with_low_price_end, without_price_to_come
from parsers.generic.moves import moves
from parsers.generic.next_named import with_next_payment
from parsers.generic.owed import with_owed, with_place
from parsers.generic.promised import with_promise
from parsers.generic.renewing import with_renewal
from parsers.generic.rest_until import with_rest_until
from parsers.generic.resting import with_pause
from parsers.generic.runs_again import with_rerun
from parsers.generic.same_words import with_title
from parsers.generic.settling import asking_row, with_settled
from parsers.generic.shapes import by_shape
from parsers.generic.steps import steps
from parsers.generic.taken import with_taken
from parsers.generic.taken_twice import with_one_back
from parsers.language.wording import Claim, claims
from parsers.page import Page
from parsers.statement.by_its_reader import with_end_unless_renewed
from parsers.statement.plan_rows import with_plan_rows
from parsers.statement.unpaid import as_bill, with_bill
from parsers.statement.welcomed import with_welcome

Claims = tuple[Claim, ...]


def _with_asking_row(page: Page, found: Claims) -> Claims:
    """The bill that a row asks for, instead of a payment that none tells of."""
    return as_bill(page, found, asking_row)


STEPS: tuple[Callable[[Page, Claims], Claims], ...] = (
    # Money that was taken, or will be on a day to come.
    with_taken,
    with_announced,
    # What ends, and until when it rests.
    with_end_unless_renewed,
    with_end,
    with_farewell,
    with_rest_until,
    # What is still to be paid: these turn payments into bills, so thanks come before them.
    with_expected,
    with_place,
    with_owed,
    with_thanks,
    with_bill,
    _with_asking_row,
    with_renewal,
    with_settled,
    # Money that comes back.
    with_deposit,
    with_credit,
    with_money_back,
    with_promise,
    heard_together,
    # What goes on otherwise: instalments, trials, comebacks, prices that hold for a while.
    with_plan,
    with_conversion,
    with_comeback,
    with_rerun,
    with_one_back,
    with_free_start,
    without_price_to_come,
    with_low_price_end,
    as_payable,
    with_plan_rows,
    with_title,
    # What began, and what else it names, where nothing else has been heard.
    with_welcome,
    with_next_payment,
)


def heard(page: Page, formal: Claims) -> Claims:
    """What the words, the rows and the form (`formal`) of a mail claim, after each step."""
    said = claims(page)
    said = with_pause(page, (*by_shape(page, (*said, *formal)), *said))
    if not formal:
        said = with_account(page, said)
    said = (*steps(page, (*said, *formal)), *said)
    said = (*moves(page, (*said, *formal)), *said)
    found = (*said, *formal)
    for step in STEPS:
        found = step(page, found)
    return found
