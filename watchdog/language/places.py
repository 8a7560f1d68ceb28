"""Where something was bought, within a sentence: each language joins a place in its own way.

The places that are no names stand in the catalogues whole, with their preposition: "at its own
website" is "en la web del proveedor" and "beim Anbieter selbst".
"""

from watchdog.language import say, translated


def at_place(place: str) -> str:
    """ "at Apple", "bei Apple", "sur le site du fournisseur"."""
    return translated(f"at {place}") if _is_words(place) else say("at {place}", place=place)


def by_place(place: str) -> str:
    """Who bills it: "by Apple", "par le fournisseur lui-même"."""
    return translated(f"by {place}") if _is_words(place) else say("by {place}", place=place)


def _is_words(place: str) -> bool:
    """Whether it is no name but says what it is: "your phone company"."""
    return place[:1].islower()
