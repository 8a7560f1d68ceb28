"""Whether a bill names what is its reader's own: the flat, the plot or the berth it is for.

Whoever writes to thousands does not know it, and whoever reads it sees at once whether it is his.
"""

import re

from parsers.text.bounded import Bounded
from parsers.text.folding import folded_word
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a mail that are looked through
# In small letters. What firms have in their own address (unit, suite, local) is not among them.
_OWN = _WORDED.pattern("own")
_NUMBER = r"(?:nummer|number|numero|número|numéro|num|nr|no|n|č|št)"
# "12", "C-117", "A 12", "2:14", "H0203", "118/4", "14B"; no year, no day, no "T3" of three rooms.
_FIGURES = (
    r"(?:[a-z]{1,2}-?|[a-z] )?(?!(?:19|20)\d\d\b)(?!\d{1,2}[./-]\d{1,2}[./-]\d)"
    r"\d{1,4}(?:[./:-]?[a-z\d]{1,4}){0,2}"
)
# What is measured or priced, and no number of a door: "Garage 45,00 €", "flat 12 %", "lot 3 x 4".
_MEASURED = (
    r"(?![\d.,]* ?(?:€|£|\$|%|x\b|×|kr\b|zł|ft\b|lei\b|kč|eur|chf|tl\b|usd|gbp|m²|m2|qm|mq|zimmer"
    r"|rooms?|pièces?|pokoj\w*|izb\w*|rum\b|days?|tage?|jours?|months?|monate?)|[.,]\d)"
)
# Where it is used, by its label: it is told with a number.
_SUPPLIED = _WORDED.pattern("supplied")
# Of a house in Spain the floor and the door: "piso 3º B", "2º D".
_FLOOR = r"\d{1,2} ?[.º°ª] ?(?:[a-h]|izq\w{0,8}|dcha|derecha)\b"
_DOOR = Bounded(
    rf"\b(?:{_OWN})[ .:#|]{{0,4}}(?:{_NUMBER}\b[.°º]{{0,2}} ?|#)?[:| ]{{0,3}}"
    rf"(?:{_FLOOR}|(?![tf]\d\b){_FIGURES}\b{_MEASURED})"
    # "fastigheten Ekbacken 1:23": so land is numbered in the north.
    rf"|\b(?:{_OWN})[ (]{{1,2}}[^\W\d_]{{3,20}} \d{{1,3}}:\d{{1,4}}\b"
    rf"|\b(?:{_SUPPLIED})[ :|]{{1,3}}[^\n|]{{3,40}}?\d"
    rf"|\bpiso[ :]{{1,2}}{_FLOOR}"
    r"|(?<!\d)\d{1,4}[.-]? ?(?:lakás|albetét|parcella|telek)\w{0,6}"
    r"|\b\d{1,2}[.º°]? ?(?:emelet|patro|em\.) ?\d{1,3}\b",
    most=_NEAR,
)
# "12 Mill Lane, Flat 4, 91204 Erlbach" is where somebody writes from.
_ADDRESS = re.compile(
    r"(?:^|[\s,])(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}) [A-ZÀ-ÞŁŚŻŠČŘŽ]\w"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
)


def names_what_is_the_readers(text: str) -> bool:
    """Whether it has the number of a flat, a plot or a berth in what is no address."""
    lines = (one for one in text[:_NEAR].splitlines() if not _ADDRESS.search(one))
    return _DOOR.search(folded_word("\n".join(lines))) is not None
