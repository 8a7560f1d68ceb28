"""Reads mail from senders that nobody described: `read(page)`."""

from parsers.generic.reader import read

__all__ = ["read"]
