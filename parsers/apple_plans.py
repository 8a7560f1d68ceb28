"""What the lines of Apple's items name: the service, its plan, how often it is paid."""

import re

from parsers.apple_rows import RHYTHM, Item
from parsers.language.wording import cadence_in
from parsers.page import Page
from parsers.values.found_money import find_amounts

# Songs, books and films are bought of Apple itself; apps and subscriptions of their makers.
_MEDIA = re.compile(r"(?i)^(?:audiobook|book|tv (?:episode|season)|movie|song|album|music video)\b")
# What a line under an item's name says of it when it is no plan.
_NO_PLAN = re.compile(
    r"(?i)^(?:renews|introductory offer|.{0,30}\boffer:|renewal price|subscription price|new \W?\d"
    r"|next (?:billing|contract)|agreement|starting|in-app|app 内|アプリ内|app$|write a review)"
)
_PLAN_WORD = re.compile(r"(?i)^(?:your|dein|deine|ihr) (.*\bplan)$")
_BEHIND_DASH = re.compile(r" [-–] (\w{4,20})$")
# What stands behind the rhythm of a plan: "Skylark Premium - Monthly (Automatic Renewal)".
_BY_ITSELF = re.compile(r"(?i)(?<!\s)\s*+\((?:automatic renewal|automatische verlängerung)\)$")
_ONE_WORD = re.compile(r"[^\W\d_]{4,20}")  # "Monthly", alone in its line
_PERIODS = {"月額": "P1M", "年額": "P1Y", "週額": "P1W"}
# Apple's own services name their plan in the title: "iCloud+ with 200 GB", "Apple Music Family".
OWN_NAMES = re.compile(
    r"\b(?:iCloud\+?|AppleCare\+?|Apple (?:One|Music|TV\+?|Arcade|News\+|Fitness\+|Creator Studio))"
    r"(?=\W|$)"
)
_OWN = re.compile(rf"^{OWN_NAMES.pattern}")
_FOR_ONCE_TOO = "AppleCare"  # which is also bought for some years at once


def named(item: Item) -> tuple[str, str | None]:
    """The service and its plan: "Coursera: Learn career skills", "Coursera Plus Monthly"."""
    own = _OWN.match(item.title)
    if any(_MEDIA.search(text) for text in item.details):
        return "Apple", item.title
    if own and item.title[own.end() :].strip():
        return own[0], item.title[own.end() :].strip()
    return (own[0] if own else item.title), _plan(item)


def _plan(item: Item) -> str | None:
    for text in item.details:
        if word := _PLAN_WORD.match(text):
            return word[1]
    first = item.details[0] if item.details else ""
    is_plan = bool(first) and not _NO_PLAN.search(first) and _is_subscription(item)
    return _BEHIND_DASH.sub("", RHYTHM.sub("", _BY_ITSELF.sub("", first))) if is_plan else None


def _is_subscription(item: Item) -> bool:
    """One-time items have lines of another kind under their name: a genre, a device."""
    return any(RHYTHM.search(text) or re.search(r"\d{4}", text) for text in item.details)


def period(text: str, page: Page) -> str | None:
    """The cadence in brackets after a plan, or in the words of AppleCare's plans and of prices."""
    text = _BY_ITSELF.sub("", text)
    bracket = RHYTHM.search(text) or _BEHIND_DASH.search(text)
    if bracket and bracket[1] in _PERIODS:
        return _PERIODS[bracket[1]]
    is_named = _PLAN_WORD.match(text) or _ONE_WORD.fullmatch(text)
    if bracket or is_named or find_amounts(text, page.hint):
        return cadence_in(bracket[1] if bracket else text, page.hint.language)
    return None


def is_sold_by_time(item: Item) -> bool:
    """Whether it is a service of Apple's own that nobody buys for good: "iCloud+ with 200 GB"."""
    own = _OWN.match(item.title)
    named = own is not None and not own[0].startswith(_FOR_ONCE_TOO)
    return named and not any(_MEDIA.search(text) for text in item.details)
