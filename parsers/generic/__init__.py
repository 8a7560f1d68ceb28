"""Reads mail from senders that nobody described: `read(page)`."""

from parsers.generic.ranking import likelihoods
from parsers.generic.reader import accepted, read, reasons
from parsers.generic.taught import label_of

__all__ = ["accepted", "label_of", "likelihoods", "read", "reasons"]
