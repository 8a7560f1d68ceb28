"""Whom a text names of the catalogue, beside the service by which it is sent."""

from parsers.domains import belongs
from parsers.fakes.brands import called_in
from parsers.fakes.lookalikes import label
from parsers.merchants import Known

# What a house's own mail is signed with, whatever a stranger writes in it.
_ITSELF = frozenset({"google drive", "google payments", "google photos", "microsoft", "onedrive"})
_LEGAL = frozenset({"corporation", "inc", "ireland unlimited company"})


def names_a_product(text: str, domain: str, known: Known, *, told: bool = False) -> bool:
    """Whether a folded text names what the house of a service sells beside the service itself;
    `told`: somebody chose all of its words.
    """
    own = label(domain)
    its_own = _ITSELF & {own} if told else _ITSELF
    return any(
        belongs(domain, known.names[name]) and name.partition(" ")[2] not in _LEGAL
        for name in called_in(text, known)
        if name != own and name not in its_own
    )


def names_another(text: str, domain: str, known: Known) -> bool:
    """Whether a folded text names anybody of the catalogue, by a common word too."""
    return any(not belongs(domain, known.names[name]) for name in called_in(text, known))
