"""What is known of services, channels and law: `load_catalog()` reads the TOML files here."""

from watchdog.catalog.letter_texts import LetterText, LetterTexts
from watchdog.catalog.loader import Catalog, load_catalog
from watchdog.catalog.model import (
    Advice,
    Billing,
    Channel,
    ChannelKind,
    Law,
    Note,
    Pause,
    Payment,
    Plan,
    RefundRule,
    Route,
    Service,
    Trial,
)
from watchdog.catalog.reading import CatalogError
from watchdog.catalog.sources import Commitment, Downgrade, Sourced, Sure, Trap

__all__ = [
    "Advice",
    "Billing",
    "Catalog",
    "CatalogError",
    "Channel",
    "ChannelKind",
    "Commitment",
    "Downgrade",
    "Law",
    "LetterText",
    "LetterTexts",
    "Note",
    "Pause",
    "Payment",
    "Plan",
    "RefundRule",
    "Route",
    "Service",
    "Sourced",
    "Sure",
    "Trap",
    "Trial",
    "load_catalog",
]
