"""Bills to pay, and those that are missing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from watchdog import text
from watchdog.language import headed, said_day, said_money, say, say_many
from watchdog.report import Bill, Report, ToldSubscription
from watchdog.timeline.subscriptions import Status
from watchdog.views.glance import older_bills_of, shown_title

_MAY_BILL = (Status.ACTIVE, Status.PAST_DUE, Status.UNKNOWN)
_A_MONTH, _A_YEAR = 35, 400  # days, with a few for a late bill; what began before that is past
_NAMED = 3  # services named in a line


def unbilled_line(report: Report) -> str:
    """Which bills are not listed any more, and what never sent one; "" where there is none."""
    return " ".join(filter(None, (_older_line(report), _silent_line(report))))


def _older_line(report: Report) -> str:
    """Bills to pay that are too old to be listed, although no mail says that they were paid."""
    names = sorted({text.unlinked(one.name, 40) for one in older_bills_of(report)})
    if not names:
        return ""
    told = text.some_names(names[:_NAMED], len(names) - _NAMED)
    return say(
        "No longer listed, though no mail says that they were paid: bills of {names}.", names=told
    )


def _silent_line(report: Report) -> str:
    """What began in the last year, is not over and never sent a bill."""
    first, last = (report.as_of - timedelta(days=days) for days in (_A_YEAR, _A_MONTH))
    silent = sorted(
        {
            text.unlinked(one.name, 40)
            for one in report.subscriptions
            if one.status in _MAY_BILL
            and not one.charges
            and not (one.bill or one.paid_by_hand)
            and one.started_on is not None
            and first <= one.started_on <= last
        }
    )
    if not silent:
        return ""
    names = text.some_names(silent[:_NAMED], len(silent) - _NAMED)
    return say("No bill ever seen of {names}: watch your card.", names=names)


def bill_line(one: ToldSubscription, today: date) -> str:
    """A bill that is to be paid, or taken: by when, whose, and how much."""
    bill = one.bill
    if bill is None:
        return ""
    amount = f", {said_money(bill.amount)}" if bill.amount else ""
    return headed(due_words(bill, today), f"{shown_title(one)}{amount}")


def unsaid_line(bills: Iterable[ToldSubscription]) -> str:
    """That some of these bills may be taken by themselves, where mails do not say how they are
    paid; "" where all do.
    """
    if all(one.bill is None or one.bill.collected is not None for one in bills):
        return ""
    return say("Not every mail says how it is paid: look first whether it is taken by itself.")


def bill_hints(bills: Sequence[ToldSubscription]) -> tuple[str, ...]:
    """What is said below bills to pay, where there are any."""
    if not bills:
        return ()
    paid = say("Paid already? Say so: watchdog paid NAME")
    return tuple(filter(None, (unsaid_line(bills), paid)))


def due_words(bill: Bill, today: date, shown: Callable[[date], str] = said_day) -> str:
    """By when a bill has to be paid; of one that names no day, when it came."""
    if bill.due_on is None:
        return say("no day named, came {day}", day=shown(bill.on))
    day, late = shown(bill.due_on), (today - bill.due_on).days
    if late == 0:
        return say("due today, {day}", day=day)
    if late < 0:
        return day
    return say_many(
        "was due {day}, {number} day ago", "was due {day}, {number} days ago", late, day=day
    )
