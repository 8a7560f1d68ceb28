"""What offices are called in many languages: words that are nobody's name."""

from parsers.merchants import fold
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

OFFICES_ABROAD = frozenset(_WORDED.words("offices_abroad"))
# What a brand sells, or whom it serves, beside its name.
ABOUT = frozenset(_WORDED.words("about"))

# Departments that firms bill from, and collect by: nobody who invites or shares is called so.
DEPARTMENTS = frozenset(map(fold, _WORDED.words("departments")))
