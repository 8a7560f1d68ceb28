"""Picks the amount that was paid out of those of a mail, and remembers how sure it was."""

from collections.abc import Iterable

from parsers.events import BillingEvent, EventKind
from parsers.generic.amounts import Candidate, candidates
from parsers.generic.model import Model, probability, shipped
from parsers.kit import found_money
from parsers.language.wording import Claim, claims
from parsers.page import Page
from parsers.statement import totals
from parsers.statement.taken_off import nothing_left
from parsers.statement.terms import only_amount
from parsers.statement.ways import paid_by_ways
from parsers.values.found_money import AmountFound, find_amounts

_LIKELY = 0.3
_BILLED = (EventKind.CHARGE, EventKind.INVOICE_DUE)
# What tells an amount from the others of its mail.
_HOLDS = (
    "any_total_label",
    "other_label",
    "aside",
    "in_claim",
    "in_subject",
    "sum",
    "part",
    "marked_up",
    "negative",
    "per_period",
    "bold",
    "in_cell",
    "repeated",
    "alone",
)
# What tells it apart from all that only stand in rows.
_LABELLED = ("any_total_label", "in_claim", "in_subject", "sum", "marked_up")


def likelihoods(found: Iterable[Candidate]) -> list[tuple[AmountFound, float]]:
    """How likely each amount is the one that was paid."""
    weights = shipped().amounts
    return [(one.found, probability(weights, one.features)) for one in found]


class Ranking:
    """Picks the amount that was paid, and remembers how sure it was."""

    def __init__(self, model: Model) -> None:
        self._weights, self._ranked = model.amounts, dict[AmountFound, float]()
        self._offers, self._loose = set[AmountFound](), set[AmountFound]()

    def amount(self, page: Page, claim: Claim) -> AmountFound | None:
        """The likeliest amount of the mail; where none is likely, the one that the claim names.

        What several ways of payment add up to was paid, whatever stands with each of them; where
        all was taken off, nothing.
        """
        found = candidates(page, claim)
        self._ranked = {one.found: self._likelihood(one) for one in found}
        self._offers = {one.found for one in found if one.features["aside"]}
        self._loose = {one.found for one in found if not _is_held(one)}
        best = self._best(found, page, claim)
        if whole := paid_by_ways(page):
            return whole
        if claim.kind in _BILLED and (nothing := nothing_left(page)):
            self._ranked[nothing] = 1.0
            return nothing
        likely = best is not None and self._ranked[best] >= _LIKELY
        return best if likely else only_amount(page, claim)

    def _best(self, found: list[Candidate], page: Page, claim: Claim) -> AmountFound | None:
        """The likeliest; the one that the mail calls its total where only its place speaks for the
        likeliest, and what a row says was paid where no label does.
        """
        best = max(found, key=lambda one: self._ranked[one.found], default=None)
        totals = (one for one in found if one.features["best_total"] and one.found.amount > 0)
        named = next(totals, None)
        is_paid = claim.kind is EventKind.CHARGE  # what comes back has other totals beside it
        if best is None or named is None or not is_paid or not _gives_way(best, named, page):
            return best.found if best is not None else None
        self._ranked[named.found] = max(self._ranked[named.found], self._ranked[best.found])
        return named.found

    def sureness(self, event: BillingEvent) -> float:
        """How likely the event's amount was."""
        same = (sure for found, sure in self._ranked.items() if found_money(found) == event.amount)
        return max(same, default=0.0)

    def is_offer(self, event: BillingEvent) -> bool:
        """Whether the event's amount only stands in offers and small print."""
        return any(found_money(found) == event.amount for found in self._offers)

    def is_guess(self, event: BillingEvent) -> bool:
        """Whether nothing but its place tells the event's amount from others."""
        return len(self._loose) > 1 and any(
            found_money(found) == event.amount for found in self._loose
        )

    def _likelihood(self, candidate: Candidate) -> float:
        return probability(self._weights, candidate.features)


def _gives_way(best: Candidate, named: Candidate, page: Page) -> bool:
    """Whether an amount is less than the one beside a label of totals (which a unit's price may
    have, but stands there once), and no sentence says that it was paid.
    """
    paid = (one.sentence for one in claims(page) if one.kind is EventKind.CHARGE)
    if any(one.money == best.found.money for text in paid for one in find_amounts(text, page.hint)):
        return False
    if not _is_held(best):
        return bool(named.features["repeated"])
    is_labelled = any(best.features[name] for name in _LABELLED)
    return not is_labelled and any(one.is_paid and not one.is_other for one in totals.totals(page))


def _is_held(candidate: Candidate) -> bool:
    """Whether more than its place speaks for or against an amount."""
    return any(candidate.features[name] for name in _HOLDS) or candidate.features["zero"] == 1
