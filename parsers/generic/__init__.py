"""Reads mail from senders that nobody described: `read(page)`."""

from parsers.generic.reader import accepted, read

__all__ = ["accepted", "read"]
