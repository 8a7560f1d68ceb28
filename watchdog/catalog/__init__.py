"""What is known of services, channels and law: `load_catalog()` reads the TOML files here."""

from watchdog.catalog.letter_texts import LetterText, LetterTexts
from watchdog.catalog.loader import Catalog, CatalogError, load_catalog
from watchdog.catalog.model import (
    Advice,
    Billing,
    Channel,
    ChannelKind,
    Law,
    Note,
    Pause,
    Plan,
    RefundRule,
    Route,
    Service,
    Trial,
)

__all__ = [
    "Advice",
    "Billing",
    "Catalog",
    "CatalogError",
    "Channel",
    "ChannelKind",
    "Law",
    "LetterText",
    "LetterTexts",
    "Note",
    "Pause",
    "Plan",
    "RefundRule",
    "Route",
    "Service",
    "Trial",
    "load_catalog",
]
