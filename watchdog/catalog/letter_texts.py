"""The wording of letters in one language, as letters/*.toml holds it."""

from collections.abc import Iterator
from string import Formatter

import msgspec

# What can stand in {curly brackets}: the subscription, who took the money, days and amounts, and
# lines that are left out where nothing is known.
BLANKS = frozenset(
    """what payee canceled_on charged_on promised_on trial_ends_on days dispute_days
    amount amount_alone card references last_payment""".split()
)


class _Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and strict about its keys."""


class LetterText(_Wording, frozen=True, kw_only=True):
    """A letter with {blanks}; `laws` are the entries of law.toml that it mentions."""

    subject: str
    text: str
    laws: tuple[str, ...] = ()

    def blanks(self) -> Iterator[str]:
        """The name of every blank, in order; ValueError for brackets that do not pair."""
        for plain in (self.subject, self.text):
            yield from (name for _, name, _, _ in Formatter().parse(plain) if name is not None)


class Lines(_Wording, frozen=True, kw_only=True):
    """What is said only where it is known; `amount` stands within a sentence, the rest alone.

    `nameless` is what it is called where its own name cannot be shown.
    """

    nameless: str
    amount: str
    amount_alone: str
    card: str
    payment_reference: str
    cancellation_reference: str
    ended_on: str
    account: str
    last_payment: str


class LetterTexts(_Wording, frozen=True, kw_only=True):
    """All letters in the language `id`; `locale` is how days and amounts are written.

    `cancellation` has the keys `subscription` and `trial`; `refund` and `dispute` are by kind of
    finding.
    """

    id: str
    locale: str
    lines: Lines
    cancellation: dict[str, LetterText]
    refund: dict[str, LetterText]
    dispute: dict[str, LetterText]

    def all(self) -> Iterator[tuple[str, LetterText]]:
        """Every letter with the name of its key, such as "refund.double_charge"."""
        for kind in ("cancellation", "refund", "dispute"):
            yield from ((f"{kind}.{name}", text) for name, text in getattr(self, kind).items())
