"""One short text for things that were said: the same for the same things."""

import hashlib
from collections.abc import Collection

import msgspec


def summed(*said: Collection[object]) -> str:
    """The same for the same things that were said; "" for nothing."""
    if not any(said):
        return ""
    return hashlib.sha256(msgspec.msgpack.encode(said)).hexdigest()
