"""Learns the generic reader's weights from the fixtures: `make train`, never at run time.

Two logistic models with a ridge, fitted by Newton's method: which amount was paid, and whether a
statement is right. Families (a sender, with all mail in its form) are never split: what decides
where answers count is always said by models that have not seen the family.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.generic.amounts import candidates
from parsers.generic.form import by_form
from parsers.generic.model import Features, Model, probability
from parsers.generic.reader import Reading, readings
from parsers.language.wording import Claim, main_claim
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.money import Money
from parsers.page import Page
from parsers.statement.papers import paper_signs
from tools.fresh_mails import Mail, mails, message_of
from tools.whole_letters import WholeLetter, page_of, whole_letters

FIXTURES = Path(__file__).parent.parent / "fixtures" / "senders"
MODEL = Path(__file__).parent.parent / "parsers" / "generic" / "model.json"
FOLDS = 10
_RIDGE = 1.0
# What is known before any mail was seen: the weights are drawn towards these, all others to 0.
_BEFOREHAND: dict[str, dict[str, float]] = {
    "amounts": {
        "best_total": 2,
        "total_label": 1,
        "other_label": -1,
        "part": -1,
        "only": 1,
        "marked_up": 1,
        "aside": -2,
        "in_claim": 1,
    },
    "events": {
        "in_subject": 2,
        "other_in_subject": -1,
        "amount_sureness": 1,
        "total": 0.5,
        "reference": 0.5,
        "billing_desk": 0.5,
        "can_unsubscribe": -0.5,
        "list": -0.5,
        "no_amount": -1,
        "no_day": -0.5,
        "contradiction": -0.5,
        "percents": -0.5,
        "reply": -1,
        "amount_in_offer": -2,
        "form": 1,
        "overheard": -0.5,
        "named": 0.5,
        "overheard_in_prose": -2.5,
    },
}
# Few mails may not teach the contrary of what is known beforehand.
_STEPS, _LEAST_STEP = 60, 1e-8
_IGNORE = 0.25
# Of what counts, at least this much has to be right; the bar is 0.975.
_PRECISION = 0.975
# A good average must not carry statements of which every fifth is wrong.
_LAST, _PRECISION_OF_LAST = 20, 0.9
# However well it goes: a few mails more or less must not make it rash.
_LEAST = 0.75
_PRICED = {
    EventKind.CHARGE,
    EventKind.INVOICE_DUE,
    EventKind.PAYMENT_FAILED,
    EventKind.REFUND,
    EventKind.REFUND_PROMISED,
}
# Stores and people's payments, in forms like nobody else's: an unknown sender is not like them.
LIKE_NOBODY = {"amazon", "apple", "google_play", "patreon", "paypal", "shopify"}
_THIRD = 3
# Folders that hold mail of many families.
_MIXED = ("generic", "forwarded")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A fixture: its page, its family, and the events that its expectation holds."""

    name: str
    family: str
    page: Page
    expected: tuple[BillingEvent, ...]
    is_whole: bool = True  # whether the expectation holds all that the mail states


Example = tuple[Features, bool]
Judged = list[tuple[float, bool]]


def main() -> int:
    """Fit, and write the model; print what speaks most for and against."""
    cases = [*read_cases(FIXTURES), *fresh_cases(), *letter_cases()]
    model = train(cases)
    MODEL.write_bytes(msgspec.json.format(msgspec.json.encode(rounded(model)), indent=2) + b"\n")
    for name, weights in (("amounts", model.amounts), ("events", model.events)):
        ordered = sorted(weights.items(), key=lambda pair: pair[1])
        print(name, " ".join(f"{key}={value:+.1f}" for key, value in ordered))
    print(
        f"{len(cases)} mails; counts from {model.accept}, of many from {model.accept_of_many},"
        f" small talk below {model.ignore}"
    )
    return 0


