"""The readers that sender files declare, by whose mail they read."""

import importlib
import pkgutil
from collections import defaultdict
from functools import cache

from parsers import senders
from parsers.declare import Parser


@cache
def all_parsers() -> tuple[Parser, ...]:
    """Every reader that a file of `parsers/senders/` declares."""
    names = sorted(module.name for module in pkgutil.iter_modules(senders.__path__))
    modules = [importlib.import_module(f"{senders.__name__}.{name}") for name in names]
    return tuple(v for module in modules for v in vars(module).values() if isinstance(v, Parser))


@cache
def _by_domain() -> dict[str, tuple[Parser, ...]]:
    """The readers by the domains of their senders; "*" are those of anybody's."""
    found: dict[str, list[Parser]] = defaultdict(list)
    for one in all_parsers():
        for domain in {sender.rpartition("@")[2] for sender in one.senders}:
            found[domain].append(one)
    return {domain: tuple(readers) for domain, readers in found.items()}


def readers_near(address: str) -> tuple[Parser, ...]:
    """The readers that may know a sender: those of its domain, of the domains above, of any."""
    domain, known = address.rpartition("@")[2].lower(), _by_domain()
    readers = list(known.get("*", ()))
    while domain:
        readers += known.get(domain, ())
        domain = domain.partition(".")[2]
    return tuple(dict.fromkeys(readers))


@cache
def sender_domains() -> frozenset[str]:
    """The domains of all senders that have a file."""
    named = (sender for one in all_parsers() for sender in one.senders if sender != "*")
    return frozenset(sender.rpartition("@")[2] for sender in named)
