"""What comes and what ends, and until when it can be stopped."""

from collections.abc import Callable
from datetime import date

from watchdog.language import headed, said_day, said_money, say
from watchdog.report import ToldSubscription
from watchdog.upcoming import Upcoming, what_comes
from watchdog.views.glance import shown_title


def trial_line(one: ToldSubscription) -> str:
    """A free trial that runs, and the last day to end it."""
    ends = say("end not known")
    if one.trial_ends_on:
        ends = say("ends on {day}", day=said_day(one.trial_ends_on))
    return f"{shown_title(one)}, {ends}{cancel_by_words(one)}"


def cancel_by_words(one: ToldSubscription) -> str:
    """The end of a sentence: the last day to stop it, where it is known."""
    return say(", cancel by {day}", day=said_day(one.cancel_by)) if one.cancel_by else ""


def end_words(one: ToldSubscription, shown: Callable[[date], str] = said_day) -> str:
    """When it ends: by a cancellation, or that it was charged all the same, or unless it is
    renewed; "" where nothing ends.
    """
    if one.charged_anyway_on is not None:
        return say("charged {day} all the same", day=shown(one.charged_anyway_on))
    if one.lapses_on is not None:
        return say("ends {day} unless renewed", day=shown(one.lapses_on))
    return say("ends {day}", day=shown(one.ends_on)) if one.ends_on else ""


def due_line(one: Upcoming) -> str:
    """A day on which money is about to leave, and the last one to stop it."""
    on = said_day(one.on) if one.stated else say("about {day}", day=said_day(one.on))
    amount = f", {said_money(one.amount)}" if one.amount else ""
    last = say(", cancel by {day}", day=said_day(one.cancel_by)) if one.cancel_by else ""
    return headed(on, f"{what_comes(one)}{amount}{last}")


def by_words(deadline: date, today: date) -> str:
    """The end of a sentence: by when something has to be done, or that it is late for it."""
    if deadline < today:
        return say(", at once: the last safe day was {day}", day=said_day(deadline))
    return say(", by {day}", day=said_day(deadline))
