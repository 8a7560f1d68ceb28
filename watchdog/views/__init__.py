"""What the report shows beyond its text: one view of the books for page, file and dashboard."""

from watchdog.views.ahead import Day, Month, months_ahead
from watchdog.views.history import Told, history_of
from watchdog.views.overview import (
    URGENCY,
    Change,
    Overview,
    build_overview,
    freshness,
    shown_title,
)
from watchdog.views.places import Place, places_of
from watchdog.views.prices import PriceHistory, PriceStep, price_histories
from watchdog.views.spending import Series, Spending, spending_of

__all__ = [
    "URGENCY",
    "Change",
    "Day",
    "Month",
    "Overview",
    "Place",
    "PriceHistory",
    "PriceStep",
    "Series",
    "Spending",
    "Told",
    "build_overview",
    "freshness",
    "history_of",
    "months_ahead",
    "places_of",
    "price_histories",
    "shown_title",
    "spending_of",
]