def read_cases(folder: Path) -> list[Case]:
    """Every readable fixture with its expectation, without those that only pretend.

    A fake reads like the real thing; telling it is the business of `parsers.trust`.
    """
    paths = sorted(path.with_suffix(".eml") for path in folder.glob("*/*.json"))
    found = (_case(path) for path in paths)
    return [case for case in found if case is not None]


def _case(path: Path) -> Case | None:
    message = read_message(path.read_bytes())
    expectation = msgspec.json.decode(path.with_suffix(".json").read_bytes())
    if not isinstance(message, Message) or expectation["trust"]["verdict"] == "suspicious":
        return None
    folder = path.parent.name
    domain = message.from_address.rpartition("@")[2]
    return Case(
        name=f"{folder}/{path.stem}",
        family=organisation(domain) if folder in _MIXED else folder,
        page=lay_out(message),
        expected=msgspec.convert(expectation["events"], tuple[BillingEvent, ...]),
    )


def fresh_cases() -> list[Case]:
    """The mails that were written to be read once, each a family of its own."""
    return [_fresh(place, mail) for place, mail in enumerate(mails())]


def _fresh(place: int, mail: Mail) -> Case:
    stated = mail.states or {}
    expected = tuple(
        BillingEvent(
            kind=EventKind(kind),
            merchant="",
            merchant_name="",
            amount=_money(str(stated["amount"])) if "amount" in stated else None,
        )
        for kind in sorted(mail.kinds)
    )
    name = f"fresh {place}"
    page = lay_out(message_of(mail))
    return Case(name=name, family=name, page=page, expected=expected, is_whole=False)


def letter_cases() -> list[Case]:
    """The whole letters that are not kept aside, each a family of its own."""
    return [
        Case(
            name=f"letter {place}",
            family=f"letter {place}",
            page=page_of(letter),
            expected=_expected(letter),
            is_whole=False,
        )
        for place, letter in enumerate(whole_letters())
    ]


def _expected(letter: WholeLetter) -> tuple[BillingEvent, ...]:
    return tuple(
        BillingEvent(
            kind=EventKind(kind),
            merchant="",
            merchant_name="",
            amount=letter.money if EventKind(kind) in _PRICED else None,
        )
        for kind in letter.kinds
    )


def _money(text: str) -> Money:
    amount, _, currency = text.partition(" ")
    return Money(amount=Decimal(amount), currency=currency)


def folds(cases: Iterable[Case]) -> list[set[str]]:
    """The families in groups of about one size, the same on every machine."""
    families = sorted({case.family for case in cases})
    return [set(families[start::FOLDS]) for start in range(FOLDS)]


def train(cases: Sequence[Case]) -> Model:
    """A model of all cases, whose thresholds come from families that it was not fitted to."""
    judged: dict[bool, Judged] = {False: [], True: []}
    for left_out in folds(cases):
        model = fit([case for case in cases if case.family not in left_out])
        for case in _also_to_many(cases):
            if case.family in left_out - LIKE_NOBODY:
                judged[case.page.message.goes_to_many].extend(_judged(case, model))
    return replace(
        fit(cases),
        accept=threshold(judged[False]),
        accept_of_many=threshold(judged[True]),
    )


def fit(cases: Sequence[Case]) -> Model:
    """The weights that fit some cases best; its thresholds are those of no knowledge."""
    priced = [example for case in cases for example in _amount_examples(case)]
    amounts = best_weights("amounts", priced)
    model = Model(amounts=amounts, events={}, ignore=_IGNORE, accept=0.7)
    examples: list[Example] = [
        (reading.features, is_right(reading.event, case))
        for case in _also_to_many(cases)
        if case.family not in LIKE_NOBODY
        for reading in readings(case.page, model)
    ]
    return replace(model, events=best_weights("events", examples))


def _also_to_many(cases: Sequence[Case]) -> Iterator[Case]:
    """All cases, and of the bills every third once more with the header of mail to many.

    Services for sending mail put it on bills too; those of the fixtures hardly have it.
    """
    yield from cases
    bills = [case for case in cases if case.expected and case.family not in LIKE_NOBODY]
    for case in bills[::_THIRD]:
        message = case.page.message
        headers = {**message.headers, "list-unsubscribe": ("<https://lists.example/u>",)}
        page = replace(case.page, message=replace(message, headers=headers))
        yield replace(case, page=page)


