"""The rows of a receipt that a program has run together into one line."""

import re

_SHORTEST = 120  # characters; what is shorter is a line of its own
_FEWEST = 3  # amounts; a sentence may name two
_SIGN = r"(?:[$€£¥₹₩₽]|R\$|zł|kr\.?|Kč|Ft|lei|TL|[A-Z]{3})"
# An amount before the next label: "Subtotal: $ 100.00 Discount: $ -27.50 Total: $ 72.50".
_ROW_END = re.compile(
    rf"(?:{_SIGN} ?-?\d[\d.,]{{0,14}}|-?\d[\d.,]{{0,14}} ?{_SIGN})"
    r"(?= [A-ZÀ-ÖØ-Þ][^\W\d_])(?! [A-Z]{3}\b)"
)


def unrolled(line: str) -> list[str]:
    """The rows of a line, each with the amount at its end; the line itself where it has none."""
    if len(line) < _SHORTEST:
        return [line]
    ends = [found.end() for found in _ROW_END.finditer(line)]
    if len(ends) < _FEWEST:
        return [line]
    starts = [0, *ends]
    return [line[at:end].strip() for at, end in zip(starts, [*ends, len(line)], strict=True)]
