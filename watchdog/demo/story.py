"""The demo's mailbox: eight stories about money among the mail of an ordinary year."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import msgspec

from watchdog.demo import bills, coursera, noise
from watchdog.demo.letter import Letter, written

Tell = Callable[[date], Iterable[Letter]]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, the kind of finding it must lead to, and the letters that tell it."""

    title: str
    finds: str
    tell: Tell


STORIES: tuple[Story, ...] = (
    Story(
        title="Coursera Plus was cancelled on the web; the copy bought through Apple bills on",
        finds="wrong_store",
        tell=coursera.wrong_store,
    ),
    Story(
        title="The trial of a Professional Certificate turns into a payment in three days",
        finds="trial_ending",
        tell=coursera.trial_ending,
    ),
    Story(
        title="A year of software renews in nine days",
        finds="renewal_approaching",
        tell=bills.renewal_approaching,
    ),
    Story(
        title="Netflix went from 15.49 to 17.99",
        finds="price_increase",
        tell=bills.price_increase,
    ),
    Story(
        title="A trial of Duolingo through Google Play was charged last week",
        finds="trial_converted",
        tell=bills.trial_converted,
    ),
    Story(
        title="A gym confirmed the cancellation and has charged twice since",
        finds="charge_after_cancellation",
        tell=bills.charge_after_cancellation,
    ),
    Story(
        title="A paused Coursera Specialization was billed anyway",
        finds="charged_while_paused",
        tell=coursera.charged_while_paused,
    ),
    Story(
        title="An invoice in Norton's name came from a free mail address",
        finds="fake_invoice",
        tell=bills.fake_invoice,
    ),
)


def letters(today: date) -> tuple[tuple[bytes, datetime], ...]:
    """The whole mailbox as of `today`: each mail's bytes and when it came (UTC), oldest first.

    The same day gives the same bytes.
    """
    told = [letter for story in STORIES for letter in story.tell(today)]
    ordered = sorted([*told, *noise.letters(today)], key=lambda letter: (letter.at, letter.subject))
    return tuple((written(letter), letter.at) for letter in ordered)
