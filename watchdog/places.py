"""What a place of purchase is called."""

from watchdog.catalog import Catalog
from watchdog.timeline.places import place_of


def place_name(channel: str | None, catalog: Catalog) -> str:
    """Where something was bought, in English: `at_place` and `by_place` say it in a sentence."""
    known = catalog.channels.get("direct" if place_of(channel) == "direct" else str(channel))
    return known.place if known else str(channel).replace("_", " ").title()
