"""Bills that somebody wants paid who does not know whom he writes to."""

from collections.abc import Iterable

from parsers.claims import greets_nobody, lures, takes_it_itself
from parsers.events import BillingEvent, EventKind
from parsers.message import Message

# What the reader pays himself, and where he may be asked to.
_ASKED = frozenset({EventKind.INVOICE_DUE})
_LURED = frozenset({EventKind.RENEWAL_NOTICE, EventKind.TRIAL_ENDING, EventKind.PAYMENT_FAILED})


def doubtful_demand(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a stranger's bill waits for a person: it wants to be paid, and greets a customer,
    whoever that is; None for others.

    Who takes the money from an account needs nobody's help; a card's last figures, and the number
    of a customer or a policy, are what a directory that bills half a town does not have.
    """
    said = tuple(events)
    text = f"{message.subject}\n{body}"
    kinds = {one.kind for one in said}
    wanted = kinds & _ASKED or (kinds & _LURED and lures(body))
    if not wanted or any(map(_knows_the_reader, said)) or not greets_nobody(text):
        return None
    return None if takes_it_itself(text) else "it wants you to pay, and does not say your name"


def _knows_the_reader(event: BillingEvent) -> bool:
    """Whether it has what only a seller has; anybody who writes has the address."""
    return bool(event.last_four) or ("@" not in (event.account or "@"))