def is_right(event: BillingEvent, case: Case) -> bool:
    """Whether the expectation holds such an event, of the same amount."""
    same = [one for one in case.expected if one.kind is event.kind]
    paid = [one.amount for one in same if one.amount is not None]
    if not case.is_whole and not paid:
        return bool(same)
    if event.amount is None or not paid:
        return bool(same) and event.amount is None and not paid
    # A receipt of several items is read as one of their total.
    whole = sum((one.amount for one in paid), Decimal(0))
    return event.amount in paid or event.amount.amount == whole


def stated(page: Page) -> Claim | None:
    """What a mail was sent for: by its words, else by its form."""
    return main_claim(page) or next(by_form(page, paper_signs(page), ()), None)


def _amount_examples(case: Case) -> list[Example]:
    claim = stated(case.page)
    paid = {one.amount for one in case.expected if one.kind in _PRICED and one.amount}
    if claim is None or not paid:
        return []
    found: list[Example] = [
        (one.features, one.found.money in paid) for one in candidates(case.page, claim)
    ]
    return found if any(is_paid for _, is_paid in found) else []


def _judged(case: Case, model: Model) -> Judged:
    def sure(reading: Reading) -> float:
        return probability(model.events, reading.features)

    return [(sure(one), is_right(one.event, case)) for one in readings(case.page, model)]


def threshold(judged: Judged, least: float = _LEAST) -> float:
    """The lowest sureness from which on enough of what counts is right, also the last of it."""
    ordered = sorted(judged, reverse=True)
    best, right = 1.0, 0
    for count, (sure, is_one) in enumerate(ordered, start=1):
        right += is_one
        last = [one for _, one in ordered[max(0, count - _LAST) : count]]
        if right / count >= _PRECISION and sum(last) / len(last) >= _PRECISION_OF_LAST:
            best = sure
    return max(least, round(best, 2))


def best_weights(model: str, examples: Sequence[Example]) -> dict[str, float]:
    """The best weights of which none says the contrary of what is known beforehand."""
    known = _BEFOREHAND[model]
    names = sorted({name for features, _ in examples for name in features})
    truth = np.array([float(is_one) for _, is_one in examples])
    while True:
        rows = np.array([[float(seen.get(name, 0)) for name in names] for seen, _ in examples])
        ridge = np.array([0.01 if name == "bias" else _RIDGE for name in names])
        before = np.array([float(known.get(name, 0)) for name in names])
        fitted = dict(zip(names, _newton(rows, truth, ridge, before), strict=True))
        contrary = {name for name in names if fitted[name] * known.get(name, 0) < 0}
        if not contrary:
            return {name: float(value) for name, value in fitted.items()}
        names = [name for name in names if name not in contrary]


def _newton(rows: Any, truth: Any, ridge: Any, before: Any) -> Any:
    """The weights of the greatest likelihood, penalised for their distance from `before`."""

    def loss(some: Any) -> float:
        against = (1 - 2 * truth) * (rows @ some)
        return float(np.logaddexp(0, against).sum() + (ridge * (some - before) ** 2).sum() / 2)

    weights = before.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (truth - chance) - ridge * (weights - before)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        # A whole step overshoots where nearly all mails are told apart.
        while loss(weights + step) > loss(weights) and float(np.abs(step).max()) > _LEAST_STEP:
            step = step / 2
        weights = weights + step
        if float(np.abs(step).max()) < _LEAST_STEP:
            break
    return weights


def rounded(model: Model) -> Model:
    """A model whose weights have three places."""

    def short(weights: dict[str, float]) -> dict[str, float]:
        return {name: round(value, 3) for name, value in weights.items()}

    return replace(model, amounts=short(model.amounts), events=short(model.events))


if __name__ == "__main__":
    sys.exit(main())
