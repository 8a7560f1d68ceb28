"""The words of an evidence pack in one language, as wording/*.toml holds them."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec
from babel.dates import format_date
from babel.numbers import format_currency

from parsers.events import BillingEvent
from parsers.money import Money
from watchdog.known_types import known
from watchdog.language import translated


class EvidenceTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`claims` and `remarks` (on what nobody has to answer for) are by kind of finding, `places` by
    channel; where one is left out the watchdog's own English words stand. `events` are by kind of
    event, `words` by kind of statement; `locale` is how days and amounts are written.
    """

    id: str
    locale: str
    readme: str
    claims: dict[str, str]
    remarks: dict[str, str]
    places: dict[str, str]
    events: dict[str, str]
    details: dict[str, str]
    words: dict[str, str]
    verdicts: dict[str, str]
    labels: dict[str, str]

    def day(self, on: date) -> str:
        """A day as this language writes it: "3 June 2026"."""
        return format_date(on, "long", locale=self.locale)

    def money(self, amount: Money | None) -> str:
        """An amount with its code, since "$" leaves open whose dollars; "" where it is unknown."""
        if amount is None:
            return ""
        return format_currency(amount.amount, amount.currency, "#,##0.00 ¤¤", locale=self.locale)


@cache
def load_texts() -> dict[str, EvidenceTexts]:
    """The languages there are, by their id."""
    folder = files("watchdog.evidence") / "wording"
    found = [
        msgspec.convert(tomllib.loads(one.read_text(encoding="utf-8")), known(EvidenceTexts))
        for one in folder.iterdir()
        if one.name.endswith(".toml")
    ]
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def called(event: BillingEvent) -> str:
    """By which name of `events` an event goes: a bill is to be paid, or taken by itself."""
    return "invoice_taken" if event.collected else event.kind


def said_event(name: str) -> str:
    """What happened, as timelines call it, in the language that is spoken."""
    return translated(load_texts()["en"].events.get(name, name))
