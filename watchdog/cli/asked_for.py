"""What a name on the command line may be about, where it is not written as we do."""

from collections.abc import Iterable, Sequence

from parsers.merchants import fold
from watchdog.timeline.subscriptions import Subscription
from watchdog.usage import one_of

_SHORTEST = 3  # letters; fewer are in every second name
MOST = 5  # names to choose from


def by_part(asked: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The slugs of those that begin with what was asked for, else of those that have it in them.

    `names` are pairs of a slug and the name on receipts.
    """
    wanted = _bare(asked)
    if len(wanted) < _SHORTEST:
        return ()
    known = [(one, (_bare(one), _bare(name))) for one, name in names]
    begins = {one for one, forms in known if any(form.startswith(wanted) for form in forms)}
    within = {one for one, forms in known if any(wanted in form for form in forms)}
    return tuple(sorted(begins or within))


def meant_in_part(asked: str, among: Sequence[Subscription]) -> tuple[Subscription, ...]:
    """Those of the only merchant whose name has what was asked for in it."""
    slugs = by_part(asked, ((one.merchant, one.name) for one in among))
    return tuple(one for one in among if slugs == (one.merchant,))


def give_one_of(slugs: Sequence[str]) -> str:
    """What to give instead: one of a few names, or the step that makes some."""
    return one_of(filter(None, [few(slugs)]), "read some mail first: watchdog scan")


def few(slugs: Sequence[str]) -> str:
    """So many of them that a person still reads them."""
    more = len(slugs) - MOST
    return ", ".join(slugs[:MOST]) + (f" ({more} more: watchdog report)" if more > 0 else "")


def _bare(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
